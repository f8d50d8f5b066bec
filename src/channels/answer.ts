// An answer as bytes. The page, the terminal and the API give the same ones; their digest is the answer's name.
import type { Day } from '../law/day.ts';
import type { Knowledge } from '../law/model.ts';
import { planFor, type Answer } from './plan.ts';
import type { Asked } from './read-words.ts';
import { whatIf, type WhatIf } from './what-if.ts';

/** Of today where the question names no day. Throws what the planner throws. */
export function answerTo({ need, day }: Asked, knowledge: Knowledge, today: Day): Answer {
  return planFor(need, knowledge, day ?? today);
}

export function whatIfOf({ need, day, changes }: Asked, knowledge: Knowledge, today: Day): WhatIf {
  return whatIf(need, knowledge, day ?? today, changes);
}

/** UTF-8, one line, a line break at the end. The order of keys is that of the code, so equal answers are equal bytes. */
export function jsonLine(value: Answer | WhatIf): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value)}\n`);
}
