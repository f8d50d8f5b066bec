import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from './data-files.store.ts';
import { importAddress, readImport, type ImportAnswers } from './import-ask.ts';

const TODAY = '2026-11-26';
const law = await shippedLaw();
const read = (query: string): ImportAnswers => readImport(new URLSearchParams(query), law, TODAY);

function question(query: string): readonly unknown[] {
  const answers = read(query);
  if (answers.isWhole) return ['none'];
  const { asked, step, all, problem } = answers.question;
  return [asked, step, all, problem];
}

test('one question after the other, as many as the kind of file needs', () => {
  assert.deepEqual(question(''), ['format', 1, 3, undefined]);
  assert.deepEqual(question('format=chart'), ['instrument', 2, 3, undefined]);
  assert.deepEqual(question('format=chart&instrument=coe-ets-185'), ['day', 3, 3, undefined]);
  assert.deepEqual(question('format=eurlex&instrument=eu-2023-1543&day=2026-11-01'), [
    'celex',
    4,
    4,
    undefined,
  ]);
  const whole = read(
    'format=eurlex&instrument=eu-2023-1543&day.day=1&day.month=11&day.year=2026&celex=32023r1543',
  );
  assert.ok(whole.isWhole);
  assert.deepEqual(whole.about, {
    format: 'eurlex',
    instrument: 'eu-2023-1543',
    day: '2026-11-01',
    celex: '32023R1543',
  });
  const chart = read('format=chart&instrument=coe-ets-185&day=2026-11-01&celex=x');
  assert.equal(chart.isWhole && chart.about.celex, '', 'only acts of the Union have one');
});

test('what is no answer is asked again, with what is wrong about it', () => {
  const upTo = 'format=eurlex&instrument=eu-2023-1543';
  assert.deepEqual(question('asked=format'), ['format', 1, 3, 'choose']);
  assert.deepEqual(question('format=pdf&asked=format'), ['format', 1, 3, 'choose']);
  assert.deepEqual(question('format=chart&instrument=none&asked=instrument'), ['instrument', 2, 3, 'choose']);
  assert.deepEqual(question(`${upTo}&day=2026-02-30&asked=day`), ['day', 3, 4, 'day']);
  assert.deepEqual(question(`${upTo}&day=2026&asked=day`), ['day', 3, 4, 'day'], 'of one day');
  assert.deepEqual(question(`${upTo}&day=2026-11-28&asked=day`), ['day', 3, 4, 'ahead']);
  assert.deepEqual(question(`${upTo}&day=2026-11-26&celex=%3Cx%3E&asked=celex`), ['celex', 4, 4, 'celex']);
});

test('an answer is changed and the others stay', () => {
  const about = { format: 'chart', instrument: 'coe-ets-185', day: '2026-11-01', celex: '' } as const;
  const address = importAddress(about, { change: 'instrument' });
  const answers = read(address.split('?')[1] ?? '');
  assert.ok(!answers.isWhole);
  assert.equal(answers.question.asked, 'instrument');
  assert.equal(answers.question.given, 'coe-ets-185');
  assert.deepEqual(answers.question.said, { format: 'chart', day: '2026-11-01' });
  const changed = read(`${new URLSearchParams(answers.question.said).toString()}&instrument=coe-cets-224`);
  assert.ok(changed.isWhole);
});
