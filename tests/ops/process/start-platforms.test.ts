import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startPlatforms } from '../../../src/ops/process/start-platforms.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const MINUTE = 60_000;

interface Startable {
  readonly name: string;
  start(): Promise<void>;
}

const ready = (name: string): Startable => ({ name, start: async () => {} });
const never = (): Promise<void> => new Promise(() => {});

/** Starts them, and writes down what happens. */
function starting(platforms: readonly Startable[], stopping = () => false) {
  const happened: string[] = [];
  const over = startPlatforms({
    platforms,
    stopping,
    onStarted: ({ name }) => happened.push(name),
    thenRun: async () => {
      happened.push('running');
    },
  });
  over.then(
    () => happened.push('over'),
    ({ message }: Error) => happened.push(message),
  );
  return happened;
}

describe('starting platforms', () => {
  test('what waits for them begins as soon as all have started', async () => {
    const happened = starting([ready('slack'), ready('discord')]);
    await vi.advanceTimersByTimeAsync(0);
    expect(happened).toEqual(['slack', 'discord', 'running', 'over']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('one that is away holds the others up for a minute, no longer, and is awaited still', async () => {
    const away = Promise.withResolvers<void>();
    const happened = starting([{ name: 'slack', start: () => away.promise }, ready('discord')]);
    await vi.advanceTimersByTimeAsync(MINUTE - 1);
    expect(happened).toEqual(['discord']);
    await vi.advanceTimersByTimeAsync(1);
    expect(happened).toEqual(['discord', 'running']);
    away.resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(happened).toEqual(['discord', 'running', 'slack', 'over']);
  });

  test('one that is refused for good fails the start, and nothing begins', async () => {
    const refused = { name: 'slack', start: () => Promise.reject(new Error('wrong token')) };
    const happened = starting([refused, { name: 'discord', start: never }]);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(happened).toEqual(['wrong token']);
  });

  test('one that is refused later fails the start as well', async () => {
    const late = Promise.withResolvers<void>();
    const happened = starting([{ name: 'slack', start: () => late.promise }]);
    await vi.advanceTimersByTimeAsync(MINUTE);
    late.reject(new Error('wrong token'));
    await vi.advanceTimersByTimeAsync(0);
    expect(happened).toEqual(['running', 'wrong token']);
  });

  test('nothing begins in a program that is to stop', async () => {
    const happened = starting([ready('slack')], () => true);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(happened).toEqual(['over']);
  });
});
