// An order that goes in an emergency before a judge or prosecutor has validated it, and where its validation stands. Regulation (EU)
// 2023/1543, Art. 4(5): validation is sought within 48 hours; where it is not given, the order is withdrawn at once, and data that
// came on it are deleted or their use is restricted. Read from the events alone.
import type { LifeEvent } from './life.ts';

type Validation =
  /** It was not issued before its validation. */
  { readonly is: 'none' } | { readonly is: 'awaited' | 'granted' | 'refused'; readonly issuedAt: Date };

export function validationOf(events: readonly Pick<LifeEvent, 'act' | 'to' | 'at'>[]): Validation {
  let issuedAt: Date | undefined;
  let is: 'awaited' | 'granted' | 'refused' = 'awaited';
  for (const { act, to, at } of events) {
    if (act === 'issueUnvalidated') [issuedAt, is] = [at, 'awaited'];
    // Written on anew, it is another order.
    else if (to === 'draft') issuedAt = undefined;
    else if (is === 'awaited' && act === 'validate') is = 'granted';
    // What was withdrawn before anybody validated it never was.
    else if (is === 'awaited' && (act === 'refuseValidation' || to === 'withdrawn')) is = 'refused';
  }
  return issuedAt === undefined ? { is: 'none' } : { is, issuedAt };
}

/** The time limit that runs for it (`clocks.yaml`). */
export const VALIDATION_CLOCK = 'epoc.ex-post-validation';
