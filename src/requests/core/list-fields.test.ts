// Fields that take many, from the page to the answer and back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldType, FormField } from '../../law/model-form.ts';
import { withPerson } from './list-fields.ts';
import { givenBefore } from '../verbs/drafting/questions/given-before.ts';
import { answeredHere, readFields } from '../verbs/drafting/questions/read-fields.ts';

const asked = (id: string, type: FieldType): FormField => ({
  sources: [],
  at: 'forms.yaml:1',
  id,
  label: id,
  type,
  required: 'optional',
  when: undefined,
  options: [],
  ref: 'Art. 1',
  note: undefined,
  confidence: 'confirmed',
});

const FIELDS = [
  asked('ip', 'identifier_list'),
  asked('hash', 'hash_list'),
  asked('persons', 'person_list'),
  asked('hold', 'duration'),
  asked('names', 'list'),
];

test('what was answered comes back as it was', () => {
  const given = new URLSearchParams({
    ip: '9.9.9.9, 443, 2026-10-03T21:14:07+02:00',
    hash: `${'a'.repeat(64)}  mailbox.mbox`,
    'persons.name.0': '',
    'persons.name.2': 'Omar Example',
    'persons.role.2': 'suspect',
    'persons.nationality.2': 'FR',
    'hold.length': '90',
    'hold.unit': 'day',
    names: 'one\r\n two \n',
  });
  const { answers, problems } = readFields(FIELDS, given);
  assert.deepEqual(problems, {});
  assert.deepEqual(answers, {
    ip: [{ kind: 'ip', value: '9.9.9.9', port: '443', from: '2026-10-03T21:14:07+02:00' }],
    hash: [{ file: 'mailbox.mbox', algorithm: 'SHA-256', digest: 'a'.repeat(64) }],
    persons: [{ name: 'Omar Example', role: 'suspect', nationality: 'FR' }],
    hold: { length: 90, unit: 'day' },
    names: ['one', 'two'],
  });
  assert.deepEqual(readFields(FIELDS, givenBefore(FIELDS, answers)).answers, answers);
});

test('what is not right is said at its place, and nothing of the field is taken', () => {
  const given = new URLSearchParams({
    ip: '9.9.9.9\n192.168.0.1',
    hash: 'no digest',
    'persons.name.3': 'Omar Example',
    'persons.name.4': '',
    'persons.born.4': '1990',
    'hold.length': 'long',
    'hold.unit': 'day',
  });
  const { answers, problems } = readFields(FIELDS, given);
  assert.deepEqual(answers, {});
  assert.deepEqual(problems, {
    ip: 'wrongLines',
    hash: 'wrongLines',
    'persons.role.3': 'needed',
    'persons.name.4': 'needed',
    'persons.role.4': 'needed',
    'hold.length': 'doesNotFit',
  });
  assert.equal(
    readFields(FIELDS, new URLSearchParams({ 'hold.length': '3' })).problems['hold.unit'],
    'needed',
  );
});

test('of a time it is said what lacks: the seconds, or the clock that wrote it', () => {
  const day = { 'sent.day': '27', 'sent.month': '12', 'sent.year': '2026' };
  const problem = (more: Record<string, string>) =>
    readFields([asked('sent', 'datetime')], new URLSearchParams({ ...day, ...more })).problems['sent'];
  assert.equal(problem({ 'sent.time': '10:00', 'sent.zone': 'Z' }), 'notTime');
  assert.equal(problem({ 'sent.time': '25:00:00', 'sent.zone': 'Z' }), 'notTime');
  assert.equal(problem({ 'sent.time': '', 'sent.zone': '' }), 'notTime');
  assert.equal(problem({ 'sent.time': '10:00:00', 'sent.zone': '' }), 'timeWithoutOffset');
  assert.equal(problem({ 'sent.time': '10:00:00', 'sent.zone': 'Z' }), undefined);
});

test('a list too long to be typed is not answered by the page, and stays', () => {
  const many = Array.from({ length: 1500 }, (_, i) => ({
    kind: 'ip' as const,
    value: `9.9.${i % 200}.${i % 250}`,
  }));
  const given = givenBefore(FIELDS, { ip: many });
  assert.equal(given.get('ip.kept'), '1500');
  assert.equal(given.has('ip'), false);
  assert.deepEqual(readFields(FIELDS, given), { answers: {}, problems: {} });
  assert.deepEqual(answeredHere(FIELDS, given), ['hash', 'persons', 'hold', 'names']);
});

test('one person more is an empty row after the last', () => {
  const form = withPerson('persons', new URLSearchParams({ 'persons.name.4': 'Omar Example' }));
  assert.equal(form.get('persons.name.5'), '');
  assert.deepEqual(
    readFields([asked('persons', 'person_list')], withPerson('persons', new URLSearchParams())),
    {
      answers: {},
      problems: {},
    },
  );
});

test('languages are chosen one a field, a time is given in parts, and both come back as they were', () => {
  const fields = [asked('spoken', 'languages'), asked('sent', 'datetime')];
  const form = new URLSearchParams([
    ['spoken', 'fr'],
    ['spoken', ''],
    ['spoken', 'ar'],
    ['sent.day', '3'],
    ['sent.month', '10'],
    ['sent.year', '2026'],
    ['sent.time', '21:14:07'],
    ['sent.zone', '+02:00'],
  ]);
  const answers = { spoken: ['fr', 'ar'], sent: '2026-10-03T21:14:07+02:00' };
  assert.deepEqual(readFields(fields, form), { answers, problems: {} });
  assert.deepEqual(readFields(fields, givenBefore(fields, answers)).answers, answers);
  form.set('sent.zone', '');
  assert.deepEqual(Object.keys(readFields(fields, form).problems), ['sent']);
  form.set('spoken', '<script>');
  assert.deepEqual(Object.keys(readFields(fields, form).problems), ['spoken', 'sent']);
});
