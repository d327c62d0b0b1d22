/** For so many days an answer stays on record: a year and a month. */
export const ANSWER_DAYS = 400;

/** One answer as it is kept for those who write the briefings. */
export interface AnswerRecord {
  readonly id: string;
  readonly question: string;
  /** Entry id. */
  readonly topic?: string;
  /** Content hash of the entry's revision that was cited. */
  readonly revision?: string;
  readonly outcome: 'answered' | 'unknown' | 'doubted' | 'not-covered';
  /** Statement ids. */
  readonly cited: readonly string[];
  readonly at: Temporal.Instant;
}

export type Verdict = 'useful' | 'wrong';

export interface JudgedAnswer extends AnswerRecord {
  readonly useful: number;
  readonly wrong: number;
}

/** What readers thought of answers. Kept by the store. */
export interface Feedback {
  record(answer: AnswerRecord): Promise<void>;
  /** One verdict a person; the last one counts. False when the answer is not on record. */
  judge(answerId: string, verdict: Verdict, person: string, at: Temporal.Instant): Promise<boolean>;
  /** Answers found wrong by anyone, and questions that nothing covered, newest first. */
  findings(limit: number): Promise<readonly JudgedAnswer[]>;
}
