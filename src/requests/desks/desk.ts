// What somebody asks of a desk: which of its lines, and from where on. As the address has it, so that it can be kept.
import { isUuid, type Uuid } from '../../base/ids.ts';
import { oneOf } from '../../web/fields/choice.ts';
import type { Fields } from '../../web/fields/field.ts';
import { text } from '../../web/fields/text.ts';

export const DESKS = ['outgoing', 'incoming', 'preservations', 'statistics'] as const;
export type Desk = (typeof DESKS)[number];

/** Of the name of a view that somebody keeps. */
export const VIEW_NAME_MAX = 60;

export const URGENCIES = ['normal', 'urgent', 'emergency'] as const;

export interface DeskFilter {
  readonly state: string | undefined;
  readonly counterpart: string | undefined;
  readonly urgency: (typeof URGENCIES)[number] | undefined;
  readonly form: string | undefined;
  /** With those that are closed. */
  readonly isAll: boolean;
}

/** Where a list goes on: after this line. */
export interface DeskPlace {
  /** `infinity` where nothing ends. */
  readonly due: string;
  readonly id: Uuid;
}

/** What is of no form is not asked for. */
export function readDeskFilter(query: URLSearchParams): DeskFilter {
  const of = (name: string, form: RegExp): string | undefined => {
    const text = query.get(name) ?? '';
    return form.test(text) ? text : undefined;
  };
  const urgency = URGENCIES.find((one) => one === query.get('urgency'));
  return {
    state: of('state', /^[a-zA-Z]{1,40}$/),
    counterpart: of('counterpart', /^[A-Z]{2}$/),
    urgency,
    form: of('form', /^[a-z0-9-]{1,80}$/),
    isAll: query.get('all') === 'yes',
  };
}

/** The same as an address: only what is asked for, always in the same order. */
export function deskQuery({ state, counterpart, urgency, form, isAll }: DeskFilter): URLSearchParams {
  const asked = { state, counterpart, urgency, form, all: isAll ? 'yes' : undefined };
  return new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

export function readDeskPlace(text: string): DeskPlace | undefined {
  const [due = '', id = ''] = text.split('~');
  const isTime = due === 'infinity' || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(due);
  return isTime && isUuid(id) ? { due, id } : undefined;
}

export function deskPlace(due: Date | undefined, id: Uuid): string {
  return `${due?.toISOString() ?? 'infinity'}~${id}`;
}

/** Where nothing is left to do; not shown unless asked for. */
export const SETTLED = ['closed'] as const;
export const HOLDING = ['requested', 'inForce', 'extended', 'productionAnnounced'] as const;

/** Closed list: what one shift writes to the next. */
export const SHIFT_KINDS = ['note', 'promise', 'handOver'] as const;
export type ShiftKind = (typeof SHIFT_KINDS)[number];

/** Of the agency: nothing of a case belongs here. */
export const SHIFT_NOTE = {
  kind: oneOf(SHIFT_KINDS, {
    ask: (say) => say.desks.noteKind,
    words: (say, kind) => say.desks.shiftKinds[kind],
    hints: (say, kind) => say.desks.shiftHints[kind],
    wrong: (say) => say.desks.kindNeeded,
    means: 'What it is: a note, something that the next shift is to keep, or what is handed over.',
  }),
  text: text({
    ask: (say) => say.desks.noteText,
    hint: (say) => say.desks.noteLead,
    max: 2000,
    rows: 5,
    wrong: (say) => say.desks.textNeeded,
    means: 'What the next shift is told.',
    isPrivate: true,
  }),
} satisfies Fields;
