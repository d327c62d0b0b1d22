import { parseEntryFile } from '../../src/entries/files/parse.ts';
import type { ParsedFile } from '../../src/entries/files/parsed-files.ts';
import { formatProblem } from '../../src/entries/problem.ts';

/** The day on which the files of these tests are read. */
export const TODAY = Temporal.PlainDate.from('2026-02-06');

/** A short valid file, as an author writes it. */
export const VALID_FILE = `title: Border talks
aliases: [North–South talks]
tags: [borders]
status: active
as_of: 2026-02-05
review_by: 2026-02-07
bottom_line: The two sides meet again.[^wire]
summary:
  - They met in March.[^wire]
actors:
  north:
    name: North
    kind: state
    role: North hosts.
relations:
  - {from: north, to: north, kind: hosts}
skepticism:
  - claim: Both sides have agreed.[^wire]
    doubt: Only one has said so.[^gazette]
    held_by: [desk, north]
    credibility: 3
outlook:
  horizon: to 31 March 2026
  confidence: low
  basis: One source.
  scenarios:
    - name: Pause
      likelihood: unlikely
      text: The sides agree to a pause.
timeline:
  - {date: 2026-02-06, text: Second session., expected: true}
sources:
  wire: {publisher: A wire, reliability: C, origin: An official}
  gazette: {publisher: A gazette, reliability: D, origin: an official}
`;

export function parseText(text: string, file = 'border-talks.yaml'): ParsedFile {
  return parseEntryFile(file, new TextEncoder().encode(text), TODAY);
}

/** The problems as lines `border-talks.yaml:3:7: error: field: message`. */
export function problemsIn(text: string, file?: string): readonly string[] {
  return parseText(text, file).problems.map(formatProblem);
}

/** The valid file with one passage replaced, which must occur in it. */
export function withChange(passage: string, replacement: string, text = VALID_FILE): string {
  if (!text.includes(passage)) throw new Error(`the file has no “${passage}”`);
  return text.replace(passage, replacement);
}
