import { expect, test } from 'vitest';
import { UserError } from '../src/errors.ts';
import { Away, orAway } from '../src/or-away.ts';

const LONG = 60_000;

test('what there is comes as it is', async () => {
  expect(await orAway(Promise.resolve(undefined), LONG)).toBeUndefined();
});

test('a database that cannot be had, or says nothing in time, is away', async () => {
  const down = new UserError('unavailable', 'The Postgres database cannot be reached.', 'Start it.');
  expect(await orAway(Promise.reject(down), LONG)).toEqual(
    new Away('The Postgres database cannot be reached.'),
  );
  expect(await orAway(new Promise(() => {}), 1)).toBeInstanceOf(Away);
});

test('any other error is one', async () => {
  const refused = new UserError('invalid', 'No such day.', 'Name another.');
  await expect(orAway(Promise.reject(refused), LONG)).rejects.toBe(refused);
  await expect(orAway(Promise.reject(new TypeError('a fault')), LONG)).rejects.toThrow(TypeError);
});
