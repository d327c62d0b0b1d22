import { tokensOf } from '../../search/tokens.ts';
import { confidenceIn } from './confidence.ts';
import { consider } from './considered.ts';
import { holdsOfCited } from './conversation/doubt-of-cited.ts';
import { COVERED } from './coverage.ts';
import type { Inquiry } from './inquiry.ts';
import { lackInTheEnd, lackOf, type Refusal } from './refusal.ts';

export interface Judged {
  readonly refusal: Refusal | undefined;
  /** 0 to 1. */
  readonly confidence: number;
}

/** Whether the statement at this position answers the question, or what it lacks. Names in common are not enough. */
export function judge(at: number, inquiry: Inquiry): Judged {
  const considered = consider(at, inquiry);
  if (!considered || tokensOf(considered.question).length === 0)
    return { refusal: 'too little in common', confidence: 0 };
  const ofCited = holdsOfCited(considered.statement, inquiry);
  if (ofCited !== undefined)
    return ofCited ? { refusal: undefined, confidence: 1 } : { refusal: 'something else', confidence: 0 };
  const lack = lackOf(considered);
  if (lack) return { refusal: lack, confidence: 0 };
  const confidence = confidenceIn(considered);
  return { refusal: confidence < COVERED ? 'too little in common' : lackInTheEnd(considered), confidence };
}
