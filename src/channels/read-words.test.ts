import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '../base/refusal.ts';
import { readLawFolder } from '../law/data-files.store.ts';
import { loadLawOrRefuse } from '../law/load.ts';
import { LANGUAGES } from '../web/messages.ts';
import { wordsOf } from '../web/refused-words.ts';
import { STEP_WORDS, fieldsToParams, nextStep, stepOf, STEPS } from './ask.ts';
import { readWords, readWordsOrRefuse, stateFrom } from './read-words.ts';
import { addressOf, withWords, wordsFrom, WORD_NAMES } from './words.ts';

const { knowledge } = loadLawOrRefuse(readLawFolder());
const read = (query: string) => readWords(wordsFrom(new URLSearchParams(query)), knowledge);

function needOfQuery(query: string) {
  const found = read(query);
  assert.ok(found.ok, JSON.stringify(found));
  return found.asked.need;
}

test('a question said in words becomes the need that the planner takes', () => {
  const need = needOfQuery(
    'from=FR&to=united states&category=content&real-time=yes&urgency=emergency&data-in=SG&data-in=IE&consent=no&offers-services=yes&years=5',
  );
  assert.deepEqual(
    [need.from, need.to, need.categories, need.urgency, need.consent, need.offence.maxYears],
    ['FR', 'US', ['content_realtime'], 'emergency_life', false, 5],
  );
  assert.deepEqual(need.dataLocation, { kind: 'several', states: ['SG', 'IE'] });
  assert.deepEqual(need.holder.offersServicesIn, ['FR']);
});

test('what was not said is not said: no word has a hidden answer', () => {
  const need = needOfQuery('from=FR&to=US');
  assert.deepEqual(
    [
      need.consent,
      need.bilateralTreaty,
      need.offence.maxYears,
      need.holder.takesForeignRequests,
      need.networks,
    ],
    [undefined, undefined, undefined, undefined, undefined],
  );
});

function refusalOf(query: string): Refusal {
  try {
    readWordsOrRefuse(wordsFrom(new URLSearchParams(query)), knowledge, (field) => `--${field}`);
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  return assert.fail(query);
}

test('what a wrong word should be is said in the language of the reader, and what was typed stays', () => {
  const own = ({ phrases }: (typeof LANGUAGES)['fr']) => [
    ['from=FR&to=Mars', phrases.askedState],
    ['to=US', phrases.askedFrom],
    ['from=FR&years=many', phrases.askedNumber],
    ['from=FR&on=soon', phrases.askedDay('2026-11-24')],
    ['from=FR&urgency=soon', phrases.askedOneOf('').trim()],
  ];
  for (const say of Object.values(LANGUAGES))
    for (const [query = '', words = ''] of own(say)) {
      const refusal = refusalOf(query);
      const { expected, found } = wordsOf(say, refusal);
      assert.ok(expected.includes(words), `${query}: ${expected}`);
      assert.equal(found, refusal.found);
      if (say.language.code === 'en') assert.equal(expected, refusal.expected);
      else assert.ok(!expected.includes(' or ') && !expected.includes('such as'), expected);
    }
  assert.equal(refusalOf('from=FR&to=Mars').found, "'Mars'");
  assert.equal(refusalOf('to=US').found, '–');
});

test('each wrong word is named with its field, all of them at once', () => {
  const found = read(
    'to=Mars&years=many&deadline=2026-02-30&consent=maybe&offence=rudeness&what-if=pigs:fly&on=soon',
  );
  assert.ok(!found.ok);
  assert.deepEqual(found.wrong.map(({ field }) => field).sort(), [
    'consent',
    'deadline',
    'from',
    'offence',
    'on',
    'to',
    'what-if',
    'years',
  ]);
});

test('a State is known by its code and by its English name, in any case', () => {
  for (const text of ['GB', 'gb', 'United Kingdom', 'the united kingdom'])
    assert.equal(stateFrom(text), 'GB', text);
  for (const text of ['', 'XX', 'Atlantis', '__proto__']) assert.equal(stateFrom(text), undefined, text);
});

test('an address says the same words again, in one order; what is none of them is dropped', () => {
  const value = fc
    .string({ minLength: 1, maxLength: 40 })
    .filter((text) => text.trim() === text && text !== '');
  const words = fc.dictionary(
    fc.constantFrom(...WORD_NAMES),
    fc.uniqueArray(value, { minLength: 1, maxLength: 4 }),
  );
  fc.assert(
    fc.property(words, (said) => {
      const address = addressOf(wordsFrom(new URLSearchParams(addressOf(said))));
      assert.equal(address, addressOf(said));
      assert.equal(addressOf(wordsFrom(new URLSearchParams(`${address}&evil=1&go=next`))), address);
    }),
    { numRuns: 60 },
  );
});

test('too many and too long values are cut before they are read', () => {
  const params = new URLSearchParams(Array.from({ length: 100 }, (_, i) => ['identifier', `${i}`]));
  params.append('language', 'x'.repeat(10_000));
  const words = wordsFrom(params);
  assert.equal(words.identifier?.length, 20);
  assert.equal(words.language?.[0]?.length, 300);
});

test('every word but the day and the change is asked on one page, and pages follow one another', () => {
  const asked = STEPS.flatMap((step) => STEP_WORDS[step]);
  assert.equal(new Set(asked).size, asked.length);
  const unasked = WORD_NAMES.filter((name) => !asked.includes(name));
  assert.deepEqual(unasked, ['real-time', 'establishment', 'on', 'what-if']);
  for (const name of asked) assert.ok(stepOf(name));
  assert.equal(nextStep('from'), 'data');
  assert.equal(nextStep('details'), undefined);
});

test('fields that are no words become words: the place of the data, a day in three boxes, identifiers one a line', () => {
  const place = (query: string): string[] =>
    fieldsToParams('place', new URLSearchParams(query)).getAll('data-in');
  assert.deepEqual(place('place=unknown&data-in=US'), ['unknown']);
  assert.deepEqual(place('place=holder&data-in=US'), []);
  assert.deepEqual(place('place=states&data-in=US&data-in=SG'), ['US', 'SG']);
  const day = (query: string): readonly string[] | undefined =>
    wordsFrom(fieldsToParams('urgency', new URLSearchParams(query))).deadline;
  assert.deepEqual(day('deadline.day=3&deadline.month=4&deadline.year=2027'), ['2027-04-03']);
  assert.deepEqual(day('deadline.day=&deadline.month=&deadline.year='), undefined);
  assert.deepEqual(day('deadline=2027-04-30'), ['2027-04-30'], 'in an address it is one word');
  const lines = fieldsToParams('details', new URLSearchParams([['identifier', 'a\r\nb\n\nc']]));
  assert.deepEqual(wordsFrom(lines).identifier, ['a', 'b', 'c']);
});

test('a word is said anew or taken away without touching the others', () => {
  assert.deepEqual(withWords({ from: ['FR'], to: ['US'] }, { to: ['IE'], on: [] }), {
    from: ['FR'],
    to: ['IE'],
  });
  assert.deepEqual(withWords({ from: ['FR'], to: ['US'] }, { to: [] }), { from: ['FR'] });
});

test('old codes and old names of States are understood', () => {
  for (const [text, code] of [
    ['UK', 'GB'],
    ['el', 'GR'],
    ['Réunion', 'RE'],
    ['Reunion', 'RE'],
    ['curacao', 'CW'],
    ['Great Britain', 'GB'],
    ['Swaziland', 'SZ'],
    ['USA', 'US'],
  ] as const)
    assert.equal(stateFrom(text), code, text);
  assert.equal(stateFrom('constructor'), undefined);
});
