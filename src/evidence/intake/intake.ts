// What somebody says about the evidence they are about to bring, asked one question a page and kept as a draft.
import { z } from 'zod';
import type { Uuid } from '../../base/ids.ts';
import { latestDay } from '../../base/time.ts';
import type { Authority } from '../../verify/event.ts';
import { formLine } from '../../web/form-line.ts';

export const LENGTHS = {
  what: 200,
  source: 1000,
  authority: 300,
  person: 200,
  place: 200,
  condition: 1000,
} as const;
export const CONDITIONS_MAX = 100;
export const AUTHORITY_TYPES = [
  'warrant',
  'order',
  'request',
  'consent',
  'law',
  'other',
] as const satisfies readonly Authority['type'][];

const INTAKE_STEPS = ['what', 'source', 'authority', 'taking', 'conditions', 'way'] as const;
export type IntakeStep = (typeof INTAKE_STEPS)[number];

/** Those that are asked: how it gets here only where there is more than one way. */
export function stepsAsked(folder: string | undefined): readonly IntakeStep[] {
  return folder === undefined ? INTAKE_STEPS.filter((step) => step !== 'way') : INTAKE_STEPS;
}

const words = (max: number): z.ZodType<string> =>
  formLine(max).refine((text) => text !== '', { error: 'empty' });

/** One schema a question; an answer that is absent was not given yet. */
export const answerShapes = {
  what: words(LENGTHS.what),
  source: words(LENGTHS.source),
  authority: z.strictObject({ type: z.enum(AUTHORITY_TYPES), id: words(LENGTHS.authority) }),
  /** Each may be empty: not everything was taken from somebody. */
  taking: z.strictObject({
    by: formLine(LENGTHS.person),
    on: z.union([z.literal(''), z.iso.date()]),
    at: formLine(LENGTHS.place),
  }),
  conditions: z.array(words(LENGTHS.condition)).max(CONDITIONS_MAX),
  way: z.enum(['upload', 'folder']),
} as const satisfies { readonly [step in IntakeStep]: z.ZodType };

export const wholeShape = z.strictObject({
  ...answerShapes,
  /** Not asked: the delivery of a request that it came with, where it was begun from there. */
  cameWith: z.uuid().optional(),
});
export const answersShape = wholeShape.partial();
export type Answers = Readonly<z.infer<typeof answersShape>>;
export type WholeAnswers = Readonly<z.infer<typeof wholeShape>>;

export interface Intake {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly person: Uuid;
  readonly answers: Answers;
  readonly begunAt: Date;
}

/** Nothing is taken from somebody on a day that is yet to come. */
export function isToCome({ on }: Pick<WholeAnswers['taking'], 'on'>, now: number): boolean {
  return on > latestDay(now);
}

/** The first question that has no answer yet; undefined when all have. */
export function openStep(answers: Answers): IntakeStep | undefined {
  return INTAKE_STEPS.find((step) => answers[step] === undefined);
}

export function isWhole(answers: Answers): answers is Answers & WholeAnswers {
  return openStep(answers) === undefined;
}
