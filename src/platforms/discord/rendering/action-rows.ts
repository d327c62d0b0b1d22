import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { cut } from '../../cut.ts';
import { BUDGET, COMPONENT } from '../limits.ts';
import { encodePress, type Press, selectId } from './custom-id.ts';
import { oneLine } from './escape.ts';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** One thing to press, whether it becomes a button or an option of a select. */
export type Control =
  | {
      readonly kind: 'press';
      readonly label: string;
      readonly press: Press;
      readonly style: PressStyle;
      readonly current: boolean;
    }
  | { readonly kind: 'link'; readonly label: string; readonly url: string };

export type PressStyle = ButtonStyle.Primary | ButtonStyle.Secondary | ButtonStyle.Success;

export interface PlannedRow {
  readonly as: 'buttons' | 'select';
  readonly controls: readonly Control[];
}

export interface ActionRows {
  readonly rows: readonly Row[];
  /** Words too long for an id, which belong into the footer of the same message. */
  readonly footerLines: readonly string[];
}

/** Planned rows as the API takes them. */
export function drawControls(planned: readonly PlannedRow[]): ActionRows {
  const drawing = new Drawing();
  return { rows: planned.map((row) => drawing.row(row)), footerLines: drawing.footerLines };
}

function isCurrent(control: Control): boolean {
  return control.kind === 'press' && control.current;
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
