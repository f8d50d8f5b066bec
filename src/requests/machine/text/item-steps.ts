// An item is asked for one question a page, and each answer is saved before the next is asked. What no check looks for is not
// walked through: it is reached from the page on which the item is checked.
import { partName } from '../../../web/day-field.ts';
import { TIME_PARTS } from '../../../web/recorded-time.ts';
import type { Item } from '../../core/answers.ts';
import type { What } from '../way/request-finding.ts';
import type { Detail, EvidenceType } from '../../core/evidence.ts';
import { detailsNeeded, EVIDENCE, isRealTime, PRESERVED } from '../../core/evidence-types.ts';
import type { Form } from '../../core/form.ts';

/** In the order in which they are asked; the details of its kind come before the form in which it is wanted. */
const PARTS = [
  'category',
  'identifiers',
  'period',
  'holder',
  'service',
  'wanted',
  'reason',
  'details',
  'format',
  'preservation',
] as const;
export type ItemStep = Exclude<(typeof PARTS)[number], 'details'> | `details.${Detail}`;

export function isDetailStep(step: ItemStep): step is `details.${Detail}` {
  return step.startsWith('details.');
}

export function detailOf(step: `details.${Detail}`): Detail {
  return step.slice('details.'.length) as Detail; // of that type
}

/** What an item is, as far as it decides what is asked of it; the fields hold the rest. */
interface ItemKind {
  /** Undefined where what is asked for is of no kind, such as what anybody may look at. */
  readonly type: EvidenceType | undefined;
  readonly given: URLSearchParams;
}

/** All that may be said of it. What its kind does not ask for is not offered; what was said before stays. */
export function stepsOf({ type, given }: ItemKind): readonly ItemStep[] {
  const rule = type && EVIDENCE[type];
  const isSaid = (step: ItemStep): boolean =>
    [...given].some(([name, value]) => value !== '' && isOfStep(name, step));
  return PARTS.flatMap((part): readonly ItemStep[] => {
    switch (part) {
      case 'category':
        return rule?.categories.length === 1 ? [] : [part];
      case 'period':
        return (rule?.isOfTime ?? true) || isSaid(part) ? [part] : [];
      case 'details':
        return (rule?.details ?? []).map(({ detail }) => `details.${detail}` as const);
      case 'preservation':
        // A device is seized, a register stands: nobody was asked to preserve them.
        return (rule?.categories.some((one) => PRESERVED.has(one)) ?? true) || isSaid(part) ? [part] : [];
      default:
        return [part];
    }
  });
}

/**
 * What the page of a question asks: whose data are to be kept, and of when, is one thing to say, as whoever is asked needs both to
 * find them.
 */
export function askedWith(
  step: ItemStep,
  steps: readonly ItemStep[],
  { purpose, roles }: Pick<Form, 'purpose' | 'roles'>,
): readonly [ItemStep, ...ItemStep[]] {
  const both: readonly ['identifiers', 'period'] = ['identifiers', 'period'];
  const isBoth = purpose === 'keep' && both.every((one) => steps.includes(one) && roles[one] === undefined);
  return isBoth && both.some((one) => one === step) ? both : [step];
}

/** Those that are asked one after the other: what a request cannot go without, and what a check asks for. */
export function walkOf(
  item: ItemKind,
  { roles, purpose, rules }: Pick<Form, 'roles' | 'purpose' | 'rules'>,
  needed: Item | undefined,
): readonly ItemStep[] {
  // What is to be kept is handed over by nobody yet, and was kept by nobody before.
  const isKept = purpose === 'keep';
  const isStored = rules.some(({ id }) => id === 'stored');
  const left = item.type && EVIDENCE[item.type].categories.filter((one) => !isStored || !isRealTime(one));
  const details = needed === undefined ? [] : detailsNeeded(needed).map((detail) => `details.${detail}`);
  const steps = stepsOf(item);
  return steps.filter((step) => {
    if (askedWith(step, steps, { purpose, roles })[0] !== step) return false;
    switch (step) {
      case 'service':
      case 'wanted':
        return false;
      // What the form asks once for all items is not asked of each.
      case 'identifiers':
      case 'period':
        return roles[step] === undefined;
      case 'preservation':
        return !isKept && roles[step] === undefined;
      // Of stored data alone, no other than the one is left.
      case 'category':
        return left?.length !== 1 || !left.includes(needed?.category ?? left[0]!); // there is one
      case 'format':
        return !isKept && roles.evidenceForm === undefined;
      case 'holder':
      case 'reason':
        return true;
      default:
        return details.includes(step);
    }
  });
}

/** The boxes of its two times, and a whole text under the name itself. */
const PERIOD: ReadonlySet<string> = new Set(
  ['from', 'to'].flatMap((name) => [name, ...TIME_PARTS.map((part) => partName(name, part))]),
);

/** Whether a field of the form belongs to the step. */
export function isOfStep(name: string, step: ItemStep): boolean {
  switch (step) {
    case 'identifiers':
      return name === 'kept' || /\.\d{1,3}$/.test(name);
    case 'period':
      return PERIOD.has(name);
    default:
      return name === step;
  }
}

const BESIDE_HOLDER: ReadonlySet<string> = new Set(['wanted', 'reason']);

/** The item as it stood, with what was answered now in place of what that step had; whoever holds the data is asked what of them is wanted and why. */
export function withStep(
  before: URLSearchParams,
  step: ItemStep,
  answered: URLSearchParams,
): URLSearchParams {
  const isAnswered = (name: string): boolean =>
    isOfStep(name, step) || (step === 'holder' && BESIDE_HOLDER.has(name) && answered.has(name));
  return new URLSearchParams([
    ...[...before].filter(([name]) => !isAnswered(name)),
    ...[...answered].filter(([name]) => isAnswered(name)),
  ]);
}

/** Of another kind: what only the former kind asked for goes. */
export function ofKind(before: URLSearchParams, type: EvidenceType): URLSearchParams {
  const { categories, details } = EVIDENCE[type];
  const has = new Set<string>(details.map(({ detail }) => `details.${detail}`));
  const given = new URLSearchParams(
    [...before].filter(([name]) => !name.startsWith('details.') || has.has(name)),
  );
  const category = categories.find((one) => one === given.get('category')) ?? categories[0];
  given.set('type', type);
  if (category !== undefined) given.set('category', category);
  return given;
}

/** The question that a finding is about; undefined: none of them alone. */
export function stepOfFinding(what: What): ItemStep | undefined {
  switch (what.kind) {
    case 'detail':
      return `details.${what.detail}`;
    case 'problem':
    case 'remark':
      return 'identifiers';
    case 'shared':
      return OF_SHARED[what.code];
    case 'practice':
      return OF_PRACTICE[what.code];
    case 'missing':
    case 'lacks':
    case 'rule':
      return undefined;
  }
}

type CodeOf<Kind extends What['kind']> = Extract<
  What,
  { readonly kind: Kind; readonly code: unknown }
>['code'];

const OF_SHARED: { readonly [code in CodeOf<'shared'>]: ItemStep } = {
  noHolder: 'holder',
  noReason: 'reason',
  noIdentifiers: 'identifiers',
  wrongKind: 'identifiers',
  wrongCategory: 'category',
  noPeriod: 'period',
  endsBeforeItBegins: 'period',
  noFormat: 'format',
  preserve: 'preservation',
};

const OF_PRACTICE: { readonly [code in CodeOf<'practice'>]?: ItemStep } = {
  thinReason: 'reason',
  noNexus: 'reason',
  privilege: 'details.protected',
  allData: 'wanted',
  accountFormat: 'identifiers',
  noStableIdentifier: 'identifiers',
  wrongEntity: 'holder',
  holderNotListed: 'holder',
  affiliate: 'holder',
};
