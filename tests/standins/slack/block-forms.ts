import type {
  ActionsBlock,
  Button,
  ContextBlock,
  ExternalSelect,
  HeaderBlock,
  InputBlock,
  KnownBlock,
  PlainTextElement,
  PlainTextInput,
  PlainTextOption,
  RichTextBlock,
  RichTextDate,
  RichTextEmoji,
  RichTextLink,
  RichTextList,
  RichTextQuote,
  RichTextSection,
  RichTextText,
} from '@slack/types';
import { z } from 'zod';

/**
 * The blocks that Rapporteur sends, key by key: a key too many or too few is a fault. The annotations make the compiler
 * hold each form against Slack's own types, so that nothing passes here which those would refuse.
 */
const plainText: z.ZodType<PlainTextElement> = z.strictObject({
  type: z.literal('plain_text'),
  text: z.string(),
  emoji: z.literal(false),
});

const option: z.ZodType<PlainTextOption> = z.strictObject({ text: plainText, value: z.string() });

const richText: z.ZodType<RichTextText> = z.strictObject({
  type: z.literal('text'),
  text: z.string(),
  style: z
    .strictObject({
      bold: z.literal(true).exactOptional(),
      italic: z.literal(true).exactOptional(),
      code: z.literal(true).exactOptional(),
    })
    .exactOptional(),
});
const richLink: z.ZodType<RichTextLink> = z.strictObject({
  type: z.literal('link'),
  url: z.url({ protocol: /^https?$/u }),
  text: z.string().exactOptional(),
});
const richDate: z.ZodType<RichTextDate> = z.strictObject({
  type: z.literal('date'),
  timestamp: z.int(),
  format: z.string(),
  fallback: z.string(),
});
const richEmoji: z.ZodType<RichTextEmoji> = z.strictObject({ type: z.literal('emoji'), name: z.string() });
/** No user, user group, channel or broadcast among them: those would notify somebody. */
const richElements = z.array(z.union([richText, richLink, richDate, richEmoji])).min(1);

const section: z.ZodType<RichTextSection> = z.strictObject({
  type: z.literal('rich_text_section'),
  elements: richElements,
});
const quote: z.ZodType<RichTextQuote> = z.strictObject({
  type: z.literal('rich_text_quote'),
  elements: richElements,
});
const bullets: z.ZodType<RichTextList> = z.strictObject({
  type: z.literal('rich_text_list'),
  style: z.literal('bullet'),
  elements: z.array(section).min(1),
});

const button: z.ZodType<Button> = z.strictObject({
  type: z.literal('button'),
  text: plainText,
  action_id: z.string(),
  value: z.string().exactOptional(),
  url: z.string().exactOptional(),
  style: z.literal('primary').exactOptional(),
  accessibility_label: z.string().exactOptional(),
});

const topicSelect: z.ZodType<ExternalSelect> = z.strictObject({
  type: z.literal('external_select'),
  action_id: z.string(),
  min_query_length: z.literal(0),
  placeholder: plainText,
  initial_option: option.exactOptional(),
});
const questionField: z.ZodType<PlainTextInput> = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: z.string(),
  multiline: z.literal(true),
  max_length: z.int().min(1).max(3000),
  focus_on_load: z.literal(true),
  placeholder: plainText,
  initial_value: z.string().exactOptional(),
});

const header: z.ZodType<HeaderBlock> = z.strictObject({ type: z.literal('header'), text: plainText });
const context: z.ZodType<ContextBlock> = z.strictObject({
  type: z.literal('context'),
  elements: z.array(plainText).min(1),
});
const rich: z.ZodType<RichTextBlock> = z.strictObject({
  type: z.literal('rich_text'),
  elements: z.array(z.union([section, quote, bullets])).min(1),
});
const actions: z.ZodType<ActionsBlock> = z.strictObject({
  type: z.literal('actions'),
  elements: z.array(button).min(1),
});
const input: z.ZodType<InputBlock> = z.strictObject({
  type: z.literal('input'),
  block_id: z.string(),
  label: plainText,
  hint: plainText.exactOptional(),
  optional: z.literal(true).exactOptional(),
  element: z.union([topicSelect, questionField]),
});

/** Any block that Rapporteur sends. */
export const blockForm: z.ZodType<KnownBlock> = z.union([header, context, rich, actions, input]);
