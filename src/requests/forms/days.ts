// Days between two answers, for rules that look at dates. A time counts by the day that stands in it: the clocks of a request
// reckon by law (`law/clocks`), this only points at what cannot be right.
import type { Answers } from '../core/answers.ts';

const DAY_MS = 86_400_000;

/** Undefined while one of them is not answered. Negative when the second is the earlier. */
export function daysBetween(
  from: Answers[string] | undefined,
  to: Answers[string] | undefined,
): number | undefined {
  const [first, second] = [dayOf(from), dayOf(to)];
  return first === undefined || second === undefined ? undefined : Math.round((second - first) / DAY_MS);
}

function dayOf(answer: Answers[string] | undefined): number | undefined {
  return typeof answer === 'string' ? Date.parse(answer.slice(0, 10)) : undefined;
}
