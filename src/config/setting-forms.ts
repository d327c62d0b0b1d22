import { z } from 'zod';

/** A value that is never repeated: not in an error, not in a log. */
export const secretSetting = z.string().min(1).meta({ secret: true });

const PORT_FORM = 'expected a port, 0 to 65535';
export const portSetting = z.coerce.number(PORT_FORM).int(PORT_FORM).min(0, PORT_FORM).max(65_535, PORT_FORM);

/** Several ids, separated by commas; `idsIn` reads them. */
export function idsSetting(id: RegExp, expected: string) {
  return z.string().refine((value) => idsIn(value).every((each) => id.test(each)), expected);
}

export function idsIn(value: string): readonly string[] {
  return value.split(',').map((each) => each.trim());
}

/** Whether the value of this setting must not be shown, seen through `optional` and `default`. */
export function isSecret(setting: z.core.$ZodType): boolean {
  if (setting instanceof z.ZodOptional || setting instanceof z.ZodDefault) return isSecret(setting.unwrap());
  return setting instanceof z.ZodType && setting.meta()?.['secret'] === true;
}
