// What comes next in the conversation about a request, and whose it is: what failed first, then what the other side waits for, then the life
// of the request.
import type { Uuid } from '../base/ids.ts';
import type { Who } from '../requests/machine/states/actor-roles.ts';
import { sideOf, STOPPING, type Row } from '../requests/machine/states/machine.ts';

export type Next =
  /** A message reached nobody. */
  | { readonly is: 'failed'; readonly message: Uuid }
  | { readonly is: 'answer' }
  | { readonly is: 'offer'; readonly offer: Uuid }
  /** An act of the request; `who`: it is for somebody else here. */
  | { readonly is: 'act'; readonly act: string; readonly who: Who | undefined }
  /** It is theirs. */
  | { readonly is: 'wait' }
  | { readonly is: 'nothing' };

/** Acts that leave the straight way: nobody is told that they come next. */
const ASIDE: ReadonlySet<string> = new Set([
  'askEnforcement',
  'askClarification',
  'returnResults',
  'proposeConditions',
  'reopen',
  'takeUpAgain',
]);

export interface Standing {
  readonly failed: readonly Uuid[];
  /** They asked, and we may answer. */
  readonly isAsked: boolean;
  /** Theirs that wait for an answer. */
  readonly offers: readonly Uuid[];
  /** What the machine has now and history does not rule out. */
  readonly rows: readonly Row<string, string>[];
  readonly isWho: (who: Who) => boolean;
}

/** The first is what comes next; what is for others here stands behind what is for who looks. */
export function nextOf({ failed, isAsked, offers, rows, isWho }: Standing): Next[] {
  const ahead = rows.filter(
    (row) => sideOf(row) === 'ours' && row.to !== row.from && !STOPPING.has(row.act) && !ASIDE.has(row.act),
  );
  const acts = ahead
    .filter(({ act }) => !isAsked || act !== 'answerClarification')
    .map(({ act, who }): Next => ({ is: 'act', act, who: isWho(who) ? undefined : who }));
  const isMine = (one: Next): boolean => one.is !== 'act' || one.who === undefined;
  const all: Next[] = [
    ...failed.map((message): Next => ({ is: 'failed', message })),
    ...(isAsked ? [{ is: 'answer' } as const] : []),
    ...offers.map((offer): Next => ({ is: 'offer', offer })),
    ...acts,
  ];
  if (all.length > 0) return [...all.filter(isMine), ...all.filter((one) => !isMine(one))];
  return [{ is: rows.some((row) => sideOf(row) === 'theirs') ? 'wait' : 'nothing' }];
}
