import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';
import { LONGEST_QUESTION } from '../../../dispatch/dispatcher.ts';
import { cut } from '../../cut.ts';
import { MODAL } from '../limits.ts';
import { modalId } from './custom-id.ts';

export const QUESTION_FIELD = 'question';

/** Asks for a question about a topic, or about everything. Has to be the first answer to an interaction. */
export function questionModal(topic: string | undefined): APIModalInteractionResponseCallbackData {
  return {
    custom_id: modalId(topic),
    title: cut(topic === undefined ? 'Ask the briefings' : `Ask about ${topic}`, MODAL.title),
    components: [
      {
        type: ComponentType.Label,
        label: 'Your question',
        description: 'Answered from the briefings, with sources, or not at all',
        component: {
          type: ComponentType.TextInput,
          custom_id: QUESTION_FIELD,
          style: TextInputStyle.Paragraph,
          placeholder: 'Who doubts it, and why?',
          min_length: 1,
          max_length: LONGEST_QUESTION,
          required: true,
        },
      },
    ],
  };
}
