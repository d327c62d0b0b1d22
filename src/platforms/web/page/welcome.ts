import type { ConversationView } from '../view-model.ts';
import { type ComponentChild, html } from './html.ts';
import { useMessageActions } from './messages/message-actions.ts';

/** What an empty conversation says: where one is, and what to do first, one press away. */
export function Welcome(properties: {
  readonly place: ConversationView;
  readonly examples: readonly string[];
}): ComponentChild {
  const { place, examples } = properties;
  const actions = useMessageActions();
  const prefix = place.withBot ? '' : '/brief ';
  const lines = [...examples, 'list', 'help'].map((words) => `${prefix}${words}`);
  return html`<div class="welcome">
    <p class="welcome-title">${place.kind === 'channel' ? `This is the beginning of #${place.name}` : `You and ${place.name}`}</p>
    <p>${
      place.withBot
        ? 'Name a briefing, or ask in your own words; the answers cite the briefings. To begin with:'
        : html`Type <kbd>/brief</kbd> and the name of a briefing, or <kbd>@rapporteur</kbd> and a question. To begin with:`
    }</p>
    <div class="actions" role="group" aria-label="To begin with">
      ${lines.map(
        (line) =>
          html`<button type="button" class="button first-step" onClick=${(event: MouseEvent) => {
            // The second click of a double click asks for nothing new.
            if (event.detail < 2) actions.send(line);
          }}>${line}</button>`,
      )}
    </div>
  </div>`;
}
