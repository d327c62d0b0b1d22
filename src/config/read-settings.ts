import type { z } from 'zod';
import { UserError } from '../errors.ts';
import { isSecret } from './setting-forms.ts';

/**
 * Reads those settings that the schema names. Throws a `UserError` that names every wrong one with what was expected;
 * the values of secrets are never repeated. A blank value counts as not set, as in `.env.example`.
 */
export function readSettings<Schema extends z.ZodObject>(
  schema: Schema,
  env: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const result = schema.safeParse(given);
  if (!result.success) throw wrongSettings(result.error, schema, given);
  return result.data;
}

function wrongSettings(
  error: z.ZodError,
  schema: z.ZodObject,
  given: Readonly<Record<string, unknown>>,
): UserError {
  const lines = error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const setting = Object.entries(schema.shape).find(([key]) => key === name)?.[1];
    const found = setting && isSecret(setting) ? '' : `; found “${String(given[name])}”`;
    return `${name}: ${issue.message}${found}`;
  });
  return new UserError(
    'invalid',
    `${lines.length === 1 ? 'A setting is' : 'Settings are'} wrong:\n  ${lines.join('\n  ')}`,
    'Correct it in .env or in the environment; .env.example describes every setting.',
  );
}
