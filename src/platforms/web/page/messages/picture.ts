import { h } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { SvgNode } from '../../../../pictures/svg.ts';
import type { Pictures } from '../../view-model.ts';
import { type ComponentChild, html } from '../html.ts';

/**
 * A picture with its content as text one press away. Two versions are in the page, of which the style sheet
 * shows the one that suits the width there is.
 */
export function PictureFigure(properties: {
  readonly title: string;
  readonly pictures: Pictures;
  readonly alternative: ComponentChild;
}): ComponentChild {
  const { title, pictures, alternative } = properties;
  const [asText, setAsText] = useState(false);
  const id = useId();
  return html`<figure class="picture">
    <figcaption>
      <span class="picture-title">${title}</span>
      <button
        type="button"
        class="quiet-button"
        aria-expanded=${asText ? 'true' : 'false'}
        aria-controls=${id}
        onClick=${() => setAsText(!asText)}
      >${asText ? 'Hide text' : 'Show as text'}</button>
    </figcaption>
    ${h(Canvas, { size: 'wide', title, picture: pictures.wide })}
    ${h(Canvas, { size: 'narrow', title, picture: pictures.narrow })}
    <div id=${id} class="picture-text" hidden=${!asText}>${alternative}</div>
  </figure>`;
}

function Canvas(properties: {
  readonly size: keyof Pictures;
  readonly title: string;
  readonly picture: SvgNode;
}): ComponentChild {
  const reference = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  // Only what scrolls takes the keyboard's focus.
  useLayoutEffect(() => {
    const element = reference.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setScrolls(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return html`<div
    ref=${reference}
    class=${`canvas canvas-${properties.size}`}
    ...${scrolls ? { tabIndex: 0, role: 'group', 'aria-label': `${properties.title}, scrolls sideways` } : {}}
  >${svgNode(properties.picture, { style: { minWidth: `${leastWidth(properties.picture)}px` } })}</div>`;
}

/** Scaled down further, letters of 12 pixels are no longer read with ease; then it scrolls. */
const LEAST_SCALE = 0.8;

function leastWidth(picture: SvgNode): number {
  return Math.round(Number(picture.attributes['width']) * LEAST_SCALE);
}

function svgNode(node: SvgNode, extra: Record<string, unknown> = {}): ComponentChild {
  return h(
    node.tag,
    { ...node.attributes, ...extra },
    ...node.children.map((child) => (typeof child === 'string' ? child : svgNode(child))),
  );
}
