import { expect, test } from 'vitest';
import { createDrafting } from '../../../src/platforms/drafts/drafting.ts';
import { says } from '../discord/running.ts';

/** A draft whose messages and pauses a test completes one by one. */
function drafting() {
  const drawn: string[] = [];
  const draws: PromiseWithResolvers<boolean>[] = [];
  const pauses: PromiseWithResolvers<void>[] = [];
  const draft = createDrafting(
    ({ reply }) => {
      drawn.push(JSON.stringify(reply).match(/"text":"([^"]*)"/)?.[1] ?? '');
      const draw = Promise.withResolvers<boolean>();
      draws.push(draw);
      return draw.promise;
    },
    (signal) => {
      const pause = Promise.withResolvers<void>();
      signal.addEventListener('abort', () => pause.reject(signal.reason));
      pauses.push(pause);
      return pause.promise;
    },
  );
  const show = (text: string) =>
    draft.show({ reply: says(text), plain: says('plain'), visibility: 'channel' });
  return { draft, drawn, draws, pauses, show };
}

/** Everything that can happen without anything from outside. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('shows nothing before there is a place for it, then only the latest', () => {
  const { draft, drawn, show } = drafting();
  show('one');
  show('one two');
  expect(drawn).toEqual([]);
  draft.open();
  expect(drawn).toEqual(['one two']);
});

test('waits for the message under way and for the pause, and leaves out what has been overtaken', async () => {
  const { draft, drawn, draws, pauses, show } = drafting();
  draft.open();
  show('one');
  show('two');
  draws[0]?.resolve(true);
  await settled();
  show('three');
  expect(drawn).toEqual(['one']);
  pauses[0]?.resolve();
  await settled();
  expect(drawn).toEqual(['one', 'three']);
});

test('ends only when nothing is under way any more, and then shows nothing', async () => {
  const { draft, drawn, draws, show } = drafting();
  draft.open();
  show('one');
  let stopped = false;
  const stopping = draft.stop().then(() => {
    stopped = true;
  });
  await settled();
  expect(stopped).toBe(false);
  draws[0]?.resolve(true);
  await stopping;
  show('two');
  expect(drawn).toEqual(['one']);
});

test.each([
  ['is not ours to answer', (draw: PromiseWithResolvers<boolean>) => draw.resolve(false)],
  ['is refused', (draw: PromiseWithResolvers<boolean>) => draw.reject(new Error('no'))],
])('gives up where the message %s', async (_, end) => {
  const { draft, drawn, draws, show } = drafting();
  draft.open();
  show('one');
  if (draws[0]) end(draws[0]);
  await settled();
  show('two');
  expect(drawn).toEqual(['one']);
  await draft.stop();
});

test('ends in a pause at once', async () => {
  const { draft, draws, pauses, show } = drafting();
  draft.open();
  show('one');
  draws[0]?.resolve(true);
  await settled();
  expect(pauses).toHaveLength(1);
  let stopped = false;
  const stopping = draft.stop().then(() => {
    stopped = true;
  });
  await settled();
  expect(stopped).toBe(true);
  await stopping;
});
