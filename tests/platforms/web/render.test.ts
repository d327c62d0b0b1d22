import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDirectory, DEFAULT_CHANNELS, DEFAULT_PEOPLE } from '../../../src/platforms/web/directory.ts';
import { createRenderer } from '../../../src/platforms/web/render.ts';
import type { WorkspaceMessage } from '../../../src/platforms/web/workspace-history.ts';
import { type Reply, text } from '../../../src/reply.ts';
import { arbitraryReply } from '../../reply-arbitrary.ts';
import { NOON } from './sample-workspace.ts';

const renderer = createRenderer(createDirectory(DEFAULT_CHANNELS, DEFAULT_PEOPLE));
const reader = { id: 'amina', zone: 'Asia/Kathmandu' };

function messageWith(reply: Reply, visibleTo?: string): WorkspaceMessage {
  return {
    id: 7,
    conversation: 'general',
    authorId: 'rapporteur',
    sentAt: NOON,
    body: { kind: 'posted', reply },
    ...(visibleTo === undefined ? {} : { visibleTo }),
  };
}

function drawnReply(reply: Reply, visibleTo?: string) {
  const { body } = renderer.message(messageWith(reply, visibleTo), reader);
  if (body.kind !== 'reply') throw new Error(`expected a reply, drawn was ${body.kind}`);
  return body;
}

describe('drawing a reply', () => {
  test('keeps every block, and gives pictures to those that have one', () => {
    fc.assert(
      fc.property(arbitraryReply, (reply) => {
        const drawn = drawnReply(reply);
        const withoutActions = (kinds: readonly { kind: string }[]) =>
          kinds.map(({ kind }) => kind).filter((kind) => kind !== 'actions');
        expect(withoutActions(drawn.blocks)).toEqual(withoutActions(reply.blocks));
        for (const block of drawn.blocks) {
          if (block.kind === 'actor-map' || block.kind === 'timeline') {
            expect(block.pictures.wide.tag).toBe('svg');
            expect(block.pictures.narrow.tag).toBe('svg');
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test('offers to share a private reply only, and only one that offers it', () => {
    const share = { kind: 'share', label: 'Share with channel', words: 'iran-talks' } as const;
    const reply: Reply = { tone: 'plain', blocks: [{ kind: 'actions', actions: [share] }] };
    expect(drawnReply(reply, 'amina')).toMatchObject({ share: { words: 'iran-talks' }, blocks: [] });
    expect(drawnReply(reply)).not.toHaveProperty('share');
    expect(drawnReply({ tone: 'plain', blocks: [] }, 'amina')).not.toHaveProperty('share');
  });

  test('is announced with what is said first, however many warnings stand before it', () => {
    const heading = { kind: 'heading', level: 1, text: 'Answer' } as const;
    const notice = { kind: 'notice', level: 'warning', spans: [text('Not reviewed.')] } as const;
    const said = { kind: 'text', spans: [text('Oman hosts.')] } as const;
    const more = { kind: 'text', spans: [text('And more.')] } as const;
    const { summary } = drawnReply({ tone: 'stale', blocks: [heading, notice, said, more] });
    expect(summary).toBe('Answer\n\nNot reviewed.\n\nOman hosts.');
    const refused = drawnReply({ tone: 'error', blocks: [notice, { kind: 'actions', actions: [] }] });
    expect(refused.summary).toBe('Not reviewed.');
  });

  test('makes no link of what is no web address', () => {
    const reply: Reply = {
      tone: 'plain',
      blocks: [
        { kind: 'text', spans: [{ kind: 'link', text: 'press here', url: 'javascript:alert(1)' }] },
        { kind: 'actions', actions: [{ kind: 'link', label: 'press here', url: 'data:text/html,x' }] },
      ],
    };
    expect(drawnReply(reply).blocks).toEqual([
      { kind: 'text', spans: [text('press here (javascript:alert(1))')] },
    ]);
  });

  test('writes times in a picture in the reader’s zone', () => {
    const reply: Reply = {
      tone: 'plain',
      blocks: [
        {
          kind: 'timeline',
          events: [
            {
              day: '2026-02-05',
              spans: [{ kind: 'time', at: NOON.epochMilliseconds, style: 'time' }],
              state: 'past',
            },
          ],
        },
      ],
    };
    expect(JSON.stringify(drawnReply(reply))).toContain('17:45');
  });
});
