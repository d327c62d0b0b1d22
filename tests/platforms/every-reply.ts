import fc from 'fast-check';
import type { Reply, Span } from '../../src/reply.ts';
import { arbitraryFolder } from '../entry-arbitrary.ts';
import { repliesAbout } from '../views/replies-about.ts';

/** Folders of one to five entries; each gives some thirty replies. */
const FOLDERS = 40;
/** Milliseconds, after which it is enough: a machine that is busy tries fewer folders. */
const LONG_ENOUGH = 12_000;

export const TODAY = Temporal.PlainDate.from('2026-02-06');

/** Runs `check` on every view of whatever an author may write, and says which reply it was that failed. */
export function forEveryReply(check: (reply: Reply) => void): void {
  fc.assert(
    fc.property(arbitraryFolder, (entries) => {
      for (const { name, reply } of repliesAbout(entries, TODAY)) {
        try {
          check(reply);
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          throw new Error(`${name}: ${reason}`, { cause: error });
        }
      }
    }),
    { numRuns: FOLDERS, interruptAfterTimeLimit: LONG_ENOUGH, endOnFailure: true },
  );
}

/** Letters and digits only: marks, and where a text was broken, do not matter. */
export function letters(value: string): string {
  return value.toWellFormed().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

/** The texts of all spans of a reply. */
export function textsOf(reply: Reply): readonly string[] {
  const texts: string[] = [];
  const visit = (value: unknown) => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (isTextSpan(value)) texts.push(value.text);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(reply.blocks);
  return texts;
}

function isTextSpan(value: unknown): value is Extract<Span, { kind: 'text' }> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'text' &&
    'text' in value &&
    typeof value.text === 'string'
  );
}
