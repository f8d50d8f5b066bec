// What people say of a hit, and when two of them have said enough.

export const DECISIONS = ['match', 'other', 'unsure'] as const;
export type Decision = (typeof DECISIONS)[number];

/** waiting: fewer than two have decided. differ: two do not agree, a third is asked. */
export type ReviewResult = 'waiting' | 'differ' | Decision;

/** Two that agree, whoever they are; `unsure` agrees with nobody. Three that do not agree leave it open. */
export function resultOf(decisions: readonly Decision[]): ReviewResult {
  for (const decision of ['match', 'other'] as const)
    if (decisions.filter((one) => one === decision).length >= 2) return decision;
  if (decisions.length >= 3) return 'unsure';
  return decisions.length === 2 ? 'differ' : 'waiting';
}
