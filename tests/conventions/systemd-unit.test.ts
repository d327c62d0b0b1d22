import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'ini';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startCommand } from './dockerfile.ts';

const FILE = 'deploy/rapporteur.service';
const text = await readFile(FILE, 'utf8');

/** A key that is there twice is a list. */
const section = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const unit = z
  .strictObject({ Unit: section, Service: section, Install: section })
  .parse(parse(text, { bracketedArray: false }));

const analyses = spawnSync('systemd-analyze', ['--version']).status === 0;

describe('the systemd unit', () => {
  test('starts what the container image starts', () => {
    const [program, ...words] = startCommand();
    expect(program).toBe('node');
    expect(unit.Service['ExecStart']).toBe(`/usr/bin/node ${words.join(' ')}`);
  });

  test('runs without rights, writes to two folders, and is asked to stop before it is made to', () => {
    expect(unit.Service).toMatchObject({
      User: 'rapporteur',
      StateDirectory: 'rapporteur',
      CacheDirectory: 'rapporteur',
      ProtectSystem: 'strict',
      ProtectHome: 'yes',
      NoNewPrivileges: 'yes',
      CapabilityBoundingSet: '',
      TimeoutStopSec: '30s',
    });
    expect(unit.Service['Environment']).toContain('DATA_DIR=/var/lib/rapporteur');
    expect(unit.Service).not.toHaveProperty('KillSignal');
  });

  test('holds no setting but its folders: the others are in .env', () => {
    const names = [unit.Service['Environment'] ?? []].flat().map((pair) => pair.split('=')[0]);
    expect(names).toEqual(['NODE_ENV', 'DATA_DIR', 'NODE_COMPILE_CACHE']);
  });

  test.skipIf(!analyses)('is one that systemd understands, and finds little exposed in', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rapporteur-unit-'));
    const file = join(folder, 'rapporteur.service');
    // systemd wants the program to be there, and it need not be on this machine.
    await writeFile(file, text.replace('/usr/bin/node', process.execPath));
    const analyze = (...words: readonly string[]) => promisify(execFile)('systemd-analyze', [...words, file]);
    expect(await analyze('verify', '--man=no', '--recursive-errors=no')).toEqual({ stdout: '', stderr: '' });
    // In tenths: below 2.0 of 10.0 is what systemd itself calls fine.
    await analyze('security', '--offline=true', '--no-pager', '--threshold=20');
    await rm(folder, { recursive: true });
  });
});
