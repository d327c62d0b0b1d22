const WIDTH = 30;
/** Redrawing more often than this is only work. */
const INTERVAL = 100;

/** A bar on a terminal that wipes itself out at the end; nothing when the output goes elsewhere. */
export function createProgress(
  total: number,
  stream: NodeJS.WriteStream,
): (done: number, label: string) => void {
  let drawn = 0;
  return (done, label) => {
    if (!stream.isTTY) return;
    const now = performance.now();
    if (done >= total) {
      stream.write('\r\u001b[K');
    } else if (now - drawn > INTERVAL) {
      drawn = now;
      const full = Math.round((WIDTH * done) / total);
      stream.write(`\r${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${done}/${total} ${label}\u001b[K`);
    }
  };
}
