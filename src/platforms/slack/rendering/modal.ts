import type { KnownBlock, ModalView, PlainTextElement, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { type Answer, type Completion, LONGEST_QUESTION } from '../../../dispatch/dispatcher.ts';
import { cut } from '../../cut.ts';
import { MODAL_TITLE, OPTION_TEXT, OPTION_VALUE, PLACEHOLDER } from '../limits.ts';
import { clean, isBlank } from './escape.ts';
import type { Reader } from './forms.ts';
import { renderView } from './render.ts';

export const ASK_CALLBACK = 'ask';
const ANSWER_CALLBACK = 'answer';
export const TOPIC_ACTION = 'topic';
const QUESTION_BLOCK = 'question';
const TOPIC_BLOCK = 'topic';

/** Where the answer to a question asked in a modal goes: a conversation, or the modal itself. */
const origin = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('conversation'),
    channel: z.string(),
    thread: z.string().optional(),
    /** Whether what it was opened from is seen by one person alone. */
    hidden: z.boolean().default(true),
  }),
  z.strictObject({ kind: z.literal('view') }),
]);
export type Origin = z.output<typeof origin>;

/** The form for a question. It needs nothing looked up, so that it can open within the three seconds given. */
export function askModal(from: Origin, given: { topic?: string; question?: string } = {}): ModalView {
  const topic =
    given.topic === undefined || given.topic === '' ? undefined : topicOption(given.topic, given.topic);
  const question = cut(clean(given.question ?? ''), LONGEST_QUESTION);
  return {
    type: 'modal',
    callback_id: ASK_CALLBACK,
    private_metadata: JSON.stringify(from),
    title: label('Ask', MODAL_TITLE),
    submit: label('Ask', MODAL_TITLE),
    close: label('Cancel', MODAL_TITLE),
    blocks: [
      {
        type: 'input',
        block_id: QUESTION_BLOCK,
        label: label('Your question', OPTION_TEXT),
        hint: label('Answered from the briefings alone, with what each sentence rests on.', PLACEHOLDER),
        element: {
          type: 'plain_text_input',
          action_id: QUESTION_BLOCK,
          multiline: true,
          max_length: LONGEST_QUESTION,
          focus_on_load: true,
          placeholder: label('What does … want? Who doubts it, and why?', PLACEHOLDER),
          ...(isBlank(question) ? {} : { initial_value: question }),
        },
      },
      {
        type: 'input',
        block_id: TOPIC_BLOCK,
        optional: true,
        label: label('About', OPTION_TEXT),
        element: {
          type: 'external_select',
          action_id: TOPIC_ACTION,
          min_query_length: 0,
          placeholder: label('Any briefing', PLACEHOLDER),
          ...(topic ? { initial_option: topic } : {}),
        },
      },
    ],
  };
}

/** An answer, with room for all of a section as a rule. */
export function answerModal({ reply, words }: Pick<Answer, 'reply' | 'words'>, reader: Reader): ModalView {
  return modalOf(renderView(reply, reader, words));
}

/** Stands there while an answer is being found: a modal has to open at once. */
export const LOOKING: ModalView = modalOf([
  { type: 'context', elements: [label('Looking it up …', PLACEHOLDER)] },
]);

function modalOf(blocks: KnownBlock[]): ModalView {
  return {
    type: 'modal',
    callback_id: ANSWER_CALLBACK,
    title: label('Briefing', MODAL_TITLE),
    close: label('Close', MODAL_TITLE),
    blocks,
  };
}

export interface AskSubmission {
  /** What `ask` takes. */
  readonly options: { readonly question: string; readonly topic?: string };
  readonly from: Origin;
}

const submission = z.object({
  private_metadata: z.string(),
  state: z.object({
    values: z.object({
      [QUESTION_BLOCK]: z.object({ [QUESTION_BLOCK]: z.object({ value: z.string().nullish() }) }),
      [TOPIC_BLOCK]: z.object({
        [TOPIC_ACTION]: z.object({ selected_option: z.object({ value: z.string() }).nullish() }),
      }),
    }),
  }),
});

/** Undefined when no question was typed. Throws a `ZodError` for a view that is not ours. */
export function readSubmission(view: unknown): AskSubmission | undefined {
  const { private_metadata, state } = submission.parse(view);
  const question = state.values[QUESTION_BLOCK][QUESTION_BLOCK].value?.trim() ?? '';
  if (question === '') return undefined;
  const topic = state.values[TOPIC_BLOCK][TOPIC_ACTION].selected_option?.value;
  return {
    options: { question, ...(topic === undefined ? {} : { topic }) },
    from: origin.parse(JSON.parse(private_metadata)),
  };
}

/** What to say at the field when nothing was typed. */
export const NO_QUESTION = { [QUESTION_BLOCK]: 'Type a question.' } as const;

/** Options of the type-ahead select. A name too long to be told back exactly is left out. */
export function topicOptions(completions: readonly Completion[]): PlainTextOption[] {
  return completions
    .filter(({ replacement }) => replacement.length <= OPTION_VALUE)
    .map(({ replacement, value, detail }) => topicOption(replacement, detail === '' ? value : detail));
}

function topicOption(value: string, name: string): PlainTextOption {
  return { text: label(name, OPTION_TEXT), value: value.slice(0, OPTION_VALUE) };
}

function label(value: string, limit: number): PlainTextElement {
  return { type: 'plain_text', text: cut(clean(value), limit), emoji: false };
}
