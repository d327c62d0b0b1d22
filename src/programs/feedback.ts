/** `npm run feedback`: what readers found wrong and what no briefing covered, so that editors know what to write next. */

import { readConfig } from '../config/config.ts';
import { loadEnvironment } from '../config/environment.ts';
import { createLog } from '../ops/logging/log.ts';
import { runProgram } from '../ops/process/run-program.ts';
import { openStore } from '../store/store.ts';

/** Newest first; older ones are seldom still true. */
const SHOWN = 200;

await runProgram(main);

async function main(): Promise<void> {
  const config = readConfig(loadEnvironment());
  const store = await openStore({
    location: config.database,
    log: createLog(config.logLevel, { secrets: config.secrets }),
  });
  const findings = await store.feedback.findings(SHOWN);
  await store.close();
  if (findings.length === 0) console.log('No answer was marked wrong, and every question was covered.');
  for (const { at, topic, question, outcome, cited, revision, useful, wrong } of findings) {
    const day = at.toZonedDateTimeISO(config.zone).toPlainDate();
    const verdict = wrong > 0 ? `wrong ×${wrong}${useful > 0 ? `, useful ×${useful}` : ''}` : 'not covered';
    console.log(`${day}  ${verdict}  ${topic ?? '–'}  ${JSON.stringify(question)}`);
    if (outcome !== 'not-covered')
      console.log(`            cited: ${cited.join(', ')} (${revision?.slice(0, 12) ?? '–'})`);
  }
}
