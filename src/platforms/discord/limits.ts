/**
 * Limits of Discord's API v10 as documented on docs.discord.com (the page is named beside each), and the
 * budgets that Rapporteur sets itself within them. Lengths are UTF-16 units, which never undercount.
 */

/** developers/resources/message: content 2000, ten embeds, 6000 characters over all embeds, ten files. */
export const MESSAGE = {
  content: 2000,
  embeds: 10,
  embedTotal: 6000,
  nonce: 25,
  /** Alt text of an attachment. */
  altText: 1024,
} as const;

/** developers/resources/message, "Embed limits". */
export const EMBED = { description: 4096, footer: 2048 } as const;

/** developers/components/reference. */
export const COMPONENT = {
  rows: 5,
  buttonsInRow: 5,
  buttonLabel: 80,
  buttonUrl: 512,
  customId: 100,
  selectOptions: 25,
  optionText: 100,
  placeholder: 150,
} as const;

/** developers/components/reference, "Text Input"; developers/interactions/receiving-and-responding, "Modal". */
export const MODAL = { title: 45, label: 45, description: 100, placeholder: 100 } as const;

/** developers/interactions/application-commands. */
export const COMMAND = {
  subcommands: 25,
  options: 25,
  choices: 25,
  description: 100,
  choiceText: 100,
  optionLength: 6000,
  /** Names, descriptions and values of one command together. */
  total: 8000,
} as const;

/** developers/resources/channel: thread names; one page of history. */
export const CHANNEL = { threadName: 100, historyPage: 100 } as const;

/** developers/interactions/receiving-and-responding: the token of an interaction. */
export const INTERACTION = {
  firstResponseMs: 3000,
  tokenMs: 15 * 60_000,
} as const;

/** developers/topics/rate-limits, and what we allow ourselves of them. */
export const REST = {
  /** Of one bot, over all its processes. */
  requestsPerSecond: 50,
  /** Of the 10,000 refused requests in ten minutes after which an address is shut out. */
  invalidRequests: 1000,
  /** They are looked at every so many. */
  invalidRequestsStep: 100,
  /** A request that would wait longer for a rate limit fails instead, and is tried again by whoever sent it. */
  longestWaitMs: 10_000,
} as const;

/** developers/events/gateway: 1,000 identifications in 24 hours, of which we use about half at worst. */
export const GATEWAY = { identifiesPerHour: 20, identifiesToSpare: 2 } as const;

/** What we allow ourselves, so that every part has room for its neighbours. */
export const BUDGET = {
  /** Text of one message's embeds; the rest of `embedTotal` is for the footer. */
  pageText: 5000,
  footer: 900,
  /** The lead above the embed: long enough for two sentences, short enough for a notification. */
  lead: 1500,
  /** One paragraph; longer ones are broken between words. */
  paragraph: 2000,
  /** An address longer than this is named by its host and not linked. */
  url: 1500,
  /** Words shown as a command. */
  commandWords: 200,
  picturesInMessage: 4,
  /** Messages one answer may take; what is left is one press on "… more" away. Follow-ups of an app that
   * is not in the server end at five. */
  messagesInAnswer: 4,
  messagesInPost: 5,
  /** Defer an answer that takes longer: far enough from 3 s for a slow network and a busy process. */
  deferAfterMs: 1000,
  /** So much sooner for each other question that waits, since its requests take time as well. */
  deferEarlierMs: 2,
  /** A sign of waiting is on its way for no longer than this, as a rule. */
  signMs: 1000,
  /** Between two edits of an answer that is being written: one message takes five requests in five seconds. */
  editEveryMs: 1500,
  /** Stop trusting an interaction's token a little before Discord does. */
  tokenMs: 14.5 * 60_000,
} as const;
