import { type Entry, type EntryContent, entrySchema } from '../../src/entries/entry.ts';

/** A small valid briefing with one thing of everything; each test changes what it is about. */
export function sampleEntry(id = 'border-talks', changed: Partial<EntryContent> = {}): Entry {
  return { id, ...content, ...structuredClone(changed) };
}

const content = entrySchema.parse({
  title: 'Border talks',
  status: 'active',
  as_of: '2026-02-05',
  review_by: '2026-02-07',
  bottom_line: 'The two sides meet again.[^wire]',
  summary: ['They met in March.[^wire] They will meet again.'],
  actors: {
    north: { name: 'North', kind: 'state', role: 'North hosts.', position: 'North wants a pause.[^wire]' },
    south: {
      name: 'South',
      kind: 'state',
      role: 'South attends.',
      claims: [{ date: '2026-01-10', text: 'South says it will attend.' }],
    },
  },
  relations: [{ from: 'north', to: 'south', kind: 'hosts', text: 'For the third time.' }],
  skepticism: [
    {
      claim: 'Both sides have agreed to a pause.',
      doubt: 'Only one side has said so.',
      held_by: ['desk'],
      credibility: 3,
    },
  ],
  outlook: {
    horizon: 'to 31 March 2026',
    confidence: 'low',
    basis: 'One source.',
    scenarios: [
      { name: 'Pause', likelihood: 'unlikely', text: 'The sides agree to a pause.', signposts: ['A text'] },
      { name: 'Collapse', likelihood: 'likely', text: 'The talks end without a result.' },
    ],
  },
  timeline: [
    { date: '2026-01-10', text: 'First session held.' },
    { date: '2026-02-06', text: 'Second session of the talks.', expected: true },
  ],
  sources: { wire: { publisher: 'A wire', reliability: 'C', origin: 'An official' } },
});
