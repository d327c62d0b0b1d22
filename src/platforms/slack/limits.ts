/**
 * Slack's limits. Unless said otherwise: https://docs.slack.dev/reference/block-kit and the doc comments of
 * `@slack/types`. Lengths count Unicode code points there; we count UTF-16 units, which are never fewer.
 */
export const MESSAGE_BLOCKS = 50;
/** Modals and the Home tab. */
export const VIEW_BLOCKS = 100;

/**
 * All blocks of a message as JSON. Undocumented: `msg_blocks_too_long` was reported from about 13,200
 * characters on (slackapi/bolt-js#2509), and below 12,000 characters of bare text when containers are many (#2867).
 */
export const MESSAGE_BLOCKS_JSON = 12_000;

/** Top-level `text`: recommended at most, https://docs.slack.dev/reference/methods/chat.postMessage */
export const MESSAGE_TEXT = 4_000;

export const HEADER_TEXT = 150;
/** Text objects allow 3,000; the elements of a context block are meant to be small. */
export const CONTEXT_TEXT = 2_000;
export const ACTIONS_ELEMENTS = 25;
export const BUTTON_TEXT = 75;
export const BUTTON_VALUE = 2_000;
export const BUTTON_URL = 3_000;
export const ACCESSIBILITY_LABEL = 75;
export const OPTION_TEXT = 75;
/** 150 in the current reference; the doc comment in @slack/types 3.2 still says 75. */
export const OPTION_VALUE = 150;
export const SELECT_OPTIONS = 100;
export const PLACEHOLDER = 150;
export const MODAL_TITLE = 24;
export const SUGGESTED_PROMPTS = 4;

/** A text object, and a text in rich text; so that no piece of a reply needs a second look, all of a piece. */
const TEXT = 3_000;
/** One piece of a reply, as JSON and as escaped text: less than a message, so that pages fill well. */
export const PIECE = TEXT;

/** Uses of one `response_url`, https://docs.slack.dev/interactivity/handling-user-interaction */
const RESPONSE_URL_USES = 5;
/** Messages that one answer may take: one use of the `response_url` stays for a message about a failure. */
export const ANSWER_MESSAGES = RESPONSE_URL_USES - 1;

/** Message metadata is unpublished in size (`metadata_too_large` exists); a key of this length stays far below. */
export const METADATA_KEY = 255;
