// Something that is recorded of a request, and what becomes of it later, declared as a value: its list, its pages, its API and its act
// are made from it (record.show.ts, record.routes.ts, record.api.ts, record.do.ts). docs/guides/add-an-act.md
import type { Phrase } from '../../../base/refusal.ts';
import type { Refusal } from '../../../base/refusal.ts';
import type { z } from 'zod';
import type { Day } from '../../../base/day.ts';
import type { Uuid } from '../../../base/ids.ts';
import type { CaseAct } from '../../../people/policy.ts';
import type { BodyOf, Fields } from '../../../web/fields/field.ts';
import type { Fact } from '../../../web/fields/record.ts';
import type { Messages } from '../../../web/messages.ts';
import type { Tone } from '../../../web/parts.ts';

export type Say = (say: Messages) => string;

/** What may become of a record. */
export interface RecordStep<One, F extends Fields = Fields> {
  /** Of its questions, below the record. */
  readonly path: string;
  /** Of the link that leads to it. */
  readonly to: Say;
  readonly fields: F;
  /** Above each question. Absent: where the link led, and the name of the record. */
  readonly caption?: (say: Messages, one: One) => string;
  /** What limits hang on. Absent: on what time it is, `now`. */
  readonly about?: (one: One, now: number) => unknown;
  /** Whether it may become of this one. Absent: while the record is open. */
  readonly isOpen?: (one: One) => boolean;
  /** A person weighs it, and no program does: what a program is refused, in English. */
  readonly isWeighed?: Phrase;
}
export type RecordSteps<One> = { readonly [act: string]: RecordStep<One> };

/** One thing that happened to a record. */
export interface ShownEvent {
  readonly words: string;
  readonly on: Day | null | undefined;
  /** What shows it, or why. */
  readonly evidence: string;
  readonly by: string | null | undefined;
  readonly at: Date;
}

/** A record as it is read. */
export interface ShownRecord {
  readonly name: string;
  readonly state: readonly [tone: Tone, words: string];
  readonly facts: readonly Fact[];
  readonly events: readonly ShownEvent[];
}

export interface RecordKind<One, B extends Fields = Fields, S extends RecordSteps<One> = RecordSteps<One>> {
  /** Below the request. */
  readonly path: `/${string}`;
  /** What its number is called in an address, and in the answer of the API. */
  readonly named: string;
  readonly may: Extract<CaseAct, 'informPerson' | 'recordRemedy' | 'recordCosts'>;
  /** The event with which it begins, and what is asked for it. */
  readonly act: string;
  readonly fields: B;
  readonly steps: S;
  readonly words: (say: Messages) => {
    readonly title: string;
    readonly lead: string;
    readonly none: string;
    /** Of the way to another one, and of the button that records it. */
    readonly record: string;
    readonly button: string;
    readonly saved: string;
  };
  /** What else there is to know; by the instrument of the request. */
  readonly notes?: (say: Messages, instrument: string | undefined) => readonly string[];
  /** The article that it rests on. */
  readonly ref?: string;
  readonly isOpen: (one: One) => boolean;
  /** For a refusal: of one that is not open. */
  readonly conflict: (one: One) => Refusal;
  readonly shown: (say: Messages, one: One) => ShownRecord;
  readonly api: RecordApi<One>;
}

interface Operation {
  readonly operation: string;
  readonly summary: string;
  readonly description?: string;
  /** Its name in the document: of a page of the list, or of the body. */
  readonly id: string;
}

export interface RecordApi<One> {
  readonly list: Operation & { readonly shape: z.ZodType; readonly json: (one: One) => object };
  readonly begin: Operation & { readonly answer: string; readonly words: string };
  /** `act`: the one that it is of. Absent: its body says which. */
  readonly step: Operation & { readonly path: string; readonly act?: string };
}

export function isStepOpen<One>(
  kind: Pick<RecordKind<One>, 'isOpen'>,
  step: RecordStep<One>,
  one: One,
): boolean {
  return (step.isOpen ?? kind.isOpen)(one);
}

/** What is given to begin one. */
export type Given<B extends Fields> = BodyOf<B> & {
  /** Of the request. */
  readonly number: number;
  /** What was recorded under it is not recorded again. */
  readonly id?: Uuid;
};

/** What is given to say what became of one. */
export type StepGiven<S extends { readonly [act: string]: { readonly fields: Fields } }> = {
  readonly [act in keyof S & string]: { readonly act: act } & BodyOf<S[act]['fields']>;
}[keyof S & string];

export function captionOf<One>({ shown }: Pick<RecordKind<One>, 'shown'>, { caption, to }: RecordStep<One>) {
  return caption ?? ((say: Messages, one: One) => `${to(say)}${say.language.colon}${shown(say, one).name}`);
}

export function aboutOf<One>({ about }: RecordStep<One>, one: One, now: number): unknown {
  return about === undefined ? { now } : about(one, now);
}
