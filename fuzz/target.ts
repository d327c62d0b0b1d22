import fc from 'fast-check';

/** One thing that takes input from outside, opened for many cases. */
export interface Subject<T> {
  /** Throws when the program did what it never may with `value`: crash, or make an invalid message. */
  check(value: T): Promise<void> | void;
  close?(): Promise<void>;
}

export interface Options {
  readonly seed: number;
  readonly cases: number;
  /** Where in the tree of cases to begin, as a failure prints it. */
  readonly path?: string;
  /** Called before each case with its number; it tells a watcher that the last one ended. */
  readonly onCase?: (number: number) => void;
}

export interface Outcome {
  readonly cases: number;
  readonly seconds: number;
  /** Milliseconds of the longest case, and its number. */
  readonly slowest: { readonly milliseconds: number; readonly number: number };
  /** What was found, with what repeats it. */
  readonly failure?: string;
}

export interface Target {
  readonly name: string;
  readonly what: string;
  /** Its part of all cases, in percent: less where one case takes long. */
  readonly share: number;
  run(options: Options): Promise<Outcome>;
}

/** A target over values of one type, which nobody else needs to know. */
export function defineTarget<T>(definition: {
  readonly name: string;
  readonly what: string;
  readonly share: number;
  readonly arbitrary: fc.Arbitrary<T>;
  readonly open: () => Promise<Subject<T>> | Subject<T>;
}): Target {
  const { name, what, share, arbitrary } = definition;
  return {
    name,
    what,
    share,
    async run({ seed, cases, path, onCase }) {
      const subject = await definition.open();
      const started = performance.now();
      let number = 0;
      let slowest = { milliseconds: 0, number: 0 };
      const property = fc.asyncProperty(arbitrary, async (value) => {
        number += 1;
        onCase?.(number);
        const begun = performance.now();
        await subject.check(value);
        const milliseconds = performance.now() - begun;
        if (milliseconds > slowest.milliseconds) slowest = { milliseconds, number };
      });
      try {
        const details = await fc.check(property, {
          seed,
          numRuns: cases,
          ...(path === undefined ? {} : { path }),
        });
        return {
          cases: number,
          seconds: (performance.now() - started) / 1000,
          slowest,
          ...(details.failed
            ? {
                failure: `${reasonOf(details.errorInstance)}\n${fc.defaultReportMessage(details)}\nagain with: npm run fuzz -- ${name} --seed ${seed} --path ${details.counterexamplePath ?? '0'}`,
              }
            : {}),
        };
      } finally {
        await subject.close?.();
      }
    },
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
