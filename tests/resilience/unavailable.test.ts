import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { orUnavailable, Unavailable } from '../../src/resilience/unavailable.ts';

const LONG = 60_000;

test('what there is comes as it is', async () => {
  expect(await orUnavailable(Promise.resolve(undefined), LONG)).toBeUndefined();
});

test('a database that cannot be had, or says nothing in time, is away', async () => {
  const down = new UserError('unavailable', 'The Postgres database cannot be reached.', 'Start it.');
  expect(await orUnavailable(Promise.reject(down), LONG)).toEqual(
    new Unavailable('The Postgres database cannot be reached.'),
  );
  expect(await orUnavailable(new Promise(() => {}), 1)).toBeInstanceOf(Unavailable);
});

test('any other error is one', async () => {
  const refused = new UserError('invalid', 'No such day.', 'Name another.');
  await expect(orUnavailable(Promise.reject(refused), LONG)).rejects.toBe(refused);
  await expect(orUnavailable(Promise.reject(new TypeError('a fault')), LONG)).rejects.toThrow(TypeError);
});
