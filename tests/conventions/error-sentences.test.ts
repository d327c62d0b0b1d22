import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { type AnyNode, type Expression, type NewExpression, parse } from 'acorn';
import { describe, expect, test } from 'vitest';

/**
 * What people read of an error is its message and its hint, one after the other. Run together they must still be
 * sentences: each ends in a stop, the message begins as one, and what was typed stands in curly quotes.
 */
interface Said {
  readonly where: string;
  readonly part: 'message' | 'hint';
  /** What stands between the values put into it; the last is empty where it ends in a value. */
  readonly literals: readonly string[];
}

/** The texts that an expression may come to; none where it is worked out elsewhere. */
function textsOf(node: Expression | undefined): readonly (readonly string[])[] {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? [[node.value]] : [];
  if (node?.type === 'TemplateLiteral') return [node.quasis.map(({ value }) => value.cooked ?? '')];
  if (node?.type === 'ConditionalExpression')
    return [...textsOf(node.consequent), ...textsOf(node.alternate)];
  return [];
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function errorsIn(node: AnyNode): readonly NewExpression[] {
  const within = Object.values(node).flat().filter(isNode).flatMap(errorsIn);
  const isOne =
    node.type === 'NewExpression' && node.callee.type === 'Identifier' && node.callee.name === 'UserError';
  return isOne ? [node, ...within] : within;
}

const said = globSync(['src/**/*.ts', 'commands/**/*.ts']).flatMap((file) => {
  const code = stripTypeScriptTypes(readFileSync(file, 'utf8'));
  if (!code.includes('new UserError(')) return [];
  return errorsIn(parse(code, { ecmaVersion: 'latest', sourceType: 'module' })).flatMap((error) => {
    const where = `${file}:${code.slice(0, error.start).split('\n').length}`;
    const [, message, hint] = error.arguments.map((each) =>
      each.type === 'SpreadElement' ? undefined : each,
    );
    return [
      ...textsOf(message).map((literals): Said => ({ where, part: 'message', literals })),
      ...textsOf(hint).map((literals): Said => ({ where, part: 'hint', literals })),
    ];
  });
});

/** A list in lines, and an example to type after a colon, are no sentences. */
function isNoSentence({ literals, part }: Said): boolean {
  const before = literals.slice(0, -1).join('');
  return literals.at(-1) === '' && (before.endsWith('\n  ') || (part === 'hint' && before.endsWith(': ')));
}

describe('what a UserError says', () => {
  test('is found', () => {
    expect(said.length).toBeGreaterThan(60);
  });

  test('ends in a stop, or in a colon before what can be pressed', () => {
    const end = { message: /[.?!]$/, hint: /[.?!:]$/ };
    expect(
      said.filter((each) => !isNoSentence(each) && !end[each.part].test(each.literals.at(-1) ?? '')),
    ).toEqual([]);
  });

  test('begins with a capital, a number, a quotation or a value', () => {
    expect(said.filter(({ literals: [first = ''] }) => !/^(?:\p{Lu}|\p{N}|“|$)/u.test(first))).toEqual([]);
  });

  test('has curly quotes', () => {
    expect(said.filter(({ literals }) => literals.some((text) => text.includes('"')))).toEqual([]);
  });
});
