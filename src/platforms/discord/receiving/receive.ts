import type { Interaction, Message } from 'discord.js';
import { isOver } from '../api/failures.ts';
import { questionModal } from '../rendering/modal.ts';
import { answerInteraction } from './answer-interaction.ts';
import { answerMessage } from './answer-message.ts';
import { askerOf } from './asker.ts';
import { createAutocomplete } from './autocomplete.ts';
import { createHandlerContext, type ReceiveOptions } from './handler-context.ts';
import { wordsForUs } from './mention.ts';
import { type Question, questionOf } from './question.ts';

export interface Receiver {
  /** Both take everything that arrives, ignore what is not for us, and never reject. */
  interaction(interaction: Interaction): Promise<void>;
  message(message: Message): Promise<void>;
}

export function createReceiver(options: ReceiveOptions): Receiver {
  const { dispatcher, zone, log } = options;
  const context = createHandlerContext(options);
  const suggest = createAutocomplete(dispatcher, log);

  /** Has to be the first response, so nothing is waited for before it. */
  async function offerForm({ received, topic }: Extract<Question, { kind: 'form' }>): Promise<void> {
    try {
      await received.showModal(questionModal(topic));
    } catch (error) {
      if (!isOver(error)) log.error({ err: error }, 'a question could not be asked for');
    }
  }

  return {
    async interaction(received) {
      try {
        const asker = askerOf(received, zone);
        if (received.isAutocomplete()) return await suggest(received, asker);
        const question = questionOf(received, asker);
        if (question?.kind === 'form') await offerForm(question);
        else if (question) await answerInteraction(question, context);
        else log.warn({ type: received.type }, 'an interaction of another program or version arrived');
      } catch (error) {
        log.error({ err: error }, 'an interaction could not be read');
      }
    },
    async message(received) {
      const words = wordsForUs(received);
      if (words !== undefined) await answerMessage(received, words, context);
    },
  };
}
