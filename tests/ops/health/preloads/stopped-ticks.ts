/** Loaded before the program: `node-cron` is stuck, so that it neither ticks nor lets go when it is told to stop. */
import { registerHooks } from 'node:module';

const MODULE = 'export const schedule = () => ({ destroy: () => new Promise(() => {}) });';

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'node-cron'
      ? { url: `data:text/javascript,${encodeURIComponent(MODULE)}`, shortCircuit: true }
      : next(specifier, context),
});
