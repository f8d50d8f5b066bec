// What is recorded of an order of Regulation (EU) 2023/1543 once it has gone: remedies that are used against it, and costs that are
// claimed for it. Each record begins with one event; what becomes of it is another. An event is never changed: what was recorded by
// mistake is said to be so, and counts no more.
import { Refusal } from '../../../base/refusal.ts';
import { z } from 'zod';
import type { Day } from '../../../base/day.ts';
import type { Uuid } from '../../../base/ids.ts';
import { latestDay } from '../../../base/time.ts';
import { day } from '../../../web/fields/day.ts';
import {
  jsonOf,
  shapeOf,
  type AboutOf,
  type Body,
  type Fields,
  type ValuesOf,
  type Words,
} from '../../../web/fields/field.ts';
import { factsOf, type Fact } from '../../../web/fields/record.ts';
import { text } from '../../../web/fields/text.ts';
import type { Messages } from '../../../web/messages.ts';
import type { Tone } from '../../../web/parts.ts';
import { dayText } from '../../../web/when.ts';
import type { RecordApi, RecordKind, RecordStep, Say, ShownRecord } from './record.ts';

export interface Recorded {
  /** When it happened; undefined of what was recorded by mistake. */
  readonly on: Day | undefined;
  /** What shows it, or why. */
  readonly evidence: string;
  /** Undefined: somebody who left. */
  readonly by: string | undefined;
  readonly at: Date;
  /** `key <id>`, where another program recorded it. */
  readonly through: string | undefined;
}

/** Of what happened on a day. */
export interface Happened extends Recorded {
  readonly on: Day;
}

/** Days that can be: `now` in milliseconds since 1970. */
export interface Days {
  readonly first: Day;
  readonly now: number;
}

/** The day on which it happened, which every event but a mistake has. */
export function dayOf(asked: {
  readonly ask: Words<Days>;
  readonly label: Words<Days>;
  readonly means?: string;
}) {
  return day<Days>({
    means: 'When it was.',
    ...asked,
    from: ({ first }) => first,
    to: ({ now }) => latestDay(now),
    wrong: (say, { first }) => say.orderRecord.wrongDay(dayText(say, new Date(first))),
  });
}

/** What shows it, which every event has. */
export function evidenceOf(asked: { readonly ask: Say; readonly hint: Say; readonly means?: string }) {
  return text({
    means: 'What shows it.',
    ...asked,
    max: 4000,
    rows: 3,
    isPrivate: true,
    wrong: (say) => say.orderRecord.wrongEvidence,
  });
}

/** Why it was a mistake: the one question of it. */
const MISTAKEN = {
  evidence: evidenceOf({
    ask: (say) => say.orderRecord.whyMistaken,
    hint: (say) => say.orderRecord.mistakenHint,
    means: 'Why: what the mistake was. It counts no more.',
  }),
} satisfies Fields;

/** What may become of a record: one of them, once. */
interface OrderStep<F extends Fields> {
  readonly path: string;
  readonly to: Say;
  /** Of the record, once it has happened. */
  readonly happened: Say;
  readonly tone?: Tone;
  readonly fields: F;
}
export type OrderSteps = { readonly [act: string]: OrderStep<Fields> };

/** What an event says beside when it was and what shows it. */
type Own<F extends Fields> = Omit<ValuesOf<F>, 'on' | 'evidence'>;

type OrderRecord<Act extends string, B extends Fields, S extends OrderSteps> = {
  readonly id: Uuid;
  /** Within the request. */
  readonly number: number;
} & Own<B> & { readonly [act in Act]: Happened } & {
    readonly [act in keyof S]: (Happened & Own<S[act]['fields']>) | undefined;
  } & { readonly mistaken: Recorded | undefined };

interface OrderDeclared<
  Act extends string,
  B extends Fields,
  S extends OrderSteps,
  One = OrderRecord<Act, B, S>,
> extends Pick<RecordKind<One>, 'path' | 'named' | 'may' | 'ref' | 'notes'> {
  readonly act: Act;
  readonly happened: Say;
  readonly fields: B;
  readonly steps: S;
  /** The limits of a step hang on the record that it is of. */
  readonly aboutStep: (one: One, now: number) => AboutOf<S[keyof S]['fields']>;
  readonly words: (say: Messages) => {
    readonly title: string;
    readonly lead: string;
    readonly none: string;
    readonly record: string;
    readonly number: (n: number) => string;
    /** Of one of which nothing has become yet. */
    readonly open: string;
  };
  /** `Remedy 1 · …`: above the questions of what becomes of it. */
  readonly name: (say: Messages, one: One) => string;
  /** One of which something has become already. */
  readonly conflict: () => Refusal;
  /** What follows from what it says, for the API and as a line of its facts. */
  readonly derived?: {
    readonly [property: string]: {
      readonly schema: z.ZodType;
      readonly of: (one: One) => unknown;
      readonly fact: (say: Messages, one: One) => Fact;
    };
  };
  readonly api: {
    readonly id: string;
    readonly list: Named;
    readonly begin: Named & { readonly answer: string };
    readonly step: Named;
  };
}
type Named = Omit<RecordApi<never>['list'], 'shape' | 'json'>;

type StepsOf<Act extends string, B extends Fields, S extends OrderSteps, One = OrderRecord<Act, B, S>> = {
  readonly [act in keyof S]: RecordStep<One, S[act]['fields']>;
} & { readonly mistaken: RecordStep<One, typeof MISTAKEN> };

/** A kind of record of an order, from what it says of itself. */
export function orderKind<const Act extends string, B extends Fields, S extends OrderSteps>(
  declared: OrderDeclared<Act, B, S>,
): RecordKind<OrderRecord<Act, B, S>, B, StepsOf<Act, B, S>> {
  type One = OrderRecord<Act, B, S>;
  const { words, aboutStep, name, conflict, api } = declared;
  const about = (one: One, now: number): unknown => aboutStep(one, now);
  const isAnswered = (one: One): boolean =>
    Object.keys(declared.steps).some((act) => eventOf(one, act) !== undefined);
  const mistaken: RecordStep<One, typeof MISTAKEN> = {
    path: 'mistake',
    to: (say) => say.orderRecord.toMistake,
    fields: MISTAKEN,
    caption: (say, { number }) => words(say).number(number),
    about,
    isOpen: (one) => one.mistaken === undefined,
  };
  const steps = Object.entries(declared.steps).map(([act, step]) => [act, { ...step, caption: name, about }]);
  return {
    ...declared,
    steps: { ...Object.fromEntries(steps), mistaken } as StepsOf<Act, B, S>, // its steps, made above
    words: (say) => ({ ...words(say), button: say.orderRecord.record, saved: say.orderRecord.saved }),
    isOpen: (one) => one.mistaken === undefined && !isAnswered(one),
    conflict: (one) => (one.mistaken === undefined ? conflict() : new Refusal('conflict.recordedByMistake')),
    shown: (say, one) => shownRecord(say, declared, one),
    api: {
      list: { ...api.list, shape: recordShape(declared), json: (one) => recordJson(declared, one) },
      begin: { ...api.begin, words: 'It is recorded.' },
      step: { ...api.step, path: 'steps' },
    },
  };
}

/** By its act, as `OrderRecord` says. */
function eventOf(one: object, act: string): Recorded | undefined {
  return (one as { readonly [act: string]: Recorded | undefined })[act];
}

function shownRecord<Act extends string, B extends Fields, S extends OrderSteps>(
  say: Messages,
  { act, happened, fields, steps, words, derived = {} }: OrderDeclared<Act, B, S>,
  one: OrderRecord<Act, B, S>,
): ShownRecord {
  const mistake = {
    act: 'mistaken',
    happened: (of: Messages) => of.orderRecord.mistaken,
    tone: 'plain',
  } as const;
  const all = [
    { act: act as string, happened },
    ...Object.entries(steps).map(([of, step]) => ({ ...step, act: of })),
    mistake,
  ];
  const events = all.flatMap((of) => {
    const event = eventOf(one, of.act);
    return event === undefined
      ? []
      : [{ ...event, words: of.happened(say), tone: 'tone' in of ? of.tone : undefined }];
  });
  const last = events.length > 1 ? events.at(-1) : undefined;
  return {
    name: words(say).number(one.number),
    state: last === undefined ? ['warn', words(say).open] : [last.tone ?? 'plain', last.words],
    facts: [
      ...ownFacts(say, fields, one),
      ...Object.values(derived).map(({ fact }) => fact(say, one)),
      ...Object.entries(steps).flatMap(([of, step]) => ownFacts(say, step.fields, eventOf(one, of))),
    ],
    events,
  };
}

function ownFacts(say: Messages, fields: Fields, values: object | undefined): Fact[] {
  return factsOf(say, own(fields), { ...values }); // of these very fields
}

const recordedShape = z.object({
  on: z.iso.date().nullable().describe('When it happened. Null: it says that the record is a mistake.'),
  evidence: z.string(),
  by: z.string().nullable(),
  through: z.string().nullable(),
  at: z.iso.datetime(),
});

function recordedJson({ on, evidence, by, through, at }: Recorded): Body {
  return { on: on ?? null, evidence, by: by ?? null, through: through ?? null, at };
}

function own(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'on' && name !== 'evidence'));
}

function recordShape<Act extends string, B extends Fields, S extends OrderSteps>(
  of: OrderDeclared<Act, B, S>,
): z.ZodType {
  const derived = Object.entries(of.derived ?? {}).map(([name, { schema }]) => [name, schema]);
  const steps = Object.entries(of.steps).map(([act, { fields }]) => [
    act,
    recordedShape.extend(shapeOf(own(fields))).nullable(),
  ]);
  return z
    .object({
      number: z.int().describe('Within the request.'),
      ...shapeOf(own(of.fields)),
      ...(Object.fromEntries([...derived, [of.act, recordedShape], ...steps]) as {
        [name: string]: z.ZodType;
      }),
      mistaken: recordedShape.nullable().describe('Recorded by mistake: it does not count.'),
    })
    .meta({ id: of.api.id });
}

function recordJson<Act extends string, B extends Fields, S extends OrderSteps>(
  of: OrderDeclared<Act, B, S>,
  one: OrderRecord<Act, B, S>,
): Body {
  const json = (act: string, fields: Fields): Body | null => {
    const event = eventOf(one, act);
    return event === undefined ? null : { ...recordedJson(event), ...ownJson(fields, event) };
  };
  return {
    number: one.number,
    ...ownJson(of.fields, one),
    ...Object.fromEntries(Object.entries(of.derived ?? {}).map(([name, derived]) => [name, derived.of(one)])),
    [of.act]: json(of.act, {}),
    ...Object.fromEntries(Object.entries(of.steps).map(([act, { fields }]) => [act, json(act, fields)])),
    mistaken: json('mistaken', {}),
  };
}

function ownJson(fields: Fields, values: object): Body {
  return jsonOf(own(fields), values as ValuesOf<Fields>); // of these very fields
}
