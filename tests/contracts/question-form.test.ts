import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ask } from '../../commands/ask.ts';
import { argumentsOf } from '../../src/desk/arguments.ts';
import { questionModal } from '../../src/platforms/discord/drawing/modal.ts';
import { askModal } from '../../src/platforms/slack/drawing/modal.ts';
import { asking } from '../../src/platforms/web/serving/requests.ts';

/** How many characters the form of each platform lets a person type. */
const FORMS: Readonly<Record<string, () => number>> = {
  Slack: () => longestIn(askModal({ kind: 'view' })),
  Discord: () => longestIn(questionModal(undefined)),
  'the workspace': () => {
    const dialog = readFileSync('src/platforms/web/page/ask-dialog.ts', 'utf8');
    return Number(/maxlength="(\d+)"/.exec(dialog)?.[1]);
  },
  'the workspace’s server': () => {
    const takes = (length: number) =>
      asking.safeParse({ as: 'ada', zone: 'UTC', message: 1, question: 'x'.repeat(length) }).success;
    return [...Array(2000).keys()].findLast(takes) ?? 0;
  },
};

function longestIn(form: object): number {
  return Number(/"max_length":(\d+)/.exec(JSON.stringify(form))?.[1]);
}

test.each(Object.entries(FORMS))('the form of %s takes just the questions that `ask` takes', (_, longest) => {
  const question = argumentsOf(ask).find(({ name }) => name === 'question');
  expect(longest()).toBe(question?.maximum);
});
