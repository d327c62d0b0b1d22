import type { Logger } from 'pino';
import type { Entry } from '../entry.ts';
import type { Revision, Revisions } from '../revisions/revision.ts';
import type { ParsedFiles } from './parsed-files.ts';

/** What is known of files from before, where the store can be asked: a store that is away costs time, never a briefing. */
export interface ParsedFilesMemory {
  recall(keys: readonly string[]): Promise<ReadonlyMap<string, Entry>>;
  recallByFingerprint(keys: readonly string[]): Promise<ReadonlyMap<string, Entry>>;
  /** @param fingerprints keys of what was parsed, by keys of fingerprints */
  remember(parsed: ReadonlyMap<string, Entry>, fingerprints: ReadonlyMap<string, string>): Promise<void>;
  /** The versions of these entries that were served last. */
  lastVersions(ids: readonly string[]): Promise<readonly Revision[]>;
}

export interface ParsedFilesMemoryOptions {
  readonly parsedFiles: ParsedFiles;
  readonly revisions: Pick<Revisions, 'newest'>;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

export function createParsedFilesMemory(options: ParsedFilesMemoryOptions): ParsedFilesMemory {
  const { parsedFiles, revisions, now, log } = options;

  async function recalled(recall: Promise<ReadonlyMap<string, Entry>>): Promise<ReadonlyMap<string, Entry>> {
    try {
      return await recall;
    } catch (error) {
      log.warn({ err: error }, 'parsed briefings could not be recalled; reading them afresh');
      return new Map();
    }
  }

  return {
    recall: (keys) => recalled(parsedFiles.recall(keys)),
    recallByFingerprint: (keys) => recalled(parsedFiles.recallByFingerprint(keys)),
    async remember(parsed, fingerprints) {
      try {
        if (parsed.size > 0) await parsedFiles.remember(parsed, now());
        if (fingerprints.size > 0) await parsedFiles.rememberFingerprints(fingerprints, now());
      } catch (error) {
        log.warn({ err: error }, 'parsed briefings could not be remembered; the next start takes longer');
      }
    },
    async lastVersions(ids) {
      try {
        return await revisions.newest(ids);
      } catch (error) {
        log.warn({ err: error }, 'the last good versions of briefings with errors could not be looked up');
        return [];
      }
    },
  };
}
