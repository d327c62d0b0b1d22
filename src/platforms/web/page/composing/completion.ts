import { useEffect, useRef, useState } from 'preact/hooks';
import type { CompletionView } from '../../view-model.ts';
import { complete } from '../state/api.ts';

/** Typing faster than this asks once. */
const PAUSE_MILLISECONDS = 60;

export interface Completing {
  readonly options: readonly CompletionView[];
  /** The option that Enter accepts; -1 for none. */
  readonly active: number;
  readonly setActive: (active: number) => void;
  readonly close: () => void;
}

/** What could be typed next after `line`, asked of the server; nothing while `closed`. */
export function useCompletion(as: string, conversation: string, line: string, typed: boolean): Completing {
  const [options, setOptions] = useState<readonly CompletionView[]>([]);
  const [active, setActive] = useState(-1);
  const asked = useRef<AbortController>(undefined);

  useEffect(() => {
    asked.current?.abort();
    setActive(-1);
    if (!typed || line.trim() === '') {
      setOptions([]);
      return undefined;
    }
    const controller = new AbortController();
    asked.current = controller;
    const timer = setTimeout(async () => {
      // Completion is a help: without it one can type on, and sending reports what is wrong.
      const found = await complete(as, conversation, line, controller.signal).catch(() => []);
      if (controller.signal.aborted) return;
      setOptions(found.filter((option) => option.line.trim() !== line.trim()));
    }, PAUSE_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [as, conversation, line, typed]);

  return {
    options,
    active,
    setActive,
    close: () => {
      asked.current?.abort();
      setOptions([]);
      setActive(-1);
    },
  };
}
