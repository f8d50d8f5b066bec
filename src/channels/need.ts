// What somebody needs: who asks, for which data, held where, by when, and what for.
import { Refusal } from '../base/refusal.ts';
import type { Fact, DataCategory, Urgency } from '../law/model.ts';
import type { Wording } from '../law/sentence.ts';
import { stateName, type StateCode } from '../law/states.ts';
import type { Day } from '../law/day.ts';

export interface Offence {
  readonly title?: string | undefined;
  /** Categories of Annex IV of Regulation (EU) 2023/1543, as in forms.yaml. Undefined: not said. */
  readonly types?: readonly string[] | undefined;
  /** Maximum sentence at home, in years. */
  readonly maxYears?: number | undefined;
  readonly isTransnational?: boolean | undefined;
  readonly byOrganisedGroup?: boolean | undefined;
  /** Committed by means of an information system, wholly or in part. */
  readonly bySystem?: boolean | undefined;
  /** Where it was committed or is likely to be. */
  readonly committedIn?: StateCode | undefined;
}

/** Who issues the request or order at home. */
export const ISSUERS = ['judge', 'prosecutor', 'police', 'other'] as const;
export type Issuer = (typeof ISSUERS)[number];

interface Holder {
  readonly kind: 'provider' | 'person' | 'authority';
  /** Id of providers.yaml, where the provider is one of them. */
  readonly provider?: string | undefined;
  readonly name?: string | undefined;
  /** Where its addressee under Directive (EU) 2023/1544 sits. */
  readonly addressee?: StateCode | undefined;
  readonly establishments?: readonly StateCode[] | undefined;
  readonly offersServicesIn?: readonly StateCode[] | undefined;
  /** Its policy takes requests from abroad for this category. */
  readonly takesForeignRequests?: boolean | undefined;
  /** How long it keeps the data, from the day of the plan. */
  readonly retentionDays?: number | undefined;
}

export type DataLocation =
  | { readonly kind: 'known'; readonly state: StateCode }
  | { readonly kind: 'several'; readonly states: readonly StateCode[] }
  | { readonly kind: 'unknown' };

export interface Need {
  readonly from: StateCode;
  /** State of the holder; undefined where nobody knows it. */
  readonly to: StateCode | undefined;
  /** One need may ask for several kinds of data; each is planned for itself. */
  readonly categories: readonly DataCategory[];
  readonly urgency: Urgency;
  readonly use: 'court' | 'lead';
  readonly offence: Offence;
  readonly holder: Holder;
  readonly dataLocation: DataLocation;
  /** Where the person sought is. */
  readonly personIn?: StateCode | undefined;
  /** Of which State the person is a national, and where the person lives. */
  readonly nationality?: StateCode | undefined;
  readonly residence?: StateCode | undefined;
  readonly issuer?: Issuer | undefined;
  /** Nothing is to be handed over yet: the data are only to be kept. */
  readonly preserveOnly?: boolean | undefined;
  readonly identifiers?: readonly string[] | undefined;
  readonly deadline?: Day | undefined;
  /** Language of the request, BCP 47. */
  readonly language?: string | undefined;
  /** What the asker knows and our records do not. Undefined: not said. */
  readonly bilateralTreaty?: boolean | undefined;
  readonly reciprocity?: boolean | undefined;
  readonly consent?: boolean | undefined;
  /** Networks that both States are known to belong to: `interpol`, `g7-24-7-network`, `europol-or-agreement`. */
  readonly networks?: readonly string[] | undefined;
}

/** The least that can be asked; the rest is not said. */
export function needOf(given: Partial<Need> & Pick<Need, 'from' | 'to'>): Need {
  return {
    categories: ['content'],
    urgency: 'normal',
    use: 'court',
    offence: {},
    holder: { kind: 'provider' },
    dataLocation: given.to === undefined ? { kind: 'unknown' } : { kind: 'known', state: given.to },
    ...given,
  };
}

/** Throws Refusal 'notAllowed' for what is no question of cooperation. */
export function refuseDomestic(need: Need): void {
  if (need.from !== need.to) return;
  throw new Refusal('notAllowed.domestic', { from: stateName(need.from) });
}

/** A fact that the asker states, or leaves unsaid. */
export function said(text: Wording): Fact {
  return { at: 'the question', sources: [], confidence: 'stated', text };
}

const RANK: { readonly [urgency in Urgency]: number } = { normal: 0, urgent: 1, emergency_life: 2 };

export function isAtLeast(urgency: Urgency, least: Urgency): boolean {
  return RANK[urgency] >= RANK[least];
}

export function isRealTime(category: DataCategory): boolean {
  return category === 'traffic_realtime' || category === 'content_realtime';
}

/** Planner rule preserve-first: what may be gone before an answer comes. */
export function isVolatile(category: DataCategory): boolean {
  return category === 'access' || category === 'traffic' || category === 'content';
}
