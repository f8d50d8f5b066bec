// What somebody says about the evidence they are about to bring: asked one question a page (docs/guides/add-an-act.md), then said in full,
// and recorded with each file that follows.
import { z } from 'zod';
import type { Day } from '../../base/day.ts';
import type { Uuid } from '../../base/ids.ts';
import { latestDay } from '../../base/time.ts';
import type { Authority } from '../../verify/event.ts';
import { oneOf } from '../../web/fields/choice.ts';
import { day } from '../../web/fields/day.ts';
import { optional, type BodyOf, type Fields, type ValuesOf } from '../../web/fields/field.ts';
import { group } from '../../web/fields/group.ts';
import { lines } from '../../web/fields/lines.ts';
import { text } from '../../web/fields/text.ts';
import { formLine, typedLine } from '../../web/form-line.ts';

const LENGTHS = {
  what: 200,
  source: 1000,
  authority: 300,
  person: 200,
  place: 200,
  condition: 1000,
} as const;
const CONDITIONS_MAX = 100;
const AUTHORITY_TYPES = [
  'warrant',
  'order',
  'request',
  'consent',
  'law',
  'other',
] as const satisfies readonly Authority['type'][];

interface Asking {
  /** The last day that can be meant. */
  readonly today: Day;
}

/** Nothing is taken from somebody on a day that is yet to come, wherever they are. */
export const askedAt = (now: number): Asking => ({ today: latestDay(now) as Day }); // it is one

/** Of whatever comes, also by another program. */
export const SAID = {
  what: text({
    ask: (say) => say.add.what.ask,
    label: (say) => say.add.what.label,
    hint: (say) => say.add.what.hint,
    ...typedLine(LENGTHS.what),
    wrong: (say) => say.form.needed(say.add.what.missing),
    tooLong: (say) => say.form.tooLong(say.add.what.label, LENGTHS.what),
    means: 'What it is, in a few words.',
  }),
  source: text({
    ask: (say) => say.add.source.ask,
    label: (say) => say.add.source.label,
    hint: (say) => say.add.source.hint,
    rows: 3,
    ...typedLine(LENGTHS.source),
    wrong: (say) => say.form.needed(say.add.source.missing),
    tooLong: (say) => say.form.tooLong(say.add.source.label, LENGTHS.source),
    means: 'The person, place or company that it was taken or received from.',
    isPrivate: true,
  }),
  authority: group({
    ask: (say) => say.add.authority.ask,
    label: (say) => say.add.authority.label,
    means: 'On what authority it is held.',
    parts: {
      type: oneOf(AUTHORITY_TYPES, {
        ask: (say) => say.add.authority.kind,
        words: (say, kind) => say.add.authority.kinds[kind],
        means: 'The kind of authority.',
      }),
      id: text({
        ask: (say) => say.add.authority.id,
        hint: (say) => say.add.authority.idHint,
        ...typedLine(LENGTHS.authority),
        wrong: (say) => say.form.needed(say.add.authority.missing),
        tooLong: (say) => say.form.tooLong(say.add.authority.id, LENGTHS.authority),
        means: 'Number of the order, day of the consent.',
      }),
    },
  }),
  taking: optional(
    group({
      ask: (say) => say.add.taking.ask,
      label: (say) => say.add.taking.label,
      hint: (say) => say.add.taking.lead,
      means: 'How it was taken from its holder. Absent: nobody took it.',
      isPrivate: true,
      parts: {
        by: optional(
          text({
            ask: (say) => say.add.taking.by,
            ...typedLine(LENGTHS.person),
            wrong: (say) => say.form.tooLong(say.add.taking.by, LENGTHS.person),
            means: 'Who took it from its holder.',
          }),
        ),
        on: optional(
          day<Asking>({
            ask: (say) => say.add.taking.on,
            to: ({ today }) => today,
            wrong: (say) => say.add.taking.onForm,
            means: 'When it was taken.',
          }),
        ),
        at: optional(
          text({
            ask: (say) => say.add.taking.at,
            ...typedLine(LENGTHS.place),
            wrong: (say) => say.form.tooLong(say.add.taking.at, LENGTHS.place),
            means: 'Where it was taken.',
          }),
        ),
      },
    }),
    () => '–',
  ),
  conditions: optional(
    lines({
      ask: (say) => say.add.conditions.ask,
      label: (say) => say.add.conditions.label,
      hint: (say) => say.add.conditions.hint,
      lineMax: LENGTHS.condition,
      max: CONDITIONS_MAX,
      isRight: (line) => formLine(LENGTHS.condition).safeParse(line).success,
      wrong: (say) => say.add.conditions.tooMany(CONDITIONS_MAX),
      means: 'Limits on its use.',
    }),
    (say) => say.add.conditions.none,
  ),
} satisfies Fields;
export type SaidBody = BodyOf<typeof SAID>;

/** How it gets here: asked only where there is more than one way. */
const WAY = oneOf(['upload', 'folder'], {
  ask: (say) => say.add.way.ask,
  label: (say) => say.add.way.label,
  words: (say, way) => say.add.way[way],
  hints: (say, way) => (way === 'folder' ? say.add.way.folderHint : undefined),
  means: 'Where the files are.',
});

/** On the pages. */
export function fieldsAsked(folder: string | undefined): Fields {
  return folder === undefined ? SAID : { ...SAID, way: WAY };
}

const line = (max: number): z.ZodType<string> => formLine(max).refine((typed) => typed !== '');

/** As they are kept. */
export const answersShape = z.strictObject({
  what: line(LENGTHS.what),
  source: line(LENGTHS.source),
  authority: z.strictObject({ type: z.enum(AUTHORITY_TYPES), id: line(LENGTHS.authority) }),
  /** Each may be empty: not everything was taken from somebody. */
  taking: z.strictObject({
    by: formLine(LENGTHS.person),
    on: z.union([z.literal(''), z.iso.date()]),
    at: formLine(LENGTHS.place),
  }),
  conditions: z.array(line(LENGTHS.condition)).max(CONDITIONS_MAX),
  way: z.enum(['upload', 'folder']),
  /** Not asked: the delivery of a request that it came with, where it was begun from there. */
  cameWith: z.uuid().optional(),
});
export type Answers = Readonly<z.infer<typeof answersShape>>;

export interface Intake {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly person: Uuid;
  readonly answers: Answers;
  readonly begunAt: Date;
}

export function answersFrom(
  { what, source, authority, taking, conditions }: ValuesOf<typeof SAID>,
  more: Pick<Answers, 'way' | 'cameWith'>,
): Answers {
  const { by = '', on = '', at = '' } = taking ?? {};
  return { what, source, authority, taking: { by, on, at }, conditions: [...(conditions ?? [])], ...more };
}

/** As the fields of the form have them. */
export function typedFrom({ what, source, authority, taking, conditions, way }: Answers) {
  return {
    what,
    source,
    'authority.type': authority.type,
    'authority.id': authority.id,
    'taking.by': taking.by,
    'taking.on': taking.on,
    'taking.at': taking.at,
    conditions: conditions.join('\n'),
    way,
  };
}
