/** Loaded before the program: `node-cron` ticks by the time that the program sees, once a minute. */
import { registerHooks } from 'node:module';

const MODULE = `export function schedule(_, task) {
  let timer = setTimeout(function tick() {
    task();
    timer = setTimeout(tick, 60_000);
  }, 60_000);
  return { destroy: async () => clearTimeout(timer) };
}`;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'node-cron'
      ? { url: `data:text/javascript,${encodeURIComponent(MODULE)}`, shortCircuit: true }
      : next(specifier, context),
});
