// The answers to the questions of "Share evidence", as they travel from page to page until all are given.
import { isStateCode } from '../../law/states.ts';
import type { Messages } from '../../web/messages.ts';
import { formLine } from '../../web/form-line.ts';
import type { Steps } from '../../web/steps.ts';
import {
  BASES,
  HANDS_OVER,
  obstacleOf,
  type Basis,
  type HandsOver,
  type Share,
  type ShareLine,
} from './share.ts';

/** In the order in which they are asked: first what names nobody. The last is no question: what will leave is looked at. */
const STEPS = [
  'items',
  'state',
  'basis',
  'handsOver',
  'details',
  'name',
  'recipient',
  'reference',
  'purpose',
  'ground',
  'check',
] as const;
export type ShareStep = (typeof STEPS)[number];

/** Names and private text of the custody record. */
export const DETAILS = ['go', 'stay'] as const;

export interface ShareForm {
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

const LENGTHS = { ground: 400, name: 200, reference: 300, purpose: 400 } as const;

export function readShareForm(fields: URLSearchParams): ShareForm {
  const text = (name: string): string => (fields.get(name) ?? '').trim();
  const items = fields.getAll('items').filter((one) => /^[1-9]\d{0,8}$/.test(one));
  return {
    items: [...new Set(items.map(Number))],
    ground: text('ground'),
    name: text('name'),
    state: text('state'),
    recipient: text('recipient'),
    basis: BASES.find((one) => one === fields.get('basis')),
    reference: text('reference'),
    purpose: text('purpose'),
    handsOver: HANDS_OVER.find((one) => one === fields.get('handsOver')),
    details: DETAILS.find((one) => one === fields.get('details')),
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

function isLimited(answers: ShareAnswers): boolean {
  return chosen(answers).some(({ conditions }) => conditions.length > 0);
}

/** `key`: what was asked for under it is not made twice. */
export function shareSteps(say: Messages, answers: ShareAnswers): Steps<ShareStep> {
  return {
    steps: STEPS.filter((step) => step !== 'ground' || isLimited(answers)),
    posted: STEPS.slice(STEPS.indexOf('name')),
    more: ['key'],
    wrong: (step, given) => wrongWith(say, step, answers, given),
  };
}

function wrongWith(
  say: Messages,
  step: ShareStep,
  answers: ShareAnswers,
  given: URLSearchParams,
): string | undefined {
  const { form } = answers;
  const words = say.share;
  switch (step) {
    case 'items':
      return chosen(answers).length === 0 ? words.chooseExhibit : undefined;
    case 'state':
      return isStateCode(form.state) ? undefined : words.chooseState;
    case 'basis':
    case 'handsOver':
    case 'details':
      return form[step] === undefined ? say.form.choose : undefined;
    case 'recipient':
      // It may stay empty, and is asked.
      if (form.recipient === '') return given.has(step) ? undefined : words.recipientForm;
      return /^age1[0-9a-z]{58,4000}$/.test(form.recipient) ? undefined : words.recipientForm;
    case 'name':
    case 'reference':
    case 'purpose':
    case 'ground': {
      const read = formLine(LENGTHS[step]).safeParse(form[step]);
      if (!read.success) return say.form.tooLong(words.labels[step], LENGTHS[step]);
      return read.data === '' ? say.form.needed(words.needed[step]) : undefined;
    }
    case 'check':
      return undefined;
  }
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
