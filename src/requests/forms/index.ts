// The forms, in the order in which they are offered within a purpose. One line each: what a form is, it says itself.
import type { Step } from '../../channels/step.ts';
import type { DataCategory } from '../../law/model.ts';
import { PURPOSES, type Purpose, type Report } from '../core/form-nature.ts';
import type { Form } from '../core/form.ts';
import { annexIii } from './annex-iii.ts';
import { annexVi } from './annex-vi.ts';
import { annexV } from './annex-v.ts';
import { bc29Preservation } from './bc-29-preservation.ts';
import { bc30Disclosure } from './bc-30-disclosure.ts';
import { bc31Content } from './bc-31-content.ts';
import { bc31Subscriber } from './bc-31-subscriber.ts';
import { bc32bConsent } from './bc-32b-consent.ts';
import { bc33Traffic } from './bc-33-traffic.ts';
import { bc34Content } from './bc-34-content.ts';
import { cets22410 } from './cets224-10.ts';
import { cets2246 } from './cets224-6.ts';
import { cets2247 } from './cets224-7.ts';
import { cets2248 } from './cets224-8.ts';
import { cets2249 } from './cets224-9.ts';
import { eioA } from './eio-a.ts';
import { eioB } from './eio-b.ts';
import { eioC } from './eio-c.ts';
import { epocPr } from './epoc-pr.ts';
import { epoc } from './epoc.ts';
import { euDeliveryManifest } from './eu-delivery-manifest.ts';
import { mlaRequest } from './mla-request.ts';
import { providerEmergency } from './provider-emergency.ts';
import { providerPreservation } from './provider-preservation.ts';
import { spontaneousInformation } from './spontaneous-information.ts';
import { un42Preservation } from './un-42-preservation.ts';
import { clarificationAnswer } from './clarification-answer.ts';
import { clarification } from './clarification.ts';
import { extension } from './extension.ts';
import { partialResult } from './partial-result.ts';
import { refusal } from './refusal.ts';
import { supplement } from './supplement.ts';
import { withdrawal } from './withdrawal.ts';

const LIST: readonly Form[] = [
  bc29Preservation,
  un42Preservation,
  epocPr,
  annexV,
  annexVi,
  providerPreservation,
  mlaRequest,
  eioA,
  bc30Disclosure,
  bc31Subscriber,
  bc31Content,
  bc32bConsent,
  cets2246,
  cets2247,
  cets2248,
  epoc,
  bc33Traffic,
  bc34Content,
  cets2249,
  cets22410,
  providerEmergency,
  spontaneousInformation,
  eioC,
  clarification,
  refusal,
  partialResult,
  annexIii,
  eioB,
  euDeliveryManifest,
  extension,
  supplement,
  withdrawal,
  clarificationAnswer,
];

export const FORMS: readonly Form[] = PURPOSES.flatMap((wanted) =>
  LIST.filter(({ purpose }) => purpose === wanted),
);

/** Undefined: this program has no such form. */
export function formOf(id: string | undefined): Form | undefined {
  return FORMS.find((form) => form.id === id);
}

export function purposeOf(id: string): Purpose | undefined {
  return formOf(id)?.purpose;
}

/** Of the two orders of Regulation (EU) 2023/1543. */
export function isOrder(id: string): boolean {
  return orderOf(id) !== 'none';
}

export function orderOf(id: string): Form['order'] {
  return formOf(id)?.order ?? 'none';
}

/** Ids. */
export function ordersOf(...kinds: readonly Form['order'][]): readonly string[] {
  return FORMS.filter(({ order }) => kinds.includes(order)).map(({ id }) => id);
}

/** Ids. */
export function reporting(...reports: readonly Report[]): readonly string[] {
  return FORMS.filter((form) => reports.some((one) => one === form.reports)).map(({ id }) => id);
}

/** What asks that data be kept under an instrument, or goes on with what does. */
function keptUnder(instrument: string | undefined): Form | undefined {
  return FORMS.find(({ keeps }) => typeof keeps === 'object' && keeps.under === instrument);
}

/** Which of our forms a step of a plan is written on; undefined: none yet. */
export function formFor(
  { kind, channel, bases }: Pick<Step, 'kind' | 'channel' | 'bases'>,
  category: DataCategory,
  isEmergency: boolean,
): string | undefined {
  const step = { kind, channel, instrument: bases[0]?.instrument, category, isEmergency };
  return FORMS.find(({ begins }) => begins(step))?.id;
}

interface KeptBy {
  readonly form: string | undefined;
  readonly instrument: string | undefined;
}

/** Whether the provider itself was asked to keep the data, and no authority; by the form of the request, or else by the law. */
export function isKeptForProvider({ form, instrument }: KeptBy): boolean {
  return (formOf(form) ?? keptUnder(instrument))?.goesTo === 'provider';
}

/** What asks that a preservation last longer; the form of the Regulation where it was asked for by its order. */
export function extensionForm({ form, instrument }: KeptBy): string {
  const asked = form === undefined ? keptUnder(instrument) : formOf(form);
  const longer = FORMS.filter(({ keeps }) => keeps === 'longer');
  const own = longer.find(
    ({ follows }) => asked !== undefined && follows !== 'nothing' && follows.goesOn?.(asked) === true,
  );
  const found = own ?? longer.find(({ goesBySystem }) => !goesBySystem);
  if (found === undefined) throw new Error('no form asks that data be kept longer');
  return found.id;
}
