import type { ConversationView, MessageView } from '../view-model.ts';

/** Long enough for a heading, a warning and what is said first; the message itself can be read in full. */
const ANNOUNCED_CHARACTERS = 480;

/** What a screen reader says when a message arrives. */
export function announcementOf(
  message: MessageView,
  current: string,
  conversations: readonly ConversationView[],
): string {
  const { author, body } = message;
  if (message.conversation !== current) {
    const place = conversations.find((each) => each.id === message.conversation);
    const where = place?.kind === 'channel' ? `#${place.name}` : 'a direct message';
    return `${author.name} wrote in ${where}`;
  }
  const text = body.kind === 'said' ? body.text : body.summary;
  const cut =
    text.length > ANNOUNCED_CHARACTERS ? `${text.slice(0, ANNOUNCED_CHARACTERS).trimEnd()} …` : text;
  return `${author.name}${message.private ? ', only visible to you' : ''}: ${cut}`;
}
