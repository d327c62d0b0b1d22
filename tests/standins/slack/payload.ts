export type Payload = Readonly<Record<string, unknown>>;

export type PayloadKind = 'slash_commands' | 'interactive' | 'events_api';

/** How a payload was acknowledged. */
export interface Acknowledgement {
  /** 200 over sockets; 0 when the connection ended before. */
  readonly status: number;
  readonly body: string;
  readonly milliseconds: number;
}
