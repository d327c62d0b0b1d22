import { describe, expect, test } from 'vitest';
import { environmentSchema, readConfig } from '../../src/config/config.ts';
import { UserError } from '../../src/errors.ts';
import { isPlaceZone } from '../../src/time-zone.ts';

function refusal(env: Readonly<Record<string, string>>): UserError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('expected a UserError');
}

describe('settings', () => {
  test('none are needed', () => {
    expect(readConfig({ TIME_ZONE: 'Asia/Kathmandu' })).toMatchObject({
      briefingsFolder: 'briefings',
      database: { kind: 'sqlite', path: 'data/rapporteur.db' },
      zone: 'Asia/Kathmandu',
      replyVisibility: 'private',
      web: { host: '127.0.0.1', port: 3000 },
      logLevel: 'warn',
    });
  });

  test('without a zone, it is that of the machine, where a place lives by it', () => {
    const own = Temporal.Now.timeZoneId();
    expect(readConfig({}).zone).toBe(isPlaceZone(own) ? own : 'UTC');
  });

  test('an empty value counts as not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', HOST: '', TIME_ZONE: 'UTC' })).toEqual(
      readConfig({ TIME_ZONE: 'UTC' }),
    );
  });

  test('a language model has an address and a name, or is left out', () => {
    const baseUrl = 'http://127.0.0.1:11434/v1';
    expect(readConfig({ LLM_BASE_URL: baseUrl, LLM_MODEL: 'small' }).languageModel).toEqual({
      baseUrl,
      model: 'small',
      requestsPerDay: 1000,
    });
    expect(refusal({ LLM_REQUESTS_PER_DAY: '-1' }).message).toMatch(/LLM_REQUESTS_PER_DAY/);
    expect(refusal({ LLM_BASE_URL: baseUrl }).message).toMatch(/^LLM_MODEL is missing/);
    expect(refusal({ LLM_MODEL: 'small' }).message).toMatch(/^LLM_BASE_URL is missing/);
    expect(readConfig({ LLM_API_KEY: 'unused' }).languageModel).toBeUndefined();
    expect(readConfig({ EMBEDDING_BASE_URL: baseUrl, EMBEDDING_MODEL: 'tiny' }).embeddings).toEqual({
      baseUrl,
      model: 'tiny',
    });
    expect(refusal({ EMBEDDING_MODEL: 'tiny' }).message).toMatch(/^EMBEDDING_BASE_URL is missing/);
  });

  test('choose the database, the folder and whether there is a web workspace', () => {
    expect(readConfig({ DATABASE_URL: 'postgres://u:p@h/db' }).database).toEqual({
      kind: 'postgres',
      url: 'postgres://u:p@h/db',
    });
    expect(readConfig({ DATA_DIR: '/srv/data/' }).database).toEqual({
      kind: 'sqlite',
      path: '/srv/data/rapporteur.db',
    });
    expect(readConfig({ WEB: 'off' }).web).toBeUndefined();
    expect(readConfig({ HOST: '0.0.0.0', PORT: '0', WEB_PASSWORD: 'a long password' }).web).toEqual({
      host: '0.0.0.0',
      port: 0,
      password: 'a long password',
    });
  });
});

describe('a wrong setting', () => {
  test.each([
    ['PORT', '65536', 'PORT: expected a port, 0 to 65535; found “65536”'],
    ['PORT', 'http', 'PORT: expected a port, 0 to 65535; found “http”'],
    ['PORT', '80.5', 'PORT: expected a port'],
    [
      'TIME_ZONE',
      'Mars/Olympus',
      'TIME_ZONE: expected an IANA time zone such as Europe/London, or UTC: digests keep a place’s time; found “Mars/Olympus”',
    ],
    ['TIME_ZONE', '+05:30', 'found “+05:30”'],
    ['TIME_ZONE', 'EST5EDT', 'found “EST5EDT”'],
    ['WEB', 'yes', '“yes”'],
    ['LOG_LEVEL', 'loud', '“loud”'],
    ['REPLY_VISIBILITY', 'all', '“all”'],
  ])('%s=%s is named with what was expected', (name, value, message) => {
    expect(refusal({ [name]: value }).message).toContain(message);
    expect(refusal({ [name]: value }).message).toMatch(/expected/);
  });

  test('comes with all the others', () => {
    expect(refusal({ PORT: 'x', WEB: 'x', TIME_ZONE: 'x' }).message).toMatch(
      /^Settings are wrong:\n {2}TIME_ZONE.*\n {2}WEB.*\n {2}PORT/,
    );
  });

  test.each([
    ['DATABASE_URL', 'mysql://admin:hunter2@host/db'],
    ['WEB_PASSWORD', 'hunter2'],
  ])('%s is never repeated, for it is secret', (name, value) => {
    const { message, hint } = refusal({ [name]: value });
    expect(message).toContain(`${name}: expected`);
    expect(message + hint).not.toContain('hunter2');
  });
});

test('every setting says what it is for', () => {
  for (const schema of Object.values(environmentSchema.shape))
    expect(schema.description).toMatch(/^[A-Z].{10,}[^.]$/);
});
