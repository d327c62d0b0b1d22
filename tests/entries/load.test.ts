import { mkdir, rm, stat, symlink } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isEntryFile } from '../../src/entries/files/file-name.ts';
import { createFolderLoader } from '../../src/entries/files/load.ts';
import { createLibrary } from '../../src/entries/library.ts';
import type { Revisions } from '../../src/entries/revisions/revision.ts';
import { createFolder, createMemory, type Folder, fileTitled, NO_REVISIONS, silent } from './folder.ts';
import { sampleEntry } from './sample-entry.ts';

let memory: ReturnType<typeof createMemory>;
let folder: Folder;
beforeEach(async () => {
  memory = createMemory();
  folder = await createFolder(memory);
});
afterEach(() => folder.remove());

test.each([
  ['iran-talks.yaml', true],
  ['Wrong Name.yaml', true],
  ['iran-talks.yml', true],
  ['.iran-talks.yaml', false],
  ['iran-talks.yaml~', false],
  ['.#iran-talks.yaml', false],
  ['briefing.schema.json', false],
  ['README.md', false],
])('%s is a briefing file: %s', (name, expected) => {
  expect(isEntryFile(name)).toBe(expected);
});

describe('reading a folder', () => {
  test('a bad file hides none of the others, and what is wrong with it is known', async () => {
    await folder.write('good.yaml', fileTitled('Good'));
    await folder.write('bad.yaml', fileTitled('Bad').replace('status: active', 'status: open'));
    await folder.write('Wrong Name.yaml', fileTitled('Wrong'));
    await folder.write('short.yml', fileTitled('Short'));
    await folder.write('notes.txt', 'not ours');
    await folder.watching.refresh();
    expect(folder.titles()).toEqual(['Good']);
    expect(
      folder.library
        .problems()
        .map(({ problems: [first] }) => `${first?.file}: ${first?.field}`)
        .toSorted(),
    ).toEqual(['Wrong Name.yaml: ', 'bad.yaml: status', 'short.yml: ']);
    expect(folder.changes).toEqual(['put good']);
  });

  test('folders and dead links that look like files are left alone', async () => {
    await mkdir(folder.path('folder.yaml'));
    await symlink('nowhere', folder.path('link.yaml'));
    await folder.watching.refresh();
    expect(folder.titles()).toEqual([]);
    expect(folder.library.problems()).toEqual([]);
  });

  test('a file too large is refused without being read', async () => {
    await folder.write('large.yaml', `# ${'x'.repeat(2_000_000)}`);
    await folder.watching.refresh();
    expect(folder.library.problems()[0]?.problems[0]?.message).toContain('bytes');
  });

  test('a file that went away between being seen and being read is no problem', async () => {
    await folder.loader.load(['gone.yaml']);
    expect(folder.library.problems()).toEqual([]);
  });

  test('a path that cannot be read is a problem of that file alone', async () => {
    await mkdir(folder.path('folder.yaml'));
    await folder.write('good.yaml', fileTitled('Good'));
    await folder.loader.load(['folder.yaml', 'good.yaml']);
    expect(folder.library.problems()[0]?.problems[0]?.message).toContain('cannot be read: EISDIR');
    expect(folder.titles()).toEqual(['Good']);
  });

  test('a folder that is not there is empty for now', async () => {
    await rm(folder.folder, { recursive: true });
    await folder.watching.refresh();
    expect(await folder.loader.scan()).toBeUndefined();
    expect(folder.titles()).toEqual([]);
  });
});

describe('a file that has errors when it is first read', () => {
  const seenAt = Temporal.Instant.from('2026-02-05T12:00:00Z');
  const broken = fileTitled('New').replace('status: active', 'status: open');

  /** As after a restart: what earlier processes knew last. */
  async function folderAfter(revisions: Pick<Revisions, 'newest'>): Promise<Folder> {
    await folder.remove();
    folder = await createFolder(memory, undefined, revisions);
    return folder;
  }

  const known: Pick<Revisions, 'newest'> = {
    newest: async (ids) =>
      ids
        .filter((id) => id === 'talks')
        .map((id) => ({ entry: sampleEntry(id, { title: 'Known' }), hash: 'h', seenAt })),
  };

  test('leaves the version that was known last served, marked as one that is not the newest', async () => {
    const { library, write, watching, changes, titles } = await folderAfter(known);
    await write('talks.yaml', broken);
    await write('never-seen.yaml', broken);
    await watching.refresh();
    expect(titles()).toEqual(['Known']);
    expect(changes).toEqual(['put talks']);
    expect(
      Object.fromEntries(
        library.problems().map(({ entryId, servesOlderVersion }) => [entryId, servesOlderVersion]),
      ),
    ).toEqual({ talks: true, 'never-seen': false });
    await write('talks.yaml', fileTitled('Mended'));
    await watching.refresh();
    expect(titles()).toEqual(['Mended']);
    expect(library.problems().map(({ entryId }) => entryId)).toEqual(['never-seen']);
  });

  test('brings back nothing of a briefing whose file was taken away, until it is mended', async () => {
    await folderAfter(known);
    await folder.write('talks.yaml', fileTitled('Talks'));
    await folder.loader.load(['talks.yaml']);
    folder.loader.drop(['talks.yaml']);
    await folder.write('talks.yaml', broken);
    await folder.loader.load(['talks.yaml']);
    expect(folder.titles()).toEqual([]);
    expect(folder.library.problems().map(({ entryId }) => entryId)).toEqual(['talks']);
    await folder.write('talks.yaml', fileTitled('Mended'));
    await folder.loader.load(['talks.yaml']);
    expect(folder.titles()).toEqual(['Mended']);
  });

  test('a file that is not there brings back nothing', async () => {
    await folderAfter(known);
    await folder.loader.load(['talks.yaml']);
    expect(folder.titles()).toEqual([]);
  });

  test('a file mended while its last version is looked up is served as mended', async () => {
    const { library, write, loader, titles } = await folderAfter({
      async newest(ids) {
        await folder.write('talks.yaml', fileTitled('Mended'));
        await folder.loader.load(['talks.yaml']);
        return known.newest(ids);
      },
    });
    await write('talks.yaml', broken);
    await loader.load(['talks.yaml']);
    expect(titles()).toEqual(['Mended']);
    expect(library.problems()).toEqual([]);
  });

  test('a store that fails hides no other briefing', async () => {
    const { library, write, watching, titles } = await folderAfter({
      newest: () => Promise.reject(new Error('no store')),
    });
    await write('talks.yaml', broken);
    await write('good.yaml', fileTitled('Good'));
    await watching.refresh();
    expect(titles()).toEqual(['Good']);
    expect(library.problems()).toMatchObject([{ entryId: 'talks', servesOlderVersion: false }]);
  });
});

describe('what files parsed to', () => {
  test('is used again for the same name and bytes, and for nothing else', async () => {
    await folder.write('one.yaml', fileTitled('One'));
    await folder.loader.load(['one.yaml']);
    await folder.loader.load(['one.yaml']);
    expect(memory.recalled).toEqual(['one']);
    expect(folder.titles()).toEqual(['One']);

    await folder.write('two.yaml', fileTitled('One'));
    await folder.write('one.yaml', fileTitled('One, changed'));
    await folder.loader.load(['one.yaml', 'two.yaml']);
    expect(memory.recalled).toEqual(['one']);
    expect(folder.titles()).toEqual(['One', 'One, changed']);
    expect(memory.known.size).toBe(3);
  });

  test('is not remembered of files with errors', async () => {
    await folder.write('bad.yaml', 'title: Bad');
    await folder.loader.load(['bad.yaml']);
    expect(memory.known.size).toBe(0);
  });

  test('may be lost: a store that fails costs no briefing', async () => {
    const failing = await createFolder({
      recall: () => Promise.reject(new Error('no store')),
      remember: () => Promise.reject(new Error('no store')),
      recallByFingerprint: () => Promise.reject(new Error('no store')),
      rememberFingerprints: () => Promise.reject(new Error('no store')),
      forget: () => Promise.reject(new Error('no store')),
    });
    await failing.write('one.yaml', fileTitled('One'));
    await failing.watching.refresh();
    expect(failing.titles()).toEqual(['One']);
    await failing.remove();
  });
});

describe('a file whose mark is known', () => {
  const LONG_AFTER = Temporal.Instant.from('2100-01-01T00:00:00Z');

  /** Starts anew on the same folder, as a second start of the program does. */
  async function startAgain(now: Temporal.Instant) {
    const again = createFolderLoader({
      folder: folder.folder,
      library: createLibrary(),
      parsedFiles: memory,
      revisions: NO_REVISIONS,
      now: () => now,
      onChange: () => {},
      log: silent,
    });
    const marks = await again.scan();
    await again.load([...(marks?.keys() ?? [])], marks);
  }

  test('is not opened at the next start, until it changes', async () => {
    await folder.write('one.yaml', fileTitled('One'));
    await startAgain(LONG_AFTER);
    expect(memory.unopened).toEqual([]);
    await startAgain(LONG_AFTER);
    expect(memory.unopened).toEqual(['one']);
    await folder.write('one.yaml', fileTitled('One, changed'));
    await startAgain(LONG_AFTER);
    expect(memory.unopened).toEqual(['one']);
    expect([...memory.known.values()].map(({ title }) => title)).toEqual(['One', 'One, changed']);
  });

  test('is opened all the same when it changed a moment ago: it may have changed again without a trace', async () => {
    await folder.write('one.yaml', fileTitled('One'));
    const written = Temporal.Instant.fromEpochMilliseconds(
      Math.ceil((await stat(folder.path('one.yaml'))).ctimeMs),
    );
    await startAgain(written.add({ seconds: 2 }));
    await startAgain(LONG_AFTER);
    expect(memory.unopened).toEqual([]);
    expect(memory.recalled).toEqual(['one']);
    await startAgain(LONG_AFTER);
    expect(memory.unopened).toEqual(['one']);
  });

  test('with errors is opened at every start, so that they are told again', async () => {
    await folder.write('bad.yaml', 'title: Bad');
    await startAgain(LONG_AFTER);
    await startAgain(LONG_AFTER);
    expect(memory.unopened).toEqual([]);
  });
});

test('more files than are read together are all served', async () => {
  const names = Array.from({ length: 300 }, (_, n) => `entry-${n}.yaml`);
  await Promise.all(names.map((name) => folder.write(name, fileTitled(name))));
  await folder.watching.refresh();
  expect(folder.titles()).toHaveLength(300);
});
