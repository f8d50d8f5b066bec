// The answers to the questions of "Share evidence", as they travel from page to page until all are given.
import type { Uuid } from '../../base/ids.ts';
import { isStateCode } from '../../law/states.ts';
import type { Messages } from '../../web/messages.ts';
import type { Errors } from '../../web/parts.ts';
import { formLine } from '../../web/form-line.ts';
import {
  BASES,
  HANDS_OVER,
  obstacleOf,
  type Basis,
  type HandsOver,
  type Share,
  type ShareLine,
} from './share.ts';

export const STEPS = ['exhibits', 'ground', 'receiver', 'basis', 'how', 'check'] as const;
export type Step = (typeof STEPS)[number];

export interface ShareForm {
  readonly key: Uuid;
  /** Items of the case. */
  readonly items: readonly number[];
  readonly ground: string;
  readonly name: string;
  readonly state: string;
  readonly recipient: string;
  readonly basis: Basis | undefined;
  readonly reference: string;
  readonly purpose: string;
  readonly handsOver: HandsOver | undefined;
  readonly details: 'go' | 'stay' | undefined;
}

export const EMPTY: Omit<ShareForm, 'key' | 'items'> = {
  ground: '',
  name: '',
  state: '',
  recipient: '',
  basis: undefined,
  reference: '',
  purpose: '',
  handsOver: undefined,
  details: undefined,
};

const LENGTHS = { ground: 400, name: 200, recipient: 4100, reference: 300, purpose: 400 } as const;
type TextField = keyof typeof LENGTHS;

export function readShareForm(fields: URLSearchParams, key: Uuid): ShareForm {
  const text = (name: string): string => (fields.get(name) ?? '').trim();
  const items = fields.getAll('items').filter((one) => /^[1-9]\d{0,8}$/.test(one));
  return {
    key,
    items: [...new Set(items.map(Number))],
    ground: text('ground'),
    name: text('name'),
    state: text('state'),
    recipient: text('recipient'),
    basis: BASES.find((one) => one === fields.get('basis')),
    reference: text('reference'),
    purpose: text('purpose'),
    handsOver: HANDS_OVER.find((one) => one === fields.get('handsOver')),
    details: (['go', 'stay'] as const).find((one) => one === fields.get('details')),
  };
}

export interface ShareAnswers {
  readonly form: ShareForm;
  /** Of the case, all that the first question lists. */
  readonly lines: readonly ShareLine[];
}

export function chosen({ form, lines }: ShareAnswers): ShareLine[] {
  return lines.filter((one) => form.items.includes(one.item) && obstacleOf(one) === undefined);
}

export function isLimited(answers: ShareAnswers): boolean {
  return chosen(answers).some(({ conditions }) => conditions.length > 0);
}

/** Steps that are asked for these answers, in order. */
export function stepsOf(answers: ShareAnswers): Step[] {
  return STEPS.filter((step) => step !== 'ground' || isLimited(answers));
}

export function errorsOf(say: Messages, step: Step, answers: ShareAnswers): Errors {
  const { form } = answers;
  const words = say.share;
  const errors: { [field: string]: string } = {};
  const need = (field: TextField): void => {
    const max = LENGTHS[field];
    const read = formLine(max).safeParse(form[field]);
    if (!read.success) errors[field] = say.form.tooLong(words.labels[field], max);
    else if (read.data === '') errors[field] = say.form.needed(words.needed[field]);
  };
  switch (step) {
    case 'exhibits':
      if (chosen(answers).length === 0) errors['items'] = words.chooseExhibit;
      return errors;
    case 'ground':
      need('ground');
      return errors;
    case 'receiver':
      need('name');
      if (!isStateCode(form.state)) errors['state'] = words.chooseState;
      if (form.recipient !== '' && !/^age1[0-9a-z]{58,4000}$/.test(form.recipient))
        errors['recipient'] = words.recipientForm;
      return errors;
    case 'basis':
      if (form.basis === undefined) errors['basis'] = say.form.choose;
      need('reference');
      need('purpose');
      return errors;
    case 'how':
      if (form.handsOver === undefined) errors['handsOver'] = say.form.choose;
      if (form.details === undefined) errors['details'] = say.form.choose;
      return errors;
    case 'check':
      return errors;
  }
}

/** The step of this name, or the next one that is asked for these answers. */
export function stepAt(name: string, answers: ShareAnswers): Step {
  const asked = stepsOf(answers);
  const from = STEPS.findIndex((step) => step === name);
  return STEPS.find((step, i) => i >= from && from !== -1 && asked.includes(step)) ?? 'check';
}

/** The first step before `to` that is not answered well; undefined when all are. */
export function firstOpen(say: Messages, to: Step, answers: ShareAnswers): Step | undefined {
  const steps = stepsOf(answers);
  const before = steps.slice(0, Math.max(0, steps.indexOf(to)));
  return before.find((step) => Object.keys(errorsOf(say, step, answers)).length > 0);
}

/** Undefined while an answer is missing. */
export function shareOf(answers: ShareAnswers): Share | undefined {
  const { basis, handsOver, details, ...form } = answers.form;
  if (basis === undefined || handsOver === undefined || details === undefined) return undefined;
  const line = (text: string): string => text.replace(/\s+/g, ' ').trim();
  return {
    exhibits: chosen(answers).map(({ number }) => number),
    receiver: { name: line(form.name), state: form.state },
    recipient: form.recipient === '' ? undefined : form.recipient,
    handsOver,
    withDetails: details === 'go',
    basis: { type: basis, id: line(form.reference) },
    purpose: line(form.purpose),
    ground: isLimited(answers) ? line(form.ground) : undefined,
  };
}
