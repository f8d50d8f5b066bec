// Which clocks of clocks.yaml a request or a preservation can have, what ends each, and which desk sees to it. A list by form,
// because one instrument's clocks do not all concern all of its forms.
import type { ClockRule, DataCategory } from '../../law/model.ts';

/** `holds`: data are kept so long; it is the clock of a preservation, not of the request that asks for one. */
export interface ClockOfForm {
  readonly clock: string;
  /** Events, by their names for clocks, with which the duty is done. */
  readonly done: readonly string[];
  readonly desk: AlarmDesk;
  readonly holds?: true;
  /** Only where the holder is in the State that asks. */
  readonly isDomestic?: true;
  /** Goes on until one of these, whatever becomes of the request. */
  readonly isUntilDone?: true;
  /** Of urgent requests alone. */
  readonly isUrgent?: true;
  /** Where another instrument than that of the form gives it: only between States that are both bound by that. */
  readonly isWithin?: { readonly instrument: string; readonly article: string };
  /** Of whoever asked: where the request is another's, it is theirs to see to. */
  readonly isOfAsker?: true;
  /** Runs instead of this one in an emergency. */
  readonly inEmergency?: string;
  /** Each event that starts it starts one of its own, beside those that run. */
  readonly isEach?: true;
  /** Ends with the answer, and yet no item is due by it: that data are kept, that somebody objects. */
  readonly isOfNoItem?: true;
  /** Another runs for other data of the same request: it is done once nothing of its own data is due any more. */
  readonly isOfItsData?: true;
}

/** Who sees to it before it ends: whoever sends and receives; the 24/7 point of contact; whoever writes the answer. */
export type AlarmDesk = 'desk' | 'duty' | 'drafter';

/** Of data that are kept. */
const PRODUCED = ['data_produced', 'evidence_made_available_by_link'];
/** Nothing of what is wanted is missing any more: what came in part, or was refused in part, ends no time to answer. */
export const ALL_ANSWERED = 'all_answered';
const ANSWERED = [ALL_ANSWERED];
const DECIDED = ['recognition_decided', 'ground_for_refusal_raised'];
const holds = (clock: string, done: readonly string[] = []): ClockOfForm => ({
  clock,
  done: [...PRODUCED, ...done],
  desk: 'duty',
  holds: true,
});
const atHome = (clock: string): ClockOfForm => ({ ...holds(clock), isDomestic: true });
const of = (clock: string, done: readonly string[], desk: AlarmDesk = 'desk'): ClockOfForm => ({
  clock,
  done,
  desk,
});

/** A treaty request without a limit of its own: what the background paper (para 20) plans with. */
const PLANNED = [of('mla.progress', ANSWERED), of('mla.planning', ANSWERED)];

/** Art. 4(5): validation is sought even where the addressee has refused meanwhile. */
const VALIDATION: ClockOfForm = {
  ...of('epoc.ex-post-validation', ['order_validated', 'order_not_validated', 'order_withdrawn']),
  isUntilDone: true,
};

/** Regulation (EU) 2023/1543, Art. 16: once the enforcing authority is asked to see to it. */
const ENFORCED = [
  of('epoc.recognition', DECIDED),
  of('epoc.enforcement-information', ['clarification_given'], 'drafter'),
];

/** What went by other means than the decentralised IT system is recorded there: Regulation (EU) 2023/1543, Art. 19(6). */
const RECORDED: ClockOfForm = {
  ...of('eu1550.record-alternative', ['alternative_recorded']),
  isUntilDone: true,
};
/** Whose data came is told, whatever becomes of the request; or somebody says why that need not be. */
const INFORMED: ClockOfForm = {
  ...of('epoc.user-information', ['person_informed', 'informing_omitted'], 'drafter'),
  isUntilDone: true,
  isOfAsker: true,
};

const EPOC: readonly ClockOfForm[] = [
  { ...of('epoc.preserve-at-once', ['preservation_effected', ...ANSWERED]), isOfNoItem: true },
  { ...of('epoc.produce', ANSWERED), inEmergency: 'epoc.produce-emergency' },
  { ...of('epoc.produce-notified', ANSWERED), inEmergency: 'epoc.produce-emergency' },
  of('epoc.produce-emergency', ANSWERED, 'duty'),
  { ...of('epoc.refusal', ['ground_for_refusal_raised']), inEmergency: 'epoc.refusal-emergency' },
  of('epoc.refusal-emergency', ['ground_for_refusal_raised'], 'duty'),
  of('epoc.clarification-reply', ['clarification_given'], 'drafter'),
  of('epoc.annex-iii-other', ANSWERED),
  { ...of('epoc.third-country-objection', [...ANSWERED, 'reasoned_objection_filed']), isOfNoItem: true },
  VALIDATION,
  ...ENFORCED,
  INFORMED,
  { ...of('eu1550.retrieval', ['evidence_retrieved']), isEach: true },
  RECORDED,
];
const EPOC_PR: readonly ClockOfForm[] = [
  holds('epoc-pr.hold', ['annex_v_received']),
  holds('epoc-pr.hold-confirmed'),
  of('epoc-pr.clarification-reply', ['clarification_given'], 'drafter'),
  VALIDATION,
  ...ENFORCED,
  RECORDED,
];
/** What tells of another provider, and by which way the data went, is an answer, also where it is not the whole. */
const DISCLOSED = of('bc30.disclosure', [...ANSWERED, 'data_produced'], 'duty');
const BUDAPEST_PRESERVATION = [
  DISCLOSED,
  holds('bc29.hold', ['mla_request_received_after_preservation']),
  holds('bc29.until-decision'),
  atHome('bc16.order'),
];

/** By id of the form. */
export const CLOCKS_OF_FORMS: { readonly [form: string]: readonly ClockOfForm[] } = {
  epoc: EPOC,
  'epoc-pr': EPOC_PR,
  'annex-iii': [RECORDED],
  'annex-v': [RECORDED],
  'annex-vi': [RECORDED],
  'bc-29-preservation': BUDAPEST_PRESERVATION,
  'un-42-preservation': [
    holds('un42.hold', ['mla_request_received_after_preservation']),
    atHome('un25.order'),
  ],
  'provider-preservation': [holds('us.preserve')],
  'bc-30-disclosure': [DISCLOSED],
  'bc-31-subscriber': [of('bc31.expedited', ANSWERED), of('mla.planning', ANSWERED)],
  'bc-31-content': [of('bc31.expedited', ANSWERED), of('mla.planning', ANSWERED)],
  'bc-33-traffic': PLANNED,
  'bc-34-content': PLANNED,
  'mla-request': [
    ...PLANNED,
    {
      // Whether and when it will be answered is to be said, not what the answer is.
      ...of('eu.attacks-24-7', [...ANSWERED, ...DECIDED, 'data_produced'], 'duty'),
      isUrgent: true,
      isWithin: { instrument: 'eu-2013-40', article: '13' },
    },
  ],
  'cets224-7': [of('cets224.7.answer', ANSWERED)],
  'cets224-8': [
    of('cets224.8.serve', ['provider_served', ...ANSWERED]),
    { ...of('cets224.8.return-subscriber', ANSWERED), isOfItsData: true },
    { ...of('cets224.8.return-traffic', ANSWERED), isOfItsData: true },
  ],
  'cets224-9': [of('cets224.9-10.emergency', ANSWERED, 'duty')],
  'cets224-10': [of('cets224.9-10.emergency', ANSWERED, 'duty')],
};

/** A preservation that no request of a form asked for: by its instrument. */
export const CLOCKS_OF_HOLDS: { readonly [instrument: string]: readonly ClockOfForm[] } = {
  'eu-2023-1543': EPOC_PR,
  'coe-ets-185': BUDAPEST_PRESERVATION,
  'un-cybercrime-2024': CLOCKS_OF_FORMS['un-42-preservation'] ?? [],
  'us-18usc-2703': CLOCKS_OF_FORMS['provider-preservation'] ?? [],
  'gh-mla-communications-data': [holds('gh.preserve')],
};

/** What clocks.yaml calls the laws that are no instruments of the library (`other_instruments`). */
export const OTHER_LAWS: { readonly [instrument: string]: string } = {
  'us-18usc-2703': '18 U.S.C. 2703',
  'gh-mla-communications-data': 'Ghana, Act to be named',
  'planning-value': '–',
};

/** Its text leaves another last day to be set by an order, or agreed. */
export function isMovable({ extension }: Pick<ClockRule, 'extension'>): boolean {
  return (
    extension?.length === undefined && (extension?.unit === 'set_by_order' || extension?.unit === 'agreed')
  );
}

/** It runs for what is not answered yet. */
export function isAnswerTime(clock: string): boolean {
  return Object.values(CLOCKS_OF_FORMS)
    .flat()
    .some((one) => one.clock === clock && one.isOfNoItem !== true && one.done.includes(ALL_ANSWERED));
}

/** Another runs for other data of the same request. */
export function isOfItsData(clock: string): boolean {
  return Object.values(CLOCKS_OF_FORMS)
    .flat()
    .some((one) => one.clock === clock && one.isOfItsData === true);
}

/** Several of them may run, one of each link. */
export function isOfLink({ startsOn }: Pick<ClockRule, 'startsOn'>): boolean {
  return startsOn === 'evidence_made_available_by_link';
}

/** What no form here can start, and why. */
export const CLOCKS_WITHOUT_FORM: { readonly [clock: string]: string } = {
  'epoc.statistics': 'of the State, not of a request',
  'epoc-pr.hold-extended': 'epoc-pr.hold counts its own extension, as one period',
  'eio.acknowledge': 'no form of the European Investigation Order is here',
  'eio.recognition': 'no form of the European Investigation Order is here',
  'eio.execution': 'no form of the European Investigation Order is here',
  'eio.provisional': 'no form of the European Investigation Order is here',
  'eio.interception-objection': 'no form of the European Investigation Order is here',
};

/** What decides which rules apply. */
export interface ClockSubject {
  readonly kind: 'request' | 'preservation';
  readonly form: string | undefined;
  readonly instrument: string | undefined;
  readonly categories: readonly DataCategory[];
  readonly isEmergency: boolean;
  /** The enforcing authority was notified; undefined: it is not said. */
  readonly isNotified: boolean | undefined;
  /** The holder is in the State that asks. */
  readonly isDomestic: boolean;
  /** It goes before it is validated (Regulation (EU) 2023/1543, Art. 4(5)). */
  readonly isUnvalidated?: boolean;
  readonly isUrgent?: boolean;
  /** Both States are bound by it, as far as it is known. */
  readonly areBound?: (within: NonNullable<ClockOfForm['isWithin']>) => boolean;
  /** Another asks, and we are asked. */
  readonly isIncoming?: boolean;
}

export interface StartedClock {
  readonly rule: ClockRule;
  readonly of: ClockOfForm;
}

export function clocksOf({ kind, form, instrument }: ClockSubject): readonly ClockOfForm[] {
  const byForm = form === undefined ? undefined : CLOCKS_OF_FORMS[form];
  if (kind === 'request') return (byForm ?? []).filter((one) => one.holds !== true);
  const holding = byForm?.filter((one) => one.holds === true) ?? [];
  if (holding.length > 0) return holding;
  return instrument === undefined
    ? []
    : (CLOCKS_OF_HOLDS[instrument] ?? []).filter((one) => one.holds === true);
}

/** Those that one of these events starts, under the rules as they are now. */
export function startedBy(
  events: readonly string[],
  subject: ClockSubject,
  rules: readonly ClockRule[],
): StartedClock[] {
  return clocksOf(subject).flatMap((one) => {
    const rule = rules.find(({ id }) => id === one.clock);
    if (rule === undefined || !events.includes(rule.startsOn) || !applies(rule, one, subject)) return [];
    return [{ rule, of: one }];
  });
}

/** Of which the enforcing authority is notified: Regulation (EU) 2023/1543, Art. 8(1). */
const NOTIFIED: readonly DataCategory[] = ['traffic', 'content'];

/** Word of an order for other data is no such notice, and holds nothing. */
function isHeldByNotice({ categories, isNotified }: ClockSubject): boolean {
  const isAbout = categories.length === 0 || categories.some((one) => NOTIFIED.includes(one));
  return isNotified === true && isAbout;
}

/** Between States only. */
const ACROSS = ['bc29.hold', 'bc29.until-decision', 'un42.hold'];

function applies(rule: ClockRule, one: ClockOfForm, subject: ClockSubject): boolean {
  const { categories, isNotified } = rule.conditions;
  if (one.isDomestic === true && !subject.isDomestic) return false;
  if (one.isUrgent === true && subject.isUrgent !== true) return false;
  if (one.isWithin !== undefined && subject.areBound?.(one.isWithin) !== true) return false;
  if (one.isOfAsker === true && subject.isIncoming === true) return false;
  if (subject.isDomestic && ACROSS.includes(rule.id)) return false;
  if (rule.emergency && !subject.isEmergency) return false;
  if (rule.startsOn === 'order_issued_without_validation' && subject.isUnvalidated !== true) return false;
  if (subject.isEmergency && one.inEmergency !== undefined) return false;
  const isCategory =
    categories === undefined || subject.categories.length === 0 || isAbout(rule, subject.categories);
  return isCategory && (isNotified === undefined || isNotified === isHeldByNotice(subject));
}

/** Its time is for some of these data. */
export function isAbout(
  { conditions, instrument }: Pick<ClockRule, 'conditions' | 'instrument'>,
  categories: readonly DataCategory[],
): boolean {
  const known = categories.flatMap((one) => [one, ...(instrument === SECOND_PROTOCOL ? asEither(one) : [])]);
  return conditions.categories === undefined || known.some((one) => conditions.categories?.includes(one));
}

const SECOND_PROTOCOL = 'coe-cets-224';

/**
 * The Budapest Convention (Arts 1(d) and 18(3)) knows no data that are sought to identify a user alone: by the law of the Party they are
 * subscriber information or traffic data. Where nobody knows which, either time runs.
 */
function asEither(category: DataCategory): readonly DataCategory[] {
  return category === 'access' ? ['subscriber', 'traffic'] : [];
}
