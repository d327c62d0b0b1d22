/**
 * An SVG element as data, so that a page can build it node by node (nothing is parsed from text) and a
 * rasteriser can be given the same picture as text.
 */
export interface SvgNode {
  readonly tag: SvgTag;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (SvgNode | string)[];
}

/** The few elements that the pictures are made of; none can load, run or link to anything. */
export type SvgTag = 'svg' | 'g' | 'rect' | 'circle' | 'path' | 'line' | 'text' | 'title';

/** A whole picture with its size in CSS pixels at scale 1. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly root: SvgNode;
}

export function svg(
  tag: SvgTag,
  attributes: SvgNode['attributes'],
  children: SvgNode['children'] = [],
): SvgNode {
  return { tag, attributes, children };
}

export function picture(
  size: { readonly width: number; readonly height: number },
  title: string,
  font: string,
  children: readonly SvgNode[],
): Picture {
  const width = Math.ceil(size.width);
  const height = Math.ceil(size.height);
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
    'aria-label': title,
    'font-family': font,
  };
  return { width, height, root: svg('svg', attributes, [svg('title', {}, [title]), ...children]) };
}

/** The picture as an SVG document. Every text and attribute value is escaped. */
export function toSvgText(node: SvgNode): string {
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
  const children = node.children.map((child) =>
    typeof child === 'string' ? escapeXml(child) : toSvgText(child),
  );
  return `<${node.tag}${attributes}>${children.join('')}</${node.tag}>`;
}

const XML_ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** XML 1.0 allows no control characters but tab and line ends, not even escaped; they are left out. */
function escapeXml(value: string): string {
  return (
    value
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these make a document unreadable
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"']/g, (character) => XML_ENTITIES[character] ?? character)
  );
}

/** Two decimals are finer than any screen and keep documents small and equal everywhere. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
