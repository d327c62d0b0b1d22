import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CoreForTests, startCore, textOf } from '../shipped-core.ts';

let core: CoreForTests;
beforeAll(async () => {
  core = await startCore();
});
afterAll(() => core.end());

const overhear = (words: string) => core.ask(words, { overheard: true, audience: 'channel' });

describe('what people say to each other where we listen', () => {
  test('changes nothing, whatever it says', async () => {
    await core.ask('subscribe iran-talks daily at 08:00');
    for (const words of ['pause', 'unsubscribe', 'Unsubscribe all', 'subscribe gulf-leverage', 'resume'])
      expect((await overhear(words)).outcome).toBe('not_found');
    const standing = textOf((await core.ask('subscriptions')).reply);
    expect(standing).toContain('Briefings: US–Iran talks');
    expect(standing).toContain('Next: 2026-02-07T08:00:00Z');
    expect(standing).not.toContain('Gulf');
  });

  test.each([
    'why',
    'list',
    'help',
    'digest',
    'subscriptions',
    'search oil',
    'ask Ann about it',
    'actor Oman',
    'feedback wrong 7',
    'sources say so',
    'show me',
    'thanks, good catch',
    'help me please now',
    'please update iran talks',
    'Going to the Iran talks now',
    'Gulf leverage going up',
  ])('“%s” is none of our business', async (words) => {
    expect((await overhear(words)).outcome).toMatch(/^(?:not_found|invalid)$/);
  });

  test.each([
    'why did Oman offer to host?',
    'what does Oman want',
    'ask who doubts it?',
    'iran-talks',
    'iran-talks outlook',
    'changes iran-talks since monday',
    'iran-talks what does Oman want',
    'what’s going on with the Iran talks?',
    'Tell me about the Iran talks',
  ])('“%s” is for us', async (words) => {
    expect((await overhear(words)).outcome).toBe('ok');
  });
});
