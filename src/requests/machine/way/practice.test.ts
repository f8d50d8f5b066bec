// Each of the checks of practice, accepted and refused by name (research on requests, section 6, numbers 1 to 19).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CONTENT,
  example,
  findings,
  HELD,
  law,
  levels,
  SETTING,
  SURE,
  withAuthority,
  withDeclaration,
  type Case,
} from '../../../../test/support/practice-cases.ts';
import { ENDING, READING, ROWS } from '../../../../test/support/practice-rows.ts';
import type { Knowledge } from '../../../law/model.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import { allFindings } from '../../verbs/drafting/checks/checks.ts';
import { practiceWords } from './finding.ts';
import { codeOf, mayBeExplained, mayGo } from './request-finding.ts';
import { readRequest } from '../messages/request-file.ts';

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
  [13, ['noUrgencyReason', 'noSecrecyReason', 'notConfidential']],
  [14, ['noThreat', 'callBack', 'noCallBackNumber']],
  [
    15,
    [
      'notInLanguage',
      'notInLanguageNotified',
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

test('what is old, of no date, read in a copy or only recalled of a language warns with its date, and does not hold a request back', () => {
  const said = (more: object): string =>
    ['notInLanguage', 'notInLanguageNotified']
      .map((code) => levels({ law: withAuthority({ ...SURE, languages: ['ja'], ...more }) }).get(code) ?? '-')
      .join(' ');
  assert.equal(said({}), 'block -');
  const weak = [
    { asOf: '2025-11-01' },
    { asOf: undefined },
    { sources: ['at-185'] },
    { confidence: 'recalled' },
  ];
  for (const one of weak) assert.equal(said(one), '- warn', JSON.stringify(one));
  const words = (more: object): string => {
    const found = findings({ law: withAuthority({ ...SURE, languages: ['ja', 'lt'], ...more }) });
    const one = found.find((finding) => codeOf(finding.what) === 'notInLanguageNotified');
    assert.ok(one?.what.kind === 'practice');
    return practiceWords(LANGUAGES.en, one.what.code, one.what.words);
  };
  assert.match(
    words({ asOf: '2010-09-16' }),
    /in: Japanese, Lithuanian\. Date of this record: 16 Sept? 2010\./,
  );
  assert.match(words({ asOf: undefined }), /The date of this record is not known\./);
});

test('a language that is known under one instrument says nothing of a request under another', () => {
  const other = withAuthority({ ...SURE, instruments: ['un-untoc-2000:18(14)'], languages: ['ja'] });
  assert.equal(levels({ law: other }).get('languageUnknown'), 'warn');
  assert.equal(levels({ law: other }).has('notInLanguage'), false);
});

test('a State is asked in its language where every sentence was translated into it', () => {
  const inSpanish = withAuthority({ ...SURE, languages: ['es-MX'] });
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
