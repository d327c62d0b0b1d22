import { useLayoutEffect, useRef } from 'preact/hooks';
import { type ComponentChild, html } from '../html.ts';

/** Prompts for a question. The browser's own modal dialog keeps the focus inside and gives it back. */
export function AskDialog(properties: {
  readonly topic: string | undefined;
  /** Characters. */
  readonly longest: number;
  readonly ask: (question: string) => void;
  readonly close: () => void;
}): ComponentChild {
  const { topic, longest, ask, close } = properties;
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  return html`<dialog ref=${dialog} class="dialog" aria-labelledby="ask-title" onClose=${close}>
    <form
      method="dialog"
      onSubmit=${(event: SubmitEvent) => {
        if (!(event.target instanceof HTMLFormElement)) return;
        const question = new FormData(event.target).get('question');
        if (typeof question === 'string' && question.trim() !== '') ask(question.trim());
      }}
    >
      <h2 id="ask-title">Ask a question</h2>
      <p class="small">
        ${topic === undefined ? 'The answer comes from the briefings' : html`The answer comes from the briefing <strong>${topic}</strong>`},
        with its sources, or says that it is not covered.
      </p>
      <label for="ask-question">Your question</label>
      <textarea id="ask-question" name="question" rows="3" maxlength=${longest} required autofocus></textarea>
      <div class="dialog-buttons">
        <button type="button" class="button" onClick=${() => dialog.current?.close()}>Cancel</button>
        <button type="submit" class="primary">Ask</button>
      </div>
    </form>
  </dialog>`;
}
