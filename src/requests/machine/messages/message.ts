// A request as one program hands it to another: the objects of ETSI TS 103 120 by their names (header, authorisation, task,
// document, notification, delivery), with the answers of the form where they belong. The sender writes what it desires, the
// receiver what is; neither writes the other's (docs/formats/request.md).
import * as z from 'zod';
import type { AssistanceKind, FormField } from '../../../law/model-form.ts';
import {
  answerSchema,
  answersSchema,
  day,
  item,
  line,
  MAX_ITEMS,
  paragraph,
  state,
  time,
  type Answer,
  type Answers,
  type Asked,
} from '../../core/answers.ts';
import { askedOf, isMeasure } from '../../core/request-items.ts';
import { onlyAsked, type Form, type LegalForm } from '../../core/form.ts';
import { MEANS } from '../../core/means.ts';

export const MESSAGE_SCHEMA = 'urn:comity:request:1';
const MAX_OBJECTS = 2000;
const MAX_TICKS = 200;

export const digest = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 digest in lower case expected');
const sizeBytes = z.int().min(0);
const taskNumber = z.int().min(1).max(MAX_ITEMS);

/** Who sends or receives. */
export const endpoint = z.strictObject({ country: state.optional(), authority: line.optional() });

export const header = z.strictObject({
  sender: endpoint.optional(),
  receiver: endpoint.optional(),
  /** The sender's reference; answers name it. */
  transaction: line.optional(),
  timestamp: time.optional(),
  /** By which means it is sent. */
  means: z.enum(MEANS).optional(),
  /** Of the answers (BCP 47). Whoever has no such language reads them as they are. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Za-z\d]{2,8}){0,3}$/)
    .optional(),
});

/** Why a finding that may be explained does not stand in the way, by its code. */
export const explained = z.strictObject({
  finding: z.string().regex(/^[A-Za-z\d-]{1,80}$/),
  reason: paragraph,
});

export const document = z.strictObject({
  reference: line.optional(),
  name: line,
  contentType: line,
  sizeBytes: sizeBytes.optional(),
  sha256: digest,
});

export const notification = z.strictObject({ timestamp: time, type: line, details: paragraph.optional() });

export const delivered = z.strictObject({ name: line, sizeBytes, sha256: digest });

export const delivery = z.strictObject({
  reference: line,
  timestamp: time,
  /** Which tasks it answers, counted from 1. */
  tasks: z.array(taskNumber).min(1).max(MAX_ITEMS),
  files: z.array(delivered).min(1).max(MAX_OBJECTS),
});

export const PRIORITIES = ['normal', 'urgent', 'emergency'] as const;

/** Status of an authorisation or a task: what its sender wishes, and what its receiver says. */
const statuses = {
  desiredStatus: line.optional(),
  status: line.optional(),
  statusReason: paragraph.optional(),
};

type Header = z.infer<typeof header>;
type Priority = (typeof PRIORITIES)[number];
type MessageDocument = z.infer<typeof document>;
type Notification = z.infer<typeof notification>;
type Delivery = z.infer<typeof delivery>;

interface Task {
  /** Of the form: an `item_list`, or a line that is ticked. */
  readonly field: string;
  readonly desiredStatus?: string | undefined;
  readonly status?: string | undefined;
  readonly statusReason?: string | undefined;
  /** The data asked for. */
  readonly details?: z.infer<typeof item> | undefined;
  /** Or assistance of another kind, with its answers. */
  readonly measure?: string | undefined;
  readonly answers?: Answers | undefined;
  /** Or, of a form that ticks what it asks for, the options that are ticked in its line. */
  readonly wanted?: readonly string[] | undefined;
}

export interface Message {
  readonly $schema: typeof MESSAGE_SCHEMA;
  readonly header: Header;
  readonly authorisation: {
    readonly form: string;
    readonly objectId?: string | undefined;
    readonly version?: number | undefined;
    readonly lastChanged?: string | undefined;
    readonly priority?: Priority | undefined;
    readonly approval?: z.infer<typeof approval> | undefined;
    readonly desiredStatus?: string | undefined;
    readonly status?: string | undefined;
    readonly statusReason?: string | undefined;
    readonly details: Answers;
    readonly explained?: readonly z.infer<typeof explained>[] | undefined;
  };
  /** What is asked for, item by item, in the order of the form: entries of its lists, or the lines that it ticks. */
  readonly tasks: readonly Task[];
  readonly documents?: readonly MessageDocument[] | undefined;
  readonly notifications?: readonly Notification[] | undefined;
  readonly deliveries?: readonly Delivery[] | undefined;
}

type Fields = readonly FormField[];

/** What says how the message of a form stands. */
export interface FormTold {
  readonly fields: Fields;
  readonly ticked?: Form['ticked'];
}

export const toldOf = ({ form, fields }: Pick<LegalForm, 'form' | 'fields'>): FormTold => ({
  fields,
  ticked: form.ticked,
});

/** The lines of which each that is ticked is a task. */
export function tickFields({ fields, ticked = {} }: FormTold): Fields {
  return fields.filter(({ id }) => Object.hasOwn(ticked, id));
}

/** The fields whose items are the tasks of a message, or that are tasks themselves. */
export function taskFields(told: FormTold): Fields {
  const ticks = tickFields(told);
  return told.fields.filter((field) => field.type === 'item_list' || ticks.includes(field));
}

/** The other answers of a form. */
export function detailsSchema(told: FormTold): z.ZodType<Answers> {
  const tasks = taskFields(told);
  return answersSchema(told.fields.filter((field) => !tasks.includes(field)));
}

export function kindsOf(fields: Fields): readonly AssistanceKind[] {
  return fields.flatMap(({ kinds = [] }) => kinds);
}

/** The parts of a message that are the same whatever the form. */
export const common = z.strictObject({
  $schema: z.literal(MESSAGE_SCHEMA),
  header,
  documents: z.array(document).min(1).max(MAX_OBJECTS).optional(),
  notifications: z.array(notification).min(1).max(MAX_OBJECTS).optional(),
  deliveries: z.array(delivery).min(1).max(MAX_OBJECTS).optional(),
});

/** Who approved it (ETSI TS 103 120, ApprovalDetails). */
export const approval = z.strictObject({
  name: line,
  /** In the case of the sender. */
  role: line,
  authority: line,
  country: state,
  place: line.optional(),
  timestamp: time,
  /** The last day on which it may be acted upon. */
  validUntil: day.optional(),
});

export const authorisation = z.strictObject({
  /** The sender's own of this object, the same in every version of it. */
  objectId: z
    .string()
    .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    .optional(),
  version: z.int().min(1).optional(),
  lastChanged: time.optional(),
  priority: z.enum(PRIORITIES).optional(),
  approval: approval.optional(),
  ...statuses,
  explained: z.array(explained).min(1).max(80).optional(),
});

/** What somebody has approved is known by its sender, its reference and its day. */
export const KNOWN_BY = ['sender', 'transaction', 'timestamp'] as const;

/** Strict: for one form. */
export function messageSchema(form: string, told: FormTold): z.ZodType<Message> {
  const items = taskFields(told);
  const message = common.extend({
    authorisation: authorisation.extend({ form: z.literal(form), details: detailsSchema(told) }),
    tasks:
      items.length === 0
        ? z.array(z.never()).max(0)
        : z
            .array(taskSchema(items, told))
            .max(MAX_ITEMS)
            .refine(inOrder(items), 'tasks in the order of the form, and a line that is ticked only once'),
  });
  return message.superRefine(({ header: head, authorisation: { approval: approved } }, context) => {
    const lacking = approved === undefined ? [] : KNOWN_BY.filter((name) => head[name] === undefined);
    for (const name of lacking)
      context.addIssue({
        code: 'custom',
        path: ['header', name],
        message: 'of what is approved, it is said',
      });
  });
}

/** `items`: the fields that ask. A field that several kinds of assistance have is of one type in all. */
export function taskSchema(items: Fields, told: FormTold): z.ZodType<Task> {
  const [kinds, ticks] = [kindsOf(told.fields), tickFields(told)];
  const task = z.strictObject({ field: z.enum(items.map(({ id }) => id)), ...statuses });
  if (kinds.length === 0 && ticks.length === 0) return task.extend({ details: item });
  const fields = new Map(kinds.flatMap((kind) => kind.fields.map((field) => [field.id, field] as const)));
  const measures = {
    measure: z.enum(kinds.map(({ id }) => id)).optional(),
    answers: answersSchema([...fields.values()]).optional(),
  };
  const whole = task.extend({
    details: item.optional(),
    ...(kinds.length === 0 ? {} : measures),
    ...(ticks.length === 0 ? {} : { wanted: z.array(line).min(1).max(MAX_TICKS).optional() }),
  }) as unknown as z.ZodType<Task>; // of its members, some of which this form does not have
  return whole.superRefine((one, context) => {
    const { field, measure, answers } = one;
    const whats = [one.details, measure, one.wanted].filter((what) => what !== undefined);
    const isTicked = ticks.some(({ id }) => id === field);
    const isOne = whats.length === 1 && isTicked === (one.wanted !== undefined);
    if (!isOne || (measure === undefined) !== (answers === undefined))
      context.addIssue({
        code: 'custom',
        message: isTicked ? 'wanted expected' : 'either details, or measure and answers, expected',
      });
    checkTicks(one, ticks, context);
    const kind = kinds.find(({ id }) => id === measure);
    for (const id of Object.keys(answers ?? {}))
      if (kind?.fields.every((of) => of.id !== id))
        context.addIssue({ code: 'custom', path: ['answers', id], message: `an answer that ${kind.id} has` });
  });
}

/** What is ticked are options of the line. */
function checkTicks({ field, wanted }: Task, ticks: Fields, context: z.RefinementCtx): void {
  const line = ticks.find(({ id }) => id === field);
  const parsed = wanted && line && answerSchema(line)?.safeParse(wanted);
  if (parsed?.success === false)
    for (const { path, message } of parsed.error.issues)
      context.addIssue({ code: 'custom', path: ['wanted', ...path], message });
}

function inOrder(items: Fields) {
  const at = (field: string): number => items.findIndex(({ id }) => id === field);
  return (tasks: readonly Task[]): boolean =>
    tasks.every(({ field, wanted }, i) => {
      const before = tasks[i - 1];
      if (before === undefined) return true;
      return at(field) > at(before.field) || (wanted === undefined && field === before.field);
    });
}

export interface Drafted {
  readonly legal: LegalForm;
  readonly answers: Answers;
  /** Why a finding that may be explained does not stand in the way, by its code. */
  readonly explained: Readonly<Record<string, string>>;
}

/** What a message says beside the answers. */
export type Envelope = Partial<Pick<Message, 'header' | 'documents' | 'notifications' | 'deliveries'>> & {
  readonly authorisation?: Pick<
    Message['authorisation'],
    | 'objectId'
    | 'version'
    | 'lastChanged'
    | 'priority'
    | 'approval'
    | 'desiredStatus'
    | 'status'
    | 'statusReason'
  >;
  /** By the place of the task, from 0. */
  readonly statuses?: readonly Pick<Task, 'desiredStatus' | 'status' | 'statusReason'>[];
};

/** What leaves, and so without the reasons for which checks were passed over: those are for the file alone (`file-part.ts`). */
export function messageOf(
  { legal, answers: all }: Omit<Drafted, 'explained'>,
  envelope: Envelope = {},
): Message {
  const answers = onlyAsked(legal, all);
  const told = toldOf(legal);
  const [items, ticks] = [taskFields(told), tickFields(told)];
  const details = legal.fields.flatMap((field): [string, Answer][] => {
    const answer = answers[field.id];
    return answer === undefined || items.includes(field) ? [] : [[field.id, answer]];
  });
  const tasks = items
    .flatMap((field): Task[] => {
      const { id } = field;
      if (!ticks.includes(field))
        return askedOf(answers, id).map((one) => ({
          field: id,
          ...(isMeasure(one) ? one : { details: one }),
        }));
      const wanted = answers[id] as readonly string[] | undefined; // a multichoice
      return wanted === undefined ? [] : [{ field: id, wanted }];
    })
    .map(({ field, ...what }, i) => ({ field, ...envelope.statuses?.[i], ...what }));
  const { documents, notifications, deliveries } = envelope;
  return {
    $schema: MESSAGE_SCHEMA,
    header: envelope.header ?? {},
    authorisation: {
      form: legal.form.id,
      ...envelope.authorisation,
      details: Object.fromEntries(details),
    },
    tasks,
    ...(documents && { documents }),
    ...(notifications && { notifications }),
    ...(deliveries && { deliveries }),
  };
}

/** The answers of a message, as its form has them. */
export function answersOf({ authorisation: { details }, tasks }: Message): Answers {
  const items: Record<string, Asked[]> = {};
  const ticks: Record<string, readonly string[]> = {};
  for (const { field, details: data, measure, answers = {}, wanted } of tasks)
    if (wanted !== undefined) ticks[field] = wanted;
    else
      (items[field] ??= []).push(
        ...(measure === undefined ? [] : [{ measure, answers }]),
        ...(data ? [data] : []),
      );
  return { ...details, ...items, ...ticks };
}

export function explainedOf({ authorisation: { explained: given = [] } }: Message): Record<string, string> {
  return Object.fromEntries(given.map(({ finding, reason }) => [finding, reason]));
}
