import { z } from 'zod';
import { ANSWER_DAYS } from '../src/answers/feedback.ts';
import { choiceArgument, textArgument } from '../src/dispatch/arguments.ts';
import { defineCommand } from '../src/dispatch/command.ts';
import { UserError } from '../src/errors.ts';
import { strong, text } from '../src/reply.ts';

export const feedback = defineCommand({
  name: 'feedback',
  changes: true,
  byButton: true,
  summary: 'Tell the authors of the briefings whether an answer was useful or wrong',
  args: z.object({
    verdict: choiceArgument(['useful', 'wrong'], 'how the answer was'),
    answer: textArgument('the id of the answer, which its buttons carry', 64),
  }),
  examples: [],
  run: async ({ verdict, answer }, context) => {
    const { platform, workspace, person } = context.asker;
    const by = { platform, workspace, person: person.id };
    const found = await context.answers.judge(answer, verdict, by, context.now);
    if (!found)
      throw new UserError(
        'not_found',
        'That answer is no longer on record.',
        `Answers are kept for ${ANSWER_DAYS} days; ask again and rate the new answer.`,
      );
    return {
      tone: 'plain',
      blocks: [
        {
          kind: 'notice',
          level: 'info',
          spans: [
            strong('Noted.'),
            text(
              verdict === 'wrong'
                ? ' The authors of this briefing will see the question, what was cited and that it was wrong.'
                : ' Thank you.',
            ),
          ],
        },
      ],
    };
  },
});
