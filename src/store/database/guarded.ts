/**
 * The same object, except that every method first calls `before` (which may throw), and that what a method
 * rejects with goes through `explain`. So no table family has to think of a database that is out of reach.
 */
export function guarded<T extends object>(
  port: T,
  before: () => void,
  explain: (error: unknown) => unknown,
): T {
  return new Proxy(port, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]) => {
        before();
        try {
          return await Reflect.apply(member, target, args);
        } catch (error) {
          throw explain(error);
        }
      };
    },
  });
}
