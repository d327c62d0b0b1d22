import type { z } from 'zod';

/** Words for a schema issue: what was expected, and what was found in `content` at its path. */
export function describeIssue(issue: z.core.$ZodIssue, content: unknown): string {
  const found = describeFound(valueAt(content, issue.path));
  switch (issue.code) {
    case 'unrecognized_keys':
      return `unknown key “${issue.keys.join('”, “')}”; check the spelling, or remove it`;
    case 'invalid_type':
      return valueAt(content, issue.path) === undefined
        ? `expected ${nameOf(issue.expected)}, found nothing; add it`
        : `expected ${nameOf(issue.expected)}, found ${found}${issue.expected === 'string' ? quotingHint(valueAt(content, issue.path)) : ''}`;
    case 'invalid_value':
      return `expected ${alternatives(issue.values)}, found ${found}`;
    case 'too_big':
      return `expected at most ${amountOf(issue.maximum, issue.origin)}, found ${sizeOf(valueAt(content, issue.path))}`;
    case 'too_small':
      return `expected at least ${amountOf(issue.minimum, issue.origin)}, found ${sizeOf(valueAt(content, issue.path))}`;
    case 'invalid_key':
      return `expected lower-case letters, digits and hyphens (at most 64) as the id, found “${String(issue.path.at(-1))}”`;
    case 'invalid_format':
      return `${issue.format === 'date' ? 'expected a day that exists, as YYYY-MM-DD' : issue.message}, found ${found}`;
    default:
      return `${issue.message}, found ${found}`;
  }
}

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    content,
  );
}

const LONGEST_QUOTED = 60;

function describeFound(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return `keys (${Object.keys(value).slice(0, 5).join(', ')})`;
  const text = String(value);
  const shown = text.length > LONGEST_QUOTED ? `${text.slice(0, LONGEST_QUOTED)}…` : text;
  return typeof value === 'string' ? `“${shown}”` : `${typeof value} ${shown}`;
}

/** YAML reads `2026` and `true` as other things than text. */
function quotingHint(value: unknown): string {
  return typeof value === 'number' || typeof value === 'boolean' ? `; write it in quotes: "${value}"` : '';
}

function nameOf(expected: string): string {
  const names: Readonly<Record<string, string>> = {
    string: 'text',
    array: 'a list',
    object: 'keys',
    record: 'keys',
    boolean: 'true or false',
    number: 'a number',
  };
  return names[expected] ?? expected;
}

function alternatives(values: readonly unknown[]): string {
  const shown = values.map((value) => String(value));
  return shown.length === 1 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}

function amountOf(amount: number | bigint, origin: string): string {
  const unit = origin === 'string' ? ' character' : origin === 'array' ? ' item' : '';
  return `${amount}${unit}${unit !== '' && Number(amount) !== 1 ? 's' : ''}`;
}

function sizeOf(value: unknown): string {
  return typeof value === 'string' || Array.isArray(value) ? String(value.length) : describeFound(value);
}
