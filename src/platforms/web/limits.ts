/** The web workspace's limits; its own choices unless a source is named. */

/** Largest request body in bytes: the longest text in four-byte characters, and room around it. */
export const BODY_BYTES = 32 * 1024;

/** Longest message a person can say, in characters; Discord's limit for a paying member, and far beyond a question. */
export const SAID_CHARACTERS = 4000;

/** Messages fetched at once; a screen shows about ten. */
export const PAGE_MESSAGES = 40;

export const COMPLETIONS = 8;

/** Briefings that an empty conversation offers to open. */
export const EXAMPLES = 2;

/** Messages held in memory while the store cannot be written. */
export const UNKEPT_MESSAGES = 500;

/** Live streams at once: windows of one team on one machine. */
export const STREAMS = 100;

/** Events kept for windows that reconnect; a window that missed more loads its pages anew. */
export const EVENTS_KEPT = 500;

/** Proxies close silent connections, commonly after 60 s. */
export const HEARTBEAT_MILLISECONDS = 20_000;

/** What a browser waits before it reconnects, in milliseconds. */
export const RECONNECT_MILLISECONDS = 1000;

/** How many ports after the wanted one are tried. */
export const PORT_ATTEMPTS = 20;

/** How long `stop()` lets requests finish. */
export const STOP_MILLISECONDS = 2000;

/** Wrong passwords from one address, and from all together, before sign-in pauses. */
export const WRONG_PASSWORDS_PER_ADDRESS = 5;
export const WRONG_PASSWORDS_IN_ALL = 50;
export const WRONG_PASSWORD_MINUTES = 15;

/** How long a sign-in lasts; a restart ends it too. */
export const SESSION_HOURS = 12;

/** Pictures kept drawn, so that opening a channel does not lay out the same map again. */
export const PICTURES_KEPT = 100;

/** Widths that pictures are drawn for, in CSS pixels: the column of text on a wide screen, and on a phone. */
export const PICTURE_WIDTHS = { wide: 680, narrow: 320 } as const;
