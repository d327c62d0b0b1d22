import { arbitraryReply } from '../tests/reply-arbitrary.ts';
import { checkReply } from './message-rules.ts';
import { defineTarget } from './target.ts';

/** Every renderer, on replies short and endless, harmless and hostile. */
export const replies = defineTarget({
  name: 'replies',
  what: 'any reply, drawn for Slack, Discord, the web and the terminal',
  share: 2,
  arbitrary: arbitraryReply,
  open: () => ({ check: (reply) => checkReply(reply) }),
});
