import { z } from 'zod';
import type { Place } from '../src/answers/question/conversation.ts';
import { textArgument, topicArgument } from '../src/dispatch/arguments.ts';
import { type CommandContext, defineCommand, todayOf } from '../src/dispatch/command.ts';
import { LONGEST_QUESTION } from '../src/dispatch/dispatcher.ts';
import type { Vocabulary } from '../src/dispatch/vocabulary.ts';
import { longestName } from '../src/entries/names/longest-name.ts';
import { answerBeginning, answerReply } from '../src/views/answer.ts';
import { toldChanges } from '../src/views/told-changes.ts';

export const ask = defineCommand({
  name: 'ask',
  limited: true,
  summary: 'A question, answered from the briefings or not at all',
  args: z.object({
    question: textArgument('the question, or a follow-up to the last one', LONGEST_QUESTION),
    topic: topicArgument('only this briefing: its id, title or another name').optional(),
  }),
  examples: ['ask what does Oman want?', 'ask iran-talks how likely is a symbolic session?'],
  readWords: readTopicAndQuestion,
  run: async ({ topic, question }, context) => {
    await context.search.ready();
    const entry = topic === undefined ? undefined : context.library.find(topic);
    const { show } = context;
    const today = todayOf(context);
    const answered = await context.answers.ask({
      question,
      ...(entry ? { topic: entry.id } : {}),
      place: placeOf(context),
      now: context.now,
      zone: context.asker.zone,
      ...(show
        ? {
            onPart: (begun) => {
              const { prose: _written, ...plain } = begun;
              show(
                answerBeginning(begun, context.library, today),
                answerReply(plain, context.library, today),
              );
            },
          }
        : {}),
    });
    if (answered.changes) {
      const about = answered.topic === undefined ? undefined : context.library.get(answered.topic);
      return toldChanges(
        { ...answered.changes, ...(about ? { entry: about } : {}), alsoAsked: answered.followUps },
        context,
      );
    }
    return answerReply(answered, context.library, today);
  },
});

function placeOf({ asker, visibility }: CommandContext): Place {
  const { platform, workspace, channel, thread } = asker;
  return {
    platform,
    workspace,
    channel,
    person: asker.person.id,
    ...(thread === undefined ? {} : { thread }),
    ...(thread !== undefined && visibility === 'private' ? { aside: true } : {}),
  };
}

/** The longest beginning that names a briefing is the topic; a question that only mentions one begins with another word. */
function readTopicAndQuestion(
  words: readonly string[],
  vocabulary: Vocabulary,
  asTyped: (word: number) => string,
): Record<string, unknown> {
  const topic = longestName(words, vocabulary.topic, words.length - 1);
  return topic ? { topic: topic.named, question: asTyped(topic.length) } : { question: asTyped(0) };
}
