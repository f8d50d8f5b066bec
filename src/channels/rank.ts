// The order of plans: total and the same every time. Open before to be verified; at home before abroad (para 57); then by the time to
// evidence that can be used; what a court takes before leads; the nearer and the surer; file order. Each plan says why it stands there.
import { strength } from '../law/confidence.ts';
import { joined, tell, type Sentence, type Wording } from '../law/sentence.ts';
import { distanceOf } from './condition.ts';
import { expectedWords, type Expected } from './duration.ts';
import type { Finding } from './evaluate.ts';
import type { Need } from './need.ts';

/** It comes of the other State's own motion: the article lets it be given, not asked for. */
export const UNASKED = 'spontaneous';

export interface Candidate {
  readonly finding: Finding;
  readonly expected: Expected;
  /** Place in channels.yaml. */
  readonly order: number;
}

export function inOrder(candidates: readonly Candidate[], need: Need): Candidate[] {
  const formal = formalDays(candidates);
  const keys = new Map(candidates.map((one) => [one, keyOf(one, need, formal)]));
  return [...candidates].sort((a, b) => compare(keys.get(a) ?? [], keys.get(b) ?? []));
}

/** How long until there is something that can be used, and why the way stands where it does. */
interface Placed {
  readonly days: number;
  readonly why: Wording;
}

export function placeOf(candidate: Candidate, all: readonly Candidate[], need: Need): Placed {
  const { finding, expected } = candidate;
  const own = ownDays(candidate);
  const formal = formalDays(all);
  const days = usableDays(candidate, need, formal);
  const takes: Sentence =
    own.isFigure || expected.facts.length > 0
      ? tell('placedByTime', expectedWords(expected))
      : tell('placedByKind');
  const lead = isLead(finding, need)
    ? [formal === undefined ? tell('leadOnly') : tell('leadThenFormal', { way: formal.channel })]
    : [];
  const first = isAtHome(finding.channel.id) ? [tell('placedAtHome')] : [];
  const unsure = finding.state === 'open' ? [] : [tell('placedUnsure')];
  return { days, why: joined(...first, takes, ...lead, ...unsure) };
}

interface Formal {
  readonly days: number;
  readonly channel: string;
}

/** The quickest way of those whose result a court takes as it is: a lead is obtained again by it. */
function formalDays(candidates: readonly Candidate[]): Formal | undefined {
  const ways = candidates
    .filter(
      ({ finding: { channel } }) =>
        channel.use.value === 'yes' &&
        (channel.tier === 'formal' || channel.id === 'epoc') &&
        channel.id !== 'jit',
    )
    .map((one) => ({
      days: ownDays(one).days,
      channel: one.finding.channel.id,
      isOpen: one.finding.state === 'open',
    }));
  return ways.toSorted((a, b) => Number(b.isOpen) - Number(a.isOpen) || a.days - b.days)[0];
}

function usableDays(candidate: Candidate, need: Need, formal: Formal | undefined): number {
  const { days } = ownDays(candidate);
  return isLead(candidate.finding, need) ? days + (formal?.days ?? NO_FORMAL) : days;
}

const NO_FORMAL = 1000;

/** For a court: what is only a lead, and what the points of contact hand over, is asked for again. */
function isLead({ channel }: Finding, { use }: Need): boolean {
  return use === 'court' && (channel.use.value === 'intelligence_only' || channel.id === 'network-24-7');
}

/** Where no source gives a figure, by the words of the record, else by the kind of way. Only to put them in order, never shown. */
function ownDays({ finding, expected }: Candidate): { readonly days: number; readonly isFigure: boolean } {
  if (expected.maxDays !== undefined) return { days: expected.maxDays, isFigure: true };
  const days = daysInWords(expected.facts.map(({ text }) => String(text)).join(' '));
  if (days !== undefined) return { days, isFigure: false };
  const isExpedited =
    finding.bases[0]?.provisions.some((one) => one.function === 'expedited_assistance') === true;
  return { days: isExpedited ? EXPEDITED : TIERS[finding.channel.tier], isFigure: false };
}

const inWords = new Map<string, number | undefined>();

/** `Days to weeks`: the longer. The words are those of the channels, so there are few. */
function daysInWords(words: string): number | undefined {
  if (inWords.has(words)) return inWords.get(words);
  const units = Object.entries(UNITS).flatMap(([unit, days]) =>
    new RegExp(`\\b${unit}`, 'i').test(words) ? [days] : [],
  );
  const days = units.length > 0 ? Math.max(...units) : undefined;
  if (inWords.size < WORDS_MAX) inWords.set(words, days);
  return days;
}

const WORDS_MAX = 1000;

const UNITS = { immediate: 0, hour: 1, 'few days': 4, days: 7, week: 21, month: 90 } as const;
const TIERS = { expedited: 4, unilateral: 1, direct: 30, informal: 30, formal: 300 } as const;
const EXPEDITED = 120;

function keyOf(candidate: Candidate, need: Need, formal: Formal | undefined): number[] {
  const { finding, order } = candidate;
  const { channel, state } = finding;
  return [
    state === 'open' ? 0 : 1,
    isAtHome(channel.id) ? 0 : 1,
    // Only among members of a team: no way to ask for one thing.
    channel.id === 'jit' ? 1 : 0,
    usableDays(candidate, need, formal),
    { yes: 0, depends: 1, intelligence_only: 2 }[channel.use.value],
    finding.toVerify.length === 0 ? 0 : 1,
    distanceOf(finding.conditions),
    -strength(finding.weakest),
    order,
  ];
}

/** Planner rule domestic-before-foreign: open source and domestic affiliate. */
function isAtHome(channel: string): boolean {
  return channel === 'open-source' || channel === 'provider-domestic-affiliate';
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
