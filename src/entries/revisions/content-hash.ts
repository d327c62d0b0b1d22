import { hash } from 'node:crypto';
import type { Entry } from '../entry.ts';

/**
 * SHA-256, hexadecimal, of what the entry says: equal for equal content whatever the order of keys in its
 * file. The id is left out, since it names the file and says nothing; the order of lists counts.
 */
export function contentHash(entry: Entry): string {
  const { id: _, ...content } = entry;
  return hash('sha256', canonicalJson(content));
}

/** The JSON Canonicalization Scheme, RFC 8785: keys by UTF-16 code units, no white space, no absent values. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}
