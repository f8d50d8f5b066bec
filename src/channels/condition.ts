// One condition of a channel: met, not met, or not known, with the facts that say so and what would change it.
import { remember } from '../base/remember.ts';
import { strength, type Confidence } from '../law/confidence.ts';
import type { Day } from '../law/day.ts';
import type { Answered, Verdict } from '../law/look-up.ts';
import type { Provider } from '../law/model-provider.ts';
import type { DataCategory, Fact, Knowledge } from '../law/model.ts';
import type { Wording } from '../law/sentence.ts';
import type { StateCode } from '../law/states.ts';
import type { Need } from './need.ts';

export interface Condition {
  /** Name of the predicate of channels.yaml, or of a rule of this folder. */
  readonly predicate: string;
  readonly verdict: Verdict;
  readonly text: Wording;
  /** At least one. */
  readonly facts: readonly Fact[];
  /** What would have to be so, or be known, for this to be met. */
  readonly opensIf: Wording;
  /** Closed only because an instrument is not in force yet. */
  readonly isFuture?: true;
  /** How far from being known, where that is more than one missing answer. */
  readonly distance?: number;
}

/** What every rule is asked about: one category of one need, towards one State. */
export interface Question extends OfPair {
  readonly category: DataCategory;
}

/** A rule that is given no more says the same of every category. */
export interface OfPair {
  readonly knowledge: Knowledge;
  readonly need: Need;
  /** State whose law the channel meets; undefined where nobody knows it. */
  readonly to: StateCode | undefined;
  readonly day: Day;
  readonly provider: Provider | undefined;
}

/** Made anew for each need, other State and day: a plan, and the matrix, go through all channels and kinds of data of one pair. */
export function rememberOfPair<V>(make: () => V): (question: OfPair) => V {
  const last = remember(
    (_knowledge: Knowledge): { kept?: { readonly of: OfPair; readonly value: V } } => ({}),
  );
  return (question) => {
    const known = last(question.knowledge);
    if (known.kept === undefined || !isSamePair(known.kept.of, question))
      known.kept = { of: question, value: make() };
    return known.kept.value;
  };
}

function isSamePair(one: OfPair, { need, to, day, provider }: OfPair): boolean {
  return one.need === need && one.to === to && one.day === day && one.provider === provider;
}

export function together(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('no')) return 'no';
  return verdicts.includes('unknown') ? 'unknown' : 'yes';
}

export function weakestOf(conditions: readonly Condition[]): Confidence {
  let found: Confidence = 'confirmed';
  for (const { facts } of conditions)
    for (const { confidence } of facts) if (strength(confidence) < strength(found)) found = confidence;
  return found;
}

/** How much is missing: what the asker left unsaid is nearer than what our records do not hold. */
export function distanceOf(conditions: readonly Condition[]): number {
  let sum = 0;
  for (const { verdict, distance, predicate } of conditions)
    if (verdict !== 'yes') sum += distance ?? (predicate === 'party' || predicate === 'both_members' ? 2 : 1);
  return sum;
}

interface Ranked {
  readonly verdict: Verdict;
  readonly weakest: Confidence;
  readonly conditions: readonly Condition[];
}

/** Best first: met before unknown before not met, then the nearest, then the surer. Equal ones keep their order. */
export function byVerdict(a: Ranked, b: Ranked): number {
  const rank = { yes: 0, unknown: 1, no: 2 } as const;
  return (
    rank[a.verdict] - rank[b.verdict] ||
    distanceOf(a.conditions) - distanceOf(b.conditions) ||
    strength(b.weakest) - strength(a.weakest)
  );
}

export function fromAnswer(predicate: string, { verdict, fact }: Answered, opensIf: Wording): Condition {
  return { predicate, verdict, text: fact.text, facts: [fact], opensIf };
}
