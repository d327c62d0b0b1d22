/**
 * Signed slash commands over HTTP, side by side with a bare Bolt app that answers a constant. The two servers are
 * processes of their own; the load, and the Slack that they answer to, run here.
 */
import { fork } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer, request, type Server } from 'node:http';
import { percentile, type Result } from './measure.ts';

const SIGNING_SECRET = 'bench-signing-secret';

const ROUNDS = 5;
const COMMANDS = 1_500;
const WARM_UP = 500;
/** People who wait for their answer before they ask again. */
const ASKERS = 8;

type Kind = 'bare' | 'rapporteur';

interface Round {
  readonly perSecond: number;
  readonly acks: readonly number[];
  readonly answers: readonly number[];
}

export async function* benchSlack(): AsyncIterable<Result> {
  const slack = await startSlack();
  const rounds: Record<Kind, Round[]> = { bare: [], rapporteur: [] };
  const servers = {
    bare: await startServer('bare', slack.address),
    rapporteur: await startServer('rapporteur', slack.address),
  };
  try {
    for (const kind of ['bare', 'rapporteur'] as const) await load(slack, servers[kind].port, WARM_UP);
    for (let round = 0; round < ROUNDS; round += 1) {
      // Turn about, so that neither always comes first.
      const order: readonly Kind[] = round % 2 === 0 ? ['bare', 'rapporteur'] : ['rapporteur', 'bare'];
      for (const kind of order) rounds[kind].push(await load(slack, servers[kind].port, COMMANDS));
    }
  } finally {
    for (const { stop } of Object.values(servers)) await stop();
    slack.server.closeAllConnections();
    slack.server.close();
  }
  const bare = summary(rounds.bare);
  const ours = summary(rounds.rapporteur);
  yield { suite: 'slack', what: 'bare Bolt app: ack, then a constant', figures: bare, target: '' };
  yield { suite: 'slack', what: 'Rapporteur: ack, then /brief iran-talks', figures: ours, target: '' };
  yield {
    suite: 'slack',
    what: 'Rapporteur to bare',
    figures: { throughput: ours.perSecond / bare.perSecond, ackP99: ours.ackP99 / bare.ackP99 },
    target: 'throughput at least 0.8, ackP99 at most 1.3',
  };
}

/** The median over the rounds of each figure; milliseconds. */
function summary(rounds: readonly Round[]) {
  const median = (figure: (round: Round) => number) => percentile(rounds.map(figure), 0.5);
  return {
    perSecond: median(({ perSecond }) => perSecond),
    ackP50: median(({ acks }) => percentile(acks, 0.5)),
    ackP99: median(({ acks }) => percentile(acks, 0.99)),
    answerP50: median(({ answers }) => percentile(answers, 0.5)),
    answerP99: median(({ answers }) => percentile(answers, 0.99)),
  };
}

interface BenchSlack {
  readonly server: Server;
  readonly address: string;
  /** Called with the id at the end of a `response_url` when something is sent there. */
  readonly waiting: Map<string, () => void>;
}

/** As much of Slack as the two servers call: who asks, and where answers go. */
async function startSlack(): Promise<BenchSlack> {
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

async function startServer(kind: Kind, slack: string): Promise<{ port: number; stop(): Promise<void> }> {
  const child = fork(new URL('./slack-server.ts', import.meta.url), [kind, slack], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const [port] = await once(child, 'message');
  return {
    port: Number(port),
    async stop() {
      child.send('stop');
      await once(child, 'exit');
    },
  };
}

async function load(slack: BenchSlack, port: number, commands: number): Promise<Round> {
  const agent = new Agent({ keepAlive: true, maxSockets: ASKERS });
  const acks: number[] = [];
  const answers: number[] = [];
  let left = commands;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: ASKERS }, async () => {
      while (left > 0) {
        left -= 1;
        const { ack, answer } = await ask(slack, port, agent);
        acks.push(ack);
        answers.push(answer);
      }
    }),
  );
  const perSecond = (commands / (performance.now() - started)) * 1000;
  agent.destroy();
  return { perSecond, acks, answers };
}

/** Milliseconds until the acknowledgement and until the first message of the answer. */
async function ask(slack: BenchSlack, port: number, agent: Agent): Promise<{ ack: number; answer: number }> {
  const path = `/response/${randomUUID()}`;
  const answered = Promise.withResolvers<void>();
  slack.waiting.set(path, answered.resolve);
  const body = new URLSearchParams({
    command: '/brief',
    text: 'iran-talks',
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
