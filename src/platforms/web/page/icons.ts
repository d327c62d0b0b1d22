import { type ComponentChild, html } from './html.ts';

/** Line drawings on a 20 by 20 grid. They accompany words and never stand for them alone. */
const PATHS = {
  info: 'M10 9v5M10 6.2v.1M10 2.500a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15z',
  warning: 'M10 7.500v4M10 14v.1M10 3 2.3 16.500h15.400z',
  error: 'M7.3 7.300l5.4 5.400M12.7 7.300l-5.4 5.400M10 2.500a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15z',
  private:
    'M3 3l14 14M8.4 5.200A8 8 0 0 1 10 5c4 0 6.7 3 7.8 5a12 12 0 0 1-2.4 3M5.6 6.800A12 12 0 0 0 2.2 10c1.1 2 3.8 5 7.8 5a8 8 0 0 0 3.2-.7',
  outward: 'M8 5H5v10h10v-3M11 4h5v5M16 4l-7 7',
  send: 'M3.5 10h12M10.5 4.5 16 10l-5.5 5.5',
  menu: 'M3 5.500h14M3 10h14M3 14.500h14',
  close: 'M5 5l10 10M15 5 5 15',
  down: 'M10 4v12M4.5 10.5 10 16l5.5-5.5',
} as const;

export function Icon({ name }: { readonly name: keyof typeof PATHS }): ComponentChild {
  return html`<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
    <path d=${PATHS[name]} />
  </svg>`;
}
