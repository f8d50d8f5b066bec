// Another last day for a time limit, set by another program: what it takes, what is refused, and how the time limit says so; and the
// lines of an order, theirs and ours, item by item.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { type Uuid } from '../src/base/ids.ts';
import { shippedLaw } from '../src/law/data-files.store.ts';
import { caseOfMember, type CaseOfMember } from '../src/people/case-member.store.ts';
import { personById } from '../src/people/person.store.ts';
import type { Person } from '../src/people/person.ts';
import { openApi, pagesOf, type Got, type JsonAnswer, type TestApi } from './support/api.ts';
import { NOBODY } from './support/api-routes.ts';
import { draftedBy } from './support/begun-request.ts';
import { completeDraft } from './support/complete-request.ts';

import { takeAct } from '../src/requests/verbs/life/life.acts.ts';
import { sent } from './support/sent-request.ts';

const DAY_MS = 86_400_000;
const HOUR = { time: '18:00', zone: 'Europe/Lisbon' };

test('a program records another last day, and for which items a time limit runs', async (t) => {
  const api = await openApi(t);
  const { ask, file, people, made } = api;
  const ines = await api.person('Ines');
  const petra = await api.person('Petra');
  const omar = await api.person('Omar');
  await api.join(ines, 'lead');
  await api.join(petra, 'observer');
  const token = { ines: await api.keyOf(ines), petra: await api.keyOf(petra), omar: await api.keyOf(omar) };
  const as = (who: keyof typeof token, body?: object) => ({ token: token[who], ...(body && { body }) });

  const path = `/cases/${file.reference}/requests`;
  const { answers } = await completeDraft('epoc');
  const begun = await ask(`POST ${path}`, as('ines', { form: 'epoc', answers, counterpart: 'NL' }));
  assert.equal(begun.status, 201, begun.text);
  const { number } = begun.json;
  const person = await personById(made.house.db.kysely, ines as Uuid); // of a person made here
  const mine = await caseOfMember(made.house.db.kysely, file.reference, ines as Uuid); // as above
  assert.ok(person && mine);
  await sent({ people, person, file: mine, law: await shippedLaw() }, number, 'transmitted');

  const one = `${path}/${number}`;
  const act = (body: object, who: keyof typeof token = 'ines', key?: string): Promise<Got> =>
    ask(`POST ${one}/acts`, { ...as(who, body), ...(key && { key }) });
  const limits = (): Promise<JsonAnswer[]> => pagesOf(ask, `${one}/time-limits`, token.ines);
  const limit = async (rule: string): Promise<JsonAnswer> => {
    const [found, ...more] = (await limits()).filter((each) => each.rule === rule);
    assert.ok(found !== undefined && more.length === 0, rule);
    return (await ask(`GET /time-limits/${found.id}`, as('ines'))).json;
  };
  const offered = async (): Promise<boolean> =>
    (await ask(`GET ${one}`, as('ines'))).json.next.some((each: JsonAnswer) => each.act === 'setDeadline');
  const dayIn = (days: number): string => new Date(people.clock() + days * DAY_MS).toISOString().slice(0, 10);
  const deadline = { lastDay: dayIn(30), setBy: 'Investigating judge at the Example court' };
  const set = { act: 'setDeadline', evidence: 'Decision no. 44', detail: { deadline } };

  assert.equal(await offered(), false, 'no time limit runs');
  assert.equal((await act(set)).status, 403);
  const delivered = { act: 'deliver', evidence: 'Their receipt', zone: 'Europe/Amsterdam' };
  assert.equal((await act(delivered)).status, 200);
  const produce = 'epoc.produce';
  assert.deepEqual((await limit(produce)).awaited, [1, 2, 3, 4]);
  const { byItem } = (await ask(`GET ${one}`, as('ines'))).json;
  assert.deepEqual(
    byItem.map(({ item, field, category, ticked }: JsonAnswer) => [item, field, category, ticked]),
    [
      [1, 'subscriber', 'subscriber', ['identity', 'registration']],
      [2, 'identification', 'access', ['ip-records']],
      [3, 'traffic.internet', 'traffic', ['routing', 'time']],
      [4, 'content', 'content', ['messages']],
    ],
    'each line that is ticked',
  );
  assert.equal(await offered(), true);

  // What is refused leaves it as it is.
  const before = (await limit(produce)).earliest;
  const wrong: readonly (readonly [body: object, status: number, found: RegExp])[] = [
    [{ ...set, evidence: undefined }, 403, /evidenceGiven/],
    [{ ...set, detail: undefined }, 403, /deadlineGiven.*no new last day/],
    [{ ...set, detail: { deadline: { lastDay: deadline.lastDay } } }, 422, /setBy/],
    [{ ...set, detail: { deadline: { ...deadline, lastDay: '2026-02-30' } } }, 422, /day/],
    [{ ...set, detail: { deadline: { ...deadline, timeLimit: 'first' } } }, 422, /id/],
    [{ ...set, detail: { deadline: { ...deadline, timeLimit: NOBODY } } }, 403, /no running time limit/],
    [{ ...set, detail: { deadline: { ...deadline, lastDay: dayIn(-2) } } }, 403, /before it was set/],
    [{ ...set, detail: { deadline: { ...deadline, hour: { ...HOUR, time: '6 pm' } } } }, 422, /18:00/],
    [{ ...set, detail: { deadline: { ...deadline, hour: { ...HOUR, zone: 'Lisbon' } } } }, 422, /Europe/],
    [
      { ...set, detail: { deadline: { ...deadline, lastDay: dayIn(-1), hour: HOUR } } },
      403,
      /an hour before/,
    ],
  ];
  for (const [body, status, found] of wrong) {
    const { text, ...answer } = await act(body);
    assert.equal(answer.status, status, text);
    assert.match(text, found);
  }
  assert.equal((await act(set, 'petra')).status, 403, 'not of the desk');
  assert.equal((await act(set, 'omar')).status, 404, 'not of the case');
  // With another act it is no new last day.
  const told = { act: 'noticeReceived', evidence: 'Their receipt', detail: { deadline } };
  assert.ok([200, 409].includes((await act(told)).status));
  assert.equal((await limit(produce)).earliest, before, 'nothing moved');

  const done = await act(set, 'ines', 'deadline-44');
  assert.equal(done.status, 200, done.text);
  assert.deepEqual((await act(set, 'ines', 'deadline-44')).json, done.json, 'sent twice, set once');
  const moved = await limit(produce);
  const { lastDay, steps } = moved.readings[0];
  assert.equal(lastDay, deadline.lastDay);
  assert.deepEqual(
    moved.sources.map(({ event, evidence, setBy }: JsonAnswer) => [event, evidence, setBy]),
    [
      ['addressee_received_epoc', 'Their receipt', null],
      ['extended', 'Decision no. 44', deadline.setBy],
    ],
  );
  assert.equal(steps.at(-1).step, 'deadlineSet');
  const second = { ...set, detail: { deadline: { ...deadline, lastDay: dayIn(45), timeLimit: moved.id } } };
  assert.equal((await act(second)).status, 200);
  assert.equal((await limit(produce)).readings[0].lastDay, dayIn(45), 'a second time, by its id');

  const hour = {
    ...set,
    detail: { deadline: { ...deadline, lastDay: dayIn(46), timeLimit: moved.id, hour: HOUR } },
  };
  assert.equal((await act(hour)).status, 200);
  const { readings, earliest } = await limit(produce);
  assert.equal(readings[0].lastDay, null, 'to an hour, and not to the end of a day');
  const [to] = [Temporal.Instant.from(earliest).toZonedDateTimeISO(HOUR.zone)];
  assert.deepEqual(
    [to.toPlainDate().toString(), to.toPlainTime().toString({ smallestUnit: 'minute' })],
    [dayIn(46), HOUR.time],
  );
  assert.equal(readings[0].steps.at(-1).before, dayIn(45));

  // In part, then with its ground, then reviewed.
  const rest = [2, 3, 4].map((item) => ({ item, actual: 'produced' }));
  const items = [{ item: 1, actual: 'partly' }, ...rest];
  const came = { act: 'reportItems', evidence: 'Letter', detail: { items } };
  assert.equal((await act(came)).status, 200);
  assert.deepEqual([(await limit(produce)).status, (await limit(produce)).awaited], ['running', [1]]);
  const ground = { ...came, act: 'refuseInPart', detail: { ...came.detail, ground: 'impossible' } };
  assert.equal((await act(ground)).status, 200);
  assert.deepEqual([(await limit(produce)).status, (await limit(produce)).awaited], ['done', []]);
  assert.equal((await act(set)).status, 200, 'after the notice the order is reviewed');
  const again = await limit(produce);
  assert.deepEqual([again.status, again.readings[0].lastDay, again.awaited], ['running', dayIn(30), [1]]);
  const all = {
    act: 'reportExecuted',
    evidence: 'Disc',
    detail: { items: [{ item: 1, actual: 'produced' }] },
  };
  assert.equal((await act(all)).status, 200);
  assert.equal((await limit(produce)).status, 'done');
  assert.equal(await offered(), false, 'there is nothing to set it for');
  const ours = { person, file: mine, token: token.ines };
  await ourGroundsAreGiven(api, ours);
  const other = await ordered(api, ours);
  const first = { act: 'recordResults', detail: { items: [{ item: 1, actual: 'produced' }] } };
  assert.equal((await ask(`POST ${path}/${other}/acts`, as('ines', first))).status, 200);
  await aRefusalIsOfEach(api, { ...ours, number: other });
});

interface Ours {
  readonly person: Person;
  readonly file: CaseOfMember;
  readonly token: string;
}

/** An order that came to us, under execution. */
async function ordered({ people }: TestApi, { person, file }: Ours): Promise<number> {
  const { answers } = await completeDraft('epoc');
  const theirs = { answers, direction: 'incoming', counterpart: 'NL' } as const;
  const { number } = await draftedBy(people, person.id, file.id, 'epoc', theirs);
  await sent({ people, person, file, law: await shippedLaw() }, number, 'executing');
  return number;
}

/** We answer: each line that does not come has a ground of the Regulation, by acts and by what is said of a delivery. */
async function ourGroundsAreGiven(api: TestApi, { person, file, token }: Ours): Promise<void> {
  const { ask, people } = api;
  const as = (body?: object) => ({ token, ...(body && { body }) });
  const number = await ordered(api, { person, file, token });
  const theirs = `/cases/${file.reference}/requests/${number}`;
  const arrivedAt = new Date(people.clock()).toISOString();
  const delivery = { arrivedAt, evidence: 'Export', isInformal: false };
  const gathered = await ask(`POST ${theirs}/deliveries`, as(delivery));
  assert.equal(gathered.status, 201, gathered.text);
  const refused = { item: 2, actual: 'refused' };
  const others = [1, 3, 4].map((item) => ({ item, actual: 'produced' }));
  const said = (list: readonly object[]) =>
    ask(`POST ${theirs}/deliveries/${gathered.json.delivery}/answers`, as({ answers: list }));
  const taken = (what: string, list: readonly object[]) => {
    const told = { act: what, evidence: 'Letter', reason: 'Because', detail: { items: list } };
    return ask(`POST ${theirs}/acts`, as(told));
  };
  for (const bare of [
    await said([refused, ...others]),
    await said([{ ...refused, ground: 'political-offence' }]),
    await taken('recordResults', [refused]),
    await taken('askClarification', [refused]), // an act that asks for no items
  ]) {
    assert.equal(bare.status, 403, bare.text);
    assert.match(bare.text, /groundOfEach.*item 2 without a ground of these: incomplete, /);
  }
  assert.equal((await said([{ ...refused, ground: 'immunity' }, ...others])).status, 204);
  const { byItem: lines } = (await ask(`GET ${theirs}`, as())).json;
  assert.deepEqual(
    lines.map((line: JsonAnswer) => [line.actual, line.ground]),
    [1, 2, 3, 4].map((item) => (item === 2 ? ['refused', 'immunity'] : ['produced', null])),
  );
}

/** What was refused as a whole says so of each line that was still due, with its ground; what was said of a line before stays. */
async function aRefusalIsOfEach(
  api: TestApi,
  { file, number, token }: Ours & { number: number },
): Promise<void> {
  const { ask, people, made } = api;
  const rhea = (await api.person('Rhea')) as Uuid; // of a person made here
  await api.join(rhea, 'prosecutor');
  const person = await personById(made.house.db.kysely, rhea);
  const hers = await caseOfMember(made.house.db.kysely, file.reference, rhea);
  assert.ok(person && hers);
  const acting = { people, person, file: hers, law: await shippedLaw() };
  await takeAct(acting, { number, act: 'refuse', reason: 'So', detail: { ground: 'impossible' } });
  const { byItem } = (await ask(`GET /cases/${file.reference}/requests/${number}`, { token })).json;
  assert.deepEqual(
    byItem.map((line: JsonAnswer) => [line.actual, line.ground]),
    [['produced', null], ...[2, 3, 4].map(() => ['refused', 'impossible'])],
  );
}
