// What was answered to a question that another answer has taken away: it stays with the draft, and goes nowhere with the request.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeDraft } from '../../../test/support/complete-request.ts';
import type { Answers } from './answers.ts';
import { askedOf, isMeasure } from './request-items.ts';
import { findingsOf } from '../verbs/drafting/checks/checks.ts';
import { shippedLaw } from '../../law/data-files.store.ts';
import { isAsked, onlyAsked } from './form.ts';
import { letterOf } from '../machine/text/letter.ts';
import { segmentsOf } from '../machine/text/segments.ts';
import { ENGLISH } from '../machine/text/tongue.ts';
import { writeRequest, type DraftRequest } from '../machine/messages/request-file.ts';
import { writeMessageXml } from '../machine/messages/message-xml.ts';
import { messageOf } from '../machine/messages/message.ts';

const law = await shippedLaw();
const SECRET = 'A kidnapped person may die within hours.';

function leaves(draft: DraftRequest): string[] {
  return [
    writeRequest(draft),
    writeMessageXml(messageOf(draft)),
    JSON.stringify(letterOf(draft, 'Regulation', ENGLISH)),
    JSON.stringify(segmentsOf(draft, 'en').map(({ source }) => source)),
  ];
}

test('it is in no letter and no data, and is there again once it is asked again', async () => {
  const complete = await completeDraft('epoc');
  const urgent = { ...complete.answers, deadline: 'eight-hours', 'emergency.reasons': SECRET };
  for (const one of leaves({ ...complete, answers: urgent })) assert.ok(one.includes(SECRET));
  const calm: Answers = { ...urgent, deadline: 'ten-days' };
  for (const one of leaves({ ...complete, answers: calm })) assert.ok(!one.includes(SECRET));
  assert.equal(calm['emergency.reasons'], SECRET, 'the draft has it still');
  const again = leaves({ ...complete, answers: { ...calm, deadline: 'eight-hours' } });
  assert.deepEqual(again, leaves({ ...complete, answers: urgent }));
});

test('what hangs on a question that is asked no more is not asked either, however many lie between', async () => {
  const { legal } = await completeDraft('epoc');
  const [first, second, third] = legal.fields;
  assert.ok(first && second && third);
  const chain = {
    ...legal,
    form: {
      ...legal.form,
      asked: {
        [second.id]: (answers: Answers) => answers[first.id] === 'yes',
        [third.id]: (answers: Answers) => answers[second.id] !== undefined,
      },
    },
  };
  const yes: Answers = { [first.id]: 'yes', [second.id]: 'b', [third.id]: 'c' };
  assert.deepEqual(Object.keys(onlyAsked(chain, yes)), [first.id, second.id, third.id]);
  const no = { ...yes, [first.id]: 'no' };
  assert.equal(isAsked(chain, third, no), false);
  assert.deepEqual(onlyAsked(chain, no), { [first.id]: 'no' });
});

test('nor is what one kind of assistance asks no more, which nothing finds wrong either', async () => {
  const complete = await completeDraft('mla-request');
  const items = (capacity: string): Answers => ({
    ...complete.answers,
    assistance: [{ measure: 'statement', answers: { capacity, warnings: SECRET } }],
  });
  const [suspect, witness] = ['suspect', 'witness'].map((one) => ({ ...complete, answers: items(one) }));
  assert.ok(suspect && witness);
  for (const one of leaves(suspect)) assert.ok(one.includes(SECRET));
  for (const one of leaves(witness)) assert.ok(!one.includes(SECRET));
  const [kept] = askedOf(witness.answers, 'assistance');
  assert.ok(kept && isMeasure(kept));
  assert.equal(kept.answers['warnings'], SECRET);
  assert.ok(findingsOf(witness, law).every(({ part }) => part !== 'warnings'));
});
