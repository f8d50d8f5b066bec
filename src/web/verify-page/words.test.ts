// The page in six languages: every sentence is there, says every figure and name it is given, and leaves no place open.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHECKS, type Check, type Counts } from '../../verify/checks.ts';
import { Fault, FAULT_CODES } from '../../verify/fault.ts';
import type { Statement } from '../../verify/report.ts';
import { IntlMessageFormat } from 'intl-messageformat';
import { fillMessage } from '../../verify/fill-message.ts';
import { ENGLISH } from '../../verify/words-english.ts';
import { textsOf } from '../message-arguments.ts';
import { LANGUAGES } from '../messages.ts';
import type { Words } from '../words.ts';
import { checkerLanguage, languageFor } from './checker-languages.ts';

const STATEMENTS: { readonly [id in Statement['id']]: Extract<Statement, { readonly id: id }> } = {
  unchanged: { id: 'unchanged', files: 7_041, bytes: 2_200 },
  sealed: { id: 'sealed', origin: 'fr.example/custody', fingerprint: 'ab12' },
  logged: { id: 'logged', events: 7_041, exhibits: 8_042, origin: 'fr.example/custody', size: 9_043 },
  complete: { id: 'complete' },
  signedByOfficers: { id: 'signedByOfficers', events: 7_041, passkeys: 8_042 },
  sameAsEvents: { id: 'sameAsEvents', exhibits: 7_041 },
  recordsCertified: {
    id: 'recordsCertified',
    exhibits: 7_041,
    keeper: 'Example Mail',
    custodian: 'Rita Example',
  },
  recordsLeftOut: { id: 'recordsLeftOut', custodian: 'Rita Example', leftOut: 'messages of others' },
  trusted: { id: 'trusted', origin: 'fr.example/custody' },
  keysFollowed: { id: 'keysFollowed', origin: 'fr.example/custody', changes: 7_041 },
  witnessed: { id: 'witnessed', names: ['pt.example', 'rs.example'] },
  stamped: { id: 'stamped', authority: 'tsa.example', time: '2026-11-03T09:30:00Z' },
  notChecked: { id: 'notChecked', algorithms: ['ml-dsa-44'] },
  whoseKeys: { id: 'whoseKeys', origin: 'fr.example/custody', witnesses: ['pt.example'] },
  keyNotNamed: { id: 'keyNotNamed', algorithm: 'ML-DSA-44' },
  oldKeysNotTrusted: { id: 'oldKeysNotTrusted', origin: 'fr.example/custody', index: 7_041 },
  noWitnesses: { id: 'noWitnesses' },
  noStamps: { id: 'noStamps' },
  stampNotTrusted: { id: 'stampNotTrusted', authority: 'tsa.example', time: '2026-11-03T09:30:00Z' },
  clockWentBack: { id: 'clockWentBack', index: 7_041 },
  signedForOfficers: { id: 'signedForOfficers', events: 7_041 },
  whatOfficersSaw: { id: 'whatOfficersSaw' },
  withheld: { id: 'withheld', details: 7_041 },
  destroyed: { id: 'destroyed', number: 'FR-2026-000012-3' },
  forPeople: { id: 'forPeople' },
  later: { id: 'later', size: 7_041 },
  trueWhenSeized: { id: 'trueWhenSeized' },
  toldTheTruth: { id: 'toldTheTruth' },
  requestAuthorised: {
    id: 'requestAuthorised',
    reference: 'FR-2026-000012/R4',
    version: 7_041,
    person: 'Paula Example',
    role: 'prosecutor',
    at: '2026-11-03T09:30:00Z',
    letter: 'ab12',
    index: 8_042,
  },
  requestComplete: { id: 'requestComplete' },
  requestStands: { id: 'requestStands' },
  requestEnded: { id: 'requestEnded', index: 7_041, cause: 'change' },
  requestPerson: { id: 'requestPerson' },
};

/** Figures that stand in no sentence by chance. */
const MANY: Counts = Object.fromEntries(
  (
    'files payloadFiles tagFiles changes logSize witnesses events items heads ' +
    'keys exhibits version details conditions tokens trusted'
  )
    .split(' ')
    .map((name) => [name, 7_041]),
);

const shown = (value: unknown): string[] => {
  if (typeof value === 'number') return [String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f')];
  return Array.isArray(value) ? value.map(String) : [String(value)];
};

const english = checkerLanguage(LANGUAGES.en);

for (const [code, messages] of Object.entries(LANGUAGES)) {
  const { page, report, units, say } = checkerLanguage(messages);

  test(`${code}: every sentence of the checks says what it is given`, () => {
    for (const one of Object.values(STATEMENTS)) {
      const words = report.statement(one);
      assert.doesNotMatch(words, /[{}]|undefined/, one.id);
      for (const [name, value] of Object.entries(one)) {
        // The log is named beside the others; sizes are rounded.
        if (
          name === 'id' ||
          name === 'bytes' ||
          (name === 'origin' && /^(?:logged|whoseKeys|keysFollowed)$/.test(one.id))
        )
          continue;
        for (const part of shown(value))
          assert.ok(words.includes(part), `${one.id} without ${name}: ${words}`);
      }
    }
    for (const name of CHECKS)
      for (const counts of [MANY, {}, { ...MANY, withheld: 8_042, byOfficers: 3, forOfficers: 4 }])
        for (const outcome of ['passed', 'failed', 'notChecked'] as const) {
          const check: Check = { name, outcome, counts };
          assert.match(report.checkWords(check), /\S/, name);
          assert.doesNotMatch(report.checkWords(check), /[{}]|undefined|NaN/, name);
        }
    const fault = report.faultLine(new Fault('fileChanged', 'data/x', 'this', 'that'));
    for (const part of ['data/x', 'this', 'that']) assert.ok(fault.includes(part), fault);
    for (const name of FAULT_CODES) assert.match(report.faultWords[name], /\S/);
    assert.equal(units.length, 6);
  });

  test(`${code}: the page itself says everything`, () => {
    for (const [name, text] of Object.entries(page.fixed)) assert.match(text, /\S/, name);
    if (code !== 'en')
      for (const [name, text] of Object.entries(report.checkTitles))
        assert.notEqual(text, english.report.checkTitles[name as 'entries'], name); // its own keys
    for (const text of [
      say(page.exhibitLead, { files: 7_041, size: '2 kB', events: 8_042 }),
      say(page.destroyedLead, { events: 8_042 }),
      say(page.more, { count: 8_042 }),
    ])
      assert.match(text, /8\u202f042/);
  });

  test(`${code}: a message is filled as the library of the other pages fills it`, () => {
    const { locale } = messages.language;
    for (const [path, texts] of textsOf(messages.checker as Words))
      for (const text of texts)
        for (const count of [0, 1, 2, 3, 5, 11, 21, 100]) {
          const values = Object.fromEntries(
            [...text.matchAll(/\{(\w+)/g)].map(([, name = '']) => [name, count]),
          );
          const said = fillMessage(text, locale, values, (_, value) => String(value));
          assert.equal(said, String(new IntlMessageFormat(text, locale).format(values)), path);
        }
  });
}

test('the English of the stand-alone verifier is that of the messages (npm run words)', () => {
  assert.deepEqual(ENGLISH, LANGUAGES.en.checker.report);
});

test('the language of the browser is taken where it is here, else English', () => {
  const codes = Object.keys(LANGUAGES);
  for (const [asked, taken] of [
    [['de-DE', 'fr-CA', 'en'], 'fr'],
    [['zh-Hant-TW'], 'zh'],
    [['AR'], 'ar'],
    [['de', 'constructor', ''], 'en'],
    [[], 'en'],
  ] as const)
    assert.equal(languageFor(asked, codes), taken);
});
