import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Action } from '../../reply.ts';
import { encodePress, type Press, selectId } from './custom-id.ts';
import { cut, linkTarget, oneLine } from './escape.ts';
import { BUDGET, COMPONENT } from './limits.ts';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

export interface Controls {
  readonly rows: readonly Row[];
  /** Lines that belong into the footer of the same message: words too long for an id, and what found no room. */
  readonly footerLines: readonly string[];
}

/** One thing to press, whether it becomes a button or an option of a select. */
type Control =
  | {
      readonly kind: 'press';
      readonly label: string;
      readonly press: Press;
      readonly style: PressStyle;
      readonly current: boolean;
    }
  | { readonly kind: 'link'; readonly label: string; readonly url: string };

type PressStyle = ButtonStyle.Primary | ButtonStyle.Secondary | ButtonStyle.Success;

/**
 * The buttons below a message. A group that switches what the message shows is a row of buttons, or a select
 * when it is longer than a row. What still does not fit goes into a last select; only then is it counted out.
 * @param more the words that show the rest of an answer that takes several messages
 */
export function controls(
  groups: readonly (readonly Action[])[],
  isPrivate: boolean,
  more?: { readonly words: string; readonly from: number },
): Controls {
  const all = groups.map((group) => group.flatMap((action) => controlOf(action, isPrivate)));
  if (more)
    all.unshift([
      {
        kind: 'press',
        label: '… more',
        press: { kind: 'more', ...more },
        style: ButtonStyle.Primary,
        current: false,
      },
    ]);
  const wanted = all.flatMap((group) => [...switches(group), ...buttonRows(others(group))]);
  const kept = wanted.length <= COMPONENT.rows ? wanted : wanted.slice(0, COMPONENT.rows - 1);
  const rest = wanted.slice(kept.length).flatMap((row) => row.controls);
  const options = rest.filter((control) => control.kind === 'press').slice(0, COMPONENT.selectOptions);
  const drawn = new Drawing();
  const rows = [...kept, ...(options.length > 0 ? [{ as: 'select' as const, controls: options }] : [])].map(
    (row) => drawn.row(row),
  );
  const leftOut = rest.length - options.length;
  return {
    rows,
    footerLines: [
      ...drawn.footerLines,
      ...(leftOut > 0
        ? [`… ${leftOut} more ${leftOut === 1 ? 'button' : 'buttons'} found no room here`]
        : []),
    ],
  };
}

/** False for a link that no button can hold; it is then written into the text. */
export function fitsButton(action: Action): boolean {
  const target = action.kind === 'link' ? linkTarget(action.url) : '';
  return target !== undefined && target.length <= COMPONENT.buttonUrl;
}

function controlOf(action: Action, isPrivate: boolean): readonly Control[] {
  if (!fitsButton(action)) return [];
  switch (action.kind) {
    case 'run':
      return [
        {
          kind: 'press',
          label: action.label,
          press: { kind: action.where, words: oneLine(action.words).trim() },
          style: action.current ? ButtonStyle.Primary : ButtonStyle.Secondary,
          current: action.current ?? false,
        },
      ];
    case 'ask':
      return [
        {
          kind: 'press',
          label: action.label,
          press: { kind: 'ask', topic: action.topic },
          style: ButtonStyle.Success,
          current: false,
        },
      ];
    case 'share':
      return isPrivate
        ? [
            {
              kind: 'press',
              label: action.label,
              press: { kind: 'share', words: oneLine(action.words).trim() },
              style: ButtonStyle.Secondary,
              current: false,
            },
          ]
        : [];
    case 'link':
      return [{ kind: 'link', label: action.label, url: linkTarget(action.url) ?? action.url }];
  }
}

interface PlannedRow {
  readonly as: 'buttons' | 'select';
  readonly controls: readonly Control[];
}

function isSwitch(control: Control): boolean {
  return control.kind === 'press' && control.press.kind === 'in-place';
}

function isCurrent(control: Control): boolean {
  return control.kind === 'press' && control.current;
}

function switches(group: readonly Control[]): readonly PlannedRow[] {
  const members = group.filter(isSwitch);
  return members.length > COMPONENT.buttonsInRow
    ? batches(members, COMPONENT.selectOptions).map((controls) => ({ as: 'select', controls }))
    : [];
}

/** What is not in a select already. */
function others(group: readonly Control[]): readonly Control[] {
  return switches(group).length > 0 ? group.filter((control) => !isSwitch(control)) : group;
}

function buttonRows(group: readonly Control[]): readonly PlannedRow[] {
  return batches(group, COMPONENT.buttonsInRow).map((controls) => ({ as: 'buttons', controls }));
}

function batches<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** Numbers what it draws, since ids have to be unique in a message. */
class Drawing {
  readonly footerLines: string[] = [];
  #position = 0;
  #footerLength = 0;

  row(row: PlannedRow): Row {
    if (row.as === 'buttons')
      return {
        type: ComponentType.ActionRow,
        components: row.controls.map((control) => this.#button(control)),
      };
    this.#position += 1;
    return {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: selectId(this.#position),
          placeholder: 'Choose what to see',
          options: row.controls.flatMap((control, index) =>
            // Discord refuses a second chosen option.
            this.#option(control, index === row.controls.findIndex(isCurrent)),
          ),
        },
      ],
    };
  }

  #button(control: Control): APIButtonComponent {
    const label = labelText(control.label, COMPONENT.buttonLabel);
    if (control.kind === 'link')
      return { type: ComponentType.Button, style: ButtonStyle.Link, label, url: control.url };
    const id = this.#id(control.press);
    return {
      type: ComponentType.Button,
      style: control.style,
      label,
      custom_id: id.customId,
      ...(id.usable ? {} : { disabled: true }),
    };
  }

  #option(control: Control, chosen: boolean): readonly APISelectMenuOption[] {
    if (control.kind === 'link') return [];
    return [
      {
        label: labelText(control.label, COMPONENT.optionText),
        value: this.#id(control.press).customId,
        ...(chosen ? { default: true } : {}),
      },
    ];
  }

  /** Words that fit neither an id nor the footer cannot be pressed, and the button shows that. */
  #id(press: Press): { readonly customId: string; readonly usable: boolean } {
    this.#position += 1;
    const { customId, footerLine } = encodePress(press, this.#position);
    if (footerLine === undefined) return { customId, usable: true };
    if (this.#footerLength + footerLine.length >= BUDGET.footer) return { customId, usable: false };
    this.#footerLength += footerLine.length + 1;
    this.footerLines.push(footerLine);
    return { customId, usable: true };
  }
}

function labelText(label: string, limit: number): string {
  const line = oneLine(label).trim();
  return line === '' ? '…' : cut(line, limit);
}
