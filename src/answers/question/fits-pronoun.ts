import type { Actor } from '../../entries/entry.ts';

const HE = /\b(?:he|him|his)\b/gi;
const SHE = /\b(?:she|her|hers)\b/gi;

/** Whether the pronoun of the question fits the person, as far as the briefing itself says "he" or "she" of them. */
export function fitsPronoun(question: string, { role, position, wants, leverage }: Actor): boolean {
  const told = [role, position, wants, leverage].join(' ');
  const count = (pattern: RegExp) => told.match(pattern)?.length ?? 0;
  const [he, she] = [count(HE), count(SHE)];
  if (he === she) return true;
  return he > she ? question.search(HE) >= 0 : question.search(SHE) >= 0;
}
