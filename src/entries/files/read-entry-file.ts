import { readFile, stat } from 'node:fs/promises';
import { ENTRY_LIMITS } from '../entry.ts';

/** What became of reading a file; neither bytes nor a failure when it is gone, which the next scan tells. */
export interface ReadFile {
  readonly name: string;
  readonly bytes?: Uint8Array;
  readonly failure?: string;
}

/** Never rejects. */
export async function readEntryFile(path: string, name: string): Promise<ReadFile> {
  try {
    const { size } = await stat(path);
    // Reading no more than the limit and a byte lets the parser say how large the file is allowed to be.
    if (size > ENTRY_LIMITS.fileSize) return { name, bytes: new Uint8Array(ENTRY_LIMITS.fileSize + 1) };
    return { name, bytes: await readFile(path) };
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    return failure.startsWith('ENOENT') ? { name } : { name, failure };
  }
}
