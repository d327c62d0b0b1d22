import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** Runs a program of a few lines that writes to the log; returns what came out where. */
async function run(lines: string): Promise<{ stdout: string; stderr: string }> {
  const program = `import { createLog } from ${JSON.stringify(new URL('../../../src/ops/logging/log.ts', import.meta.url).href)};\n${lines}`;
  return promisify(execFile)(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--input-type=module',
    '--eval',
    program,
  ]);
}

test('the log goes to standard error as JSON, so that standard output holds only what was asked for', async () => {
  const { stdout, stderr } = await run(`createLog('info').warn({ file: 'a.yaml' }, 'careful');`);
  expect(stdout).toBe('');
  expect(JSON.parse(stderr)).toMatchObject({ level: 40, file: 'a.yaml', msg: 'careful' });
});

test('what is below the level is left out', async () => {
  expect((await run(`createLog('error').warn('careful');`)).stderr).toBe('');
});

test('whatever stands in its way is told before each line, and of no other', async () => {
  const { stderr } = await run(`
    const log = createLog('warn', { beforeLine: () => process.stderr.write('makes way\\n') });
    log.info('left out');
    log.warn('one');
    log.error('two');`);
  expect(stderr.split('\n').map((line) => /"msg":"(.*?)"/u.exec(line)?.[1] ?? line)).toEqual([
    'makes way',
    'one',
    'makes way',
    'two',
    '',
  ]);
});

test('secrets never reach it, however deep they stand', async () => {
  const { stderr } = await run(`
    const secret = { token: 'hunter2', password: 'hunter2', signingSecret: 'hunter2', url: 'postgres://a:hunter2@h/d', authorization: 'hunter2' };
    createLog('info').info({ ...secret, deep: secret, deeper: { still: secret } }, 'connected');`);
  expect(stderr).toContain('[redacted]');
  expect(stderr).not.toContain('hunter2');
});
