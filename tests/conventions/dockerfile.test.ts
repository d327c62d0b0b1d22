import { readFileSync } from 'node:fs';
import { validate } from 'dockerfile-utils';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { copies, image, only, stages, startCommand, text } from './dockerfile.ts';

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));
const { packages } = z
  .object({ packages: z.record(z.string(), z.looseObject({ version: z.string().optional() })) })
  .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));

/** What hadolint would say (https://github.com/hadolint/hadolint/wiki), and what this program needs beside. */
describe('the Dockerfile', () => {
  test('has no fault that its linter knows', () => {
    expect(validate(text)).toEqual([]);
  });

  test('is built on exactly the Node.js that everything is tested with', () => {
    const bases = stages.map(([from]) => from?.arguments[0]);
    const node = packages['node_modules/node']?.version;
    expect(bases).toEqual(bases.map(() => `node:${node}-trixie-slim`));
  });

  test('installs packages from the lock file, without those for development and without running their scripts', () => {
    const [install, ...others] = stages.flat().filter(({ arguments: words }) => words.includes('npm'));
    expect(install?.arguments.slice(0, 2)).toEqual(['npm', 'ci']);
    expect(install?.arguments).toEqual(expect.arrayContaining(['--omit=dev', '--ignore-scripts']));
    expect(others).toEqual([]);
  });

  test('runs as somebody who is not root, by number', () => {
    expect(only('USER').arguments).toEqual([expect.stringMatching(/^[1-9]\d*:[1-9]\d*$/)]);
    expect(image.findIndex(({ keyword }) => keyword === 'USER')).toBeGreaterThan(
      image.findLastIndex(({ keyword }) => keyword === 'RUN' || keyword === 'COPY'),
    );
  });

  test('starts what npm start does, without npm or a shell in between to swallow signals', () => {
    expect(startCommand().join(' ')).toBe(scripts['start']);
  });

  test('has a health check, and no shell in it either', () => {
    expect(only('HEALTHCHECK').commandLine?.[0]).toBe('node');
  });

  test('copies what is named one by one, and adds nothing from elsewhere', () => {
    expect(stages.flat().filter(({ keyword }) => keyword === 'ADD')).toEqual([]);
    expect(copies().map(({ from }) => from)).toEqual([
      '/app/node_modules',
      'package.json',
      'src',
      'commands',
      'briefings',
    ]);
  });

  test('names no secret, which would stay readable in the image', () => {
    const set = stages.flat().filter(({ keyword }) => keyword === 'ENV' || keyword === 'ARG');
    const names = set.flatMap(({ arguments: pairs }) => pairs.map((pair) => pair.split('=')[0]));
    expect(names).toEqual(['NODE_ENV', 'DATA_DIR']);
  });

  test('is built from a folder in which nothing is seen that it does not copy', () => {
    const lines = readFileSync('.dockerignore', 'utf8').split('\n');
    const patterns = lines.filter((line) => line !== '' && !line.startsWith('#'));
    const copied = stages
      .flat()
      .filter(({ keyword, flags }) => keyword === 'COPY' && flags.length === 0)
      .flatMap(({ arguments: paths }) => paths.slice(0, -1));
    expect(patterns[0]).toBe('*');
    expect(patterns.slice(1).sort()).toEqual([...new Set(copied)].map((path) => `!${path}`).sort());
  });
});
