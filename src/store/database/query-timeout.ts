/**
 * Milliseconds without a word from the server after which a connection counts as dead: a network that swallows
 * everything must hold up no reader, no pass and no stop for long. `pg` itself would give up the query only and
 * put the dead connection back into the pool, for the next query to wait on.
 */
export const QUERY_TIMEOUT = 15_000;

/**
 * The same for what may take long by its nature: schema steps, and the wait for those that another process is taking; an
 * export or import, which goes no faster than what reads or writes its other end.
 */
export const LONG_TIMEOUT = 10 * 60_000;
