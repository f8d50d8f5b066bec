// Which clocks of clocks.yaml begin for a request or a preservation: its form says which it can have (`forms/clocks.ts`), the rules and
// what is known of it which of these.
import type { ClockRule, DataCategory } from '../../../law/model.ts';
import type { Answers } from '../../core/answers.ts';
import { ALL_ANSWERED, holds, type ClockOfForm } from '../../core/clocks.ts';
import { formOf, FORMS } from '../../forms/index.ts';

const CLOCKS: readonly ClockOfForm[] = FORMS.flatMap(({ clocks }) => clocks);

/** A preservation that no request of a form asked for: by its instrument. */
export const CLOCKS_OF_HOLDS: { readonly [instrument: string]: readonly ClockOfForm[] } = {
  ...Object.fromEntries(
    FORMS.flatMap(({ keeps, clocks }) => (typeof keeps === 'object' ? [[keeps.under, clocks] as const] : [])),
  ),
  'gh-mla-communications-data': [holds('gh.preserve')], // no form asks for it
};

/** What clocks.yaml calls the laws that are no instruments of the library (`other_instruments`). */
export const OTHER_LAWS: { readonly [instrument: string]: string } = {
  'us-18usc-2703': '18 U.S.C. 2703',
  'gh-mla-communications-data': 'Ghana, Act to be named',
  'planning-value': '–',
};

/** Its text leaves another last day to be set by an order, or agreed. */
export function isMovable({ extension }: ClockRule): boolean {
  if (extension?.length !== undefined) return extension.bound === 'max';
  return extension?.unit === 'set_by_order' || extension?.unit === 'agreed';
}

/** It runs for what is not answered yet. */
export function isAnswerTime(clock: string): boolean {
  return CLOCKS.some(
    (one) => one.clock === clock && one.isOfNoItem !== true && one.done.includes(ALL_ANSWERED),
  );
}

/** Another runs for other data of the same request. */
export function isOfItsData(clock: string): boolean {
  return CLOCKS.some((one) => one.clock === clock && one.isOfItsData === true);
}

/** Several of them may run, one of each link. */
export function isOfLink({ startsOn }: Pick<ClockRule, 'startsOn'>): boolean {
  return startsOn === 'evidence_made_available_by_link';
}

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
  /** Undefined: not known. */
  readonly answers?: Answers;
  readonly isUnvalidated?: boolean;
  readonly isUrgent?: boolean;
  /** Both States are bound by it, as far as it is known. */
  readonly areBound?: (within: NonNullable<ClockOfForm['isWithin']>) => boolean;
  /** Another asks, and we are asked. */
  readonly isIncoming?: boolean;
}

interface StartedClock {
  readonly rule: ClockRule;
  readonly of: ClockOfForm;
}

export function clocksOf({ kind, form, instrument }: ClockSubject): readonly ClockOfForm[] {
  const byForm = formOf(form)?.clocks;
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

function applies(rule: ClockRule, one: ClockOfForm, subject: ClockSubject): boolean {
  const { categories, isNotified } = rule.conditions;
  if (one.isDomestic === true && !subject.isDomestic) return false;
  if (subject.answers !== undefined && one.isOfAnswers?.(subject.answers) === false) return false;
  if (one.isUrgent === true && subject.isUrgent !== true) return false;
  if (one.isWithin !== undefined && subject.areBound?.(one.isWithin) !== true) return false;
  if (one.isOfAsker === true && subject.isIncoming === true) return false;
  if (one.isOfAsked === true && subject.isIncoming !== true) return false;
  if (subject.isDomestic && one.isAcross === true) return false;
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
