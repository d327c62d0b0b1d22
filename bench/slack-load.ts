/**
 * Slack's side of the measurements: people who type signed slash commands over HTTP and wait for their answers, and
 * the two servers that answer them, each a process of its own.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Agent, createServer, request, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export const SIGNING_SECRET = 'bench-signing-secret';
/** People who wait for their answer before they ask again. */
const ASKERS = 8;

export type Kind = 'bare' | 'rapporteur';

export interface Round {
  readonly perSecond: number;
  /** Milliseconds, as those below. */
  readonly acks: readonly number[];
  readonly answers: readonly number[];
}

export interface BenchSlack {
  readonly server: Server;
  readonly address: string;
  /** Called with the id at the end of a `response_url` when something is sent there. */
  readonly waiting: Map<string, () => void>;
}

/** As much of Slack as the two servers call: who asks, and where answers go. */
export async function startSlack(): Promise<BenchSlack> {
  const waiting = new Map<string, () => void>();
  const server = createServer((incoming, response) => {
    incoming.resume();
    incoming.on('end', () => {
      const path = incoming.url ?? '';
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(replies[path.slice(path.lastIndexOf('/') + 1)] ?? { ok: true }));
      waiting.get(path)?.();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return { server, address: `http://127.0.0.1:${port}`, waiting };
}

const replies: Readonly<Record<string, unknown>> = {
  'auth.test': { ok: true, team: 'Bench', team_id: 'T0BENCH', user_id: 'U0BOT', bot_id: 'B0BOT' },
  'users.info': {
    ok: true,
    user: { id: 'U0ANN', name: 'ann', tz: 'Europe/London', profile: { display_name: 'ann' } },
  },
};

/** What a server has used up to now, after tidying up its memory. */
const usage = z.object({ cpuSeconds: z.number(), residentMegabytes: z.number(), heldMegabytes: z.number() });
export type Usage = z.output<typeof usage>;

export interface BenchServer {
  readonly port: number;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly kind: Kind;
  /** Where its Slack is. */
  readonly slack: string;
  /** Of Node. */
  readonly flags?: readonly string[];
  /** Folder of the briefings; by default those that are shipped. */
  readonly briefings?: string;
  /** Keeps it to one core, where the system can do that. */
  readonly oneCore?: boolean;
}

export async function startServer(options: ServerOptions): Promise<BenchServer> {
  const { kind, slack, flags = [], briefings = 'briefings', oneCore = false } = options;
  const child = startProcess(
    [
      '--disable-warning=ExperimentalWarning',
      '--expose-gc',
      ...flags,
      fileURLToPath(new URL('./slack-server.ts', import.meta.url)),
      kind,
      slack,
      briefings,
    ],
    oneCore,
  );
  const [port] = await once(child, 'message');
  return {
    port: Number(port),
    async usage() {
      child.send('usage');
      const [answer] = await once(child, 'message');
      return usage.parse(answer);
    },
    async stop() {
      child.send('stop');
      await once(child, 'exit');
    },
  };
}

/** Part of util-linux. */
const TASKSET = '/usr/bin/taskset';

function startProcess(args: readonly string[], oneCore: boolean): ChildProcess {
  const stdio: ['ignore', 'inherit', 'inherit', 'ipc'] = ['ignore', 'inherit', 'inherit', 'ipc'];
  return oneCore && existsSync(TASKSET)
    ? spawn(TASKSET, ['--cpu-list', '0', process.execPath, ...args], { stdio })
    : spawn(process.execPath, args, { stdio });
}

/** How long people ask, and what. */
export interface LoadOptions {
  /** So many commands in all. */
  readonly commands?: number;
  /** Or for so long. */
  readonly milliseconds?: number;
  readonly words?: (index: number) => string;
}

export async function load(slack: BenchSlack, port: number, options: LoadOptions): Promise<Round> {
  const { commands = Number.POSITIVE_INFINITY, milliseconds = Number.POSITIVE_INFINITY } = options;
  const words = options.words ?? (() => 'iran-talks');
  const agent = new Agent({ keepAlive: true, maxSockets: ASKERS });
  const acks: number[] = [];
  const answers: number[] = [];
  let begun = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: ASKERS }, async () => {
      while (begun < commands && performance.now() - started < milliseconds) {
        begun += 1;
        const { ack, answer } = await ask(slack, port, agent, words(begun));
        acks.push(ack);
        answers.push(answer);
      }
    }),
  );
  const perSecond = (answers.length / (performance.now() - started)) * 1000;
  agent.destroy();
  return { perSecond, acks, answers };
}

/** Milliseconds until the acknowledgement and until the first message of the answer. */
async function ask(
  slack: BenchSlack,
  port: number,
  agent: Agent,
  text: string,
): Promise<{ ack: number; answer: number }> {
  const path = `/response/${randomUUID()}`;
  const answered = Promise.withResolvers<void>();
  slack.waiting.set(path, answered.resolve);
  const body = new URLSearchParams({
    command: '/brief',
    text,
    user_id: 'U0ANN',
    channel_id: 'C0BENCH',
    team_id: 'T0BENCH',
    response_url: slack.address + path,
    trigger_id: randomUUID(),
    is_enterprise_install: 'false',
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  const started = performance.now();
  const outgoing = request({
    port,
    host: '127.0.0.1',
    path: '/slack/events',
    method: 'POST',
    agent,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
  });
  outgoing.end(body);
  const [response] = await once(outgoing, 'response');
  response.resume();
  if (response.statusCode !== 200)
    throw new Error(`expected an acknowledgement, found status ${response.statusCode}`);
  const ack = performance.now() - started;
  await answered.promise;
  slack.waiting.delete(path);
  return { ack, answer: performance.now() - started };
}
