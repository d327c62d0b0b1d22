/** Loaded before the program: the timer of digests is stuck, so that it neither ticks nor lets go when told to stop. */
import { registerHooks } from 'node:module';

const MODULE = 'export const startTick = () => () => new Promise(() => {});';

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === './tick.ts'
      ? { url: `data:text/javascript,${encodeURIComponent(MODULE)}`, shortCircuit: true }
      : next(specifier, context),
});
