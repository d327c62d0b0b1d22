/** Milliseconds between two looks: soon enough that stopping still takes less than two seconds, and next to no work. */
const LOOK = 250;

export interface NpmParentOptions {
  /** `npm_lifecycle_event` of the environment: present in what npm starts. */
  readonly script: string | undefined;
  /** The process that started this one, as it is at the moment; another one adopts it when that has ended. */
  readonly parent: () => number;
  readonly onLeft: () => void;
}

/**
 * Tells when the shell between npm and this program has ended. npm passes SIGTERM and SIGINT on to that shell only, and
 * not every shell (Debian's dash does not) passes them further: the program would go on, held by nobody.
 * Keeps no program alive.
 */
export function watchNpmParent({ script, parent, onLeft }: NpmParentOptions): void {
  if (script === undefined) return;
  const first = parent();
  const timer = setInterval(() => {
    if (parent() === first) return;
    clearInterval(timer);
    onLeft();
  }, LOOK);
  timer.unref();
}
