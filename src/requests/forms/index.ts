// The forms, in the order in which they are offered: preservation first, then what is disclosed.
import type { Form } from '../form.ts';
import { annexIii } from './annex-iii.ts';
import { annexVi } from './annex-vi.ts';
import { annexV } from './annex-v.ts';
import { bc29Preservation } from './bc-29-preservation.ts';
import { bc30Disclosure } from './bc-30-disclosure.ts';
import { bc31Content } from './bc-31-content.ts';
import { bc31Subscriber } from './bc-31-subscriber.ts';
import { bc32bConsent } from './bc-32b-consent.ts';
import { bc33Traffic, bc34Content } from './bc-real-time.ts';
import { cets22410 } from './cets224-10.ts';
import { cets2246 } from './cets224-6.ts';
import { cets2247 } from './cets224-7.ts';
import { cets2248 } from './cets224-8.ts';
import { cets2249 } from './cets224-9.ts';
import { epocPr } from './epoc-pr.ts';
import { epoc } from './epoc.ts';
import { euDeliveryManifest } from './eu-delivery-manifest.ts';
import { mlaRequest } from './mla-request.ts';
import { providerEmergency } from './provider-emergency.ts';
import { providerPreservation } from './provider-preservation.ts';
import { spontaneousInformation } from './spontaneous-information.ts';
import { un42Preservation } from './un-42-preservation.ts';
import { clarification, clarificationAnswer } from './clarification.ts';
import { extension } from './extension.ts';
import { partialResult } from './partial-result.ts';
import { refusal } from './refusal.ts';
import { supplement } from './supplement.ts';
import { withdrawal } from './withdrawal.ts';

/** What somebody wants to do, before they know what the form for it is called. */
export const PURPOSES = ['keep', 'obtain', 'realTime', 'emergency', 'tell', 'answer', 'goOn'] as const;
export type Purpose = (typeof PURPOSES)[number];

export const FORMS_FOR: { readonly [purpose in Purpose]: readonly Form[] } = {
  keep: [bc29Preservation, un42Preservation, epocPr, annexV, annexVi, providerPreservation],
  obtain: [
    mlaRequest,
    bc30Disclosure,
    bc31Subscriber,
    bc31Content,
    bc32bConsent,
    cets2246,
    cets2247,
    cets2248,
    epoc,
  ],
  realTime: [bc33Traffic, bc34Content],
  emergency: [cets2249, cets22410, providerEmergency],
  tell: [spontaneousInformation],
  answer: [clarification, refusal, partialResult, annexIii, euDeliveryManifest],
  goOn: [extension, supplement, withdrawal, clarificationAnswer],
};

export const FORMS: readonly Form[] = PURPOSES.flatMap((purpose) => FORMS_FOR[purpose]);

export function purposeOf(id: string): Purpose | undefined {
  return PURPOSES.find((purpose) => FORMS_FOR[purpose].some((form) => form.id === id));
}
