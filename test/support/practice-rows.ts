// The checks of practice, case by case: one that each finds, and one that it lets go.
import type { Knowledge } from '../../src/law/model.ts';
import {
  CONTENT,
  HELD,
  law,
  MAIL,
  REACHED_BY,
  SURE,
  withAuthority,
  withDeclaration,
  type Case,
} from './practice-cases.ts';
import { said as english } from './words.ts';

const SEARCH = { assistance: [{ measure: 'search', answers: { location: 'Office of the company' } }] };

const WATCHED = { assistance: [{ measure: 'surveillance', answers: { target: 'The car' } }] };

const CONTENT_ASKED: Case = { form: 'cets224-9', item: CONTENT };
const PRESERVED_CONTENT: Case = { ...CONTENT_ASKED, setting: { preservations: [HELD] } };
/** Of a time after the preservation took effect. */
const LATER = { ...CONTENT, to: '2026-10-20T00:00:00Z' };
const SEARCHED = {
  kind: 'done',
  on: '2026-11-20',
  by: 'C. Example',
  where: 'Registers',
  found: 'Nothing',
} as const;
export const READING = { by: 'T. Example', unit: 'Cyber unit of Lyon', at: new Date('2026-11-20') };
export const IP = { kind: 'ip', value: '198.51.100.7', port: '49152', from: '2026-10-02T11:20:05+02:00' };
const CALLED = { organisation: 'Cyber unit of Lyon', phone: '+33 4 72 00 00 00' };
/** The order says neither how grave the offence is nor why it is proportionate. */
const UNWEIGHED = { threshold: undefined, 'listed-offence': undefined, proportionality: undefined };
/** A form that does not ask once how all items are linked to the offence. */
function assisted(more: object): Case {
  const reason = 'The messages show who sent the threats and when they were planned.';
  const item = {
    ...CONTENT,
    wanted: ['messages'],
    reason,
    details: { protected: english.caseFile.noDeadlines },
    ...more,
  };
  return { form: 'mla-request', answers: { assistance: [item] } };
}

const DEVICE = { category: 'device', from: undefined, to: undefined };

/** Of data whose preservation ends 156 days from the day of the checks. */
export const ENDING = {
  ...assisted({}),
  setting: { to: 'DE', preservations: [{ ...HELD, expiresAt: new Date('2027-05-01') }] },
};

/** Nothing is on record of who may ask for a kind of assistance. */
function withoutKinds(): Knowledge {
  const rules = law.competence.rules.map((one) => ({ ...one, kinds: [] }));
  return { ...law, competence: { ...law.competence, rules } };
}

/** Check, the case that it finds, its level, and one that it lets go. */
export const ROWS: readonly (readonly [code: string, Case, 'block' | 'warn' | 'suggest', Case])[] = [
  ['openSource', {}, 'warn', { form: 'spontaneous-information' }],
  ['openSource', {}, 'warn', { setting: { openSearch: SEARCHED } }],
  ['openSource', {}, 'warn', { setting: { openSearch: { kind: 'notApplicable', reason: 'A mailbox.' } } }],
  [
    'affiliate',
    { item: { holder: 'Meta Platforms Ireland Limited' }, setting: { from: 'IE', to: 'US' } },
    'suggest',
    {},
  ],
  [
    'notPreserved',
    { form: 'cets224-9', item: CONTENT },
    'block',
    { form: 'cets224-9', item: CONTENT, setting: { preservations: [HELD] } },
  ],
  [
    'directRoute',
    { item: { holder: 'Google LLC' }, setting: { to: 'US' } },
    'suggest',
    { item: { holder: 'Google LLC' }, setting: { to: undefined } },
  ],
  [
    'counterpartCopy',
    { form: 'provider-emergency', setting: { to: 'US' } },
    'suggest',
    { form: 'provider-emergency', setting: { to: 'US', isCopied: true } },
  ],
  [
    'preservationEnds',
    {
      form: 'cets224-9',
      item: CONTENT,
      setting: { preservations: [{ ...HELD, expiresAt: new Date('2026-12-24') }] },
    },
    'warn',
    {
      form: 'cets224-9',
      item: CONTENT,
      setting: { preservations: [{ ...HELD, expiresAt: new Date('2028-01-01') }] },
    },
  ],
  // Long enough for an investigation order (120 days), too short for mutual assistance (up to a year).
  [
    'preservationEnds',
    { ...ENDING, setting: { ...ENDING.setting, way: 'mla-central' } },
    'warn',
    { ...ENDING, setting: { ...ENDING.setting, way: 'judicial-direct' } },
  ],
  ['notPreserved', { ...PRESERVED_CONTENT, item: LATER }, 'block', PRESERVED_CONTENT],
  [
    'preserve',
    { form: 'bc-30-disclosure', answers: { preservation: undefined }, item: { preservation: undefined } },
    'block',
    { form: 'bc-30-disclosure', item: { preservation: undefined } },
  ],
  ['cyberUnit', CONTENT_ASKED, 'block', { ...CONTENT_ASKED, setting: { reading: READING } }],
  // An image is made by somebody who knows how; the device itself is handed over.
  ['cyberUnit', assisted({ ...DEVICE, type: 'image' }), 'block', assisted({ ...DEVICE, type: 'device' })],
  [
    'cyberUnitLater',
    { ...CONTENT_ASKED, setting: { urgency: 'emergency' } },
    'block',
    { ...CONTENT_ASKED, setting: { urgency: 'emergency', reading: READING } },
  ],
  [
    'portMissing',
    { item: { identifiers: [{ ...IP, port: undefined }] } },
    'block',
    { item: { identifiers: [IP] } },
  ],
  [
    'timeMissing',
    { item: { identifiers: [{ ...IP, from: undefined }] } },
    'block',
    { item: { identifiers: [IP] } },
  ],
  [
    'timeOnlyToTheMinute',
    { item: { identifiers: [{ ...IP, from: '2026-10-02T11:20+02:00' }] } },
    'block',
    { item: { identifiers: [IP] } },
  ],
  [
    'noPeriod',
    { ...CONTENT_ASKED, item: { ...CONTENT, from: undefined, to: undefined } },
    'block',
    CONTENT_ASKED,
  ],
  [
    'noStableId',
    { item: { identifiers: [{ kind: 'url', value: 'https://social.example/the.harbour' }, MAIL] } },
    'block',
    { item: { identifiers: [{ kind: 'url', value: 'https://social.example/posts/1234567890' }] } },
  ],
  ['noIdentifiers', { item: { identifiers: [] } }, 'block', { item: { identifiers: [IP] } }],
  ['noFormat', { item: { format: undefined } }, 'warn', { item: { format: 'CSV, with SHA-256' } }],
  [
    'noStableIdentifier',
    { item: { identifiers: [{ kind: 'account', value: '@the.harbour' }] } },
    'block',
    { item: { identifiers: [{ kind: 'account', value: '@the.harbour' }, MAIL] } },
  ],
  [
    'accountFormat',
    { item: { holder: 'Discord Inc.', identifiers: [{ kind: 'account', value: 'Harbour Boss' }, MAIL] } },
    'warn',
    { item: { holder: 'Discord Inc.', identifiers: [{ kind: 'account', value: '80351110224678912' }] } },
  ],
  [
    'noStableIdentifier',
    { item: { holder: 'Discord Inc.', identifiers: [{ kind: 'account', value: 'harbour.boss' }] } },
    'block',
    { item: { holder: 'Discord Inc.', identifiers: [{ kind: 'account', value: '80351110224678912' }] } },
  ],
  [
    'allData',
    { item: { wanted: ['all available data'] } },
    'warn',
    { item: { wanted: ['name', 'address'] } },
  ],
  [
    'wrongEntity',
    { item: { holder: 'Facebook' } },
    'block',
    { item: { holder: 'Meta Platforms Ireland Limited' } },
  ],
  ['holderNotListed', {}, 'suggest', { item: { holder: 'Meta Platforms Ireland Limited' } }],
  [
    'thinReason',
    { item: { reason: 'Needed.' } },
    'warn',
    { item: { reason: 'Whoever held this address at that second opened the mailbox.' } },
  ],
  [
    'noAddress',
    { form: 'provider-emergency', answers: { provider: { organisation: 'Example Mail Inc.' } } },
    'block',
    { form: 'provider-emergency' },
  ],
  ['noNexus', assisted({ reason: 'Needed.' }), 'block', assisted({})],
  [
    'noNexus',
    { form: 'bc-29-preservation', item: CONTENT, answers: { relation: undefined } },
    'block',
    { form: 'bc-29-preservation', item: CONTENT },
  ],
  ['notInForce', { form: 'un-42-preservation' }, 'block', {}],
  ['forceUnknown', { setting: { to: 'NR' } }, 'block', {}],
  [
    'unvalidated',
    { form: 'epoc-pr', answers: { 'no-prior-validation': true } },
    'block',
    { form: 'epoc-pr' },
  ],
  ['authorityAtHome', { form: 'mla-request', answers: SEARCH }, 'suggest', {}],
  [
    'authorityUnknown',
    { form: 'mla-request', answers: SEARCH, law: withoutKinds() },
    'warn',
    { form: 'mla-request', answers: SEARCH },
  ],
  [
    'noUrgencyReason',
    { setting: { urgency: 'urgent' }, answers: { urgency: undefined } },
    'block',
    { setting: { urgency: 'urgent' }, answers: { urgency: 'The log is deleted on 3 December.' } },
  ],
  [
    'noSecrecyReason',
    { answers: { confidentiality: 'Yes' } },
    'block',
    { answers: { confidentiality: 'The suspect must not learn of it before the search.' } },
  ],
  [
    'notConfidential',
    { form: 'mla-request', answers: WATCHED },
    'block',
    { form: 'mla-request', answers: WATCHED, setting: { isConfidential: true } },
  ],
  [
    'notConfidential',
    { form: 'eio-a', setting: { to: 'DE' } },
    'block',
    { form: 'eio-a', setting: { to: 'DE', isConfidential: true } },
  ],
  [
    'noThreat',
    { setting: { urgency: 'emergency' } },
    'block',
    { form: 'cets224-9', setting: { urgency: 'emergency' } },
  ],
  [
    'noCallBackNumber',
    {
      setting: { urgency: 'emergency' },
      answers: { confirm: { name: 'B. Example', email: 'b@contact.example' } },
    },
    'block',
    { setting: { urgency: 'emergency' } },
  ],
  [
    'noThreat',
    { form: 'cets224-9', answers: { emergency: 'A threat to life.' }, setting: { urgency: 'emergency' } },
    'block',
    { form: 'cets224-9', setting: { urgency: 'emergency' } },
  ],
  [
    'callBack',
    { form: 'provider-emergency', setting: { urgency: 'emergency' } },
    'block',
    { form: 'provider-emergency', setting: { urgency: 'emergency', inDirectory: ['+33 4 72 00 00 00'] } },
  ],
  [
    'noCallBackNumber',
    { form: 'cets224-9', setting: { urgency: 'emergency' }, answers: { authority: { organisation: 'A' } } },
    'block',
    { form: 'cets224-9', setting: { urgency: 'emergency' }, answers: { authority: CALLED } },
  ],
  ['languageUnknown', {}, 'warn', { law: withAuthority({ languages: ['en'] }) }],
  [
    'notInLanguage',
    { law: withAuthority({ ...SURE, languages: ['ja'] }) },
    'block',
    { law: withAuthority({ ...SURE, languages: ['ja', 'en'] }) },
  ],
  [
    'notInLanguageNotified',
    { law: withAuthority({ ...SURE, asOf: '2010-09-16', languages: ['ja'] }) },
    'warn',
    { law: withAuthority({ ...SURE, languages: ['ja'] }) },
  ],
  [
    'letterNotTranslated',
    { setting: { language: 'fr' } },
    'block',
    { setting: { language: 'fr', languages: ['en', 'fr'] } },
  ],
  [
    'authorityAsks',
    { law: withAuthority({ requiredContent: ['the text of the law'] }) },
    'block',
    { law: withAuthority({}) },
  ],
  // Its 24/7 point takes no such request, though it is named under the same treaty.
  [
    'authorityNotListed',
    { law: withAuthority({ roles: ['contact_24_7'], instruments: ['coe-ets-185:35'] }) },
    'warn',
    { law: withAuthority({}) },
  ],
  [
    'otherAuthority',
    { law: withAuthority({}), answers: { requested: { organisation: 'Police of Tokyo' } } },
    'warn',
    { law: withAuthority({}), answers: { requested: { organisation: 'Central authority of Japan' } } },
  ],
  [
    'contactUnconfirmed',
    { answers: { requested: { organisation: 'A', phone: '+44 20 7946 0958' } } },
    'warn',
    {
      answers: { requested: { organisation: 'A', phone: '+44 20 7946 0958' } },
      setting: { theirContacts: ['+44 20 7946 0958'] },
    },
  ],
  [
    'authorityAsks',
    { law: withAuthority({ urgentChannel: 'I-24/7' }), setting: { urgency: 'urgent' } },
    'block',
    { law: withAuthority({ urgentChannel: 'I-24/7' }) },
  ],
  // A request to an authority does not go as consent of the holder.
  ['wayClosed', { setting: { way: 'consent' } }, 'block', { setting: { way: 'mla-central' } }],
  ['wayUnknown', { setting: { to: 'NR' } }, 'warn', {}],
  [
    'meansNotSaid',
    { law: withAuthority({ transmission: ['post'] }) },
    'block',
    { law: withAuthority({ transmission: ['post'] }), setting: { means: 'post' } },
  ],
  // Where nobody knows what they take, it is said all the same.
  ['meansNotSaid', { law: withAuthority({}) }, 'warn', { law: withAuthority({}), setting: { means: 'fax' } }],
  // Which address of theirs the letter gives says nothing of how it goes.
  [
    'meansNotAccepted',
    {
      law: withAuthority({ transmission: ['post', 'courier'] }),
      answers: REACHED_BY({ address: 'Quay 1' }),
      setting: { means: 'secure_email' },
    },
    'block',
    {
      law: withAuthority({ transmission: ['post', 'courier'] }),
      answers: REACHED_BY({ email: 'a@b.example' }),
      setting: { means: 'courier' },
    },
  ],
  // Nor does the way of the planner.
  [
    'meansNotAccepted',
    { law: withAuthority({ transmission: ['i24_7'] }), setting: { way: 'interpol', means: 'fax' } },
    'block',
    { law: withAuthority({ transmission: [english.counterpartCopy.byHand] }), setting: { means: 'fax' } },
  ],
  [
    'profileSilent',
    { law: withAuthority({}) },
    'warn',
    {
      law: withDeclaration(
        'Asks for reciprocity.',
        { transmission: ['post'], form: 'Paper', requiredContent: [] },
        ['reciprocity'],
      ),
    },
  ],
  [
    'assuranceAsked',
    { law: withDeclaration('Gives assistance on condition of reciprocity.', {}, ['reciprocity']) },
    'block',
    // Words that nobody has coded ask for nothing that a program could know.
    { law: withDeclaration('Speaks of reciprocity in its preamble.', {}) },
  ],
  [
    'duplicate',
    {
      setting: { others: [{ reference: 'FR-2026-000012/R1', form: 'x', holders: ['Example Telecom K.K'] }] },
    },
    'warn',
    { setting: { others: [{ reference: 'FR-2026-000012/R1', form: 'x', holders: ['Another Telecom'] }] } },
  ],
  ['dualCriminality', {}, 'warn', { form: 'provider-emergency' }],
  ['dualCriminality', {}, 'warn', { form: 'bc-32b-consent' }],
  // A consent asks nobody in the State where the data are.
  [
    'authorityNotListed',
    { setting: { to: 'FJ' } },
    'warn',
    { form: 'bc-32b-consent', setting: { to: 'FJ' } },
  ],
  ['languageUnknown', { setting: { to: 'FJ' } }, 'warn', { form: 'bc-32b-consent', setting: { to: 'FJ' } }],
  ['meansNotSaid', { setting: { to: 'FJ' } }, 'warn', { form: 'bc-32b-consent', setting: { to: 'FJ' } }],
  ['profileSilent', { setting: { to: 'FJ' } }, 'warn', { form: 'bc-32b-consent', setting: { to: 'FJ' } }],
  ['needsAuthority', { form: 'epoc' }, 'warn', {}],
  ['notByThisForm', { form: 'cets224-7', item: CONTENT }, 'block', { form: 'cets224-7' }],
  [
    'privilege',
    CONTENT_ASKED,
    'block',
    { ...CONTENT_ASKED, item: { ...CONTENT, details: { protected: 'None is concerned.' } } },
  ],
  ['proportionality', CONTENT_ASKED, 'warn', {}],
  ['proportionality', { form: 'epoc', answers: UNWEIGHED }, 'warn', { form: 'epoc' }],
];
