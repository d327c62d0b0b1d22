import { type Client, Events } from 'discord.js';
import type { Logger } from 'pino';
import type { UserError } from '../../../errors.ts';
import { closedForGood } from './fatal-errors.ts';

/** What the library tells of the gateway connections of a client. */
export interface GatewayEvents {
  /** All of them stand for the first time. */
  ready(): void;
  /** Discord closed one for good. */
  refused(error: UserError): void;
  /** One was lost, and the library mends it. */
  reconnecting(shard: number): void;
  /** One that was lost stands again. */
  back(): void;
}

/** Tells of every turn that a connection takes, and logs what the library complains about. */
export function followGateway(client: Client, log: Logger, events: GatewayEvents): void {
  client.once(Events.ClientReady, () => events.ready());
  client.on(Events.ShardDisconnect, ({ code }, shard) => {
    const error = closedForGood(code);
    log.error({ code, shard }, error.message);
    events.refused(error);
  });
  client.on(Events.ShardReconnecting, (shard) => events.reconnecting(shard));
  for (const event of [Events.ShardResume, Events.ShardReady] as const) {
    client.on(event, () => events.back());
  }
  // Without a listener an error of the library would end the program.
  client.on(Events.Error, (error) => log.error({ err: error }, 'Discord client'));
  client.on(Events.ShardError, (error, shard) => log.warn({ err: error, shard }, 'Discord connection'));
  client.on(Events.Warn, (message) => log.warn(message));
}
