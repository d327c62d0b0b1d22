/**
 * `npm run bench` prints a table; `-- --json` a JSON line a result; other words name the suites to run. `--minutes=10`
 * is how long the suite `sustained` keeps up its load.
 */
import { benchAnswers } from './answers.ts';
import { benchBriefings } from './briefings.ts';
import { benchDigests } from './digests.ts';
import { benchDiscord } from './discord.ts';
import type { Result } from './measure.ts';
import { benchSlack } from './slack.ts';
import { benchStores } from './stores.ts';
import { benchSustained } from './sustained.ts';

const MINUTES = /^--minutes=(\d+(?:\.\d+)?)$/;
const DEFAULT_MINUTES = 0.5;

const SUITES: Readonly<Record<string, () => AsyncIterable<Result>>> = {
  answers: benchAnswers,
  briefings: benchBriefings,
  digests: benchDigests,
  discord: benchDiscord,
  slack: benchSlack,
  stores: benchStores,
  sustained: () => benchSustained(minutes),
};

const minutes = Number(process.argv.map((word) => MINUTES.exec(word)?.[1]).find(Boolean) ?? DEFAULT_MINUTES);
const asJson = process.argv.includes('--json');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = wanted.filter((name) => !(name in SUITES));

if (unknown.length > 0) {
  console.error(`No suite is called ${unknown.join(', ')}; there are: ${Object.keys(SUITES).join(', ')}`);
  process.exitCode = 2;
} else {
  for (const [name, suite] of Object.entries(SUITES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for await (const result of suite()) print(result);
  }
}

function print(result: Result): void {
  if (asJson) {
    console.log(JSON.stringify(result));
    return;
  }
  const figures = Object.entries(result.figures).map(([name, value]) => `${name} ${round(value)}`.padEnd(16));
  console.log(`${result.what.padEnd(46)} ${figures.join(' ')}${result.target}`);
}

/** Three significant digits, since no measurement here is better than that. */
function round(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}
