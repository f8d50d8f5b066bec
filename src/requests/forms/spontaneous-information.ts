// Information that nobody asked for: Budapest Convention Art. 26 and UNTOC Art. 18(4) and (5).
import { hasChosen } from '../core/request-items.ts';
import type { Form } from '../core/form.ts';
import { ask } from './one-field-pages.ts';
import { referenceTask } from './reference.ts';
import { restsOnUntoc } from './rules.ts';
import { ASK, HINT, PART, WORDS } from './words.ts';
import { ASKING } from '../core/form-nature.ts';

export const spontaneousInformation: Form = {
  ...ASKING,
  id: 'spontaneous-information',
  purpose: 'tell',
  isFormal: false,
  goesTo: 'authority',
  channel: { id: 'spontaneous', is: 'best' },
  clocks: [],
  signing: 'atHome',
  onlyTells: true,
  begins: ({ kind, channel }) => kind !== 'preserve' && channel === 'spontaneous',
  tasks: [
    referenceTask(),
    {
      id: 'parties',
      title: PART.authorities,
      pages: [
        ask('sender', WORDS.spontaneousInformation.sender),
        ask('receiver', ASK.whoReceives),
        ask('basis', WORDS.spontaneousInformation.basis),
      ],
    },
    {
      id: 'information',
      title: WORDS.spontaneousInformation.information,
      pages: [
        ask('origin', WORDS.spontaneousInformation.origin),
        ask('why', WORDS.spontaneousInformation.why, WORDS.spontaneousInformation.whyHint),
        ask('content', WORDS.spontaneousInformation.content),
        ask(
          'attachments',
          WORDS.spontaneousInformation.attachments,
          WORDS.spontaneousInformation.attachmentsHint,
        ),
      ],
    },
    {
      id: 'conditions',
      title: WORDS.spontaneousInformation.conditions,
      pages: [
        ask('confidential', WORDS.spontaneousInformation.confidential),
        ask('use', WORDS.spontaneousInformation.use),
        ask(
          'acceptance',
          WORDS.spontaneousInformation.acceptance,
          WORDS.spontaneousInformation.acceptanceHint,
        ),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
  ],
  asked: {
    acceptance: ({ confidential, use }) => confidential === true || use !== undefined,
    exculpatory: (answers) => restsOnUntoc(answers, 'basis'),
  },
  binds: ({ confidential, use }) =>
    confidential === true || typeof use === 'string'
      ? { isConfidential: confidential === true, use: typeof use === 'string' ? use : undefined }
      : undefined,
  roles: { confidentiality: 'confidential' },
  rules: [
    {
      id: 'cannot-comply',
      level: 'warn',
      ref: 'coe-ets-185, Art. 26(2)',
      field: 'acceptance',
      words: WORDS.spontaneousInformation.cannotComplyRule,
      isMet: (answers) => !hasChosen(answers, 'acceptance', 'cannot'),
    },
  ],
};
