import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * Which way imports may point. A room is a folder of `src/`, a platform's folder, a module at the top of `src/`, of
 * `src/dispatch/` or of `src/config/`, or `commands/`. `*` means anything. An import inside a room is always allowed.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[] | '*'>> = {
  reply: [],
  errors: [],
  'storable-text': [],
  resilience: ['errors'],
  'time-zone': [],
  batches: [],
  counted: [],
  'by-kind': [],
  'plain-text': ['reply', 'by-kind'],
  entries: ['errors', 'counted'],
  search: ['entries'],
  answers: ['search', 'entries', 'errors', 'resilience'],
  // `platform`: digests are posted, and looked for, through the port of the platforms. `views`: a digest tells a change in the
  // words in which `changes` tells it.
  digests: ['entries', 'reply', 'errors', 'views', 'platform', 'time-zone', 'resilience', 'counted'],
  views: [
    'by-kind',
    'counted',
    'entries',
    'search',
    'answers',
    'reply',
    'plain-text',
    'dispatch/arguments',
    'dispatch/command',
    'dispatch/usage',
  ],
  pictures: ['reply', 'plain-text', 'counted'],
  'dispatch/dispatcher': ['reply', 'errors'],
  'dispatch/vocabulary': [],
  'dispatch/arguments': ['dispatch/vocabulary'],
  'dispatch/command': [
    'dispatch/dispatcher',
    'dispatch/vocabulary',
    'dispatch/arguments',
    'reply',
    'entries',
    'search',
    'answers',
    'digests',
    'views',
  ],
  'dispatch/usage': ['dispatch/arguments', 'dispatch/command'],
  'dispatch/typed-line': [],
  'dispatch/opening': ['dispatch/vocabulary'],
  'dispatch/small-talk': ['search'],
  'dispatch/parse-words': [
    'dispatch/typed-line',
    'dispatch/opening',
    'dispatch/command',
    'dispatch/arguments',
    'dispatch/vocabulary',
    'entries',
    'errors',
  ],
  'dispatch/command-prefix': [],
  'dispatch/overheard': ['dispatch/parse-words', 'dispatch/vocabulary', 'errors'],
  'dispatch/complete': [
    'dispatch/dispatcher',
    'dispatch/command',
    'dispatch/arguments',
    'dispatch/vocabulary',
    'dispatch/parse-words',
    'dispatch/typed-line',
  ],
  'dispatch/question-limits': ['dispatch/dispatcher', 'errors', 'resilience', 'counted'],
  'dispatch/dispatch': ['dispatch/*', 'errors', 'reply', 'storable-text'],
  commands: [
    'resilience',
    'dispatch/command',
    'dispatch/arguments',
    'dispatch/vocabulary',
    'dispatch/dispatcher',
    'reply',
    'errors',
    'entries',
    'search',
    'answers',
    'digests',
    'views',
    'plain-text',
  ],
  platform: ['reply'],
  'in-flight': ['resilience'],
  'platforms/drafts': ['dispatch/dispatcher', 'reply'],
  encryption: [],
  cut: [],
  deduplication: ['resilience'],
  'shared-by': ['dispatch/dispatcher', 'reply'],
  'cannot-write': ['reply'],
  'never-connected': [],
  'asks-in-thread': ['dispatch/dispatcher'],
  'platforms/slack': [
    'platform',
    'cut',
    'resilience',
    'by-kind',
    'time-zone',
    'cannot-write',
    'never-connected',
    'asks-in-thread',
    'platforms/drafts',
    'encryption',
    'deduplication',
    'shared-by',
    'in-flight',
    'config/setting-forms',
    'dispatch/dispatcher',
    'dispatch/command-prefix',
    'reply',
    'errors',
    'plain-text',
    'pictures',
  ],
  'platforms/discord': [
    'platform',
    'cut',
    'resilience',
    'batches',
    'by-kind',
    'cannot-write',
    'never-connected',
    'asks-in-thread',
    'shared-by',
    'platforms/drafts',
    'encryption',
    'deduplication',
    'in-flight',
    'config/setting-forms',
    'dispatch/dispatcher',
    'dispatch/command-prefix',
    'dispatch/command',
    'dispatch/arguments',
    'reply',
    'errors',
    'plain-text',
    'pictures',
  ],
  'platforms/web': [
    'platform',
    'by-kind',
    'time-zone',
    'in-flight',
    'resilience',
    'dispatch/dispatcher',
    'reply',
    'errors',
    'plain-text',
    'pictures',
  ],
  'platforms/terminal': [
    'platform',
    'by-kind',
    'dispatch/dispatcher',
    'dispatch/command-prefix',
    'reply',
    'errors',
    'plain-text',
  ],
  store: [
    'batches',
    'entries',
    'digests',
    'answers',
    'dispatch/dispatcher',
    'dispatch/question-limits',
    'reply',
    'errors',
    'platform',
    'platforms/*',
    'storable-text',
  ],
  ops: ['errors', 'resilience', 'by-kind', 'answers', 'dispatch/dispatcher', 'digests', 'platform'],
  'config/config': [
    'config/setting-forms',
    'config/read-settings',
    'dispatch/question-limits',
    'errors',
    'time-zone',
    'platforms/slack',
    'platforms/discord',
  ],
  'config/setting-forms': [],
  'config/read-settings': ['config/setting-forms', 'errors'],
  'config/environment': [],
  wiring: '*',
  main: '*',
  programs: '*',
};

/** The same inside a room that has rooms of its own. What lies beside them may import them all; they, only what is named. */
const MAY_IMPORT_INSIDE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  entries: {
    statements: ['entry', 'prose', 'scales', 'by-id'],
    names: ['entry', 'problem', 'by-id'],
    diff: ['statements', 'entry', 'prose', 'scales', 'by-id'],
    revisions: ['diff', 'entry'],
    files: ['statements', 'revisions', 'library', 'problem', 'entry', 'prose', 'scales'],
  },
  answers: {
    language: [],
    question: ['language'],
    retrieval: ['language', 'question'],
    vectors: ['retrieval'],
    coverage: ['language', 'question', 'retrieval', 'answered'],
    composing: ['language', 'question', 'retrieval', 'coverage', 'answered'],
  },
  digests: {
    'time-zones': [],
    content: ['subscription'],
    delivery: ['content', 'subscription', 'schedule'],
    subscriptions: ['delivery', 'time-zones', 'subscription', 'schedule', 'digests'],
  },
  views: {
    change: [],
  },
  ops: {
    logging: [],
    health: [],
    metrics: ['health', 'logging'],
    process: [],
  },
  store: {
    migrations: [],
    database: ['migrations', 'tables'],
    digests: ['database', 'tables'],
    backup: ['database', 'migrations', 'tables'],
  },
  'platforms/slack': {
    registration: [],
    api: [],
    workspaces: ['registration', 'api', 'settings'],
    connection: ['registration', 'api', 'workspaces', 'settings'],
    rendering: ['limits'],
    sending: ['api', 'workspaces', 'rendering', 'limits'],
    receiving: ['registration', 'api', 'workspaces', 'rendering', 'sending', 'limits'],
  },
  'platforms/web': {
    page: ['view-model'],
    serving: ['view-model', 'limits'],
    access: ['serving', 'limits'],
    receiving: [
      'access',
      'serving',
      'directory',
      'event-log',
      'history-fallback',
      'workspace-history',
      'live-stream',
      'render',
      'limits',
      'view-model',
    ],
  },
  'platforms/discord': {
    api: ['limits'],
    connection: ['api', 'limits', 'settings'],
    rendering: ['limits'],
    registration: ['api', 'rendering', 'limits', 'settings', 'permissions'],
    sending: ['api', 'rendering', 'limits', 'permissions', 'admission'],
    receiving: ['registration', 'api', 'rendering', 'sending', 'limits', 'settings', 'permissions'],
  },
};

/** Packages that only one room may know: an SDK, a database, a web framework. */
const ROOM_OF_PACKAGE: Readonly<Record<string, readonly string[]>> = {
  '@slack/': ['platforms/slack'],
  'discord.js': ['platforms/discord'],
  hono: ['platforms/web'],
  '@hono/': ['platforms/web'],
  preact: ['platforms/web'],
  kysely: ['store'],
  pg: ['store'],
  'node:sqlite': ['store'],
  yaml: ['entries'],
  marked: ['entries'],
  'node-cron': ['digests'],
  ai: ['answers'],
  '@ai-sdk/': ['answers'],
  'prom-client': ['ops'],
};

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const files = globSync(['src/**/*.ts', 'commands/**/*.ts']).map((file) => normalize(file));
const imports: readonly Import[] = files.flatMap((file) =>
  Array.from(
    readFileSync(file, 'utf8').matchAll(
      /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|import\('([^']+)'\)/g,
    ),
    (match) => ({ file, target: match[2] ?? match[3] ?? '', typeOnly: match[1] !== undefined }),
  ),
);

function roomOf(file: string): string {
  const [top = '', second = '', third = ''] = file.split('/');
  if (top === 'commands') return 'commands';
  if (second === 'dispatch' || second === 'config') return `${second}/${third.replace(/\.ts$/, '')}`;
  if (second !== 'platforms') return second.replace(/\.ts$/, '');
  return third.endsWith('.ts') ? third.replace(/\.ts$/, '') : `platforms/${third}`;
}

function allows(room: string, target: string): boolean {
  const allowed = MAY_IMPORT[room];
  if (allowed === undefined) return false;
  return (
    allowed === '*' ||
    room === target ||
    allowed.some((name) => name === target || (name.endsWith('/*') && target.startsWith(name.slice(0, -1))))
  );
}

describe('imports point the way the design says', () => {
  test('every room is in the table', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => MAY_IMPORT[room] === undefined)).toEqual([]);
  });

  test('between rooms', () => {
    const wrong = imports
      .filter(({ target }) => target.startsWith('.'))
      .map(({ file, target }) => ({ file, from: roomOf(file), to: normalize(join(dirname(file), target)) }))
      .filter(({ from, to }) => !allows(from, roomOf(to)));
    expect(wrong.map(({ file, to }) => `${file} imports ${to}`)).toEqual([]);
  });

  test('between the rooms inside a room', () => {
    const wrong = Object.entries(MAY_IMPORT_INSIDE).flatMap(([room, inner]) => {
      const inside = `src/${room}/`;
      const nameOf = (file: string) => file.slice(inside.length).split('/')[0]?.replace(/\.ts$/, '') ?? '';
      return imports
        .map(({ file, target }) => ({ file, to: normalize(join(dirname(file), target)) }))
        .filter(({ file, to }) => file.startsWith(inside) && to.startsWith(inside))
        .filter(({ file }) => file.slice(inside.length).includes('/'))
        .filter(({ file, to }) => {
          const allowed = inner[nameOf(file)] ?? [];
          return nameOf(file) !== nameOf(to) && !allowed.includes(nameOf(to));
        });
    });
    expect(wrong.map(({ file, to }) => `${file} imports ${to}`)).toEqual([]);
  });

  test('packages stay in the room that is made for them', () => {
    const wrong = imports.filter(({ file, target }) => {
      const rule = Object.entries(ROOM_OF_PACKAGE).find(
        ([name]) => target === name || target.startsWith(name.endsWith('/') ? name : `${name}/`),
      );
      return rule !== undefined && !rule[1].includes(roomOf(file));
    });
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  test('commands know neither each other nor the store', () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        roomOf(file) === 'commands' && file !== 'commands/index.ts' && target.startsWith('./'),
    );
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  test('the store takes only types from platforms', () => {
    const wrong = imports.filter(
      ({ file, target, typeOnly }) => roomOf(file) === 'store' && target.includes('/platforms/') && !typeOnly,
    );
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  test('never in a circle', () => {
    const targets = Map.groupBy(
      imports.filter(({ target }) => target.startsWith('.')),
      ({ file }) => file,
    );
    const settled = new Set<string>();
    const circles: string[] = [];
    function follow(file: string, path: readonly string[]): void {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      if (path.includes(file) || settled.has(file)) return;
      for (const { target } of targets.get(file) ?? []) {
        follow(normalize(join(dirname(file), target)), [...path, file]);
      }
      settled.add(file);
    }
    for (const file of files) follow(file, []);
    expect(circles).toEqual([]);
  });

  test('nothing imports a program', () => {
    const programs = new Set(['main', 'programs']);
    const wrong = imports
      .filter(({ target }) => target.startsWith('.'))
      .map(({ file, target }) => ({ file, target, into: roomOf(normalize(join(dirname(file), target))) }))
      .filter(({ file, into }) => programs.has(into) && roomOf(file) !== into);
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });
});
