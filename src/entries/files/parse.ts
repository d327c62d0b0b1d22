import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { ENTRY_ID, ENTRY_LIMITS, entrySchema } from '../entry.ts';
import type { Problem } from '../problem.ts';
import { baseName, entryIdOf } from './file-name.ts';
import type { ParsedFile } from './parsed-files.ts';
import { describeIssue } from './schema-issue.ts';
import { type Finding, findTradecraftFaults } from './tradecraft.ts';

/** Aliases (`*anchor`) that one file may expand to, so that a few lines cannot grow without bound. */
const MAXIMUM_ALIASES = 50;
/** Problems told of one file: more than anyone mends in one go, and each costs a search for its place. */
const MAXIMUM_PROBLEMS = 100;
/** Nesting of brackets and indentation; a valid entry needs six. Deeper files would exhaust the parser's stack. */
const MAXIMUM_DEPTH = 100;

/**
 * Reads one briefing file: YAML 1.2, then the schema, then the tradecraft rules.
 * @param file name as shown in problems; its last part without `.yaml` is the id
 * @param today for the rules about dates
 */
export function parseEntryFile(file: string, bytes: Uint8Array, today: Temporal.PlainDate): ParsedFile {
  const whole = (message: string): ParsedFile => ({
    problems: [{ file, line: 1, column: 1, field: '', severity: 'error', message }],
  });
  const id = entryIdOf(file);
  if (!ENTRY_ID.test(id)) {
    return whole(
      `the file's name is the briefing's id: expected lower-case letters, digits and hyphens (at most 64) and “.yaml”, found “${baseName(file)}”; rename the file`,
    );
  }
  if (bytes.byteLength > ENTRY_LIMITS.fileSize) {
    return whole(
      `expected at most ${ENTRY_LIMITS.fileSize} bytes, found ${bytes.byteLength}; split the briefing`,
    );
  }
  const text = decodeUtf8(bytes);
  if (text === undefined) return whole('expected UTF-8 text, found other bytes; save the file as UTF-8');
  if (text.trim() === '')
    return whole('expected a briefing, found an empty file; see “Writing a briefing” in the README');
  if (nestsTooDeeply(text))
    return whole(`expected at most ${MAXIMUM_DEPTH} levels of nesting; flatten the file`);

  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
    // Compares every key with every other, which takes minutes for a file of keys; see faultyKeys.
    uniqueKeys: false,
  });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const faults = [...document.errors, ...document.warnings, ...faultyKeys(document)];
  if (faults.length > 0) {
    const syntax = faults.slice(0, MAXIMUM_PROBLEMS).map(
      ({ pos, message }): Problem => ({
        ...place(pos[0]),
        field: '',
        severity: 'error',
        message: `YAML: ${shortened(message)}`,
      }),
    );
    return { problems: [...inFileOrder(syntax), ...untold(file, faults.length)] };
  }

  const content = contentOf(document);
  if (!content.ok) return whole(content.message);

  const result = entrySchema.safeParse(content.value);
  const findings: Finding[] = [
    ...(result.success ? [] : result.error.issues.flatMap((issue) => findingsOf(issue, content.value))),
    ...findTradecraftFaults(content.value, today),
  ];
  const told = findings.slice(0, MAXIMUM_PROBLEMS).map((finding): Problem => {
    const offset = offsetOf(document, finding.path, finding.atKey ?? false);
    return {
      ...place(offset),
      field: shortened(formatPath(finding.path)),
      severity: finding.severity,
      message: shortened(finding.message, LONGEST_EXPLANATION),
    };
  });
  const problems = [...inFileOrder(told), ...untold(file, findings.length)];
  const faulty = findings.some((finding) => finding.severity === 'error');
  return result.success && !faulty ? { entry: { id, ...result.data }, problems } : { problems };
}

function inFileOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

function untold(file: string, found: number): readonly Problem[] {
  if (found <= MAXIMUM_PROBLEMS) return [];
  const message = `expected a briefing, found ${found} problems; these are ${MAXIMUM_PROBLEMS} of them, correct these first`;
  return [{ file, line: 1, column: 1, field: '', severity: 'error', message }];
}

/** Messages quote what was found, however long it is. */
function shortened(message: string, longest = LONGEST_MESSAGE): string {
  return message.length > longest ? `${message.slice(0, longest)}…` : message;
}
const LONGEST_MESSAGE = 300;
/** Ours say what is possible instead, such as the names of all sources. */
const LONGEST_EXPLANATION = 3000;

interface FaultyKey {
  readonly pos: readonly [number, number];
  readonly message: string;
}

/** Keys that would silently be lost: the first of two of one name, and the one name that objects keep for themselves. */
function faultyKeys(document: Document): readonly FaultyKey[] {
  const faulty: FaultyKey[] = [];
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        const [start, end] = key.range ?? [0, 0];
        const message =
          name === '__proto__'
            ? 'the key “__proto__” cannot be used; rename it'
            : `the key “${name}” appears here twice; keep one of them`;
        if (name === '__proto__' || seen.has(name)) faulty.push({ pos: [start, end], message });
        seen.add(name);
      }
    },
  });
  return faulty;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** An upper bound by counting, without parsing: brackets open at once, spaces of indentation, runs of `- - -`. */
function nestsTooDeeply(text: string): boolean {
  let open = 0;
  for (const character of text) {
    if (character === '[' || character === '{') open += 1;
    else if (character === ']' || character === '}') open = Math.max(0, open - 1);
    if (open > MAXIMUM_DEPTH) return true;
  }
  const levels = (prefix: string) => (prefix.match(/[-?:] /g)?.length ?? 0) + prefix.search(/[^ ]|$/);
  return text.split('\n').some((line) => levels(/^[ ?:-]*/.exec(line)?.[0] ?? '') > MAXIMUM_DEPTH);
}

function contentOf(document: Document): { ok: true; value: unknown } | { ok: false; message: string } {
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAXIMUM_ALIASES });
    if (isMap(document.contents)) return { ok: true, value };
    return {
      ok: false,
      message: 'expected keys such as “title:” at the top level; see “Writing a briefing” in the README',
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, message: `YAML: ${reason}; write the text out instead of using anchors and aliases` };
  }
}

/** One unknown key is one finding, placed at the key itself. */
function findingsOf(issue: z.core.$ZodIssue, content: unknown): Finding[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MAXIMUM_PROBLEMS + 1).map((key) => ({
      path: [...issue.path, key],
      atKey: true,
      severity: 'error',
      message: describeIssue({ ...issue, keys: [key] }, content),
    }));
  }
  return [
    {
      path: issue.path,
      atKey: issue.code === 'invalid_key',
      severity: 'error',
      message: describeIssue(issue, content),
    },
  ];
}

/** Where a field stands in the file; where it is missing, where its parent stands. */
function offsetOf(document: Document, path: readonly PropertyKey[], atKey: boolean): number {
  const parent = document.getIn(path.slice(0, -1), true);
  const name = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(
      (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === name,
    );
    const target = pair && (atKey || !isNode(pair.value) ? pair.key : pair.value);
    if (isNode(target) && target.range) return target.range[0];
  }
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** `outlook.scenarios[2].likelihood` */
function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`,
    )
    .join('');
}
