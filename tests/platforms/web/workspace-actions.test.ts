import { describe, expect, test } from 'vitest';
import type { MessageView } from '../../../src/platforms/web/view-model.ts';
import { startWorkspace } from './sample-workspace.ts';

function titleOf(message: MessageView | undefined): string {
  const [first] = message?.body.kind === 'reply' ? message.body.blocks : [];
  return first?.kind === 'heading' ? first.text : '';
}

describe('what is said', () => {
  test('in a channel is seen by everyone, and the bot keeps quiet', async () => {
    const { visitor, dispatcher } = await startWorkspace();
    const response = await visitor.post('/api/say', { conversation: 'general', text: 'Good morning' });
    expect(response.status).toBe(204);
    expect(await visitor.messages('general', 'jonas')).toMatchObject([
      {
        author: { id: 'amina', name: 'Amina' },
        private: false,
        body: { kind: 'said', text: 'Good morning' },
      },
    ]);
    expect(dispatcher.requests).toEqual([]);
  });

  test('as a command is answered for who asked alone', async () => {
    const { visitor, dispatcher } = await startWorkspace();
    await visitor.post('/api/say', { conversation: 'general', text: '/brief  iran-talks' });
    expect(dispatcher.requests).toMatchObject([
      {
        input: { kind: 'words', words: 'iran-talks' },
        audience: 'asker',
        asker: {
          platform: 'web',
          workspace: 'local',
          channel: 'general',
          person: { id: 'amina', name: 'Amina' },
          zone: 'Europe/London',
          manager: true,
        },
      },
    ]);
    const [question, answer] = await visitor.messages('general');
    expect(question).toMatchObject({ private: true, body: { text: '/brief  iran-talks' } });
    expect(answer).toMatchObject({ private: true, author: { id: 'rapporteur', kind: 'bot' } });
    expect(await visitor.messages('general', 'jonas')).toEqual([]);
  });

  test.each([
    ['general', undefined],
    ['dm:amina+rapporteur', undefined],
    ['dm:amina+jonas', 'Rapporteur takes no part in a conversation between two people.'],
  ])('in %s tells beforehand whether a digest can come there', async (conversation, reason) => {
    const { visitor, dispatcher } = await startWorkspace();
    await visitor.post('/api/say', { conversation, text: '/brief subscribe' });
    expect((await dispatcher.requests[0]?.asker.cannotPost?.())?.reason).toBe(reason);
  });

  test('to @rapporteur is a question and an answer for everyone', async () => {
    const { visitor, dispatcher } = await startWorkspace();
    await visitor.post('/api/say', { conversation: 'general', text: '@Rapporteur, what does Oman want?' });
    expect(dispatcher.requests).toMatchObject([
      { input: { words: 'what does Oman want?' }, audience: 'channel' },
    ]);
    const seen = await visitor.messages('general', 'mei');
    expect(seen.map((message) => message.private)).toEqual([false, false]);
  });

  test('directly to the bot is a question without any prefix', async () => {
    const { visitor, dispatcher } = await startWorkspace();
    await visitor.post('/api/say', { conversation: 'dm:amina+rapporteur', text: 'who doubts it?' });
    await visitor.post('/api/say', { conversation: 'dm:amina+rapporteur', text: '/brief iran-talks' });
    expect(dispatcher.requests.map(({ input }) => input)).toEqual([
      { kind: 'words', words: 'who doubts it?' },
      { kind: 'words', words: 'iran-talks' },
    ]);
    expect(dispatcher.requests.map(({ audience }) => audience)).toEqual(['channel', 'channel']);
  });

  test('between two people reaches no third', async () => {
    const { visitor } = await startWorkspace();
    await visitor.post('/api/say', { conversation: 'dm:amina+jonas', text: 'between us' });
    expect(await visitor.messages('dm:amina+jonas', 'jonas')).toHaveLength(1);
    const query = new URLSearchParams({ as: 'mei', zone: 'UTC', conversation: 'dm:amina+jonas' });
    expect((await visitor.request(`/api/messages?${query}`)).status).toBe(404);
    const refused = await visitor.post('/api/say', {
      as: 'mei',
      conversation: 'dm:amina+jonas',
      text: 'hello',
    });
    expect(refused.status).toBe(404);
  });
});

describe('a button', () => {
  async function withReply(text = '/brief iran-talks') {
    const workspace = await startWorkspace();
    await workspace.visitor.post('/api/say', { conversation: 'general', text });
    const messages = await workspace.visitor.messages('general');
    return { ...workspace, reply: messages[1]?.id ?? 0 };
  }

  test('in place turns the message into another section', async () => {
    const { visitor, reply } = await withReply();
    const response = await visitor.post('/api/press', { message: reply, words: 'actors iran-talks' });
    expect(response.status).toBe(204);
    const messages = await visitor.messages('general');
    expect(messages.map((message) => message.id)).toEqual([reply - 1, reply]);
    expect(titleOf(messages[1])).toBe('Reply to actors iran-talks');
    expect(messages[1]?.private).toBe(true);
  });

  test('in place on a message for everyone changes it for everyone', async () => {
    const { visitor, dispatcher, reply } = await withReply('@rapporteur iran-talks');
    await visitor.post('/api/press', { as: 'jonas', message: reply, words: 'actors iran-talks' });
    expect(dispatcher.requests.at(-1)?.audience).toBe('channel');
    expect(titleOf((await visitor.messages('general', 'mei'))[1])).toBe('Reply to actors iran-talks');
  });

  test('that fails leaves the message as it was and says so below', async () => {
    const { visitor, reply } = await withReply('@rapporteur iran-talks');
    await visitor.post('/api/press', { message: reply, words: 'show nowhere' });
    const messages = await visitor.messages('general');
    expect(titleOf(messages[1])).toBe('Reply to iran-talks');
    expect(messages[2]).toMatchObject({ private: true, body: { tone: 'error' } });
    expect(await visitor.messages('general', 'jonas')).toHaveLength(2);
  });

  test('below answers anew, for who pressed', async () => {
    const { visitor, reply } = await withReply('@rapporteur iran-talks');
    await visitor.post('/api/press', { as: 'jonas', message: reply, words: 'changes iran-talks' });
    expect(await visitor.messages('general', 'jonas')).toHaveLength(4);
    expect(await visitor.messages('general', 'mei')).toHaveLength(2);
  });

  test('that the message does not have is refused', async () => {
    const { visitor, dispatcher, reply } = await withReply();
    const response = await visitor.post('/api/press', { message: reply, words: 'unsubscribe' });
    expect(response.status).toBe(409);
    expect(dispatcher.requests).toHaveLength(1);
  });

  test('of somebody else’s private reply is not there', async () => {
    const { visitor, reply } = await withReply();
    const response = await visitor.post('/api/press', {
      as: 'jonas',
      message: reply,
      words: 'actors iran-talks',
    });
    expect(response.status).toBe(404);
  });

  test('that asks puts the question with its topic', async () => {
    const { visitor, dispatcher, reply } = await withReply();
    const body = { message: reply, topic: 'iran-talks', question: 'What does “Oman” want?' };
    expect((await visitor.post('/api/ask', body)).status).toBe(204);
    expect(dispatcher.requests.at(-1)?.input).toEqual({
      kind: 'options',
      command: 'ask',
      options: { topic: body.topic, question: body.question },
    });
    expect((await visitor.messages('general'))[2]?.body).toEqual({ kind: 'said', text: body.question });
  });

  test('that shares says the words again for everyone', async () => {
    const { visitor, dispatcher, reply } = await withReply();
    expect((await visitor.messages('general'))[1]?.body).toMatchObject({
      share: { label: 'Share with channel', words: 'iran-talks' },
    });
    await visitor.post('/api/share', { message: reply, words: 'iran-talks' });
    expect(dispatcher.requests.at(-1)?.audience).toBe('channel');
    const seen = await visitor.messages('general', 'jonas');
    expect(seen.map((message) => message.author.id)).toEqual(['amina', 'rapporteur']);
    expect(seen[1]?.body).not.toHaveProperty('share');
  });
});

describe('completion', () => {
  test('completes what follows /brief and keeps what stands before it', async () => {
    const { visitor, dispatcher } = await startWorkspace();
    const response = await visitor.post('/api/complete', { conversation: 'general', line: '/brief ir' });
    expect(await response.json()).toEqual([
      { value: 'iran-talks', detail: 'US–Iran talks move to Oman', line: '/brief iran-talks ' },
    ]);
    expect(dispatcher.completions).toMatchObject([{ input: { kind: 'words', words: 'ir' }, limit: 8 }]);
  });

  test('offers the two ways to address the bot', async () => {
    const { visitor } = await startWorkspace();
    const offered = async (line: string) => {
      const response = await visitor.post('/api/complete', { conversation: 'general', line });
      const options: readonly { line: string }[] = JSON.parse(await response.text());
      return options.map((option) => option.line);
    };
    expect(await offered('/')).toEqual(['/brief ']);
    expect(await offered('@ra')).toEqual(['@rapporteur ']);
    expect(await offered('Good morning')).toEqual([]);
  });
});
