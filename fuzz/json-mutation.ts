import fc from 'fast-check';
import { arbitraryName, arbitraryText } from '../tests/reply-arbitrary.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What nobody expects in a payload. */
const oddValue: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: arbitraryText },
  { weight: 2, arbitrary: arbitraryName },
  fc.constantFrom<Json>(null, true, 0, -1, 1e308, '', [], {}, '__proto__', 'constructor', 'x'.repeat(9000)),
  fc.constant(JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}')),
  fc.constant(JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`)),
  fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value))),
);

interface Edit {
  readonly at: number;
  readonly kind: 'replace' | 'remove' | 'add';
  readonly value: Json;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add'),
  value: oddValue,
});

/** A value as it should be, or with a few places in it replaced, removed or added to. */
export function mutated(original: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  return fc
    .tuple(original, fc.array(edit, { maxLength: 3 }))
    .map(([value, edits]) => edits.reduce(apply, value));
}

type Path = readonly (string | number)[];

function apply(value: Json, { at, kind, value: odd }: Edit): Json {
  const paths = pathsIn(value);
  const path = paths[at % paths.length] ?? [];
  return change(value, path, kind, odd);
}

function pathsIn(value: Json, here: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null || here.length > 12) return [here];
  return [
    here,
    ...Object.entries(value).flatMap(([key, inner]) =>
      pathsIn(inner, [...here, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

function change(value: Json, [key, ...rest]: Path, kind: Edit['kind'], odd: Json): Json {
  if (key === undefined) return kind === 'replace' ? odd : value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, inner]): readonly (readonly [string, Json])[] => {
    if (name !== String(key)) return [[name, inner]];
    if (rest.length > 0) return [[name, change(inner, rest, kind, odd)]];
    if (kind === 'remove') return [];
    return kind === 'replace'
      ? [[name, odd]]
      : [
          [name, inner],
          [`${name}_`, odd],
        ];
  });
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
