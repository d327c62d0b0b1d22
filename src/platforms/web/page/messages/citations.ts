import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { plainSpans } from '../../../../plain-text.ts';
import type { BlockView } from '../../view-model.ts';
import { formatTime } from '../clock.ts';

/** Leads from the small numbers in a message to its sources. */
export interface Citations {
  /** What each source says, in plain text. */
  readonly sources: ReadonlyMap<number, string>;
  /** The id of the element that shows a source. */
  readonly anchor: (number: number) => string;
  /** Moves the eye and the focus there. */
  readonly show: (number: number) => void;
}

export const CitationsContext = createContext<Citations>({
  sources: new Map(),
  anchor: (number) => `source-${number}`,
  show: () => undefined,
});

export function useCitations(): Citations {
  return useContext(CitationsContext);
}

export function citationsOf(message: number, blocks: readonly BlockView[]): Citations {
  const forms = {
    command: (words: string) => `/brief ${words}`,
    time: (at: number, style: 'date-time' | 'time' | 'relative') => formatTime(at, style, Date.now()),
  };
  const items = blocks.flatMap((block) => (block.kind === 'sources' ? block.items : []));
  const anchor = (number: number) => `message-${message}-source-${number}`;
  return {
    sources: new Map(items.map((item) => [item.number, plainSpans(item.spans, forms)])),
    anchor,
    show: (number) => {
      const element = document.getElementById(anchor(number));
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: 'center' });
    },
  };
}
