import { Counter, Histogram, type Registry } from 'prom-client';
import { byKind } from '../../by-kind.ts';
import type { Observation, Observe } from './observation.ts';

/** Platforms want an acknowledgement within three seconds, people an answer within a blink. */
const LATENCY = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30];
const DELAY = [1, 5, 15, 30, 60, 120, 300, 900, 3600, 21_600];

/** What this process did: counted, and measured, as it is observed. */
export function createCounters(registry: Registry): Observe {
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({ name: `rapporteur_${name}`, help, labelNames, registers });
  const histogram = <L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    buckets: number[] = LATENCY,
  ) => new Histogram({ name: `rapporteur_${name}`, help, labelNames, buckets, registers });

  const commands = counter('commands_total', 'Commands answered, by name and outcome', [
    'platform',
    'command',
    'outcome',
  ]);
  const commandSeconds = histogram('command_seconds', 'From a command to its reply, inside the program', [
    'command',
  ]);
  const answers = counter('answers_total', 'Parts of questions, by what came of them', [
    'outcome',
    'wording',
  ]);
  const acknowledgementSeconds = histogram(
    'acknowledgement_seconds',
    'From the arrival of a question to its acknowledgement',
    ['platform'],
  );
  const answerSeconds = histogram(
    'answer_seconds',
    'From the arrival of a question to the delivery of its answer',
    ['platform'],
  );
  const posts = counter('posts_total', 'Attempts to post a digest, by outcome', ['platform', 'outcome']);
  const postSeconds = histogram('post_seconds', 'Duration of an attempt to post a digest', ['platform']);
  const waits = counter('rate_limit_waits_total', 'Messages that had to wait for a rate limit', ['platform']);
  const waitSeconds = counter('rate_limit_wait_seconds_total', 'How long they had to wait', ['platform']);
  const digests = counter('digests_total', 'Steps of digests taken by this process, by the state reached', [
    'platform',
    'state',
  ]);
  const digestDelay = histogram(
    'digest_delay_seconds',
    'From the slot of a digest to its arrival',
    ['platform'],
    DELAY,
  );
  const ticks = counter('ticks_total', 'Ticks of the minute, by outcome', ['outcome']);
  const lines = counter('log_lines_total', 'Warnings and errors in the log', ['level']);

  const record: { readonly [K in Observation['kind']]: (seen: Extract<Observation, { kind: K }>) => void } = {
    command: ({ platform, command, outcome, seconds }) => {
      commands.inc({ platform, command, outcome });
      commandSeconds.observe({ command }, seconds);
    },
    answer: ({ outcome, wording }) => answers.inc({ outcome, wording }),
    acknowledged: ({ platform, seconds }) => acknowledgementSeconds.observe({ platform }, seconds),
    answered: ({ platform, seconds }) => answerSeconds.observe({ platform }, seconds),
    post: ({ platform, outcome, seconds }) => {
      posts.inc({ platform, outcome });
      postSeconds.observe({ platform }, seconds);
    },
    limited: ({ platform, seconds }) => {
      waits.inc({ platform });
      waitSeconds.inc({ platform }, seconds);
    },
    digest: ({ platform, state, delay }) => {
      digests.inc({ platform, state });
      if (delay !== undefined) digestDelay.observe({ platform }, delay);
    },
    tick: ({ outcome }) => ticks.inc({ outcome }),
    logged: ({ level }) => lines.inc({ level }),
  };

  return (seen) => byKind(record, seen);
}
