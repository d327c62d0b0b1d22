/**
 * Signed slash commands over HTTP, side by side with a bare Bolt app that answers a constant. The two servers are
 * processes of their own; the load, and the Slack that they answer to, run here.
 */
import { percentile, type Result } from './measure.ts';
import { type Kind, load, type Round, startServer, startSlack } from './slack-load.ts';

const ROUNDS = 5;
const COMMANDS = 1_500;
const WARM_UP = 500;

export async function* benchSlack(): AsyncIterable<Result> {
  const slack = await startSlack();
  const rounds: Record<Kind, Round[]> = { bare: [], rapporteur: [] };
  const servers = {
    bare: await startServer({ kind: 'bare', slack: slack.address }),
    rapporteur: await startServer({ kind: 'rapporteur', slack: slack.address }),
  };
  try {
    for (const kind of ['bare', 'rapporteur'] as const)
      await load(slack, servers[kind].port, { commands: WARM_UP });
    for (let round = 0; round < ROUNDS; round += 1) {
      // Turn about, so that neither always comes first.
      const order: readonly Kind[] = round % 2 === 0 ? ['bare', 'rapporteur'] : ['rapporteur', 'bare'];
      for (const kind of order)
        rounds[kind].push(await load(slack, servers[kind].port, { commands: COMMANDS }));
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
