import { createHash } from 'node:crypto';
import { MESSAGE } from '../limits.ts';

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** The same for the same key and part, in every process and for ever. */
export function nonceOf(key: string, part: number): string {
  return hash(`${key}#${part}`).slice(0, MESSAGE.nonce);
}

/** One message of those that make up a digest; `index` counts from 0. */
export interface Part {
  readonly index: number;
  readonly count: number;
}

/**
 * Stands in the footer, since Discord forgets nonces after some minutes. It names the part, because a digest is
 * posted only when its last message is.
 */
export function reference(key: string, { index, count }: Part): string {
  return count === 1 ? `ref ${code(key)}` : `ref ${code(key)} ${index + 1}/${count}`;
}

/** Which part of the digest `key` a message with these footer lines is, if any. */
export function readReference(lines: readonly string[], key: string): Part | undefined {
  for (const line of lines) {
    const match = /^ref (\S+)(?: (\d+)\/(\d+))?$/.exec(line);
    if (match?.[1] === code(key)) return { index: Number(match[2] ?? 1) - 1, count: Number(match[3] ?? 1) };
  }
  return undefined;
}

/** Short enough to stand in small print; 72 bits, so that no two digests of a channel share one. */
function code(key: string): string {
  return hash(key).slice(0, 12);
}
