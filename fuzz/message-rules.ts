import assert from 'node:assert/strict';
import { commands } from '../commands/index.ts';
import { render as renderDiscord } from '../src/platforms/discord/rendering/render.ts';
import { render as renderSlack, renderView } from '../src/platforms/slack/rendering/render.ts';
import { MAXIMUM_COLUMNS } from '../src/platforms/terminal/limits.ts';
import { renderTerminal } from '../src/platforms/terminal/render.ts';
import { createDirectory, DEFAULT_CHANNELS, DEFAULT_PEOPLE } from '../src/platforms/web/directory.ts';
import { createRenderer } from '../src/platforms/web/render.ts';
import type { Reply } from '../src/reply.ts';
import { isEmptyMessage, messageSchema } from '../tests/standins/discord/message-rules.ts';
import { complaintsAbout } from '../tests/standins/slack/block-checks.ts';

const NOW = Temporal.Instant.from('2026-02-06T12:00:00Z');
const commandNames = new Set(commands.map(({ name }) => name));
const renderer = createRenderer(createDirectory(DEFAULT_CHANNELS, DEFAULT_PEOPLE));

/** Replies that commands give again and again, such as a briefing that has not changed. */
const checked = new WeakSet<Reply>();

/** Draws the reply for every platform; throws where a platform would refuse it, or show what was not meant. */
export function checkReply(reply: Reply, words = 'show iran-talks'): void {
  if (checked.has(reply)) return;
  checkForSlack(reply, words);
  checkForDiscord(reply, words);
  checkForWeb(reply);
  checkForTerminal(reply);
  checked.add(reply);
}

function checkForSlack(reply: Reply, rest: string): void {
  const reader = { prefix: '/brief', zone: 'Asia/Kathmandu', now: NOW };
  for (const hidden of [true, false]) {
    for (const { blocks, text } of renderSlack(reply, {
      ...reader,
      private: hidden,
      replaceable: true,
      messages: 4,
      rest,
    })) {
      assert.deepEqual(complaintsAbout(blocks, 'message'), []);
      assert.ok(text.length > 0 && text.length <= 4000, `a text of ${text.length} characters`);
      assert.doesNotMatch(text, /[<>]|&(?!amp;|lt;|gt;)/u);
      assert.ok(!JSON.stringify(blocks).includes('"type":"mrkdwn"'), 'markup that Slack reads');
    }
  }
  assert.deepEqual(complaintsAbout(renderView(reply, reader), 'modal'), []);
}

function checkForDiscord(reply: Reply, words: string): void {
  for (const { pictures, ...payload } of renderDiscord(reply, {
    commandNames,
    isPrivate: true,
    words,
    maximum: 4,
  })) {
    const checked = messageSchema.safeParse(payload);
    assert.deepEqual(checked.error?.issues ?? [], []);
    assert.ok(checked.data && !isEmptyMessage(checked.data), 'an empty message');
    assert.ok(pictures.length <= 10, 'more pictures than a message takes');
  }
}

function checkForWeb(reply: Reply): void {
  const drawn = renderer.message(
    {
      id: 1,
      conversation: 'general',
      authorId: 'rapporteur',
      sentAt: NOW,
      body: { kind: 'posted', reply },
    },
    { id: 'amina', zone: 'Asia/Kathmandu' },
  );
  const json = JSON.stringify(drawn);
  for (const url of json.matchAll(/"url":"([^"]*)"/gu)) assert.match(url[1] ?? '', /^https?:\/\//u);
}

function checkForTerminal(reply: Reply): void {
  const shown = renderTerminal(reply, {
    columns: MAXIMUM_COLUMNS,
    color: false,
    zone: 'Asia/Kathmandu',
    prefix: 'brief ',
  });
  assert.doesNotMatch(shown, /(?!\n)\p{Control}|[\u202a-\u202e\u2066-\u2069]/u);
}
