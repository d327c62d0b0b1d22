import { UserError } from '../../errors.ts';

/**
 * Runs a program to its end. A `UserError` is one line and its remedy on standard error, and exit code 1; any other
 * error is a fault of the program and shows its stack. A number that the program gives is its exit code.
 */
export async function runProgram(program: () => unknown): Promise<void> {
  try {
    const code = await program();
    if (typeof code === 'number') process.exitCode = code;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    failWith(error);
  }
}

/** Says why the program fails, and has it end with exit code 1 once it ends. */
export function failWith(error: UserError): void {
  warnOf(error);
  process.exitCode = 1;
}

/** Says on standard error what does not keep the program from running, and what to do about it. */
export function warnOf(error: UserError): void {
  console.error(`${error.message}\n${error.hint}`);
}
