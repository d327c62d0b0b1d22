import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';

const stripped = z.record(z.string(), z.string());
const run = promisify(execFile);

/** Bytes of all modules together; the page has a tenth of it. */
const MAXIMUM_OUTPUT = 4_000_000;

/** Run by a process of its own, so it may use nothing but Node. */
const PROGRAM = `
  const { readFileSync } = require('node:fs');
  const { stripTypeScriptTypes } = require('node:module');
  const modules = process.argv.slice(1).map((file) => [file, stripTypeScriptTypes(readFileSync(file, 'utf8'))]);
  process.stdout.write(JSON.stringify(Object.fromEntries(modules)));
`;

/**
 * The JavaScript of TypeScript files, by file name, as Node itself would run them. A process of its own does
 * it: Node's compiler takes some 30 MB, which are given back when that process ends.
 */
export async function stripTypes(files: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await run(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--eval', PROGRAM, ...files],
    { maxBuffer: MAXIMUM_OUTPUT, env: {} },
  );
  return stripped.parse(JSON.parse(stdout));
}
