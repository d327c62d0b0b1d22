import { expect, test } from 'vitest';

import type { Dispatcher } from '../../../src/dispatch/dispatcher.ts';
import { type Reply, text } from '../../../src/reply.ts';
import { createSampleDispatcher } from './sample-dispatcher.ts';
import { eventsOf, startWorkspace } from './sample-workspace.ts';

const reply = (said: string): Reply => ({ tone: 'plain', blocks: [{ kind: 'text', spans: [text(said)] }] });

/** A workspace whose answers are written as a test says. */
async function writing() {
  const asked = Promise.withResolvers<(said: string) => void>();
  const whole = Promise.withResolvers<Reply>();
  const dispatcher: Dispatcher = {
    ...createSampleDispatcher(),
    async answer({ audience, onBeginning }) {
      const visibility = audience === 'channel' ? 'channel' : 'private';
      asked.resolve((said) => onBeginning?.({ reply: reply(said), plain: reply(said), visibility }));
      return { reply: await whole.promise, words: 'ask', visibility, outcome: 'ok' };
    },
  };
  const { visitor } = await startWorkspace({ dispatcher });
  const view = JSON.parse(await (await visitor.request('/api/workspace?zone=UTC')).text());
  async function follow(as: string) {
    const query = new URLSearchParams({ as, zone: 'UTC', after: view.cursor });
    const events = eventsOf(await visitor.request(`/api/events?${query}`));
    return async () => {
      const { value } = await events.next();
      if (!value) throw new Error('the stream has ended');
      const { id, body, draft, private: hidden } = JSON.parse(value.data);
      const said = body?.kind === 'said' ? body.text : body?.summary.trim();
      return { event: value.event, cursor: value.id, id, draft, said, hidden };
    };
  }
  return {
    visitor,
    follow,
    write: () => asked.promise,
    finish: (said: string) => whole.resolve(reply(said)),
  };
}

test('everyone sees an answer grow, then the whole in its place; the history keeps the whole alone', async () => {
  const { visitor, follow, write, finish } = await writing();
  const next = await follow('jonas');
  const said = visitor.post('/api/say', { conversation: 'general', text: '@rapporteur what?' });
  const beginning = await write();
  expect(await next()).toMatchObject({ event: 'message', said: '@rapporteur what?' });
  beginning('One.');
  const first = await next();
  expect(first).toMatchObject({ event: 'draft', cursor: '', said: 'One.' });
  beginning('One. Two.');
  expect(await next()).toMatchObject({ event: 'draft', id: first.id, said: 'One. Two.' });
  expect(await visitor.messages('general')).toHaveLength(1);
  finish('Something else.');
  expect(await next()).toMatchObject({ event: 'message', draft: first.id, said: 'Something else.' });
  expect((await said).status).toBe(204);
  const kept = JSON.stringify(await visitor.messages('general'));
  expect(kept).toContain('Something else.');
  expect(kept).not.toContain('One.');
});

test('what is only for the asker grows for nobody else', async () => {
  const { visitor, follow, write, finish } = await writing();
  const [amina, jonas] = [await follow('amina'), await follow('jonas')];
  const said = visitor.post('/api/say', { conversation: 'general', text: '/brief ask what?' });
  (await write())('One.');
  expect(await amina()).toMatchObject({ event: 'draft', said: 'One.', hidden: true });
  finish('One. Two.');
  await said;
  await visitor.post('/api/say', { conversation: 'general', text: 'for everyone' });
  expect(await jonas()).toMatchObject({ event: 'message', said: 'for everyone' });
});
