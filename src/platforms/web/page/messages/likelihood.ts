import { h } from 'preact';
import { formatEstimate } from '../../../../plain-text.ts';
import type { Likelihood } from '../../../../reply.ts';
import { type ComponentChild, html } from '../html.ts';
import { Spans } from './spans.ts';

/** The range on a scale from 0 to 100 %: a point would claim more than an estimate in words holds. */
export function LikelihoodView({ block }: { readonly block: Likelihood }): ComponentChild {
  const { estimate, detail, name } = block;
  const bar = estimate
    ? html`<span
        class="range"
        style=${{ left: `${estimate.low}%`, width: `${Math.max(1, estimate.high - estimate.low)}%` }}
      ></span>`
    : null;
  return html`<div class="likelihood">
    <div class="likelihood-head">
      <span class="likelihood-name">${name}</span>
      <span class="likelihood-term">${estimate ? html`<strong>${estimate.term}</strong> <span class="percent">${estimate.low}–${estimate.high} %</span>` : 'not assessed'}</span>
    </div>
    <div
      class=${estimate ? 'scale' : 'scale scale-empty'}
      role="img"
      aria-label=${`${name}: ${formatEstimate(estimate)}`}
    >${bar}<span class="tick tick-quarter"></span><span class="tick tick-half"></span><span class="tick tick-three-quarters"></span></div>
    ${detail ? html`<p>${h(Spans, { spans: detail })}</p>` : null}
  </div>`;
}
