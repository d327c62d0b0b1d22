/** The colours of a picture, by the part they play, and its typeface. */
export interface Palette {
  readonly text: string;
  /** Less important text. */
  readonly quiet: string;
  readonly line: string;
  /** What text and boxes stand on. */
  readonly surface: string;
  readonly box: string;
  readonly boxLine: string;
  readonly accent: string;
  readonly warning: string;
  /** Undefined only for a picture meant to be seen on the page's own background. */
  readonly background?: string;
  readonly font: string;
}

/** For a page: its style sheet gives the colours, so that a change of theme needs no new picture. */
export const PAGE_PALETTE: Palette = {
  text: 'var(--text)',
  quiet: 'var(--quiet)',
  line: 'var(--drawn)',
  surface: 'var(--surface)',
  box: 'var(--box)',
  boxLine: 'var(--line-strong)',
  accent: 'var(--accent)',
  warning: 'var(--warning)',
  font: 'inherit',
};

const RASTER_FONT = 'Inter, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif';

/** For a rasteriser. Text and its background differ by at least 4.5 to 1 (WCAG 2.2, 1.4.3). */
export const LIGHT_PALETTE: Palette = {
  text: '#1d2129',
  quiet: '#59606d',
  line: '#9aa1ad',
  surface: '#ffffff',
  box: '#f4f5f7',
  boxLine: '#c3c8d1',
  accent: '#1f5fbf',
  warning: '#96560a',
  background: '#ffffff',
  font: RASTER_FONT,
};

/** As `LIGHT_PALETTE`, for a dark surrounding. */
export const DARK_PALETTE: Palette = {
  text: '#e8eaee',
  quiet: '#a9b0bd',
  line: '#6b7280',
  surface: '#1b1d22',
  box: '#262930',
  boxLine: '#474d59',
  accent: '#82b1ff',
  warning: '#f0b254',
  background: '#1b1d22',
  font: RASTER_FONT,
};
