// The basic tips as checks of a question: each is raised by a question that needs it, and not by one that does not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLawFolder } from '../law/data-files.store.ts';
import { loadLawOrRefuse } from '../law/load.ts';
import { sentenceText } from '../law/sentence.pages.ts';
import { CHECKS } from '../law/schema/channels.ts';
import type { CheckId } from '../law/model.ts';
import { isSameLanguage } from '../web/language-names.ts';
import { LANGUAGES } from '../web/messages.ts';
import { needOf, type Need } from './need.ts';
import { planFor, type Part } from './plan.ts';

const { knowledge } = loadLawOrRefuse(readLawFolder());

function checksOf(given: Partial<Need>, law = knowledge): Part['checks'] {
  const need = needOf({ from: 'FR', to: 'US', categories: ['traffic'], ...given });
  return planFor(need, law, '2026-11-25').parts[0]?.checks ?? [];
}

const named: Partial<Need> = { holder: { kind: 'provider', provider: 'google' } };
const open: Partial<Need> = { categories: ['open_source'] };

/** A question that raises it, how, and one that does not; undefined: it is for every question. */
const RAISED: { readonly [check in CheckId]: readonly [Partial<Need>, string, Partial<Need> | undefined] } = {
  'open-source': [{}, 'suggest', undefined],
  affiliate: [{}, 'suggest', undefined],
  preserve: [{}, 'warn', { categories: ['subscriber'] }],
  'direct-copy': [{ categories: ['subscriber'], ...named }, 'suggest', open],
  'cyber-unit': [{}, 'suggest', undefined],
  identifiers: [{}, 'warn', undefined],
  'ip-precision': [{ identifiers: ['198.51.100.7'] }, 'warn', { identifiers: ['someone@mail.example'] }],
  holder: [{}, 'warn', named],
  language: [{}, 'warn', undefined],
  'dual-criminality': [{}, 'suggest', open],
  urgency: [{ urgency: 'urgent' }, 'warn', {}],
  emergency: [{ urgency: 'emergency_life' }, 'warn', {}],
  'evidence-form': [{ use: 'court' }, 'suggest', { use: 'lead' }],
  privilege: [{}, 'suggest', open],
  proportionality: [{ offence: { maxYears: 1 } }, 'warn', { offence: { maxYears: 5 } }],
};

test('every check of the data is one of these', () => {
  assert.deepEqual(Object.keys(RAISED).sort(), [...CHECKS].sort());
  assert.deepEqual(knowledge.checks.map(({ id }) => id).sort(), [...CHECKS].sort());
});

for (const id of CHECKS)
  test(`${id}: raised where it is needed, with its tip, basis and source`, () => {
    const [needs, level, without] = RAISED[id];
    const [raised, ...more] = checksOf(needs).filter((one) => one.id === id);
    assert.ok(raised !== undefined && more.length === 0);
    assert.equal(raised.level, level);
    const rule = knowledge.checks.find((one) => one.id === id);
    assert.equal(raised.basis, rule?.basis);
    assert.deepEqual(
      raised.facts.map(({ text, sources }) => [String(text), sources]),
      [[rule?.tip, rule?.sources]],
    );
    if (without !== undefined)
      assert.deepEqual(
        checksOf(without).filter((one) => one.id === id),
        [],
      );
  });

test('what was done is said to be done', () => {
  const [identifiers] = checksOf({ identifiers: ['someone@mail.example'] }).filter(
    ({ id }) => id === 'identifiers',
  );
  assert.equal(identifiers?.level, 'done');
  assert.match(String(identifiers.text), /someone@mail\.example/);
});

test('a request in either of the two that Norwegian is written in goes to whoever takes Norwegian', () => {
  for (const tag of ['nb', 'nn', 'no', 'nb-NO']) {
    const raised = checksOf({ to: 'NO', language: tag }).find(({ id }) => id === 'language');
    assert.equal(raised?.level, 'done', tag);
  }
  assert.match(
    String(checksOf({ to: 'NO', language: 'nb' }).find(({ id }) => id === 'language')?.text),
    /^A request in Norwegian Bokmål: on record, Norway accepts this language$/,
  );
  const written = knowledge.authorities.flatMap(({ languages = [] }) => languages);
  assert.ok(written.includes('nb') && written.includes('nn'));
  assert.ok(!written.includes('no'), 'nothing is written in the two of them at once');
  assert.equal(isSameLanguage('nb', 'nn'), false);
});

test('once the directory says which languages a State accepts, the check goes by it and names who said so', () => {
  const [model] = knowledge.authorities;
  assert.ok(model);
  const unit = {
    ...model,
    id: 'made-up',
    name: 'A unit made up for a test',
    state: 'US',
    languages: ['en', 'es'],
  };
  const law = { ...knowledge, authorities: [...knowledge.authorities, unit] };
  const language = (given: Partial<Need>) => checksOf(given, law).find(({ id }) => id === 'language');
  for (const [given, level, says] of [
    [{}, 'suggest', /accepts requests in: English, Spanish$/],
    [{ language: 'en-GB' }, 'done', /on record, United States accepts this language$/],
    [
      { language: 'fr' },
      'warn',
      /^A request in French: on record United States accepts English, Spanish; plan for a translation$/,
    ],
  ] as const) {
    const raised = language(given);
    assert.equal(raised?.level, level);
    assert.match(String(raised?.text), says);
    assert.ok(raised?.facts.some(({ text, at }) => String(text).startsWith(unit.name) && at === unit.at));
  }
  const other = { ...unit, id: 'made-up-too', name: 'Another unit made up for a test', languages: ['es'] };
  const two = { ...law, authorities: [...law.authorities, other] };
  const differing = checksOf({ language: 'en' }, two).find(({ id }) => id === 'language');
  assert.equal(differing?.level, 'suggest', 'not every authority takes it: the facts say which');
  for (const { name } of [unit, other])
    assert.ok(differing?.facts.some(({ text }) => String(text).startsWith(name)));
  const inFrench = language({ language: 'fr' });
  assert.match(
    sentenceText(LANGUAGES.fr, inFrench?.text ?? ''),
    /^Demande en français\s: .*\s: anglais, espagnol/,
  );
  const facts = (inFrench?.facts ?? []).map(({ text }) =>
    sentenceText(LANGUAGES.fr, text).replaceAll(/\s/g, ' '),
  );
  assert.ok(facts.includes(`${unit.name} : anglais, espagnol`), facts.join('; '));
  const elsewhere = checksOf({ to: 'JP', language: 'en' }, law).find(({ id }) => id === 'language');
  assert.match(String(elsewhere?.text), /it is not on record whether Japan accepts this language/);
});
