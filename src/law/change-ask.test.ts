import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namedBy, onRecord, problemsAt, questionOfFault, questionsOf, type Question } from './change-ask.ts';
import { changeIn, formFrom, formOf, saidIn, type Form, type What } from './change-form.ts';
import { changeFields, formBy } from './change-fields.pages.ts';
import { changeSchema } from './change.ts';
import { readLawFolder } from './data-files.store.ts';
import { valuesOf } from './published.acts.ts';
import { LANGUAGES } from '../web/messages.ts';
import { said as english } from '../../test/support/words.ts';

const values = valuesOf(readLawFolder());
const ENGLISH = LANGUAGES.en;

function formIn(query: string): { readonly form: Form } {
  const params = new URLSearchParams(query);
  const names = [...params.keys()].map((name) => name.split('.')[0] ?? name);
  const texts = Object.fromEntries(names.map((name) => [name, saidIn(params, name)]));
  return { form: formOf(params.get('what') as What, texts) }; // as each query says
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

test('what is on record stands there as the first answer', () => {
  const party = formIn(`${PARTY}&state=FR`).form;
  const at = (form: Form, ...questions: Question[]) => questions.map((one) => onRecord(form, values, one));
  assert.deepEqual(at(party, 'status', 'entry_into_force'), ['party', '2006-05-01']);
  assert.deepEqual(at(formIn(`${PARTY}&state=TV`).form, 'status', 'entry_into_force'), ['', '']);
  const declared = formIn(DECLARED).form;
  assert.deepEqual(at(declared, 'closes', 'from'), ['no', '2012-10-01']);
  assert.notEqual(onRecord(declared, values, 'effect'), '');
  assert.equal(namedBy(declared), 'AT 29(4)');
});

test('what was answered of one State is asked anew of another, and what was seen goes along with the answer', () => {
  const of = { what: 'party', texts: { instrument: 'coe-ets-185' }, values, first: {} } as const;
  const fields = changeFields(of);
  const typed = (query: string, question: string) =>
    fields[question]?.typed(new URLSearchParams(query), question, undefined);
  const answered = 'state=FR&status=signatory&status.of=FR&status.was={"status":"party"}';
  assert.deepEqual(typed(answered, 'status'), { status: 'signatory', was: '{"status":"party"}' });
  assert.deepEqual(typed(answered.replace('state=FR', 'state=TV'), 'status'), {});
  const open = fields['status']?.read({}, 'status', undefined);
  assert.ok(open?.ok === false);
  assert.deepEqual(open.wrong.each?.(ENGLISH), {}, 'nobody is told that they made a mistake');
  const { change } = changeIn(formBy(of, { state: 'FR', status: 'party', was: 'no JSON' }), values);
  assert.ok(JSON.stringify(change).includes('"was":null'), 'what is not ours is nothing seen');
});

test('a declaration may say that the article is not applied; sent back, it is drafted again as it was', () => {
  const query = `${DECLARED}&effect=Made up.&closes=yes&source=coe-budapest&as_of=2026-11&confidence=confirmed&reason=Why`;
  const { change } = changeIn(formIn(query).form, values);
  const parsed = changeSchema.parse(change);
  assert.ok(parsed.kind === 'declaration' && parsed.closes === true);
  const again = formFrom(parsed, english.confidence.why);
  const form = formOf(again.what, again.texts);
  assert.deepEqual(
    [namedBy(form), form.said('effect'), form.said('closes')],
    ['AT 29(4)', 'Made up.', 'yes'],
  );
  const asks = changeIn(formIn(`${query}&assurances=costs&assurances=reciprocity`).form, values).change;
  const asking = changeSchema.parse(asks);
  assert.deepEqual(asking.kind === 'declaration' && asking.assurances, ['costs', 'reciprocity']);
  const opened = formFrom(asking, english.confidence.why);
  assert.equal(opened.texts['assurances'], 'costs reciprocity');
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
  assert.equal(at(`${PARTY}&state=FR`, 'was'), 'status', 'what changed meanwhile is seen anew');
});
