import { expect, test } from 'vitest';
import { ask } from '../../commands/ask.ts';
import { argumentsOf } from '../../src/dispatch/arguments.ts';
import { questionModal } from '../../src/platforms/discord/rendering/modal.ts';
import { askModal } from '../../src/platforms/slack/rendering/modal.ts';
import { asking } from '../../src/platforms/web/serving/requests.ts';
import type { WorkspaceView } from '../../src/platforms/web/view-model.ts';
import { startWorkspace } from '../platforms/web/sample-workspace.ts';

/** How many characters the form of each platform lets a person type. */
const FORMS: Readonly<Record<string, () => number | Promise<number>>> = {
  Slack: () => longestIn(askModal({ kind: 'view' })),
  Discord: () => longestIn(questionModal(undefined)),
  'the workspace': async () => {
    const { visitor } = await startWorkspace();
    const view: WorkspaceView = JSON.parse(await (await visitor.request('/api/workspace?zone=UTC')).text());
    return view.longest.question;
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

test.each(Object.entries(FORMS))(
  'the form of %s takes just the questions that `ask` takes',
  async (_, longest) => {
    const question = argumentsOf(ask).find(({ name }) => name === 'question');
    expect(await longest()).toBe(question?.maximum);
  },
);
