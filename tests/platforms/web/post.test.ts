import { describe, expect, test } from 'vitest';
import { type Reply, text } from '../../../src/reply.ts';
import { NOON, startWorkspace } from './sample-workspace.ts';

const digest: Reply = {
  tone: 'plain',
  blocks: [
    { kind: 'heading', level: 1, text: 'What changed' },
    { kind: 'text', spans: [text('Nothing.')] },
    {
      kind: 'actions',
      actions: [{ kind: 'run', label: 'Actors', words: 'actors iran-talks', where: 'in-place' }],
    },
  ],
};

const general = { workspace: 'local', channel: 'general' };

describe('a message that nobody asked for', () => {
  test('appears in its channel, once for one key', async () => {
    const { platform, visitor } = await startWorkspace();
    const first = await platform.post(general, digest, 'slot-1');
    expect(first.kind).toBe('posted');
    expect(await platform.post(general, digest, 'slot-1')).toEqual(first);
    expect((await platform.post(general, digest, 'slot-2')).kind).toBe('posted');
    expect(await visitor.messages('general', 'mei')).toHaveLength(2);
  });

  test('is found by its key', async () => {
    const { platform } = await startWorkspace();
    expect(await platform.findPosted(general, 'slot-1', NOON)).toEqual({ kind: 'absent' });
    const posted = await platform.post(general, digest, 'slot-1');
    const messageId = posted.kind === 'posted' ? posted.messageId : '';
    expect(await platform.findPosted(general, 'slot-1', NOON)).toEqual({ kind: 'found', messageId });
  });

  test('is refused for good where there is no such channel', async () => {
    const { platform } = await startWorkspace();
    expect(await platform.post({ workspace: 'local', channel: 'gone' }, digest, 'slot-1')).toMatchObject({
      kind: 'refused',
      scope: 'target',
    });
  });

  test('is a failure to be tried again, and never a rejection, when the store fails', async () => {
    const { platform, store } = await startWorkspace();
    await store.close();
    expect(await platform.post(general, digest, 'slot-1')).toMatchObject({ kind: 'failed' });
    expect(await platform.findPosted(general, 'slot-1', NOON)).toMatchObject({ kind: 'unknown' });
  });

  test('stays what it was when a section is asked for: that comes below, for who asked', async () => {
    const { platform, visitor } = await startWorkspace();
    const posted = await platform.post(general, digest, 'slot-1');
    const message = posted.kind === 'posted' ? Number(posted.messageId) : 0;
    await visitor.post('/api/press', { message, words: 'actors iran-talks' });
    expect(await visitor.messages('general', 'jonas')).toHaveLength(1);
    expect(await visitor.messages('general', 'amina')).toHaveLength(3);
  });
});
