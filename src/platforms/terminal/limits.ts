/** Columns beyond which lines are hard to read, however wide the window. */
export const MAXIMUM_COLUMNS = 100;
/** Columns when the output is not a terminal and tells no width. */
export const DEFAULT_COLUMNS = 80;
/** Below this, wrapping would cut words to pieces. */
export const MINIMUM_COLUMNS = 20;
