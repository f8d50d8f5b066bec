// The key of a form: sent twice, what it asks for is done once; sent elsewhere, or by somebody else, it is another act.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid } from '../src/base/ids.ts';
import { shippedLaw } from '../src/law/data-files.store.ts';
import { beginRequest } from '../src/requests/verbs/drafting/request-draft.acts.ts';
import { shiftNotes } from '../src/requests/desks/desk.store.ts';
import { noticesOf } from '../src/requests/verbs/results/notice.do.ts';
import { requestOf } from '../src/requests/machine/states/request.store.ts';
import { openIntakes } from '../src/evidence/intake/intake.store.ts';
import { beginDelivery } from '../src/requests/verbs/results/results.acts.ts';
import { testCase } from './support/installation.ts';
import { asMember, enrol, testSite } from './support/people.ts';
import { sent } from './support/sent-request.ts';
import { answerAct } from './support/answer-act.ts';
import { tusOf } from './support/uploads.ts';
import { said } from './support/words.ts';

test('a form sent twice is one act, and its key names nothing elsewhere or for anybody else', async (t) => {
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const lead = await enrol(people, 'lena', ['dutyOfficer'], [[file, 'lead']]);
  const other = await enrol(people, 'omar', ['dutyOfficer']);
  const acting = await asMember(people, lead, file);
  const numbers = [
    await beginRequest(acting, 'bc-31-subscriber', {}),
    await beginRequest(acting, 'bc-31-subscriber', {}),
  ];
  const { form } = tusOf(site, lead);
  const key = newUuid(people.clock, people.random);

  const dueOn = { 'dueOn.day': '1', 'dueOn.month': '2', 'dueOn.year': '2027' };
  const planned = { basis: { basis: 'Art. 13(1)' }, dueOn, person: { person: 'Holder' } };
  const address = (number: number | undefined): string =>
    `/cases/${file.reference}/requests/${number}/notices`;
  const notices = (number: number) =>
    people.db.asPerson(lead.id, async (tx) => {
      const request = await requestOf(tx, file.id, number);
      assert.ok(request);
      return noticesOf(tx, request.id);
    });
  for (const number of [...numbers, ...numbers])
    assert.equal(
      await answerAct(form, `${address(number)}/new`, planned, key),
      `${address(number)}?done=saved`,
    );
  for (const number of numbers)
    assert.equal((await notices(number)).length, 1, 'pressed twice, planned once');

  const review = { 'review.day': '1', 'review.month': '3', 'review.year': '2027' };
  const delay = { review, reason: { reason: said.requestLife.carriage.notRecorded } };
  for (const again of [key, key, newUuid(people.clock, people.random)])
    assert.match(await answerAct(form, `${address(numbers[0])}/1/delayed`, delay, again), /done=saved$/);
  assert.deepEqual(
    (await notices(numbers[0] ?? 0))[0]?.events.map(({ act }) => act),
    ['planned', 'delayed', 'delayed'],
  );

  const note = (by: typeof form, text: string, under: string): Promise<string> =>
    answerAct(by, '/desk/duty/notes/new', { kind: { kind: 'note' }, text: { text } }, under);
  await note(form, 'First', key);
  await note(form, 'First', key);
  // A time to come, as no form gave it, does not stay above what is written after.
  const forged = newUuid(() => 2 ** 47, people.random);
  await note(form, 'Forged', forged);
  await note(tusOf(site, other).form, 'Second', key);
  const written = await people.db.asPerson(lead.id, (tx) => shiftNotes(tx, { since: undefined, limit: 10 }));
  assert.deepEqual(written.map(({ text }) => text).sort(), ['First', 'Forged', 'Second']);
  assert.equal(written.at(-1)?.text, 'Forged');

  const kept = {
    holder: { holder: 'Example Telecom' },
    holderState: { holderState: '' },
    instrument: { instrument: 'coe-ets-185' },
    categories: { categories: 'subscriber' },
    identifiers: { identifiers: 'a@b.example' },
  };
  const begin = (again: string) => answerAct(form, `/cases/${file.reference}/preservations/new`, kept, again);
  const [pressed, another] = [
    await Promise.all([begin(key), begin(key)]),
    await begin(newUuid(people.clock, people.random)),
  ];
  const led = [...pressed, another];
  assert.deepEqual(
    led,
    [1, 1, 2].map((number) => `/cases/${file.reference}/preservations/${number}`),
  );
});

test('what came of a request is begun to be added once, however often that is pressed', async (t) => {
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const ines = await enrol(people, 'ines', [], [[file, 'investigator']]);
  const acting = { ...(await asMember(people, ines, file)), law: await shippedLaw() };
  const number = await beginRequest(acting, 'bc-31-subscriber', {});
  await sent(acting, number, 'acknowledged');
  const arrivedAt = new Date(people.clock()).toISOString();
  const delivery = await beginDelivery(acting, { number, arrivedAt, evidence: 'Letter', isInformal: false });
  const address = `/cases/${file.reference}/requests/${number}/results/${delivery}`;
  const { form } = tusOf(site, ines);
  const page = async (path: string): Promise<string> =>
    (await fetch(new URL(`${address}${path}`, site.url), { headers: { cookie: ines.cookie } })).text();
  assert.match(await page('/exhibits'), new RegExp(`href="${address}/bring"`));
  // All is answered already: what the delivery says.
  const key = /name="key" value="([^"]+)"/.exec(await page('/bring'))?.[1];
  assert.ok(key, 'the check has a key');

  const press = (again: string) => form(`${address}/bring/check`, { key: again });
  const pressed = [...(await Promise.all([press(key), press(key)])), await press(key)];
  const led = pressed.map(({ headers }) => headers.get('location'));
  assert.match(led[0] ?? '', /\/add-evidence\/[^/]+\/files$/);
  assert.deepEqual(led, [led[0], led[0], led[0]]);
  await page('/bring');
  const other = await press(newUuid(people.clock, people.random));
  assert.notEqual(other.headers.get('location'), led[0]);
  const begun = await people.db.asPerson(ines.id, (tx) =>
    openIntakes(tx, { caseId: file.id, person: ines.id }, 10),
  );
  const [one, two] = begun.map(({ answers }) => answers.cameWith);
  assert.ok(one, 'it came with the delivery');
  assert.deepEqual([begun.length, two], [2, one]);
});
