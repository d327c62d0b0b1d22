import { z } from 'zod';

/**
 * What Discord refuses in a message, written from its documentation and apart from the limits the renderer
 * works with, so that a wrong number in one of them shows.
 */
const text = (limit: number) => z.string().min(1).max(limit);

const button = z
  .strictObject({
    type: z.literal(2),
    style: z.literal([1, 2, 3, 4, 5]),
    label: text(80),
    custom_id: text(100).optional(),
    url: z
      .url({ protocol: /^https?$/ })
      .max(512)
      .optional(),
    disabled: z.boolean().optional(),
  })
  .refine((it) => (it.style === 5) === (it.url !== undefined), 'a link button, and only that, has a url')
  .refine((it) => (it.style === 5) !== (it.custom_id !== undefined), 'every other button has a custom_id');

const select = z.strictObject({
  type: z.literal(3),
  custom_id: text(100),
  placeholder: text(150).optional(),
  min_values: z.number().optional(),
  max_values: z.number().optional(),
  options: z
    .array(
      z.strictObject({
        label: text(100),
        value: text(100),
        description: text(100).optional(),
        default: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(25)
    .refine(
      (options) => new Set(options.map((option) => option.value)).size === options.length,
      'values repeat',
    )
    .refine((options) => options.filter((option) => option.default).length <= 1, 'two defaults'),
});

const row = z.strictObject({
  type: z.literal(1),
  components: z.union([z.array(button).min(1).max(5), z.tuple([select])]),
});

const embed = z
  .strictObject({
    title: text(256).optional(),
    description: text(4096).optional(),
    url: z.string().optional(),
    color: z.int().min(0).max(0xffffff).optional(),
    timestamp: z.string().optional(),
    footer: z.strictObject({ text: text(2048) }).optional(),
    image: z.object({ url: z.string() }).optional(),
    fields: z
      .array(z.strictObject({ name: text(256), value: text(1024), inline: z.boolean().optional() }))
      .max(25)
      .optional(),
  })
  .refine((it) => it.description || it.title || it.image || it.footer || it.fields?.length, 'an empty embed');

export const messageSchema = z
  .object({
    content: z.string().max(2000).nullish(),
    embeds: z.array(embed).max(10).nullish(),
    components: z.array(row).max(5).nullish(),
    attachments: z
      .array(
        z.object({
          id: z.union([z.string(), z.number()]),
          filename: z.string().optional(),
          description: z.string().max(1024).optional(),
        }),
      )
      .max(10)
      .nullish(),
    allowed_mentions: z
      .object({ parse: z.array(z.string()).optional(), replied_user: z.boolean().optional() })
      .optional(),
    flags: z.number().optional(),
    nonce: z.union([z.string().max(25), z.number()]).optional(),
    enforce_nonce: z.boolean().optional(),
    message_reference: z.object({ message_id: z.string() }).loose().optional(),
    tts: z.boolean().optional(),
  })
  .refine(
    (it) => (it.embeds ?? []).reduce((sum, each) => sum + embedLength(each), 0) <= 6000,
    'embeds exceed 6000',
  )
  .refine((it) => {
    const ids = (it.components ?? []).flatMap((each) =>
      each.components.flatMap((component) => ('custom_id' in component ? [component.custom_id] : [])),
    );
    return new Set(ids).size === ids.length;
  }, 'custom ids repeat');

export type MessageRequest = z.output<typeof messageSchema>;

function embedLength(it: z.output<typeof embed>): number {
  const fields = (it.fields ?? []).reduce((sum, field) => sum + field.name.length + field.value.length, 0);
  return (it.title?.length ?? 0) + (it.description?.length ?? 0) + (it.footer?.text.length ?? 0) + fields;
}

/** Nothing to show at all: error 50006. */
export function isEmptyMessage(message: MessageRequest): boolean {
  return !message.content?.trim() && !message.embeds?.length && !message.components?.length;
}
