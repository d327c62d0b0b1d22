import { pino } from 'pino';

/** The store's own log, of no interest here: what counts is what arrived. */
export const silent = pino({ level: 'silent' });
