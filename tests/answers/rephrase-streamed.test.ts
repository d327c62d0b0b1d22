import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finishedPart } from '../../src/answers/composing/check-composed.ts';
import { event } from '../standins/language-model/server.ts';
import { modelAtHand, summaryOf } from './composing.ts';

const statements = summaryOf(
  'Washington moved the restored meeting to Oman, according to the article.',
  'At least nine countries urged the White House to “hear what Iran had to say” on 4 February.',
  'U.S. officials were not convinced.',
);

const FIRST = 'Washington moved the restored meeting to Oman, according to the article';
const SECOND = 'At least nine countries urged the White House to “hear what Iran had to say” on 4 February';

const model = modelAtHand();

/** An answer under way: what was shown of it, step by step, and what came of it. */
function composing(deadline?: () => AbortSignal) {
  const script = model.server.scripted();
  const shown: string[][] = [];
  let next = Promise.withResolvers<void>();
  const composer = model.composer(deadline ? { deadline } : {});
  const result = composer.compose(
    'What happened?',
    [{ question: 'What happened?', outcome: { kind: 'answered', cited: statements } }],
    (sentences) => {
      shown.push(sentences.map(({ text }) => text));
      next.resolve();
      next = Promise.withResolvers();
    },
  );
  return { script, shown, result, nextShown: () => next.promise };
}

describe('a sentence is shown as soon as it is finished and has passed', () => {
  test('while the rest is still being written', async () => {
    const { script, shown, result, nextShown } = composing();
    const first = nextShown();
    await script.write(`${FIRST} [1]. At `);
    await first;
    expect(shown).toEqual([[`${FIRST}.`]]);
    const second = nextShown();
    await script.write(`${SECOND.slice(3)} [2]. Officials `);
    await second;
    expect(shown.at(-1)).toEqual([`${FIRST}.`, `${SECOND}.`]);
    await script.write('were not convinced [3].');
    await script.finish();
    expect((await result)?.map(({ text, cites }) => [text, cites[0]?.order])).toEqual([
      [`${FIRST}.`, 0],
      [`${SECOND}.`, 1],
      ['Officials were not convinced.', 2],
    ]);
    expect(model.logged).toEqual([]);
  });

  test('also one whose citation follows its stop, and one letter at a time', async () => {
    const { script, shown, result } = composing();
    for (const letter of `${FIRST}. [1] ${SECOND}. [2]`) await script.write(letter);
    await script.finish();
    expect((await result)?.map(({ text }) => text)).toEqual([`${FIRST}.`, `${SECOND}.`]);
    expect(shown).toEqual([[`${FIRST}.`]]);
  });

  test('and a character that arrives in two halves is one', async () => {
    const { script, result } = composing();
    const bytes = new TextEncoder().encode(event({ content: `${SECOND} [2].` }));
    const half = bytes.indexOf(0xe2) + 1;
    await script.writeRaw(bytes.slice(0, half));
    await script.writeRaw(bytes.slice(half));
    await script.finish();
    expect((await result)?.map(({ text }) => text)).toEqual([`${SECOND}.`]);
  });
});

describe('after a first good sentence the answer is withdrawn, and the log says why, for', () => {
  async function afterFirst(deadline?: () => AbortSignal) {
    const under = composing(deadline);
    const first = under.nextShown();
    await under.script.write(`${FIRST} [1]. Then `);
    await first;
    return under;
  }

  test.each([
    ['a made-up number', 'at least twelve countries urged the White House [2]. And so ', 'Then|twelve'],
    ['a foreign citation', 'nothing happened [9]. And so ', 'not given'],
    ['no citation', 'nothing happened. And so on ', 'without a citation'],
    ['a link', 'see https://evil.example [1]. And so ', 'markup'],
    ['markup and a mention', '<@U1> <!channel> @everyone moved the meeting [1]. And so ', 'markup'],
  ])('%s: nobody ever saw it, and the model is hung up on', async (_, more, reason) => {
    const { script, shown, result } = await afterFirst();
    await script.write(more);
    expect(await result).toBeUndefined();
    await script.abandoned;
    expect(shown).toEqual([[`${FIRST}.`]]);
    expect(model.logged.join('')).toMatch(new RegExp(reason));
  });

  test('a text that ends for its length, in the middle of a sentence', async () => {
    const { script, result } = await afterFirst();
    await script.write('Washington [1] moved');
    await script.finish('length');
    expect(await result).toBeUndefined();
    expect(model.logged.join('')).toContain('broken off');
  });

  test.each([
    ['a response that just ends', 'hangUp'],
    ['a connection that is reset', 'reset'],
  ] as const)('%s', async (_, end) => {
    const { script, result, shown } = await afterFirst();
    await script[end]();
    expect(await result).toBeUndefined();
    expect(shown).toHaveLength(1);
    expect(model.logged).toHaveLength(1);
  });

  test('events that are none', async () => {
    const { script, result } = await afterFirst();
    await script.writeRaw('data: {"choices": <html>\n\n');
    expect(await result).toBeUndefined();
    expect(model.logged).toHaveLength(1);
  });

  test('a model that never ends', async () => {
    const limit = new AbortController();
    const { script, result } = await afterFirst(() => limit.signal);
    limit.abort(new DOMException('too slow', 'TimeoutError'));
    expect(await result).toBeUndefined();
    await script.abandoned;
    expect(model.logged.join('')).toContain('TimeoutError');
  });
});

test('what counts as finished never changes as more arrives', () => {
  const piece = fc.constantFrom(
    ...[
      'The ',
      'U.S. ',
      'officials ',
      'met. ',
      'met.” ',
      '[1]',
      '[2] ',
      'Mr. ',
      'No. 5 ',
      'at 3.',
      '5 ',
      '. ',
      'e.g. ',
      '“So ',
      '? ',
      'a.m. ',
      '\n',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), fc.nat(), (pieces, cut) => {
      const whole = pieces.join('');
      const early = finishedPart(whole.slice(0, cut % (whole.length + 1)));
      expect(finishedPart(`${whole} After that `).startsWith(early)).toBe(true);
    }),
  );
});
