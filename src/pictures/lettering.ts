/** Text in a picture: SVG neither measures nor wraps, so both happen here, without a browser. */

/**
 * Widths in em of a wide sans-serif face (DejaVu Sans, rounded up). A narrower face leaves a little air;
 * nothing ever runs over.
 */
function characterWidth(character: string): number {
  if (/[ilj.,:;'’|!]/.test(character)) return 0.34;
  if (/[ftr()[\]\-/ ]/.test(character)) return 0.42;
  if (/[mwMW@%—]/.test(character)) return 1;
  if (/[A-Z0-9–]/.test(character)) return 0.72;
  if (/\p{Mark}/u.test(character)) return 0;
  // Latin, Greek and Cyrillic end at U+04FF; beyond, full-width letters are common.
  return (character.codePointAt(0) ?? 0) < 0x0500 ? 0.62 : 1;
}

/** An upper estimate of the width of one line, in pixels. */
export function lineWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width * fontSize;
}

/** Breaks at spaces, and inside a word only where it alone is too wide. At least one line. */
export function wrapText(text: string, fontSize: number, maximumWidth: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/\s+/u)) {
    for (const piece of pieces(word, fontSize, maximumWidth)) {
      const longer = line === '' ? piece : `${line} ${piece}`;
      if (lineWidth(longer, fontSize) <= maximumWidth) {
        line = longer;
      } else {
        if (line !== '') lines.push(line);
        line = piece;
      }
    }
  }
  lines.push(line);
  return lines;
}

/** The first `maximum` lines; a cut is marked with an ellipsis. */
export function clampLines(lines: readonly string[], maximum: number): readonly string[] {
  if (lines.length <= maximum) return lines;
  const kept = lines.slice(0, maximum);
  const last = kept.at(-1) ?? '';
  return [...kept.slice(0, -1), `${last.replace(/[\s.,;:]+$/u, '')} …`];
}

function pieces(word: string, fontSize: number, maximumWidth: number): readonly string[] {
  if (lineWidth(word, fontSize) <= maximumWidth) return [word];
  const result: string[] = [];
  let piece = '';
  for (const { segment } of graphemes.segment(word)) {
    if (piece !== '' && lineWidth(piece + segment, fontSize) > maximumWidth) {
      result.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...result, piece];
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
