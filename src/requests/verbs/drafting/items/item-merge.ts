// Two people at once on one item: what one of them said of it is laid upon what the other made of it meanwhile, answer by answer.
import { isDeepStrictEqual } from 'node:util';
import type { Answers, Asked } from '../../../core/answers.ts';
import { isMeasure } from '../../../core/request-items.ts';

/** How the item that was on a page stands now. `moved`: at its place is another, or none. */
type Standing = 'there' | 'moved';

interface ItemsSince {
  /** The items as they were on the page. */
  readonly seen: readonly Asked[];
  readonly now: readonly Asked[];
  /** How many there were in each version since. */
  readonly counts: readonly number[];
}

/** `at`: counted from 0. Items are added behind the last; one that is taken out moves those behind it. */
export function standingOf({ seen, now, counts }: ItemsSince, at: number): Standing {
  const [before, there] = [seen[at], now[at]];
  if (isDeepStrictEqual(before, there)) return 'there';
  if (before === undefined || there === undefined) return 'moved';
  const isFewer = counts.some((count, i) => count < (counts[i - 1] ?? seen.length));
  return isFewer || now.some((one) => isDeepStrictEqual(one, before)) ? 'moved' : 'there';
}

/**
 * `next`: what was made of `then`. Undefined: the same answer was changed to another meanwhile, or the item is of another kind now,
 * which does not ask for it.
 */
export function mergedItem(then: Asked, next: Asked, now: Asked): Asked | undefined {
  if (isDeepStrictEqual(then, now) || isDeepStrictEqual(next, now)) return next;
  if (isMeasure(then) || isMeasure(next) || isMeasure(now)) {
    if (!isMeasure(then) || !isMeasure(next) || !isMeasure(now)) return undefined;
    if (then.measure !== now.measure || next.measure !== now.measure) return undefined;
    const answers = mergedParts(then.answers, next.answers, now.answers);
    return answers && { ...now, answers: answers as Answers }; // parts of answers of one form
  }
  const merged = mergedParts(partsOf(then), partsOf(next), partsOf(now));
  if (merged === undefined) return undefined;
  const isOfKind = (name: string): boolean => /^(?:type|category|details\..*)$/.test(name);
  const changed = changedParts(partsOf(then), partsOf(next));
  if (now.type !== then.type && now.type !== next.type && changed.some(isOfKind)) return undefined;
  return itemFrom(merged);
}

type Parts = Readonly<Record<string, unknown>>;

/** Its two times are one answer; each detail is one of its own. */
function partsOf(item: Exclude<Asked, { readonly measure: string }>): Parts {
  const { details = {}, from, to, ...others } = item;
  const period = present({ from, to });
  return present({
    ...others,
    period: Object.keys(period).length === 0 ? undefined : period,
    ...Object.fromEntries(Object.entries(details).map(([name, said]) => [`details.${name}`, said])),
  });
}

function itemFrom({ period, ...parts }: Parts): Asked {
  const details = Object.entries(parts).filter(([name]) => name.startsWith('details.'));
  const others = Object.entries(parts).filter(([name]) => !name.startsWith('details.'));
  const item = {
    ...Object.fromEntries(others),
    ...((period ?? {}) as Parts), // as `partsOf` made it
    ...(details.length > 0 && {
      details: Object.fromEntries(details.map(([name, said]) => [name.slice('details.'.length), said])),
    }),
  };
  return item as unknown as Asked; // each part is of an item, and none that it must have was taken out
}

function present(parts: Parts): Parts {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

function changedParts(then: Parts, next: Parts): string[] {
  const names = [...new Set([...Object.keys(then), ...Object.keys(next)])];
  return names.filter((name) => !isDeepStrictEqual(then[name], next[name]));
}

function mergedParts(then: Parts, next: Parts, now: Parts): Parts | undefined {
  const changed = changedParts(then, next);
  const isFree = (name: string): boolean =>
    isDeepStrictEqual(now[name], then[name]) || isDeepStrictEqual(now[name], next[name]);
  if (!changed.every(isFree)) return undefined;
  const kept = Object.entries(now).filter(([name]) => !changed.includes(name));
  return present({
    ...Object.fromEntries(kept),
    ...Object.fromEntries(changed.map((one) => [one, next[one]])),
  });
}
