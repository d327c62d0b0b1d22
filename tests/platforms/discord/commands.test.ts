import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commands } from '../../../commands/index.ts';
import {
  choiceArgument,
  pageArgument,
  textArgument,
  topicArgument,
} from '../../../src/dispatch/arguments.ts';
import { defineCommand } from '../../../src/dispatch/command.ts';
import { commandDefinitions } from '../../../src/platforms/discord/registration/commands.ts';
import { sameCommands } from '../../../src/platforms/discord/registration/register.ts';

const sample = defineCommand({
  name: 'sample',
  summary: 'A command for this test',
  args: z.object({
    words: textArgument('words to look for', 300).optional(),
    kind: choiceArgument(['new', 'old'], 'which of them').optional(),
    topic: topicArgument('the briefing'),
    page: pageArgument().optional(),
  }),
  examples: ['sample'],
  run: () => ({ tone: 'plain', blocks: [] }),
});

// developers/interactions/application-commands, "Application Command Naming".
const NAME = /^[-_'\p{Ll}\p{Lm}\p{Lo}\p{N}]{1,32}$/u;
const described = {
  name: z.string().regex(NAME),
  description: z.string().min(1).max(100),
  required: z.boolean(),
};
const integer = z.strictObject({
  type: z.literal(4),
  ...described,
  min_value: z
    .int()
    .min(-(2 ** 53))
    .optional(),
  max_value: z
    .int()
    .max(2 ** 53)
    .optional(),
});
const text = z.strictObject({
  type: z.literal(3),
  ...described,
  autocomplete: z.boolean().optional(),
  max_length: z.number().min(1).max(6000).optional(),
  choices: z
    .array(z.object({ name: z.string().min(1).max(100), value: z.string().min(1).max(100) }))
    .max(25)
    .optional(),
});
const subcommand = z.object({
  type: z.literal(1),
  name: z.string().regex(NAME),
  description: z.string().min(1).max(100),
  options: z.array(z.discriminatedUnion('type', [text, integer])).max(25),
});

describe('the commands as Discord lists them', () => {
  it('are what Discord accepts', () => {
    const [brief, ask] = commandDefinitions(commands, 'everywhere');
    expect(brief).toMatchObject({ type: 1, name: 'brief', contexts: [0, 1, 2], integration_types: [0, 1] });
    expect(ask).toMatchObject({ type: 3, name: 'Ask the briefings' });
    const subcommands = z
      .array(subcommand)
      .min(1)
      .max(25)
      .parse(brief && 'options' in brief ? brief.options : []);
    // What only buttons can say is no choice.
    expect(subcommands.map(({ name }) => name)).toEqual(
      commands.map(({ name }) => name).filter((name) => name !== 'feedback'),
    );
    for (const { options } of subcommands) {
      const required = options.map((each) => each.required);
      expect(required).toEqual(required.toSorted((one, other) => Number(other) - Number(one)));
      // A fixed choice and a suggestion exclude each other.
      for (const each of options)
        expect(each.type === 3 && each.choices !== undefined && each.autocomplete === true).toBe(false);
    }
  });

  it('take options from the schema: required first, names completed, choices listed, lengths kept', () => {
    const [brief] = commandDefinitions([sample], 'guild');
    expect(brief).not.toHaveProperty('contexts');
    expect(brief && 'options' in brief ? brief.options : []).toEqual([
      {
        type: 1,
        name: 'sample',
        description: 'A command for this test',
        options: [
          {
            type: 3,
            name: 'topic',
            description: 'the briefing',
            required: true,
            autocomplete: true,
            max_length: 200,
          },
          { type: 3, name: 'words', description: 'words to look for', required: false, max_length: 300 },
          {
            type: 3,
            name: 'kind',
            description: 'which of them',
            required: false,
            choices: [
              { name: 'new', value: 'new' },
              { name: 'old', value: 'old' },
            ],
          },
          {
            type: 4,
            name: 'page',
            description: 'the page, counted from 1',
            required: false,
            min_value: 1,
            max_value: 10_000,
          },
        ],
      },
    ]);
  });

  it('are refused when there are more than Discord takes', () => {
    expect(() =>
      commandDefinitions(
        Array.from({ length: 26 }, () => sample),
        'guild',
      ),
    ).toThrow('25 subcommands');
  });
});

describe('comparing with what Discord has', () => {
  const wanted = commandDefinitions([sample], 'everywhere');
  const stored = (): Record<string, unknown>[] =>
    wanted.map((command) => ({
      ...structuredClone(command),
      id: '1',
      application_id: '2',
      version: '3',
      nsfw: false,
      default_member_permissions: null,
      dm_permission: true,
      name_localizations: null,
      description: 'description' in command ? command.description : '',
    }));

  it('what Discord adds by itself makes no difference, nor does the order', () => {
    expect(sameCommands(stored(), wanted)).toBe(true);
    expect(sameCommands(stored().reverse(), wanted)).toBe(true);
  });

  it('another range of a number does', () => {
    const others = JSON.parse(JSON.stringify(stored()).replace('"max_value":10000', '"max_value":9'));
    expect(sameCommands(others, wanted)).toBe(false);
  });

  it('any change of ours does', () => {
    expect(sameCommands([], wanted)).toBe(false);
    expect(sameCommands([...stored(), { type: 1, name: 'old' }], wanted)).toBe(false);
    expect(
      sameCommands(
        stored().map((each) => ({ ...each, name: 'other' })),
        wanted,
      ),
    ).toBe(false);
    expect(
      sameCommands(
        stored().map((each) => ({ ...each, contexts: [0] })),
        wanted,
      ),
    ).toBe(false);
  });
});
