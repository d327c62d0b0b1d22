import htm from 'htm';
import { type ComponentChild, Fragment, h } from 'preact';

const bound = htm.bind(h);

/**
 * Markup as a tagged template. Values become text nodes, attributes or properties, never HTML. Components are
 * used with `h`, which checks their properties.
 */
export function html(strings: TemplateStringsArray, ...values: readonly unknown[]): ComponentChild {
  const result = bound(strings, ...values);
  return Array.isArray(result) ? h(Fragment, {}, ...result) : result;
}

export type { ComponentChild };
