import { expect, it } from 'vitest';
import type { OpenDraft, OpenDrafts } from '../../../src/platforms/drafts/open-drafts.ts';
import { slashData } from '../../standins/discord/interactions.ts';
import { WORLD } from '../../standins/discord/world.ts';
import { forgettingMessages, keptDrafts } from '../kept-drafts.ts';
import { running, says } from './running.ts';

const BEGINNING = 'Oman wants';
const PLAIN = 'The statement itself.';
const WHOLE = 'You asked: what does Oman want?';

/** A process that shows the beginning of whatever it is asked, and does not write on; and others that share its store. */
async function leftUnfinished(process: { readonly drafts?: (shared: OpenDrafts) => OpenDrafts } = {}) {
  const kept = await keptDrafts('discord');
  const written: OpenDraft[] = [];
  const noting: OpenDrafts = {
    ...forgettingMessages(kept.openDrafts),
    shown: (...given) => kept.openDrafts.shown(...given),
    open: async (draft, lease) => {
      written.push(draft);
      await kept.openDrafts.open(draft, lease);
    },
  };
  const at = await running({ drafts: kept.writer(process.drafts?.(noting) ?? noting) });
  const released = Promise.withResolvers<void>();
  at.dispatcher.respond = async ({ onBeginning, audience }) => {
    const visibility = audience === 'channel' ? 'channel' : 'private';
    onBeginning?.({ reply: says(BEGINNING), plain: says(PLAIN), visibility });
    await released.promise;
    return {};
  };
  return {
    ...at,
    kept,
    written,
    goOn: () => released.resolve(),
    async mention() {
      const id = at.discord.say(`<@${WORLD.botId}> what does Oman want?`, { mention: true });
      const message = await at.discord.until(() =>
        at.discord.messages.find(
          ({ request }) => request.message_reference?.message_id === id && request.content === BEGINNING,
        ),
      );
      return { id, message };
    },
    async command() {
      const interaction = at.discord.interact(2, slashData('show', { topic: 'iran-talks' }));
      const message = await at.discord.until(() =>
        interaction.messages.find(({ request }) => request.content === BEGINNING),
      );
      return { interaction, message };
    },
    /** And have it end when it has done what it could for what it found. Its clock may be ahead. */
    async startAnother({ ahead = 0, ...others }: { ahead?: number; config?: { token: string } } = {}) {
      const { drafts, begun } = kept.finisher(ahead + 1);
      const now = () => Temporal.Now.instant().add({ minutes: ahead });
      const other = at.second({ ...others, drafts, now });
      await other.start();
      await begun;
      await other.stop();
    },
    async [Symbol.asyncDispose]() {
      released.resolve();
      await at.close();
      await kept[Symbol.asyncDispose]();
    },
  };
}

it('the answer to a mention is finished with the plain one, in its message', async () => {
  await using at = await leftUnfinished();
  const { id, message } = await at.mention();
  await at.startAnother();
  expect(at.discord.messages).toEqual([message]);
  expect(message.request).toMatchObject({
    content: PLAIN,
    message_reference: { message_id: id },
    allowed_mentions: { parse: [] },
  });
  expect(await at.kept.unsettled()).toEqual([]);
});

it('where the process did not get to write down its message, that is found by what it replies to', async () => {
  await using at = await leftUnfinished({ drafts: forgettingMessages });
  await at.mention();
  const { message } = await at.mention();
  // The first is another process's, or nobody's: only what this one replies to tells which it is.
  const [, { key = '' } = {}] = at.written;
  await at.kept.openDrafts.close('discord', at.written[0]?.key ?? '');
  await at.startAnother();
  expect(message.request).toMatchObject({ content: PLAIN, message_reference: { message_id: key } });
  expect(at.discord.messages.map(({ request }) => request.content)).toEqual([BEGINNING, PLAIN]);
  expect(await at.kept.unsettled()).toEqual([]);
});

it('a message that was deleted stays away', async () => {
  await using at = await leftUnfinished();
  const { message } = await at.mention();
  message.deleted = true;
  await at.startAnother();
  expect(at.discord.messages).toEqual([message]);
  expect(message.request.content).toBe(BEGINNING);
  expect(await at.kept.unsettled()).toEqual([]);
});

it('what was never posted is not posted late', async () => {
  await using at = await leftUnfinished();
  const place = JSON.stringify({ kind: 'message', channelId: WORLD.general });
  const key = at.discord.say('to somebody else');
  await at.kept.writer().keep({ key, place, plain: says(PLAIN) });
  await at.startAnother();
  expect(at.discord.messages).toEqual([]);
  expect(await at.kept.unsettled()).toEqual([]);
});

it('the answer to a command is finished by its token, for whom it was meant', async () => {
  await using at = await leftUnfinished();
  const { interaction, message } = await at.command();
  await at.startAnother();
  expect(interaction.messages).toEqual([message]);
  expect(message).toMatchObject({ ephemeral: true, request: { content: PLAIN } });
  expect(await at.kept.unsettled()).toEqual([]);
});

it('the token is not written down readable, and opens for no other answer', async () => {
  await using at = await leftUnfinished();
  const { interaction } = await at.command();
  const [draft] = at.written;
  expect(JSON.stringify(draft)).not.toContain(interaction.token);
  await at.kept.openDrafts.close('discord', interaction.id);
  const other = at.discord.say('list');
  await at.kept.writer().keep({ key: other, place: draft?.place ?? '', plain: says(PLAIN) });
  await at.startAnother();
  expect(interaction.messages[0]?.request.content).toBe(BEGINNING);
  expect(await at.kept.unsettled()).toEqual([]);
});

it('after a quarter of an hour, when the token has run out, Discord is not asked', async () => {
  await using at = await leftUnfinished();
  const { interaction } = await at.command();
  const edits = () => at.discord.requests.filter(({ method }) => method === 'PATCH').length;
  const before = edits();
  await at.startAnother({ ahead: 15 });
  expect(edits()).toBe(before);
  expect(interaction.messages[0]?.request.content).toBe(BEGINNING);
  expect(await at.kept.unsettled()).toEqual([]);
});

it('a token that Discord does not know any more settles the matter, and leaves the bot its own', async () => {
  await using at = await leftUnfinished();
  const { interaction } = await at.command();
  at.discord.expire(interaction);
  await at.startAnother();
  expect(at.fatal).toEqual([]);
  expect(await at.kept.unsettled()).toEqual([]);
});

it('what cannot be done just now is left for later', async () => {
  await using at = await leftUnfinished();
  await at.mention();
  for (let attempt = 0; attempt < 3; attempt += 1)
    at.discord.prepare('PATCH', /messages/, { kind: 'status', status: 503 });
  await at.startAnother();
  expect(at.discord.messages.map(({ request }) => request.content)).toEqual([BEGINNING]);
  await at.startAnother({ ahead: 3 * 24 * 60 });
  expect(at.discord.messages.map(({ request }) => request.content)).toEqual([PLAIN]);
});

it('an answer to a command that could not be put in its place is finished by whoever looks next', async () => {
  await using at = await leftUnfinished();
  const { message } = await at.command();
  at.discord.prepare('PATCH', /webhooks/, { kind: 'status', status: 503 });
  at.goOn();
  await at.platform.stop();
  expect(message.request.content).toBe(BEGINNING);
  await at.startAnother();
  expect(message.request.content).toBe(PLAIN);
});

it('an answer that its own process finishes is nobody else’s any more', async () => {
  await using at = await leftUnfinished();
  const { interaction } = await at.command();
  const { message } = await at.mention();
  at.goOn();
  await at.discord.until(() => message.request.content === WHOLE);
  await at.discord.until(() => interaction.messages[0]?.request.content?.startsWith('You asked'));
  await expect.poll(() => at.kept.unsettled()).toEqual([]);
});
