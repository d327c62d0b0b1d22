import { ButtonStyle } from 'discord.js';
import { batchesOf } from '../../../batches.ts';
import type { Action } from '../../../reply.ts';
import { COMPONENT } from '../limits.ts';
import {
  type ActionRows,
  type Control,
  drawControls,
  type PlannedRow,
  type PressStyle,
} from './action-rows.ts';
import type { Press } from './custom-id.ts';
import { linkTarget, oneLine } from './escape.ts';

/**
 * The buttons below a message. A group that switches what the message shows is a row of buttons, or a select
 * when it is longer than a row. What still does not fit goes into a last select; only then is it counted out.
 * @param more the words that show the rest of an answer that takes several messages
 */
export function controls(
  groups: readonly (readonly Action[])[],
  isPrivate: boolean,
  more?: { readonly words: string; readonly from: number },
): ActionRows {
  const all = groups.map((group) => group.flatMap((action) => controlOf(action, isPrivate)));
  if (more) all.unshift([button('… more', { kind: 'more', ...more }, ButtonStyle.Primary)]);
  const wanted = all.flatMap((group) => [...switches(group), ...buttonRows(others(group))]);
  const kept = wanted.length <= COMPONENT.rows ? wanted : wanted.slice(0, COMPONENT.rows - 1);
  const rest = wanted.slice(kept.length).flatMap((row) => row.controls);
  const options = rest.filter((control) => control.kind === 'press').slice(0, COMPONENT.selectOptions);
  const last: readonly PlannedRow[] = options.length > 0 ? [{ as: 'select', controls: options }] : [];
  const { rows, footerLines } = drawControls([...kept, ...last]);
  const leftOut = rest.length - options.length;
  if (leftOut === 0) return { rows, footerLines };
  const found = leftOut === 1 ? '1 more button found' : `${leftOut} more buttons found`;
  return { rows, footerLines: [...footerLines, `… ${found} no room here`] };
}

/** False for a link that no button can hold; it is then written into the text. */
export function fitsButton(action: Action): boolean {
  const target = action.kind === 'link' ? linkTarget(action.url) : '';
  return target !== undefined && target.length <= COMPONENT.buttonUrl;
}

function controlOf(action: Action, isPrivate: boolean): readonly Control[] {
  if (!fitsButton(action)) return [];
  switch (action.kind) {
    case 'run': {
      const press = { kind: action.where, words: oneLine(action.words).trim() };
      const current = action.current ?? false;
      return [button(action.label, press, current ? ButtonStyle.Primary : ButtonStyle.Secondary, current)];
    }
    case 'ask':
      return [button(action.label, { kind: 'ask', topic: action.topic }, ButtonStyle.Success)];
    case 'share': {
      const press: Press = { kind: 'share', words: oneLine(action.words).trim() };
      return isPrivate ? [button(action.label, press, ButtonStyle.Secondary)] : [];
    }
    case 'link':
      return [{ kind: 'link', label: action.label, url: linkTarget(action.url) ?? action.url }];
  }
}

function button(label: string, press: Press, style: PressStyle, current = false): Control {
  return { kind: 'press', label, press, style, current };
}

function isSwitch(control: Control): boolean {
  return control.kind === 'press' && control.press.kind === 'in-place';
}

function switches(group: readonly Control[]): readonly PlannedRow[] {
  const members = group.filter(isSwitch);
  return members.length > COMPONENT.buttonsInRow
    ? batchesOf(members, COMPONENT.selectOptions).map((controls) => ({ as: 'select', controls }))
    : [];
}

/** What is not in a select already. */
function others(group: readonly Control[]): readonly Control[] {
  return switches(group).length > 0 ? group.filter((control) => !isSwitch(control)) : group;
}

/** Rows of about the same length: one button alone in the last row would look forgotten. */
function buttonRows(group: readonly Control[]): readonly PlannedRow[] {
  const rows = Math.ceil(group.length / COMPONENT.buttonsInRow);
  return batchesOf(group, Math.ceil(group.length / rows)).map((controls) => ({ as: 'buttons', controls }));
}
