import { z } from 'zod';
import { type Answer, checked, checkMessage, refusal } from './answer.ts';
import { messageSchema } from './message-rules.ts';
import { replaceShown } from './replace-shown.ts';
import type { RequestBody } from './request-body.ts';
import { isEphemeral, messageObject, type ShownInteraction, type ShownMessage, shown } from './shown.ts';
import type { Snowflakes } from './snowflakes.ts';

const callbackSchema = z.object({ type: z.number(), data: z.unknown().optional() });
const choicesSchema = z.object({
  choices: z
    .array(z.strictObject({ name: z.string().min(1).max(100), value: z.string().min(1).max(100) }))
    .max(25),
});
const modalSchema = z.object({
  custom_id: z.string().min(1).max(100),
  title: z.string().min(1).max(45),
  components: z
    .array(z.looseObject({ type: z.number() }))
    .min(1)
    .max(5),
});

/** Callbacks, and what follows them by the interaction's own token. */
export class InteractionAnswers {
  readonly #byToken = new Map<string, ShownInteraction>();
  readonly #expired = new Set<string>();
  readonly #ids: Snowflakes;

  constructor(ids: Snowflakes) {
    this.#ids = ids;
  }

  add(interaction: ShownInteraction): void {
    this.#byToken.set(interaction.token, interaction);
  }

  expire(interaction: ShownInteraction): void {
    this.#expired.add(interaction.token);
  }

  callback(id: string, token: string, { body, files }: RequestBody): Answer {
    const interaction = this.#byToken.get(token);
    if (interaction?.id !== id || this.#expired.has(token))
      return refusal(404, 10_062, 'Unknown interaction');
    const { type, data } = callbackSchema.parse(body);
    if (interaction.callbacks.length > 0) {
      interaction.refused.push(40_060);
      return refusal(400, 40_060, 'Interaction has already been acknowledged.');
    }
    const refused = this.#accept(interaction, type, data, files);
    if (refused) return refused;
    interaction.answeredAt = performance.now();
    interaction.callbacks.push(type);
    interaction.data.push(data);
    return { status: 204 };
  }

  #accept(
    interaction: ShownInteraction,
    type: number,
    data: unknown,
    files: ShownMessage['files'],
  ): Answer | undefined {
    if (type === 8) return checked(choicesSchema, data);
    if (type === 9) return checked(modalSchema, data);
    if (type === 6) return undefined;
    if (type === 5) {
      const { flags } = z.object({ flags: z.number().optional() }).parse(data);
      interaction.messages.push({
        ...shown(this.#ids.next(), interaction.id, {}, []),
        waiting: true,
        ephemeral: isEphemeral(flags),
      });
      return undefined;
    }
    const invalid = checkMessage(data);
    if (invalid) return invalid;
    const request = messageSchema.parse(data);
    if (type === 7 && interaction.onMessage) Object.assign(interaction.onMessage, { request, files });
    else interaction.messages.push(shown(this.#ids.next(), interaction.id, request, files));
    return undefined;
  }

  /** Edits and follow-ups. `message` is `@original` or missing. */
  webhook(method: string, token: string, message: string | undefined, sent: RequestBody): Answer {
    const interaction = this.#byToken.get(token);
    if (!interaction) return refusal(404, 10_015, 'Unknown Webhook');
    if (this.#expired.has(token)) return refusal(401, 50_027, 'Invalid Webhook Token');
    const original = interaction.callbacks[0] === 6 ? interaction.onMessage : interaction.messages[0];
    if (method === 'POST') return this.#followUp(interaction, original, sent);
    if (!original || (message !== undefined && message !== '@original'))
      return refusal(404, 10_008, 'Unknown Message');
    if (method === 'DELETE') {
      original.deleted = true;
      return { status: 204 };
    }
    return replaceShown(original, sent);
  }

  #followUp(interaction: ShownInteraction, original: ShownMessage | undefined, sent: RequestBody): Answer {
    // The first message after a deferral takes its place, and its visibility.
    if (original?.waiting) return replaceShown(original, sent);
    const invalid = checkMessage(sent.body);
    if (invalid) return invalid;
    const message = shown(this.#ids.next(), interaction.id, messageSchema.parse(sent.body), sent.files);
    interaction.messages.push(message);
    return { status: 200, body: messageObject(message) };
  }
}
