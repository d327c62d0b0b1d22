/** Validates briefing files: `npm run check`, or `npm run check -- briefings/iran-talks.yaml`. */

import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '../config/config.ts';
import { loadEnvironment } from '../config/environment.ts';
import { counted } from '../counted.ts';
import { isEntryFile } from '../entries/files/file-name.ts';
import { parseEntryFile } from '../entries/files/parse.ts';
import { formatProblem, type Problem } from '../entries/problem.ts';
import { UserError } from '../errors.ts';
import { runProgram } from '../ops/process/run-program.ts';

await runProgram(() => run(process.argv.slice(2)));

/** 1 when any file has errors; warnings alone are 0. */
async function run(named: readonly string[]): Promise<number> {
  const files = named.length > 0 ? named : await filesIn(readConfig(loadEnvironment()).briefingsFolder);
  const today = Temporal.Now.plainDateISO();
  const problems = (await Promise.all(files.map((file) => problemsOf(file, today)))).flat();
  for (const problem of problems) console.log(formatProblem(problem));
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const warnings = problems.length - errors;
  console.log(
    `${counted(files.length, 'file')}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}`,
  );
  return errors > 0 ? 1 : 0;
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder))
      .filter(isEntryFile)
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    throw new UserError(
      'unavailable',
      `The briefings folder “${folder}” cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      'Make the folder, or set BRIEFINGS_DIR.',
    );
  }
}

async function problemsOf(file: string, today: Temporal.PlainDate): Promise<readonly Problem[]> {
  try {
    // Reading a pipe would wait for whoever writes to it.
    if (!(await stat(file)).isFile()) return [problemOf(file, 'is not a file; name a YAML file')];
    return parseEntryFile(file, await readFile(file), today).problems;
  } catch (error) {
    const message = isMissing(error)
      ? 'there is no such file; name one with its folder, such as briefings/iran-talks.yaml'
      : `cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
    return [problemOf(file, message)];
  }
}

function problemOf(file: string, message: string): Problem {
  return { file, line: 1, column: 1, field: '', severity: 'error', message };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
