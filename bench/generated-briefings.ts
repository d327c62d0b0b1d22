import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { seededRandom } from '../chaos/random.ts';

const SYLLABLES =
  'ka ro mi ten sa lu ver don pi gra ne tho bel ur vi sor an ce fo wi dra le mon ti es qua jo hul'.split(' ');
const VOCABULARY_SIZE = 6000;

/** Words with the frequencies of a natural language: the n-th is about n times as rare as the first (Zipf). */
function createWords(random: () => number): () => string {
  const syllable = () => SYLLABLES[Math.floor(random() * SYLLABLES.length)] ?? 'ka';
  const words = Array.from({ length: VOCABULARY_SIZE }, () =>
    Array.from({ length: 1 + Math.floor(random() * 3) }, syllable).join(''),
  );
  return () => words[Math.floor(VOCABULARY_SIZE ** random()) - 1] ?? 'ka';
}

/** Writes `count` briefings of about 9 kB and 45 statements each; an actor occurs in five of them on average, ten in many. */
export async function writeBriefings(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const random = seededRandom(count);
  const word = createWords(random);
  const pick = (below: number) => Math.floor(random() * below);
  const sentence = (source = pick(4)) => {
    const words = Array.from({ length: 9 + pick(12) }, word).join(' ');
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}.[^source-${source}]`;
  };
  const prose = (sentences: number) => Array.from({ length: sentences }, () => sentence()).join(' ');

  for (let number = 0; number < count; number += 1) {
    const actors = Object.fromEntries(
      Array.from({ length: 5 }, (_, index) => {
        const id = `actor-${index === 0 ? pick(10) : pick(Math.max(count, 50))}`;
        const name = `${id} of ${SYLLABLES[id.length]}`;
        return [
          id,
          { name, kind: 'state', role: prose(1), position: prose(2), wants: prose(2), leverage: prose(1) },
        ] as const;
      }),
    );
    const [first = 'actor', second = 'actor'] = Object.keys(actors);
    const entry = {
      title: `${word()} ${word()} ${word()} ${number}`,
      aliases: [`story ${number}`, `${word()} ${word()} ${number}`],
      tags: [`tag-${pick(20)}`],
      status: 'active',
      as_of: '2026-02-05',
      review_by: '2026-12-31',
      bottom_line: prose(1),
      summary: [prose(3), prose(3)],
      actors,
      relations: [{ from: first, to: second, kind: 'pressed', text: prose(1) }],
      skepticism: Array.from({ length: 3 }, () => ({
        claim: prose(1),
        doubt: prose(2),
        held_by: ['desk'],
        credibility: 3,
      })),
      outlook: {
        horizon: 'to 31 March 2026',
        confidence: 'low',
        basis: prose(1),
        scenarios: ['likely', 'unlikely', 'very unlikely'].map((likelihood, index) => ({
          name: `${word()} ${word()} ${index}`,
          likelihood,
          text: prose(2),
        })),
      },
      timeline: Array.from({ length: 4 }, (_, index) => ({ date: `2026-01-1${index}`, text: prose(1) })),
      sources: Object.fromEntries(
        Array.from({ length: 4 }, (_, index) => [
          `source-${index}`,
          { publisher: `${word()} ${word()}`, reliability: 'C', origin: word() },
        ]),
      ),
    };
    await writeFile(join(folder, `story-${number}.yaml`), stringify(entry, { lineWidth: 100 }));
  }
}
