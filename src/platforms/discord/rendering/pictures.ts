import { createRequire } from 'node:module';
import { renderAsync } from '@resvg/resvg-js';
import { byKind } from '../../../by-kind.ts';
import { drawActorMap } from '../../../pictures/actor-map.ts';
import { DARK_PALETTE, type Palette } from '../../../pictures/palette.ts';
import { type Picture as Drawing, toSvgText } from '../../../pictures/svg.ts';
import { drawTimeline } from '../../../pictures/timeline.ts';
import type { Picture } from './blocks.ts';

/** Wide enough for an embed, which Discord shows 520 pixels wide at most. */
const WIDTH = 520;
/** Sharp on dense screens. */
const SCALE = 2;

const require = createRequire(import.meta.url);
/** A typeface that comes with the program, so that pictures are the same on every machine. It has Arabic and Cyrillic. */
const FONTS = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) =>
  require.resolve(`dejavu-fonts-ttf/ttf/${file}`),
);

/** On the dark ground that Discord's own cards have. */
const PALETTE: Palette = { ...DARK_PALETTE, font: 'DejaVu Sans' };

type Drawings = {
  readonly [K in Picture['block']['kind']]: (block: Extract<Picture['block'], { kind: K }>) => Drawing;
};

const drawings: Drawings = {
  'actor-map': (block) => drawActorMap(block, { palette: PALETTE, maximumWidth: WIDTH }),
  timeline: (block) =>
    drawTimeline(block, {
      palette: PALETTE,
      width: WIDTH,
      title: 'Timeline',
      forms: { command: (words) => `/brief ${words}`, time: (at) => new Date(at).toISOString().slice(0, 10) },
    }),
};

/** The picture of a block as PNG. */
export async function drawPicture(picture: Picture): Promise<Buffer> {
  const svg = toSvgText(byKind(drawings, picture.block).root);
  const image = await renderAsync(svg, {
    font: { loadSystemFonts: false, fontFiles: FONTS, defaultFontFamily: 'DejaVu Sans' },
    fitTo: { mode: 'zoom', value: SCALE },
  });
  return image.asPng();
}
