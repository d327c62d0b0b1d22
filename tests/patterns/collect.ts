import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { normalize } from 'node:path';
import { parse } from 'acorn';

/** A regular expression written somewhere in the program. */
export interface Pattern {
  readonly source: string;
  readonly flags: string;
  /** Every file it stands in. */
  readonly files: readonly string[];
}

/** Files that run a program when they are imported. */
const PROGRAMS = new Set(['main', 'brief', 'check', 'documents', 'feedback', 'manifest', 'register']);

/** Every literal in `src/` and `commands/`, found by a parser: a search for slashes would miss some and invent others. */
export function literalPatterns(): readonly Pattern[] {
  const found = new Map<string, Pattern>();
  for (const file of sourceFiles()) {
    const code = stripTypeScriptTypes(readFileSync(file, 'utf8'));
    parse(code, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      onToken: ({ type, start, end }) => {
        if (type.label !== 'regexp') return;
        const written = code.slice(start, end);
        const close = written.lastIndexOf('/');
        note(found, written.slice(1, close), written.slice(close + 1), file);
      },
    });
  }
  return [...found.values()];
}

/** Every pattern that a module puts together from parts when it is loaded. */
export async function builtPatterns(): Promise<readonly Pattern[]> {
  const found = new Map<string, Pattern>();
  const Original = RegExp;
  for (const file of sourceFiles()) {
    if (file.includes('/page/') || PROGRAMS.has(file.replace(/^src\/|\.ts$/g, ''))) continue;
    if (!readFileSync(file, 'utf8').includes('new RegExp(')) continue;
    // Once before, so that what it imports is loaded already and only its own patterns are seen.
    await import(/* @vite-ignore */ `../../${file}`);
    globalThis.RegExp = new Proxy(Original, {
      construct(target, given: ConstructorParameters<RegExpConstructor>, newTarget) {
        const made = Reflect.construct(target, given, newTarget);
        note(found, made.source, made.flags, file);
        return made;
      },
    });
    try {
      // By another name, or it would not be loaded again.
      await import(/* @vite-ignore */ `../../${file}?patterns`);
    } finally {
      globalThis.RegExp = Original;
    }
  }
  return [...found.values()];
}

export function nameOf({ source, flags }: Pick<Pattern, 'source' | 'flags'>): string {
  return `/${source}/${flags}`;
}

function note(found: Map<string, Pattern>, source: string, flags: string, file: string): void {
  const name = nameOf({ source, flags });
  const files = found.get(name)?.files ?? [];
  found.set(name, { source, flags, files: files.includes(file) ? files : [...files, file] });
}

function sourceFiles(): readonly string[] {
  return globSync(['src/**/*.{ts,js}', 'commands/**/*.ts'])
    .map((file) => normalize(file))
    .sort();
}
