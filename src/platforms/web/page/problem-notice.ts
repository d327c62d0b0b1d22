import { h } from 'preact';
import { type ComponentChild, html } from './html.ts';
import { Icon } from './icons.ts';
import type { State } from './state/state.ts';

/** What went wrong last, until it is dismissed. */
export function ProblemNotice(properties: {
  readonly problem: State['problem'];
  readonly dismiss: () => void;
}): ComponentChild {
  const { problem, dismiss } = properties;
  return html`<div class="problem-frame" role="alert">
    ${
      problem &&
      html`<div class="notice notice-error">
        ${h(Icon, { name: 'error' })}
        <p>${problem.message} ${problem.hint}</p>
        <button type="button" class="icon-button" aria-label="Dismiss" onClick=${dismiss}>${h(Icon, { name: 'close' })}</button>
      </div>`
    }
  </div>`;
}
