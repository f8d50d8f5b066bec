// Each of the checks of practice, accepted and refused by name (research on requests, section 6, numbers 1 to 19).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  law,
  SETTING,
  type Case,
  example,
  findings,
  levels,
  MAIL,
  CONTENT,
  HELD,
  withAuthority,
  REACHED_BY,
  withDeclaration,
} from '../../../test/support/practice-cases.ts';
import type { Knowledge } from '../../law/model.ts';
import { allFindings } from './checks.ts';
import { codeOf, mayBeExplained, mayGo } from '../request-finding.ts';
import { readRequest } from '../messages/request-file.ts';

/** Check, the case that it finds, its level, and one that it lets go. */
const SEARCH = { assistance: [{ measure: 'search', answers: { location: 'Office of the company' } }] };

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
const READING = { by: 'T. Example', unit: 'Cyber unit of Lyon', at: new Date('2026-11-20') };
const IP = { kind: 'ip', value: '198.51.100.7', port: '49152', from: '2026-10-02T11:20:05+02:00' };
const CALLED = { organisation: 'Cyber unit of Lyon', phone: '+33 4 72 00 00 00' };
/** The order says neither how grave the offence is nor why it is proportionate. */
const UNWEIGHED = { threshold: undefined, 'listed-offence': undefined, proportionality: undefined };
/** A form that does not ask once how all items are linked to the offence. */
function assisted(more: object): Case {
  const reason = 'The messages show who sent the threats and when they were planned.';
  const item = { ...CONTENT, wanted: ['messages'], reason, details: { protected: 'None.' }, ...more };
  return { form: 'mla-request', answers: { assistance: [item] } };
}

const DEVICE = { category: 'device', from: undefined, to: undefined };

/** Of data whose preservation ends 156 days from the day of the checks. */
const ENDING = {
  ...assisted({}),
  setting: { to: 'DE', preservations: [{ ...HELD, expiresAt: new Date('2027-05-01') }] },
};

/** Nothing is on record of who may ask for a kind of assistance. */
function withoutKinds(): Knowledge {
  const rules = law.competence.rules.map((one) => ({ ...one, kinds: [] }));
  return { ...law, competence: { ...law.competence, rules } };
}

const ROWS: readonly (readonly [code: string, Case, 'block' | 'warn' | 'suggest', Case])[] = [
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
    { law: withAuthority({ languages: ['ja'] }) },
    'block',
    { law: withAuthority({ languages: ['ja', 'en'] }) },
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
    { law: withAuthority({ transmission: ['by hand'] }), setting: { means: 'fax' } },
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

for (const [code, refused, level, accepted] of ROWS)
  test(`${code} is found, and let go where it is in order`, () => {
    assert.equal(levels(refused).get(code), level);
    assert.equal(levels(accepted).has(code), false);
    for (const { what, ref } of findings(refused))
      if (codeOf(what) === code) assert.notEqual(ref, '', 'with the article or the practice it rests on');
  });

/** Numbers of section 6 of the research on requests. */
const NINETEEN: readonly (readonly [number: number, codes: readonly string[]])[] = [
  [1, ['openSource']],
  [2, ['affiliate']],
  [3, ['notPreserved', 'preserve']],
  [4, ['preservationEnds']],
  [5, ['directRoute', 'counterpartCopy']],
  [6, ['cyberUnit', 'cyberUnitLater']],
  [
    7,
    [
      'portMissing',
      'timeMissing',
      'timeOnlyToTheMinute',
      'noStableId',
      'noStableIdentifier',
      'accountFormat',
    ],
  ],
  [8, ['noPeriod', 'noIdentifiers', 'allData']],
  [9, ['wrongEntity', 'holderNotListed', 'noAddress']],
  [10, ['noNexus', 'thinReason']],
  [11, ['notInForce', 'forceUnknown', 'dualCriminality']],
  [12, ['needsAuthority', 'notByThisForm', 'unvalidated', 'authorityAtHome', 'authorityUnknown']],
  [13, ['noUrgencyReason', 'noSecrecyReason']],
  [14, ['noThreat', 'callBack', 'noCallBackNumber']],
  [
    15,
    [
      'notInLanguage',
      'languageUnknown',
      'letterNotTranslated',
      'authorityAsks',
      'authorityNotListed',
      'otherAuthority',
      'contactUnconfirmed',
      'wayClosed',
      'wayUnknown',
      'meansNotSaid',
      'meansNotAccepted',
      'profileSilent',
      'assuranceAsked',
    ],
  ],
  [16, ['noFormat']],
  [17, ['duplicate']],
  [18, ['privilege']],
  [19, ['proportionality']],
];

test('each of the nineteen has a case that trips it and one that does not, and there is no check beside them', () => {
  assert.deepEqual(
    NINETEEN.map(([number]) => number),
    Array.from({ length: 19 }, (_, i) => i + 1),
  );
  const tried = new Set(ROWS.map(([code]) => code));
  assert.deepEqual([...tried].sort(), NINETEEN.flatMap(([, codes]) => codes).sort());
});

/** The Second Additional Protocol as if it were in force; Japan's declaration withdrawn on a day, or standing. */
function protocolInForce(until?: string): Knowledge {
  const inForce = {
    value: '2026-01-01',
    at: 'instruments.yaml:1',
    sources: [],
    confidence: 'confirmed',
  } as const;
  return {
    ...law,
    instruments: law.instruments.map((one) =>
      one.id === 'coe-cets-224' ? { ...one, status: 'binding', inForce } : one,
    ),
    parties: law.parties.map((one) =>
      one.instrument === 'coe-cets-224' && ['JP', 'RS', 'HU'].includes(one.state)
        ? { ...one, status: 'party', entryIntoForce: '2026-01-01', confidence: 'confirmed' }
        : one,
    ),
    declarations: law.declarations.map((one) =>
      one.instrument === 'coe-cets-224' && one.state === 'JP' && until !== undefined
        ? { ...one, until }
        : one,
    ),
  };
}

test('a State that declared not to apply the article of a form is not asked by it, until it withdraws that', () => {
  const blocked = (to: string, known: Knowledge, form = 'cets224-7'): string[] =>
    findings({ form, law: known, setting: { from: 'RS', to } }).flatMap(({ what, level }) =>
      'words' in what && codeOf(what) === 'notInForce' ? [`${level} ${what.words.join(' ')}`] : [],
    );
  const [japan] = blocked('JP', protocolInForce());
  assert.match(japan ?? '', /block .*JP Japan, Art\. 7\(9\)\(a\): Article 7 .* not applied/);
  assert.deepEqual(blocked('HU', protocolInForce()), [], 'Hungary declared nothing on record');
  assert.deepEqual(blocked('JP', protocolInForce(), 'cets224-8'), [], 'the way over its authority stays');
  assert.deepEqual(blocked('JP', protocolInForce('2026-11-26')), [], 'withdrawn');
  assert.equal(blocked('JP', protocolInForce('2026-11-27')).length, 1, 'withdrawn tomorrow');
});

test('a State is asked in its language where every sentence was translated into it', () => {
  const inSpanish = withAuthority({ languages: ['es-MX'] });
  assert.equal(levels({ law: inSpanish }).get('notInLanguage'), 'block');
  assert.equal(levels({ law: inSpanish, setting: { languages: ['en', 'es'] } }).has('notInLanguage'), false);
  const answered = levels({ form: 'spontaneous-information', setting: { language: 'fr' } });
  assert.deepEqual(
    [...answered],
    [['letterNotTranslated', 'block']],
    'of a letter that asks for nothing too',
  );
});

test('a complete example goes once what may be explained is, unless its instrument is not in force', () => {
  for (const { id: form } of law.forms) {
    const left = findings({ form, setting: { reading: READING } }).filter(
      ({ level, what }) => level === 'block' && !mayBeExplained(what),
    );
    const codes = new Set(left.map(({ what }) => codeOf(what)));
    for (const code of ['notInForce', 'forceUnknown']) codes.delete(code);
    assert.deepEqual([...codes], [], form);
  }
});

test('an answer is expected when the planner says so of the way by which the request travels', () => {
  const days = (given: Case): (string | undefined)[] =>
    findings(given).flatMap(({ what }) =>
      what.kind === 'practice' && what.code === 'preservationEnds' ? [String(what.words[2])] : [],
    );
  const soon = [{ ...HELD, expiresAt: new Date('2026-11-28') }];
  const by = (way: string | undefined): (string | undefined)[] =>
    days({ ...ENDING, setting: { ...ENDING.setting, preservations: soon, way } });
  assert.deepEqual(by('judicial-direct'), ['120']);
  assert.deepEqual(by('mla-central'), ['365']);
  assert.deepEqual(by(undefined), ['365'], 'begun from no plan: between central authorities');
  assert.deepEqual(by('interpol'), ['150'], 'no figure is on record of this way: para 20');
});

test('of light data, whether a privilege is concerned is asked and does not block', () => {
  const found = levels({});
  assert.equal(found.get('privilege'), 'warn');
  assert.deepEqual(levels({ form: 'spontaneous-information' }), new Map(), 'nothing is asked for');
});

test('a point that may be explained lets the request go once a reason is given; the others do not', () => {
  const found = findings({ form: 'cets224-9', item: CONTENT });
  const blocking = found.filter(({ level }) => level === 'block');
  const codes = blocking.map(({ what }) => codeOf(what));
  assert.ok(codes.includes('cyberUnit') && codes.includes('privilege') && codes.includes('notPreserved'));
  assert.equal(
    mayBeExplained({ kind: 'practice', code: 'cyberUnit', words: [] }),
    false,
    'a typed name is no reader',
  );
  const reasons = Object.fromEntries(codes.map((code) => [code, 'Seen by B. Example on 20 November.']));
  assert.equal(mayGo(found, {}), false);
  assert.equal(
    mayGo(found, reasons),
    blocking.every(({ what }) => mayBeExplained(what)),
  );
  assert.equal(mayBeExplained({ kind: 'practice', code: 'notInForce', words: [] }), false);
  assert.equal(mayBeExplained({ kind: 'practice', code: 'notByThisForm', words: [] }), false);
});

test('each of forty items is checked', () => {
  const raw = example('bc-31-subscriber');
  const [first] = raw.answers['data'] as Record<string, unknown>[];
  raw.answers['data'] = Array.from({ length: 40 }, () => first);
  const draft = readRequest(JSON.stringify(raw), law);
  assert.ok(allFindings(draft, law, SETTING).length >= 40);
});

test('an assurance that is asked for is given by the letter, each by its own answer', () => {
  const asks = ['reciprocity', 'speciality'] as const;
  const known = withDeclaration('Asks for both.', {}, asks);
  const declared = known.declarations.at(-1) ?? assert.fail();
  const untoc = { ...known, declarations: [{ ...declared, instrument: 'un-untoc-2000' }] };
  const open = (answers: Record<string, unknown>): unknown[] =>
    findings({ form: 'mla-request', law: untoc, answers }).flatMap(({ what, field }) =>
      'words' in what && codeOf(what) === 'assuranceAsked' ? [field, ...what.words.slice(2)] : [],
    );
  assert.deepEqual(open({ use: undefined }), ['use', 'reciprocity', 'speciality']);
  assert.deepEqual(open({ use: true }), ['assurances', 'reciprocity']);
  assert.deepEqual(open({ use: true, assurances: ['costs'] }), ['assurances', 'reciprocity']);
  assert.deepEqual(open({ use: true, assurances: ['reciprocity'] }), []);
});
