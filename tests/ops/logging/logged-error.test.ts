import { APICallError } from 'ai';
import { DiscordAPIError } from 'discord.js';
import { expect, test } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { loggedError } from '../../../src/ops/logging/logged-error.ts';

const WORDS = 'what does Oman want?';

test('the request that failed is not in it, whichever library hung it on its error', () => {
  const body = { content: WORDS };
  const discord = new DiscordAPIError(
    { message: 'Invalid Form Body', code: 50035 },
    50035,
    400,
    'POST',
    'https://discord.com/api/v10/webhooks/1/token',
    { body, files: [] },
  );
  const model = new APICallError({
    message: 'Too Many Requests',
    url: 'http://127.0.0.1/v1/chat/completions',
    requestBodyValues: body,
    statusCode: 429,
    responseBody: WORDS,
  });
  const database = Object.assign(new Error('duplicate key'), {
    code: '23505',
    constraint: 'answer_pkey',
    detail: WORDS,
    parameters: [WORDS],
  });
  const logged = [discord, model, database, new Error('outer', { cause: discord })].map(loggedError);
  expect(JSON.stringify(logged)).not.toMatch(/Oman|webhooks/);
  expect(logged).toMatchObject([
    { type: 'DiscordAPIError', message: 'Invalid Form Body', code: 50035, status: 400, method: 'POST' },
    { type: 'APICallError', message: 'Too Many Requests', statusCode: 429 },
    { message: 'duplicate key', code: '23505', constraint: 'answer_pkey' },
    { message: 'outer: Invalid Form Body', stack: expect.stringContaining('caused by') },
  ]);
});

test('what helps to find the cause is', () => {
  expect(loggedError(new UserError('unavailable', 'The disk is full.', 'Free some space.'))).toMatchObject({
    type: 'UserError',
    code: 'unavailable',
    message: 'The disk is full.',
    hint: 'Free some space.',
    stack: expect.stringContaining('logged-error.test.ts'),
  });
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED', address: '::1', port: 5432 });
  expect(loggedError(new AggregateError([refused], 'all failed'))).toMatchObject({
    message: 'all failed',
    errors: [{ code: 'ECONNREFUSED', address: '::1', port: 5432 }],
  });
});

test('what is thrown and is no error is told when it is a word, and else not', () => {
  expect(loggedError('stopped')).toBe('stopped');
  expect(loggedError(undefined)).toBeUndefined();
  expect(loggedError({ body: WORDS })).toEqual({});
});
