// A request as JSON: the message that goes out (`message.ts`), or a draft written by hand (form and answers alone). Strict: an
// unknown form or field, and an answer of the wrong kind, is refused with its place.
import * as z from 'zod';
import { Refusal } from '../../../base/refusal.ts';
import type { Knowledge } from '../../../law/model.ts';
import { readAnswers, readBy } from '../../core/read-answers.ts';
import { legalForm, type LegalForm } from '../../core/form.ts';
import { FORMS, formOf } from '../../forms/index.ts';
import {
  answersOf,
  explainedOf,
  MESSAGE_SCHEMA,
  messageOf,
  messageSchema,
  toldOf,
  type Drafted,
  type Envelope,
  type Message,
} from './message.ts';
import { strictJson } from './strict-json.ts';

const DRAFT_FILE_VERSION = 1;
export const MAX_CHARACTERS = 16 * 1024 * 1024;

export type DraftRequest = Drafted;

type Forms = Pick<Knowledge, 'forms'>;

const draftFile = z.strictObject({
  v: z.literal(DRAFT_FILE_VERSION),
  form: z.string().max(80),
  answers: z.record(z.string().max(80), z.unknown()),
  explained: z.record(z.string().max(80), z.string().trim().min(1).max(4000)).optional(),
});

/** Enough of a message to see of which form it is. */
const begun = z.looseObject({
  $schema: z.literal(MESSAGE_SCHEMA),
  authorisation: z.looseObject({ form: z.string().max(80) }),
});

/** Refusals: tooLarge, badInput. A draft may lack answers; `findingsOf` says which. */
export function readRequest(text: string, law: Forms): DraftRequest {
  const raw = strictJson(text, MAX_CHARACTERS);
  return isMessage(raw) ? draftOf(messageFrom(raw, law), law) : readDraft(raw, law);
}

/** Refusals: tooLarge, badInput. */
export function readMessage(text: string, law: Forms): Message {
  return messageFrom(strictJson(text, MAX_CHARACTERS), law);
}

/** From a value that was read from outside. Refusals: badInput. */
export function messageFrom(raw: unknown, law: Forms): Message {
  const { form } = readBy(begun, raw, 'the message').authorisation;
  return readBy(messageSchema(form, toldOf(formNamed(form, law))), raw, 'the message');
}

export function draftOf(message: Message, law: Forms): DraftRequest {
  const legal = formNamed(message.authorisation.form, law);
  return { legal, answers: answersOf(message), explained: explainedOf(message) };
}

export function writeRequest(draft: Omit<DraftRequest, 'explained'>, envelope?: Envelope): string {
  return `${JSON.stringify(messageOf(draft, envelope), undefined, 2)}\n`;
}

/** As it was signed before there was a part for the file alone: with the reasons for which checks were passed over. */
export function writeWithReasons(draft: DraftRequest): string {
  const message = messageOf(draft);
  const given = Object.entries(draft.explained).map(([finding, reason]) => ({ finding, reason }));
  const authorisation = { ...message.authorisation, ...(given.length > 0 && { explained: given }) };
  return `${JSON.stringify({ ...message, authorisation }, undefined, 2)}\n`;
}

function readDraft(raw: unknown, law: Forms): DraftRequest {
  const { form, answers, explained = {} } = readBy(draftFile, raw, 'the file');
  const legal = formNamed(form, law);
  return { legal, answers: readAnswers(legal, answers), explained };
}

function isMessage(raw: unknown): boolean {
  return typeof raw === 'object' && raw !== null && '$schema' in raw;
}

function formNamed(id: string, { forms }: Forms): LegalForm {
  const form = formOf(id);
  if (form === undefined)
    throw new Refusal('badInput.formOfFile', {
      forms: FORMS.map((one) => one.id).join(', '),
      found: `'${id}'`,
    });
  return legalForm(form, forms);
}
