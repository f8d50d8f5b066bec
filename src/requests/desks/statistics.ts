// The yearly figures of Article 28 of Regulation (EU) 2023/1543, counted from the events of requests. Only what can be counted
// from what is recorded here; the rest is named, so that nobody takes an absence for a zero.
import { csvLine } from '../../base/csv.ts';
import type { DataCategory } from '../../law/model.ts';
import { hasChosen, type Answers } from '../drafting/answers.ts';
import { categoriesOf } from '../form.ts';
import { FORMS } from '../forms/index.ts';
import type { ActDetail } from '../life/life.ts';
import { validationOf } from '../life/validation.ts';

export const STATISTICS_REF = 'eu-2023-1543, Art. 28';

/** Of the orders of the Regulation. */
export const COUNTED_FORMS = ['epoc', 'epoc-pr'] as const;
export type CountedForm = (typeof COUNTED_FORMS)[number];

/** What Article 28 asks for and this program does not record. */
export const NOT_COUNTED = ['remedies', 'costs'] as const;

export interface CountedEvent {
  readonly act: string;
  /** The state that it led to. */
  readonly to: string;
  readonly occurredAt: Date;
  readonly detail: ActDetail;
}

export interface CountedRequest {
  readonly form: CountedForm;
  readonly direction: 'outgoing' | 'incoming';
  readonly urgency: 'normal' | 'urgent' | 'emergency';
  /** As they stood when it was sent, or came. */
  readonly answers: Answers;
  /** In order. */
  readonly events: readonly CountedEvent[];
}

export type Outcome = 'fulfilled' | 'inPart' | 'refused' | 'withdrawn' | 'open';

export interface StatisticsLine {
  readonly direction: CountedRequest['direction'];
  readonly form: CountedForm;
  readonly category: DataCategory;
  /** As the form names it. */
  readonly addressee: string;
  readonly isEmergency: boolean;
  readonly number: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Hours from issue or receipt to the first data; undefined: none yet. */
  readonly meanHours: number | undefined;
}

export interface Statistics {
  readonly year: number;
  /** Orders of ours that were issued in an emergency before their validation, and not validated afterwards (Art. 4(5)). */
  readonly notValidated: number;
  readonly lines: readonly StatisticsLine[];
  readonly refusals: readonly {
    readonly direction: CountedRequest['direction'];
    readonly ground: string;
    readonly number: number;
  }[];
}

const BEGUN = new Set(['transmit', 'receive']);
const DATA = new Set(['reportItems', 'reportExecuted', 'receiveEvidence', 'transmitResults']);
const REFUSED = new Set([
  'refuse',
  'refuseInPart',
  'acceptInPart',
  'conditionsDeclined',
  'declineConditions',
]);
const DONE = new Set(['reportExecuted', 'receiveEvidence', 'transmitResults']);

/** Of the orders sent or received in that year, by UTC, with what has become of them until now. */
export function statisticsOf(requests: readonly CountedRequest[], year: number): Statistics {
  const counted = requests.flatMap((request) => {
    const begun = request.events.find(({ act }) => BEGUN.has(act));
    return begun?.occurredAt.getUTCFullYear() === year ? [{ request, begun }] : [];
  });
  const lines = new Map<string, { line: StatisticsLine; hours: number[] }>();
  for (const { request, begun } of counted)
    for (const key of keysOf(request)) {
      const name = JSON.stringify(Object.values(key));
      const known = lines.get(name) ?? {
        line: { ...key, number: 0, outcomes: NONE, meanHours: undefined },
        hours: [],
      };
      const outcome = outcomeOf(request);
      const { outcomes, number } = known.line;
      const hours = [...known.hours, ...hoursTo(request, begun)];
      const line = {
        ...known.line,
        number: number + 1,
        outcomes: { ...outcomes, [outcome]: outcomes[outcome] + 1 },
      };
      lines.set(name, { line, hours });
    }
  return {
    year,
    notValidated: counted.filter(({ request }) => isNotValidated(request)).length,
    lines: [...lines]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { line, hours }]) => ({ ...line, meanHours: mean(hours) })),
    refusals: refusalsOf(counted.map(({ request }) => request)),
  };
}

function isNotValidated({ events }: CountedRequest): boolean {
  return validationOf(events.map((one) => ({ ...one, at: one.occurredAt }))).is === 'refused';
}

const NONE: StatisticsLine['outcomes'] = { fulfilled: 0, inPart: 0, refused: 0, withdrawn: 0, open: 0 };

type Key = Pick<StatisticsLine, 'direction' | 'form' | 'category' | 'addressee' | 'isEmergency'>;

/** One line a category of data: an order for two is counted in both. */
function keysOf({ direction, form: id, urgency, answers }: CountedRequest): Key[] {
  const form = FORMS.find((one) => one.id === id);
  const addressee = answers['addressee.name'];
  const isEmergency = urgency === 'emergency' || hasChosen(answers, 'deadline', 'eight-hours');
  return (form === undefined ? [] : categoriesOf(form, answers)).map((category) => ({
    direction,
    form: id,
    category,
    addressee: typeof addressee === 'string' ? addressee : '',
    isEmergency,
  }));
}

function outcomeOf({ events }: CountedRequest): Outcome {
  const acts = events.map(({ act }) => act);
  if (acts.includes('refuse') || acts.includes('conditionsDeclined') || acts.includes('declineConditions'))
    return 'refused';
  if (acts.includes('withdraw') || acts.includes('withdrawn')) return 'withdrawn';
  const isInPart = events.some(
    ({ act, detail }) =>
      act === 'refuseInPart' ||
      act === 'acceptInPart' ||
      (detail.items ?? []).some(
        ({ actual }) => actual === 'partly' || actual === 'refused' || actual === 'notPossible',
      ),
  );
  if (!acts.some((act) => DONE.has(act))) return 'open';
  return isInPart ? 'inPart' : 'fulfilled';
}

function hoursTo({ events }: CountedRequest, begun: CountedEvent): number[] {
  const data = events.find(({ act }) => DATA.has(act));
  return data === undefined ? [] : [(data.occurredAt.getTime() - begun.occurredAt.getTime()) / 3_600_000];
}

function mean(hours: readonly number[]): number | undefined {
  return hours.length === 0 ? undefined : hours.reduce((sum, one) => sum + one, 0) / hours.length;
}

/** Each ground once a request. */
function refusalsOf(requests: readonly CountedRequest[]): Statistics['refusals'] {
  const counts = new Map<string, number>();
  for (const { direction, events } of requests) {
    const grounds = events.flatMap(({ act, detail }) => [
      ...(REFUSED.has(act) && detail.ground !== undefined ? [detail.ground] : []),
      ...(detail.items ?? []).flatMap(({ ground }) => ground ?? []),
    ]);
    for (const ground of new Set(grounds)) {
      const key = `${direction} ${ground}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, number]) => {
      const [direction = '', ground = ''] = key.split(' ');
      return { direction: direction === 'incoming' ? 'incoming' : 'outgoing', ground, number };
    });
}

/** RFC 4180, names in English: to be read by a program or a spreadsheet. */
export function statisticsCsv({ year, lines, refusals, notValidated }: Statistics): string {
  const heads = [
    'year',
    'table',
    'direction',
    'form',
    'category',
    'addressee',
    'emergency',
    'ground',
    'number',
    'fulfilled',
    'in_part',
    'refused',
    'withdrawn',
    'open',
    'mean_hours',
  ];
  return [
    csvLine(heads),
    ...lines.map(({ direction, form, category, addressee, isEmergency, number, outcomes, meanHours }) =>
      csvLine([
        `${year}`,
        'orders',
        direction,
        form,
        category,
        addressee,
        isEmergency ? 'yes' : 'no',
        '',
        `${number}`,
        `${outcomes.fulfilled}`,
        `${outcomes.inPart}`,
        `${outcomes.refused}`,
        `${outcomes.withdrawn}`,
        `${outcomes.open}`,
        meanHours === undefined ? '' : meanHours.toFixed(1),
      ]),
    ),
    ...refusals.map(({ direction, ground, number }) =>
      csvLine([
        `${year}`,
        'refusals',
        direction,
        '',
        '',
        '',
        '',
        ground,
        `${number}`,
        '',
        '',
        '',
        '',
        '',
        '',
      ]),
    ),
    csvLine([`${year}`, 'not validated', '', '', '', '', '', '', `${notValidated}`, '', '', '', '', '', '']),
    ...NOT_COUNTED.map((what) =>
      csvLine([`${year}`, 'not recorded', '', '', '', '', '', what, '', '', '', '', '', '', '']),
    ),
  ].join('');
}
