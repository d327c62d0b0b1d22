import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../../src/config/config.ts';
import { only } from './dockerfile.ts';

/** The part of https://github.com/compose-spec/compose-spec that is used; another key is a typing error, or needs a line here. */
const names = z.array(z.string());
const service = z.strictObject({
  build: z.literal('.').optional(),
  image: z.string(),
  env_file: z.literal('.env').optional(),
  environment: z.record(z.string(), z.string()),
  ports: names.default([]),
  volumes: names,
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).default({}),
  healthcheck: z
    .strictObject({
      test: names,
      interval: z.string(),
      timeout: z.string(),
      retries: z.int(),
      start_period: z.string(),
    })
    .optional(),
  restart: z.literal('unless-stopped'),
  stop_grace_period: z.string(),
  read_only: z.boolean().default(false),
  tmpfs: z.string().optional(),
  cap_drop: names.default([]),
  security_opt: names,
  pids_limit: z.int().optional(),
  mem_limit: z.string().optional(),
});

const text = readFileSync('compose.yaml', 'utf8');
const { services, volumes } = z
  .strictObject({
    services: z.strictObject({ bot: service, database: service }),
    volumes: z.record(z.string(), z.null()),
  })
  .parse(parse(text));
const { bot, database } = services;

/** What Compose makes of `${NAME:?message}`. */
function filled(environment: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      value.replaceAll(/\$\{[A-Z_]+:\?[^}]+\}/g, '0123456789abcdef'),
    ]),
  );
}

describe('compose.yaml', () => {
  test('gives the bot settings that it takes, and the database of the other service', () => {
    const { database: place, web, slack } = readConfig(filled(bot.environment));
    expect(place).toEqual({
      kind: 'postgres',
      url: 'postgres://rapporteur:0123456789abcdef@database/rapporteur',
    });
    expect(web).toMatchObject({ host: '0.0.0.0', port: 3000 });
    expect(slack).toBeUndefined();
    const { POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB } = filled(database.environment);
    expect(`${POSTGRES_USER}:${POSTGRES_PASSWORD}@database/${POSTGRES_DB}`).toBe(
      'rapporteur:0123456789abcdef@database/rapporteur',
    );
  });

  test('holds no secret: each is asked for by name, and Compose stops without it', () => {
    const secrets = Object.entries({ ...bot.environment, ...database.environment }).filter(([name]) =>
      /PASSWORD|TOKEN|SECRET|KEY|URL/.test(name),
    );
    expect(secrets.length).toBeGreaterThan(2);
    for (const [, value] of secrets) expect(value).toMatch(/\$\{[A-Z_]+:\?set it in \.env\}/);
  });

  test('opens ports to this machine alone, of those that the image has, and none of the database', () => {
    const exposed = only('EXPOSE').arguments;
    for (const port of bot.ports)
      expect(port).toMatch(new RegExp(`^127\\.0\\.0\\.1:\\d+:(${exposed.join('|')})$`));
    expect(database.ports).toEqual([]);
  });

  test('lets the bot write nowhere but to memory, and gain no right', () => {
    expect(bot).toMatchObject({
      read_only: true,
      tmpfs: '/tmp',
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      volumes: ['./briefings:/app/briefings:ro'],
    });
  });

  test('starts the bot when the database answers, and keeps what the database holds', () => {
    expect(bot.depends_on).toEqual({ database: { condition: 'service_healthy' } });
    expect(database.healthcheck?.test.slice(0, 2)).toEqual(['CMD', 'pg_isready']);
    expect(database.volumes.map((volume) => volume.split(':')[0])).toEqual(Object.keys(volumes));
    expect(database.image).toMatch(/^postgres:\d+/);
  });
});
