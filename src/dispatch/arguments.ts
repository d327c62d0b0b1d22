import { z } from 'zod';
import type { NamedKind, Vocabulary } from './vocabulary.ts';

/** How an argument is read and completed. */
export interface ArgumentForm {
  readonly kind: NamedKind | 'command' | 'choice' | 'number' | 'text';
  readonly description: string;
  /** Of a number: the least and the greatest that is taken. */
  readonly range?: { readonly least: number; readonly greatest: number };
  /** Takes all words that are left. */
  readonly rest?: boolean;
  /** What could be typed for it, best first, where the kind alone does not tell. `value` is the whole argument. */
  readonly suggest?: (
    partial: string,
    limit: number,
    vocabulary: Vocabulary,
  ) => readonly { readonly value: string; readonly detail: string }[];
}

const forms = z.registry<ArgumentForm>();

function argument<S extends z.ZodType>(schema: S, form: ArgumentForm): S {
  forms.add(schema, form);
  return schema;
}

/** A briefing, by anything it is called. */
export function topicArgument(description = 'the briefing: its id, title or another name') {
  return argument(z.string().trim().min(1).max(200), { kind: 'topic', description });
}

/** An actor; takes the rest of the line, since names have spaces. */
export function actorArgument(description = 'the actor: a name, or part of one') {
  return argument(z.string().trim().min(1).max(200), { kind: 'actor', description, rest: true });
}

/** A tag of the briefings. */
export function tagArgument(description = 'only briefings with this tag') {
  return argument(z.string().trim().min(1).max(64), { kind: 'tag', description });
}

/** The name of a command. */
export function commandArgument(description = 'the command to explain') {
  return argument(z.string().trim().min(1).max(32), { kind: 'command', description });
}

/** One of a few fixed words. */
export function choiceArgument<const T extends readonly [string, ...string[]]>(
  values: T,
  description: string,
) {
  return argument(z.enum(values), { kind: 'choice', description });
}

/** Free text: the rest of the line. */
export function textArgument(description: string, maximum = 1000, suggest?: ArgumentForm['suggest']) {
  return argument(z.string().trim().min(1).max(maximum), {
    kind: 'text',
    description,
    rest: true,
    ...(suggest ? { suggest } : {}),
  });
}

/** A page of a list. */
export function pageArgument(description = 'the page, counted from 1') {
  const range = { least: 1, greatest: 10_000 };
  const schema = z.coerce.number().int().min(range.least).max(range.greatest);
  return argument(schema, { kind: 'number', description, range });
}

/** One argument of a command, as parsers, option lists and help pages need it. */
export interface ArgumentOf extends ArgumentForm {
  readonly name: string;
  readonly required: boolean;
  /** Present for a choice. */
  readonly values?: readonly string[];
  /** Longest value in characters, where there is a limit. */
  readonly maximum?: number;
}

/** The arguments of a command in order. Throws when one was not made with the functions above. */
export function argumentsOf(command: {
  readonly name: string;
  readonly args: z.ZodObject;
}): readonly ArgumentOf[] {
  return Object.entries(command.args.shape).map(([name, schema]) => {
    const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
    const form = inner instanceof z.ZodType ? forms.get(inner) : undefined;
    if (!form)
      throw new Error(
        `expected every argument of a command to be made by topicArgument() or a function like it, but ${name} of ${command.name} was not`,
      );
    return {
      ...form,
      name,
      required: !(schema instanceof z.ZodOptional),
      ...(inner instanceof z.ZodEnum ? { values: inner.options.map(String) } : {}),
      ...(inner instanceof z.ZodString && inner.maxLength !== null ? { maximum: inner.maxLength } : {}),
    };
  });
}
