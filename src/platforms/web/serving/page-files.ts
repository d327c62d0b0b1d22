import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stripTypes } from './strip-types.ts';

/** A file that the page loads, ready to be sent. */
export interface PageFile {
  readonly contentType: string;
  readonly content: string;
  /** A strong validator (RFC 9110 8.8.3), made from the content. */
  readonly etag: string;
}

export interface PageFiles {
  /** By path, such as `/page/main.ts`. Nothing outside this map is ever served. */
  readonly files: ReadonlyMap<string, PageFile>;
  readonly document: PageFile;
  readonly signInDocument: PageFile;
  /** Sources for `script-src`: the import map is the one script written into the document. */
  readonly inlineScripts: readonly string[];
}

const JAVASCRIPT = 'text/javascript; charset=utf-8';
const CSS = 'text/css; charset=utf-8';
const HTML = 'text/html; charset=utf-8';
const SVG = 'image/svg+xml';

/** The names by which the page's modules import libraries, and the installed files behind them. */
const LIBRARIES = [
  { name: 'preact', path: '/library/preact.js' },
  { name: 'preact/hooks', path: '/library/preact-hooks.js' },
  { name: 'htm', path: '/library/htm.js' },
] as const;

/** In the order in which they apply. */
const STYLES = [
  'foundation.css',
  'frame.css',
  'messages.css',
  'reply.css',
  'evidence.css',
  'buttons.css',
  'pictures.css',
  'composer.css',
  'dialog.css',
  'phone.css',
  'motion.css',
  'forced-colors.css',
] as const;

/** Not part of the workspace page's module graph. */
const STANDALONE: readonly string[] = ['first-paint.ts', 'sign-in.ts'];

const SHARED_MODULES = ['by-kind.ts', 'plain-text.ts'] as const;

/** Reads everything once; what is served does not change while the program runs. */
export async function readPageFiles(): Promise<PageFiles> {
  const folder = fileURLToPath(new URL('../page/', import.meta.url));
  const read = (name: string) => readFileSync(`${folder}${name}`, 'utf8');
  const modules = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts'))
    .sort();

  // Modules of the program that the page uses too. A browser reads `../../../plain-text.ts`, as seen from
  // `/page/` or a folder in it, as `/plain-text.ts`: nothing is above the root.
  const sources = new Map([
    ...modules.map((name) => [`${folder}${name}`, `/page/${name}`] as const),
    ...SHARED_MODULES.map((name) => [`${folder}../../../${name}`, `/${name}`] as const),
  ]);
  const files = new Map(
    Object.entries(await stripTypes([...sources.keys()])).map(([file, content]) => [
      sources.get(file) ?? file,
      pageFile(JAVASCRIPT, content),
    ]),
  );
  for (const name of STYLES) files.set(`/page/style/${name}`, pageFile(CSS, read(`style/${name}`)));
  files.set('/page/icon.svg', pageFile(SVG, read('icon.svg')));
  for (const { name, path } of LIBRARIES) {
    const content = readFileSync(fileURLToPath(import.meta.resolve(name)), 'utf8');
    files.set(path, pageFile(JAVASCRIPT, content.replace(/^\/\/# sourceMappingURL=.*$/mu, '')));
  }

  const importMap = JSON.stringify({
    imports: Object.fromEntries(LIBRARIES.map(({ name, path }) => [name, path])),
  });
  const preloads = [
    ...LIBRARIES.map(({ path }) => path),
    ...SHARED_MODULES.map((name) => `/${name}`),
    ...modules.filter((name) => !STANDALONE.includes(name)).map((name) => `/page/${name}`),
  ]
    .map((path) => `<link rel="modulepreload" href="${path}">`)
    .join('\n    ');
  const styles = STYLES.map((name) => `<link rel="stylesheet" href="/page/style/${name}">`).join('\n    ');
  const withStyles = (name: string) => read(name).replace('<!-- styles -->', () => styles);
  const document = withStyles('index.html')
    .replace('<!-- import map -->', () => `<script type="importmap">${importMap}</script>`)
    .replace('<!-- preloads -->', () => preloads);
  return {
    files,
    document: pageFile(HTML, document),
    signInDocument: pageFile(HTML, withStyles('sign-in.html')),
    inlineScripts: [`'sha256-${createHash('sha256').update(importMap).digest('base64')}'`],
  };
}

function pageFile(contentType: string, content: string): PageFile {
  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`;
  return { contentType, content, etag };
}
