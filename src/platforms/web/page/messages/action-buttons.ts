import { h } from 'preact';
import { byKind } from '../../../../by-kind.ts';
import type { Action } from '../../../../reply.ts';
import { type ComponentChild, html } from '../html.ts';
import { Icon } from '../icons.ts';
import { useMessageActions } from './message-actions.ts';

type ActionViews = {
  readonly [K in Action['kind']]: (action: Extract<Action, { kind: K }>, where: Where) => ComponentChild;
};

interface Where {
  readonly message: number;
  readonly isSection: boolean;
}

const views: ActionViews = {
  run: (action, where) => h(RunButton, { action, ...where }),
  ask: (action, { message }) => h(AskButton, { action, message }),
  link: (action) =>
    html`<a class="button" href=${action.url} target="_blank" rel="noopener noreferrer" title=${action.url}
      >${action.label}${h(Icon, { name: 'outward' })}</a
    >`,
  // Drawn beside "Only visible to you" by the message itself.
  share: () => null,
};

/** Sections stand together as one switch, other buttons beside it. */
export function Actions(properties: {
  readonly actions: readonly Action[];
  readonly message: number;
}): ComponentChild {
  const { actions, message } = properties;
  const sections = sectionsOf(actions);
  const others = actions.filter((action) => !sections.includes(action));
  return html`<div class=${sections.length > 0 ? 'actions actions-sections' : 'actions'}>
    ${
      sections.length > 0 &&
      html`<div class="sections" role="group" aria-label="Sections of this briefing">
        ${sections.map((action) => byKind(views, action, { message, isSection: true }))}
      </div>`
    }
    ${others.map((action) => byKind(views, action, { message, isSection: false }))}
  </div>`;
}

/** Those of which one is shown; a page to turn comes in place too, but is no choice among views. */
function sectionsOf(actions: readonly Action[]): readonly Action[] {
  const inPlace = actions.filter((action) => action.kind === 'run' && action.where === 'in-place');
  return inPlace.some((action) => action.kind === 'run' && action.current) ? inPlace : [];
}

function RunButton(
  properties: Where & { readonly action: Extract<Action, { kind: 'run' }> },
): ComponentChild {
  const { action, message, isSection } = properties;
  const actions = useMessageActions();
  const pressed = isSection ? { 'aria-pressed': action.current ? 'true' : 'false' } : {};
  return html`<button
    type="button"
    class=${isSection ? 'section' : 'button'}
    title=${`/brief ${action.words}`}
    aria-busy=${actions.isBusy(message) ? 'true' : 'false'}
    ...${pressed}
    onClick=${() => actions.press(message, action)}
  >${action.label}</button>`;
}

function AskButton(properties: {
  readonly action: Extract<Action, { kind: 'ask' }>;
  readonly message: number;
}): ComponentChild {
  const actions = useMessageActions();
  return html`<button
    type="button"
    class="button"
    aria-haspopup="dialog"
    onClick=${() => actions.ask(properties.message, properties.action)}
  >${properties.action.label}</button>`;
}
