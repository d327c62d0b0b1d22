import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { commands } from '../../commands/index.ts';
import { environmentSchema } from '../../src/config/config.ts';
import { usageOf } from '../../src/dispatch/usage.ts';
import { parseEntryFile } from '../../src/entries/files/parse.ts';
import { entryJsonSchemaText } from '../../src/entries/json-schema.ts';
import { ALERTS } from '../../src/ops/health/alerts.ts';
import { createMetrics } from '../../src/ops/metrics/metrics.ts';
import { envExampleText } from '../../src/programs/env-example.ts';

const readme = readFileSync('README.md', 'utf8');
const runbook = readFileSync('docs/RUNBOOK.md', 'utf8');
/** Its words come in any order, so the README shows them as they are said. */
const SAID_FREELY = 'subscribe';
const settings = Object.keys(environmentSchema.shape);

describe('documents say what the program does', () => {
  test.each(commands.map(({ name }) => name))('the README documents the command %s', (name) => {
    expect(readme).toMatch(new RegExp(`\`(?:<topic> )?${name}\\b`));
  });

  test.each(commands.filter(({ name }) => name !== SAID_FREELY))(
    'the README shows what $name takes',
    (command) => {
      const usage = usageOf(command);
      const aboutTopic = `<topic> ${usage.replace(' <topic>', '')}`;
      const written = readme.replaceAll('\\|', '|');
      expect([`\`${usage}\``, `\`${aboutTopic}\``].filter((form) => written.includes(form))).not.toEqual([]);
    },
  );

  test('every picture is shown or linked to, and is there', () => {
    const pictures = readdirSync('docs/images').map((file) => `docs/images/${file}`);
    const shown = Array.from(readme.matchAll(/\]\((docs\/images\/[^)]+)\)/g), ([, file]) => file);
    expect([...new Set(shown)].toSorted()).toEqual(pictures.toSorted());
  });

  test.each(settings)('the README documents the setting %s', (name) => {
    expect(readme).toContain(`\`${name}\``);
  });

  test('.env.example is made from the settings of the program', () => {
    expect(readFileSync('.env.example', 'utf8'), 'run “npm run documents”').toBe(envExampleText());
  });

  test('npm scripts named in the README exist', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync('package.json', 'utf8')));
    const named = Array.from(readme.matchAll(/npm run (?:--silent )?([a-z-]+)/g), (match) => match[1] ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('the briefing that the README shows is valid', () => {
    const example = /```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const today = Temporal.PlainDate.from('2026-11-21');
    expect(parseEntryFile('harbour-strike.yaml', Buffer.from(example), today).problems).toEqual([]);
  });

  test('briefing.schema.json is made from the schema of the program', () => {
    expect(readFileSync('briefings/briefing.schema.json', 'utf8'), 'run “npm run documents”').toBe(
      entryJsonSchemaText(),
    );
  });

  test('the runbook has a section for each alert', () => {
    const sections = Array.from(runbook.matchAll(/^### ([a-z-]+)$/gm), (match) => match[1]);
    expect(sections.toSorted()).toEqual(Object.keys(ALERTS).toSorted());
  });

  test('the runbook lists every metric, and none that is not there', async () => {
    const { text } = await createMetrics({
      reading: () => ({ storeAnswers: true, platforms: [], troubles: [] }),
      briefings: () => ({ served: 0, withErrors: 0 }),
      ready: () => true,
      now: Temporal.Now.instant,
    }).text();
    const namesIn = (source: string, pattern: RegExp) => [
      ...new Set(Array.from(source.matchAll(pattern), (match) => match[1])),
    ];
    const listed = namesIn(runbook, /^\| `(rapporteur_[a-z_]+)`/gm);
    expect(listed.toSorted()).toEqual(namesIn(text, /^# TYPE (rapporteur_[a-z_]+)/gm).toSorted());
    const used = namesIn(runbook, /(rapporteur_[a-z_]+)/g).map((name) => name?.replace(/_bucket$/, ''));
    expect(used.filter((name) => !listed.includes(name))).toEqual([]);
  });
});
