import { mkdir, open, rename, rm, unlink, utimes } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compareScans, rescanAfter } from '../../src/entries/files/watch.ts';
import { createFolder, eventually, type Folder, fileTitled } from './folder.ts';

let folder: Folder;
beforeEach(async () => {
  folder = await createFolder();
  await folder.write('one.yaml', fileTitled('One'));
  await folder.watching.refresh();
});
afterEach(() => folder.remove());

async function createEmptyFolder(): Promise<Folder & AsyncDisposable> {
  const empty = await createFolder();
  return { ...empty, [Symbol.asyncDispose]: empty.remove };
}

const shows = (...titles: readonly string[]) => eventually(() => expect(folder.titles()).toEqual(titles));

describe('while it is watched, a folder may see', () => {
  test('a file saved in place', async () => {
    await folder.write('one.yaml', fileTitled('One, changed'));
    await shows('One, changed');
  });

  test('a file saved by rename, as many editors do', async () => {
    await folder.write('.one.yaml.swp', fileTitled('One, renamed over'));
    await rename(folder.path('.one.yaml.swp'), folder.path('one.yaml'));
    await shows('One, renamed over');
  });

  test('a file moved aside and written anew, as others do, without it ever vanishing from the library', async () => {
    await rename(folder.path('one.yaml'), folder.path('one.yaml~'));
    await folder.write('one.yaml', fileTitled('One, anew'));
    await shows('One, anew');
    expect(folder.changes).not.toContain('removed one');
  });

  test('new files, and files deleted', async () => {
    await folder.write('two.yaml', fileTitled('Two'));
    await shows('One', 'Two');
    await unlink(folder.path('one.yaml'));
    await shows('Two');
    expect(folder.changes).toEqual(['put one', 'put two', 'removed one']);
  });

  test('a half-written file: the last good version stays until the whole one is there', async () => {
    const whole = fileTitled('One, whole');
    const handle = await open(folder.path('one.yaml'), 'w');
    await handle.write(whole.slice(0, 300));
    await eventually(() =>
      expect(folder.library.problems()).toMatchObject([{ entryId: 'one', servesOlderVersion: true }]),
    );
    expect(folder.titles()).toEqual(['One']);
    await handle.write(whole.slice(300));
    await handle.close();
    await shows('One, whole');
    expect(folder.library.problems()).toEqual([]);
  });

  test('a bad version beside good ones, mended later', async () => {
    await folder.write('one.yaml', fileTitled('One').replace('status: active', 'status: open'));
    await folder.write('two.yaml', fileTitled('Two'));
    await shows('One', 'Two');
    await eventually(() =>
      expect(folder.library.problems()[0]?.problems[0]).toMatchObject({
        file: 'one.yaml',
        line: 4,
        field: 'status',
      }),
    );
    await folder.write('one.yaml', fileTitled('One, mended'));
    await shows('One, mended', 'Two');
    expect(folder.library.problems()).toEqual([]);
  });

  test('a bad file deleted, and its problem with it', async () => {
    await folder.write('bad.yaml', 'title: Bad');
    await eventually(() => expect(folder.library.problems()).toHaveLength(1));
    await unlink(folder.path('bad.yaml'));
    await eventually(() => expect(folder.library.problems()).toEqual([]));
  });

  test('a file of the same length and time, as a copy that keeps times makes it', async () => {
    const time = new Date('2026-01-01T00:00:00Z');
    await utimes(folder.path('one.yaml'), time, time);
    await folder.watching.refresh();
    await folder.write('one.yaml', fileTitled('Eno'));
    await utimes(folder.path('one.yaml'), time, time);
    await shows('Eno');
  });

  test('itself moved away for a moment and back', async () => {
    await rename(folder.folder, `${folder.folder}-away`);
    await folder.watching.refresh();
    expect(folder.titles()).toEqual(['One']);
    await rename(`${folder.folder}-away`, folder.folder);
    await folder.write('one.yaml', fileTitled('One, back'));
    await shows('One, back');
    expect(folder.changes).not.toContain('removed one');
  });

  test.each(['at once', 'after a while'])('itself replaced by another of the same name %s', async (when) => {
    await rm(folder.folder, { recursive: true });
    if (when === 'after a while') await folder.watching.refresh();
    await mkdir(folder.folder);
    await folder.write('two.yaml', fileTitled('Two'));
    await shows('Two');
    await folder.write('two.yaml', fileTitled('Two, changed'));
    await shows('Two, changed');
  });
});

describe('an empty folder, as one without its volume is,', () => {
  test('says nothing where all files are gone at once: they stay served, and digests wait', async () => {
    await folder.write('two.yaml', fileTitled('Two'));
    await folder.watching.refresh();
    await Promise.all([unlink(folder.path('one.yaml')), unlink(folder.path('two.yaml'))]);
    await eventually(() => expect(folder.watching.isReadable()).toBe(false));
    expect(folder.titles()).toEqual(['One', 'Two']);
    await folder.write('two.yaml', fileTitled('Two, back'));
    await shows('Two, back');
    expect(folder.watching.isReadable()).toBe(true);
    expect(folder.changes.filter((change) => change.startsWith('removed'))).toEqual(['removed one']);
  });

  test('is believed where its last file is taken away', async () => {
    await unlink(folder.path('one.yaml'));
    await shows();
    await folder.watching.refresh();
    expect(folder.watching.isReadable()).toBe(true);
  });

  test('says nothing at the start, until there is a file', async () => {
    await using unmounted = await createEmptyFolder();
    await unmounted.watching.refresh();
    expect(unmounted.watching.isReadable()).toBe(false);
    await unmounted.write('one.yaml', fileTitled('One'));
    await eventually(() => expect(unmounted.watching.isReadable()).toBe(true));
    expect(unmounted.titles()).toEqual(['One']);
  });
});

describe('no change is lost', () => {
  test('of one file while another is gone', async () => {
    await folder.write('two.yaml', fileTitled('Two'));
    await folder.watching.refresh();
    await unlink(folder.path('one.yaml'));
    await folder.watching.refresh();
    await folder.write('two.yaml', fileTitled('Two, changed'));
    await shows('Two, changed');
  });

  test('of files written one after another while looking is under way', async () => {
    for (let round = 0; round < 10; round += 1) {
      const looking = folder.watching.refresh();
      await folder.write('one.yaml', fileTitled(`One, ${round}`));
      await looking;
      await shows(`One, ${round}`);
    }
  });

  test('of one file while others keep being written', async () => {
    let ended = false;
    const noise = (async () => {
      while (!ended) await folder.write('noise.txt', String(performance.now()));
    })();
    await folder.write('one.yaml', fileTitled('One, in the noise'));
    await shows('One, in the noise');
    ended = true;
    await noise;
  });
});

test('after the end nothing is followed any more', async () => {
  await folder.watching.stop();
  await folder.write('one.yaml', fileTitled('One, too late'));
  await folder.watching.refresh();
  expect(folder.titles()).toEqual(['One']);
});

test('scans are told apart by what is new, changed and gone', () => {
  const fingerprint = { modified: 1, changed: 1, size: 1, inode: 1 };
  const before = new Map([
    ['same', fingerprint],
    ['newer', fingerprint],
    ['longer', fingerprint],
    ['replaced', fingerprint],
    ['touched', fingerprint],
    ['gone', fingerprint],
  ]);
  const after = new Map([
    ['same', { ...fingerprint }],
    ['newer', { ...fingerprint, modified: 2 }],
    ['longer', { ...fingerprint, size: 2 }],
    ['replaced', { ...fingerprint, inode: 2 }],
    ['touched', { ...fingerprint, changed: 2 }],
    ['new', fingerprint],
  ]);
  expect(compareScans(before, after)).toEqual({
    changed: ['newer', 'longer', 'replaced', 'touched', 'new'],
    absent: ['gone'],
  });
});

test.each([
  [1, 5_000],
  [50, 5_000],
  [200, 20_000],
  [5_000, 60_000],
])('after a look of %i ms the next without a notification comes after %i', (cost, expected) => {
  expect(rescanAfter(cost)).toBe(expected);
});
