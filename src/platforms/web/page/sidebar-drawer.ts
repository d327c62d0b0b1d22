import type { Ref } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** On a narrow screen the list of conversations covers the page while it is open. */
export interface SidebarDrawer {
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly close: () => void;
  /** Of the button that opens it, which has the focus again once it is closed. */
  readonly button: Ref<HTMLButtonElement>;
}

export function useSidebarDrawer(): SidebarDrawer {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  // Where the list covers the page the focus goes with it, and back again.
  const wasOpen = useRef(false);
  useLayoutEffect(() => {
    if (isOpen) document.querySelector<HTMLElement>('#sidebar [aria-current]')?.focus();
    else if (wasOpen.current) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);

  return { isOpen, open: () => setOpen(true), close: () => setOpen(false), button };
}
