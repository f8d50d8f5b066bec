import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CHECK,
  nextQuestion,
  openOn,
  problemsAt,
  questionOfFault,
  questionsOf,
  reachedAt,
  type Question,
} from './change-ask.ts';
import { changeIn, formFrom, formOf, type Form } from './change-form.ts';
import { changeSchema } from './change.ts';
import { readLawFolder } from './data-files.store.ts';
import { valuesOf } from './published.acts.ts';
import { said as english } from '../../test/support/words.ts';

const values = valuesOf(readLawFolder());

function formIn(query: string): { readonly form: Form; readonly params: URLSearchParams } {
  const params = new URLSearchParams(query);
  const form = formOf(params);
  assert.ok(form);
  return { form, params };
}

const PARTY = 'what=party&instrument=coe-ets-185';
const DECLARED = 'what=declaration&instrument=coe-ets-185&state=AT&article=29(4)';

test('one question after the other, as many as the change needs', () => {
  const list = (query: string): string => questionsOf(formIn(query).form).join(' ');
  assert.equal(list(PARTY), 'state status entry_into_force until source title as_of confidence reason');
  assert.equal(
    list(`${PARTY}&source=text-ets185`),
    'state status entry_into_force until source as_of confidence reason',
    'a source of the register is described already',
  );
  assert.match(list(DECLARED), /^state article effect closes assurances from until source/);
  assert.match(list(`${DECLARED}&effect=none`), /^state article effect from until source/);
  assert.match(list('what=record'), /^record_kind value source/);
  assert.match(list('what=record&record=clock bc29.hold'), /^value source/);
  assert.match(list('what=value&record=clock bc29.hold'), /^value source/);
});

test('what was reached is gone on from, and what was checked leads back to the check', () => {
  const at = (reached: string, asked: Question): readonly unknown[] => {
    const { form } = formIn(`${PARTY}&source=text-ets185&reached=${reached}`);
    return [nextQuestion(form, asked), reachedAt(form, asked)];
  };
  assert.deepEqual(at('', 'state'), ['status', 'state']);
  assert.deepEqual(at('source', 'status'), ['source', 'source'], 'back at one, and on to where one was');
  assert.deepEqual(at('reason', 'reason'), [undefined, 'reason']);
  assert.deepEqual(at(CHECK, 'state'), [undefined, CHECK]);
  assert.deepEqual(at('closes', 'state'), ['status', 'state'], 'a question that is not asked here');
});

test('what is no answer says why, and what may stay empty does not', () => {
  const at = (query: string, question: Question) => problemsAt(formIn(query).form, question);
  assert.deepEqual(at(PARTY, 'state'), { state: 'choose' });
  assert.deepEqual(at(`${PARTY}&state=ZZ`, 'state'), { state: 'choose' });
  assert.deepEqual(at(`${PARTY}&state=KE`, 'state'), {});
  assert.deepEqual(at(`${PARTY}&status=king`, 'status'), { status: 'choose' });
  for (const question of ['entry_into_force', 'until', 'source'] as const)
    assert.deepEqual(at(PARTY, question), {}, question);
  assert.deepEqual(at(`${PARTY}&until=2026-02-30`, 'until'), { until: 'date' });
  assert.deepEqual(at(`${PARTY}&entry_into_force=2026&until=2025-12`, 'until'), { until: 'endsBefore' });
  assert.deepEqual(at(`${PARTY}&entry_into_force=2026-05&until=2026`, 'until'), {}, 'some day of that year');
  assert.deepEqual(at(`${PARTY}&as_of.day=3&as_of.month=13&as_of.year=2026`, 'as_of'), { as_of: 'date' });
  assert.deepEqual(at(PARTY, 'as_of'), { as_of: 'date' });
  assert.deepEqual(at(`${DECLARED.replace('29(4)', 'Article 29')}`, 'article'), { article: 'article' });
  assert.deepEqual(at(DECLARED, 'effect'), { effect: 'needed' });
  assert.deepEqual(at(DECLARED, 'closes'), { closes: 'choose' });
  assert.deepEqual(at(`${PARTY}&url=ftp://example`, 'title'), { title: 'needed', url: 'address' });
  assert.deepEqual(at(`${PARTY}&title=A notice&url=https://example.org/a`, 'title'), {});
  assert.deepEqual(
    [at(PARTY, 'confidence'), at(PARTY, 'reason')],
    [{ confidence: 'choose' }, { reason: 'needed' }],
  );
});

test('what is on record stands there as the first answer, until another State or article is named', () => {
  const { form, params } = formIn(`${PARTY}&state=FR`);
  openOn(params, form, values);
  assert.deepEqual([form.said('status'), form.said('entry_into_force')], ['party', '2006-05-01']);
  assert.match(form.said('was'), /"status":"party"/);
  params.set('status', 'signatory');
  openOn(params, form, values);
  assert.equal(form.said('status'), 'signatory', 'what was answered stays');
  params.set('state', 'TV');
  openOn(params, form, values);
  assert.deepEqual([form.said('status'), form.said('entry_into_force'), form.said('was')], ['', '', 'null']);
  const declared = formIn(`${DECLARED}&from.day=1&from.month=2&from.year=2020`);
  openOn(declared.params, declared.form, values);
  assert.notEqual(declared.form.said('effect'), '');
  assert.deepEqual([declared.form.said('closes'), declared.form.said('from')], ['no', '2012-10-01']);
});

test('a declaration may say that the article is not applied; sent back, it is drafted again as it was', () => {
  const query = `${DECLARED}&effect=Made up.&closes=yes&source=coe-budapest&as_of=2026-11&confidence=confirmed&reason=Why`;
  const { change } = changeIn(formIn(query).form, values);
  const parsed = changeSchema.parse(change);
  assert.ok(parsed.kind === 'declaration' && parsed.closes === true);
  const again = formFrom(parsed, english.confidence.why);
  assert.deepEqual([again.get('closes'), again.get('opened_on')], ['yes', 'AT 29(4)']);
  const form = formOf(again);
  assert.ok(form);
  openOn(again, form, values);
  assert.deepEqual([form.said('effect'), form.said('closes')], ['Made up.', 'yes']);
  const asks = changeIn(formIn(`${query}&assurances=costs&assurances=reciprocity`).form, values).change;
  const asking = changeSchema.parse(asks);
  assert.deepEqual(asking.kind === 'declaration' && asking.assurances, ['costs', 'reciprocity']);
  const opened = formOf(formFrom(asking, english.confidence.why));
  assert.equal(opened?.said('assurances'), 'costs reciprocity');
  assert.equal(
    problemsAt(formIn(`${DECLARED}&assurances=a king`).form, 'assurances')['assurances'],
    'choose',
  );
  const none = changeIn(formIn(query.replace('Made up.', 'none')).form, values).change;
  assert.ok(!JSON.stringify(none).includes('closes'));
});

test('a fault of the data leads back to the question that it belongs to', () => {
  const at = (query: string, field: string): Question =>
    questionOfFault(formIn(query).form, { field, message: '' });
  assert.equal(at(PARTY, 'instruments, coe-ets-185, groups, 3, entry_into_force'), 'entry_into_force');
  assert.equal(at(PARTY, 'source, title'), 'title');
  assert.equal(at(`${PARTY}&source=text-ets185`, 'source'), 'source');
  assert.equal(at(PARTY, 'instruments, coe-ets-185, published_total, parties'), 'state');
  assert.equal(at('what=record', 'clocks, x, unit'), 'value');
  assert.equal(at('what=value', 'record'), 'value');
});
