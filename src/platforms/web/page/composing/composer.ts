import { h } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ConversationView, PersonView } from '../../view-model.ts';
import { type ComponentChild, html } from '../html.ts';
import { Icon } from '../icons.ts';
import { type Completing, useCompletion } from './completion.ts';

/** What someone else puts into the box: a pressed chip, or a text that could not be sent. */
export interface Draft {
  readonly text: string;
  /** Another number is another wish, also with the same text. */
  readonly number: number;
}

/**
 * The message box: a combobox with a list (WAI-ARIA Authoring Practices, editable combobox with list
 * autocompletion). Arrows choose, Enter takes the chosen one and else sends, Tab takes the chosen or first
 * one, Escape closes the list.
 */
export function Composer(properties: {
  readonly me: PersonView;
  readonly place: ConversationView;
  readonly draft: Draft | undefined;
  /** Characters. */
  readonly longest: number;
  readonly send: (text: string) => void;
}): ComponentChild {
  const { me, place, draft, longest, send } = properties;
  const [text, setText] = useState('');
  const [typed, setTyped] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const completion = useCompletion(me.id, place.id, text, typed);
  const open = completion.options.length > 0;

  useEffect(() => {
    if (!draft) return;
    setText(draft.text);
    setTyped(false);
    input.current?.focus();
  }, [draft]);

  function accept(index: number): void {
    const option = completion.options[index];
    if (!option) return;
    completion.close();
    setText(option.line);
    setTyped(true);
    input.current?.focus();
  }

  function submit(): void {
    if (text.trim() === '') return;
    completion.close();
    setText('');
    setTyped(false);
    send(text.trim());
  }

  function keyDown(event: KeyboardEvent): void {
    // While an input method composes a character, its keys are its own.
    if (event.isComposing || !open) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      completion.setActive(stepped(completion, step));
    } else if (event.key === 'Tab' && !event.shiftKey) {
      accept(Math.max(0, completion.active));
    } else if (event.key === 'Enter' && completion.active >= 0) {
      accept(completion.active);
    } else if (event.key === 'Escape') {
      completion.close();
    } else {
      return;
    }
    event.preventDefault();
  }

  const label = `Message to ${place.kind === 'channel' ? '#' : ''}${place.name}`;
  return html`<form
    class="composer"
    onSubmit=${(event: Event) => {
      event.preventDefault();
      submit();
    }}
  >
    ${open && h(CompletionList, { id: listId, completion, accept })}
    <div class="composer-box">
      <input
        ref=${input}
        id="composer"
        type="text"
        role="combobox"
        aria-label=${label}
        aria-expanded=${open ? 'true' : 'false'}
        aria-controls=${open ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant=${open && completion.active >= 0 ? `${listId}-${completion.active}` : undefined}
        placeholder=${place.withBot ? 'Ask in your own words, or name a briefing' : 'Say something, or /brief …'}
        autocomplete="off"
        autocapitalize="off"
        enterkeyhint="send"
        maxlength=${longest}
        value=${text}
        onInput=${(event: Event) => {
          if (!(event.target instanceof HTMLInputElement)) return;
          setText(event.target.value);
          setTyped(true);
        }}
        onKeyDown=${keyDown}
        onBlur=${completion.close}
      />
      <button type="submit" class="send" aria-label="Send" disabled=${text.trim() === ''}>
        ${h(Icon, { name: 'send' })}
      </button>
    </div>
    <p class="composer-help">${
      place.withBot
        ? 'A briefing, a command or a question: here none needs a prefix.'
        : html`<kbd>/brief</kbd> read a briefing, only you see it · <kbd>@rapporteur</kbd> ask where everybody sees it`
    }</p>
  </form>`;
}

/** Goes round, and through "none chosen", so that what was typed can still be sent. */
function stepped({ active, options }: Completing, step: number): number {
  const positions = options.length + 1;
  return ((active + 1 + step + positions) % positions) - 1;
}

function CompletionList(properties: {
  readonly id: string;
  readonly completion: Completing;
  readonly accept: (index: number) => void;
}): ComponentChild {
  const { id, completion, accept } = properties;
  // The focus stays in the message box, so that nothing else brings the chosen one into view.
  useEffect(() => {
    document.getElementById(`${id}-${completion.active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, completion.active]);
  return html`<ul class="completions" role="listbox" id=${id} aria-label="Suggestions">
    ${completion.options.map(
      (option, index) =>
        html`<li
          key=${option.line}
          id=${`${id}-${index}`}
          role="option"
          aria-selected=${index === completion.active ? 'true' : 'false'}
          onMouseDown=${(event: Event) => {
            // Before the box loses the focus, which would close the list.
            event.preventDefault();
            accept(index);
          }}
          onMouseMove=${() => completion.setActive(index)}
        >
          <span class="option-value">${option.value}</span>
          <span class="option-detail">${option.detail}</span>
        </li>`,
    )}
  </ul>`;
}
