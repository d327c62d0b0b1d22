import type { Platform } from '../../platforms/platform.ts';
import { orTimeout } from '../../resilience/timeout.ts';

/** Milliseconds that digests wait for platforms to connect: one that is away must not hold up the others. */
const CONNECTING = 60_000;

export interface StartOptions<P> {
  readonly platforms: readonly P[];
  /** Whether the program is to stop, so that nothing else is begun. */
  readonly stopping: () => boolean;
  readonly onStarted: (platform: P) => void;
  /** What waits for platforms: begins once all have started, or have had time enough to. */
  readonly thenRun: () => Promise<void>;
}

/** Starts all at once. Resolves when each has started; rejects with the first that is refused for good. */
export async function startPlatforms<P extends Pick<Platform, 'start'>>(
  options: StartOptions<P>,
): Promise<void> {
  const { platforms, stopping, onStarted, thenRun } = options;
  const allStarted = Promise.all(
    platforms.map(async (platform) => {
      await platform.start();
      if (!stopping()) onStarted(platform);
    }),
  );
  await orTimeout(allStarted, CONNECTING);
  if (!stopping()) await thenRun();
  await allStarted;
}
