/** Something wrong with an entry file, with the place and the remedy. */
export interface Problem {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** Path of the field: `outlook.scenarios[2].likelihood`; empty for the file as a whole. */
  readonly field: string;
  /** An error keeps the file from being served; a warning does not. */
  readonly severity: 'error' | 'warning';
  /** What was expected, what was found, and what to do, in one or two sentences. */
  readonly message: string;
}

/** `iran-talks.yaml, line 12: actors.oman.kind: expected …`, within a sentence for people. */
export function describeProblem({ file, line, field, message }: Problem): string {
  return `${file}, line ${line}: ${field === '' ? '' : `${field}: `}${message}`;
}

/** `iran-talks.yaml:12:5: error: actors.oman.kind: expected …`, as compilers write and editors read. */
export function formatProblem(problem: Problem): string {
  const field = problem.field === '' ? '' : `${problem.field}: `;
  return `${problem.file}:${problem.line}:${problem.column}: ${problem.severity}: ${field}${problem.message}`;
}
