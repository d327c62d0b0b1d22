import { describe, expect, test } from 'vitest';
import type { Answered, Outcome } from '../../src/answers/answered.ts';
import type { GoingOn } from '../../src/answers/question/going-on.ts';
import { createLibrary } from '../../src/entries/library.ts';
import { statementsOf } from '../../src/entries/statements/statements-of.ts';
import type { Reply } from '../../src/reply.ts';
import { answerReply } from '../../src/views/answer.ts';
import { shippedEntry } from '../answers/shipped-answers.ts';
import { actionsOf, textOf } from '../shipped-core.ts';

const entry = shippedEntry('iran-talks');
const library = createLibrary();
library.put(entry);
const statements = statementsOf(entry);
const cited = statements.filter(({ id }) => id.startsWith('iran-talks/actors.oman.role/'));
const note = entry.skepticism[0];

function draw(outcome: Outcome, day = '2026-02-05', goesOn?: GoingOn): Reply {
  const answered: Answered = {
    id: 'a1',
    question: 'What?',
    topic: 'iran-talks',
    parts: [{ question: 'What?', outcome, ...(goesOn ? { goesOn } : {}) }],
    followUps: ['How likely is it?', 'What is in doubt?'],
  };
  return answerReply(answered, library, Temporal.PlainDate.from(day));
}

function noticesOf(reply: Reply): readonly string[] {
  return reply.blocks.flatMap((block) => (block.kind === 'notice' ? [JSON.stringify(block.spans)] : []));
}

describe('an answer', () => {
  test('shows each statement with its sources and grades, its briefing, section and date', () => {
    const reply = draw({ kind: 'answered', cited });
    const list = reply.blocks.find((block) => block.kind === 'list');
    expect(list?.items).toHaveLength(cited.length);
    // Briefing and date are those of all of them: the heading says them once.
    const heading = reply.blocks[0];
    expect(heading).toMatchObject({ kind: 'heading', text: 'Answer: US–Iran talks move to Oman' });
    expect(JSON.stringify(heading)).toContain('2026-02-05');
    expect(JSON.stringify(list?.items[0])).toContain(' – Oman, role');
    expect(JSON.stringify(list?.items[0])).not.toContain('iran-talks');
    expect(list?.items[0]).toContainEqual({ kind: 'citation', number: 1 });
    const sources = reply.blocks.find((block) => block.kind === 'sources');
    expect(JSON.stringify(sources)).toContain('F');
  });

  test('the three outcomes are told apart at a glance', () => {
    if (!note) throw new Error('expected a skepticism note');
    expect(noticesOf(draw({ kind: 'answered', cited }))).toEqual([]);
    expect(noticesOf(draw({ kind: 'unknown', cited })).join()).toContain(
      'The briefing says that this is not known.',
    );
    expect(noticesOf(draw({ kind: 'doubted', cited, doubts: [], note })).join()).toContain(
      'Doubted by the desk.',
    );
    expect(noticesOf(draw({ kind: 'not-covered', nearest: cited })).join()).toContain('do not cover this');
  });

  test('to “source?” tells what each source is worth and where it has that from', () => {
    const fieldsOf = (reply: Reply) =>
      reply.blocks.flatMap((block) => (block.kind === 'fields' ? block.fields : []));
    const [grade] = fieldsOf(draw({ kind: 'answered', cited }, '2026-02-05', 'source'));
    expect(grade?.label).toBe('Publisher unknown');
    expect(JSON.stringify(grade?.value)).toContain('cannot be judged; origin: Chinese state media report');
    expect(fieldsOf(draw({ kind: 'answered', cited }))).toEqual([]);
    const unsourced = statements.filter(({ sources }) => sources.length === 0).slice(0, 1);
    expect(unsourced).toHaveLength(1);
    expect(JSON.stringify(draw({ kind: 'answered', cited: unsourced }, '2026-02-05', 'source'))).toContain(
      'the desk’s own judgement',
    );
  });

  test('to “anything else?” says when that was all, and not that nothing covers it', () => {
    const notices = noticesOf(draw({ kind: 'not-covered', nearest: [] }, '2026-02-05', 'more')).join();
    expect(notices).toContain('That is all the briefing says of this.');
    expect(notices).not.toContain('do not cover');
  });

  test('of a stale briefing says so', () => {
    const reply = draw({ kind: 'answered', cited }, '2027-01-01');
    expect(reply.tone).toBe('stale');
    expect(noticesOf(reply).join()).toContain('The review is overdue.');
  });

  test('that nothing covers marks the nearest thing of a stale briefing, which has no heading to say so', () => {
    const nearest = (day: string) => textOf(draw({ kind: 'not-covered', nearest: cited.slice(0, 1) }, day));
    expect(nearest('2027-01-01')).toContain(
      'Closest in “US–Iran talks move to Oman”, as of 5 Feb 2026, stale (they may not answer you):',
    );
    expect(nearest('2026-02-05')).not.toContain('stale');
    expect(JSON.stringify(draw({ kind: 'answered', cited }, '2027-01-01'))).not.toContain('2026, stale');
  });

  test('shows a claim in doubt with who doubts it, why and its grade, and counts the other claims', () => {
    const claims = statements.filter(({ field }) => field === 'skepticism.claim').slice(0, 4);
    const reply = draw({ kind: 'answered', cited: claims });
    const lines = textOf(reply).split('\n');
    expect(noticesOf(reply).join()).toContain('The briefing says that this is in doubt.');
    for (const { text } of claims) {
      const at = lines.findIndex((line) => line.includes(text));
      expect(lines[at]).toMatch(/^In doubt: /);
      expect(lines[at + 1]).toMatch(/^ {2}Doubted by .+ Credibility [1-6], .+ – skepticism$/);
    }
    expect(lines).toContain('2 more claims in doubt under “skepticism”.');
  });

  test('shows what would settle a doubt under the claim that is doubted', () => {
    const settles = statements.filter(({ id }) => id.startsWith('iran-talks/skepticism.1.would_settle/'));
    expect(textOf(draw({ kind: 'answered', cited: settles }))).toContain(
      'In doubt: At least nine countries went to the White House, at the highest levels. [1]\n  Would settle it: The desk would want the countries named',
    );
  });

  test('says of each sign to watch for what it would be a sign of, and how many more there are', () => {
    const signs = statements.filter(
      ({ field, heading }) => field === 'outlook.signpost' && heading === 'Symbolic session',
    );
    const text = textOf(draw({ kind: 'answered', cited: signs.slice(0, 2) }));
    expect(text).toContain(
      '• Would be a sign of “Symbolic session”: The meeting ends without a date for another',
    );
    expect(text).toContain('1 more sign to watch for under “outlook”.');
  });

  test('to a question of two parts that one statement answers shows it once, under both', () => {
    const outcome: Outcome = { kind: 'answered', cited: cited.slice(0, 1) };
    const parts = ['who hosts', 'why'].map((question) => ({ question, outcome }));
    const text = textOf(
      answerReply(
        { id: 'a1', question: 'who hosts, and why?', topic: 'iran-talks', parts, followUps: [] },
        library,
        Temporal.PlainDate.from('2026-02-05'),
      ),
    );
    expect(text).toContain('Who hosts? Why?');
    expect(text.split('Oman is to host')).toHaveLength(2);
  });

  test('to a question of two parts about one claim shows what is doubted of it for each', () => {
    if (!note) throw new Error('expected a skepticism note');
    const under = (end: string) =>
      statements.filter(({ id }) => id.startsWith(`iran-talks/skepticism.0.${end}/`));
    const doubts = under('doubt');
    const parts = doubts.map((doubt) => ({
      question: 'why',
      outcome: { kind: 'doubted', cited: under('claim'), doubts: [doubt], note } as const,
    }));
    const reply = answerReply(
      { question: 'why, and why?', topic: 'iran-talks', parts, followUps: [] },
      library,
      Temporal.PlainDate.from('2026-02-05'),
    );
    expect(doubts.length).toBeGreaterThan(1);
    for (const doubt of doubts) expect(textOf(reply)).toContain(doubt.text);
  });

  test('that cites two briefings names each source’s', () => {
    const other = { ...entry, id: 'other' };
    library.put(other);
    const both = [...cited.slice(0, 1), ...statementsOf(other).slice(0, 1)];
    const text = textOf(draw({ kind: 'answered', cited: both }));
    library.remove('other');
    expect(text).toMatch(/\[1\] .* · in iran-talks\n\[2\] .* · in other/);
    expect(text).toContain(' – other, bottom line, as of 5 Feb 2026');
  });

  test('in a model’s words says where each statement stands: briefing, section, date', () => {
    const prose = [{ text: 'Oman is to host.', cites: cited.slice(0, 1) }];
    const drawn = answerReply(
      { id: 'a1', question: 'What?', topic: 'iran-talks', parts: [], prose, followUps: [] },
      library,
      Temporal.PlainDate.from('2027-01-01'),
    );
    expect(JSON.stringify(drawn.blocks.filter(({ kind }) => kind === 'note'))).toContain(
      'Put into words by a language model from: iran-talks, Oman, role, as of 5 Feb 2026, stale',
    );
  });

  test('cuts a long follow-up between words, and asks the whole of it', () => {
    const question = `What is the aim of the ${'Interprovincial '.repeat(6)}Commission?`;
    const [first] = answerReply(
      { id: 'a1', question: 'What?', parts: [], followUps: [question] },
      library,
      Temporal.PlainDate.from('2026-02-05'),
    ).blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
    expect(first).toMatchObject({
      label: 'What is the aim of the Interprovincial Interprovincial Interprovincial …',
      words: `ask ${question}`,
    });
  });

  test('to what is not covered offers another question, and where nothing comes near, the briefings', () => {
    const labels = (outcome: Outcome) => actionsOf(draw(outcome)).map(({ label }) => label);
    expect(labels({ kind: 'answered', cited })).toContain('Ask a follow-up');
    expect(labels({ kind: 'not-covered', nearest: cited })).toContain('Ask another question');
    const none = draw({ kind: 'not-covered', nearest: [] });
    expect(textOf(none)).toContain('The briefings do not cover this. Nothing in them comes near.');
    expect(actionsOf(none)).toContainEqual({ kind: 'ask', label: 'Ask another question' });
    expect(actionsOf(none).map(({ label }) => label)).toContain('All briefings');
  });

  test('offers what can be asked next, and to say what it was worth', () => {
    const actions = draw({ kind: 'answered', cited }).blocks.flatMap((block) =>
      block.kind === 'actions' ? block.actions : [],
    );
    const words = actions.flatMap((action) => (action.kind === 'run' ? [action.words] : []));
    expect(words).toContain('ask iran-talks How likely is it?');
    expect(words).toContain('feedback useful a1');
    expect(words).toContain('feedback wrong a1');
  });
});
