import { z } from 'zod';
import {
  choiceArgument,
  commandArgument,
  pageArgument,
  tagArgument,
  textArgument,
  topicArgument,
} from '../src/dispatch/arguments.ts';
import { type Command, type CommandContext, defineCommand } from '../src/dispatch/command.ts';
import type { Vocabulary } from '../src/dispatch/vocabulary.ts';
import { UserError } from '../src/errors.ts';
import { type Reply, text } from '../src/reply.ts';

/** Says what it was given. */
function echo(given: unknown): Reply {
  return { tone: 'plain', blocks: [{ kind: 'text', spans: [text(JSON.stringify(given))] }] };
}

const topic = topicArgument();

/** One command of every form of argument, and some that fail. */
export const sampleCommands: readonly Command[] = [
  defineCommand({
    name: 'list',
    summary: 'List',
    args: z.object({ tag: tagArgument().optional(), page: pageArgument().optional() }),
    examples: ['list'],
    run: echo,
  }),
  defineCommand({
    name: 'show',
    summary: 'Show',
    args: z.object({ topic }),
    examples: ['show iran-talks'],
    run: echo,
  }),
  defineCommand({
    name: 'actors',
    summary: 'Actors',
    args: z.object({ topic }),
    examples: ['actors iran-talks'],
    run: echo,
  }),
  defineCommand({
    name: 'skepticism',
    summary: 'Skepticism',
    args: z.object({ topic }),
    examples: ['skepticism iran-talks'],
    run: echo,
  }),
  defineCommand({
    name: 'pause',
    summary: 'Pause',
    args: z.object({}),
    examples: ['pause'],
    changes: true,
    run: echo,
  }),
  defineCommand({
    name: 'since',
    summary: 'Since',
    args: z.object({ topic, since: textArgument('since when', 20).optional() }),
    examples: ['since iran-talks monday'],
    run: echo,
  }),
  defineCommand({
    name: 'search',
    summary: 'Search',
    args: z.object({ words: textArgument('words to look for', 300) }),
    examples: ['search oil'],
    run: echo,
  }),
  defineCommand({
    name: 'help',
    summary: 'Help',
    args: z.object({ command: commandArgument().optional() }),
    examples: ['help'],
    run: echo,
  }),
  defineCommand({
    name: 'mode',
    summary: 'Mode',
    args: z.object({ mode: choiceArgument(['daily', 'weekly'], 'how often'), topic: topic.optional() }),
    examples: ['mode daily'],
    run: echo,
  }),
  defineCommand({
    name: 'refuse',
    summary: 'Refuse',
    args: z.object({}),
    examples: ['refuse'],
    run: () => {
      throw new UserError('conflict', 'Not now.', 'Try this:', [{ label: 'List', words: 'list' }]);
    },
  }),
  defineCommand({
    name: 'crash',
    summary: 'Crash',
    args: z.object({}),
    examples: ['crash'],
    run: () => Promise.reject(new Error('password=hunter2 at /srv/secret')),
  }),
  defineCommand({
    name: 'half',
    summary: 'Half',
    args: z.object({}),
    examples: ['half'],
    changes: true,
    run: () => Promise.reject(new Error('the second of two was not removed')),
  }),
  defineCommand({
    name: 'misread',
    summary: 'Misread',
    args: z.object({}),
    examples: ['misread'],
    run: () => echo(z.string().parse(5)),
  }),
  defineCommand({
    name: 'zone',
    summary: 'Zone',
    args: z.object({}),
    examples: ['zone'],
    run: (_, { now, asker }: CommandContext) => echo([now.toString(), asker.zone]),
  }),
];

const TOPICS: Readonly<Record<string, string>> = {
  'iran-talks': 'iran-talks',
  'iran talks': 'iran-talks',
  'gulf leverage': 'gulf-leverage',
  'gulf-leverage': 'gulf-leverage',
  gulf: 'gulf-leverage',
};

/** Knows two topics by several names. */
export const sampleVocabulary: Vocabulary = {
  topic: (words) => (Object.hasOwn(TOPICS, words.toLowerCase()) ? TOPICS[words.toLowerCase()] : undefined),
  isName: (words) => Object.hasOwn(TOPICS, words.toLowerCase()),
  suggest: (kind, partial, limit) => {
    const values = {
      topic: ['iran-talks', 'gulf-leverage'],
      actor: ['Oman', 'United States'],
      tag: ['middle-east', 'oil'],
    }[kind];
    return values
      .filter((value) => value.toLowerCase().startsWith(partial.toLowerCase()))
      .slice(0, limit)
      .map((value) => ({ value, detail: kind }));
  },
};
