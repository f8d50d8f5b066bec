// A confidential result is nowhere for who is not named: not its exhibits, their custody, the packages they left in, nor their count.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { newUuid, type Uuid } from '../src/base/ids.ts';
import type { RefusalCode } from '../src/base/refusal.ts';
import { proposeDisposal } from '../src/evidence/custody/disposal.acts.ts';
import { offerExhibit } from '../src/evidence/custody/hand-over.acts.ts';
import { addExhibit } from '../src/evidence/intake/exhibit-add.acts.ts';
import type { Exhibit } from '../src/evidence/exhibits/exhibit.ts';
import { counts } from '../src/evidence/installation/health.store.ts';
import { listExhibits } from '../src/evidence/exhibits/exhibit.store.ts';
import { createPackage } from '../src/evidence/packages/package-create.acts.ts';
import { importPackage } from '../src/evidence/packages/package-import.acts.ts';
import { askShare } from '../src/evidence/packages/share.acts.ts';
import { caseOfMember } from '../src/people/case-member.store.ts';
import {
  keepConfidential,
  openConfidential,
  RESTRICTORS,
} from '../src/requests/verbs/drafting/confidence/confidentiality.acts.ts';
import { eventsOf } from '../src/requests/machine/states/life.store.ts';
import type { Acting } from '../src/requests/verbs/life/life.acts.ts';
import { keepResult, openResult } from '../src/requests/verbs/results/result-confidence.acts.ts';
import {
  confidentialityOf,
  dueConfidences,
} from '../src/requests/verbs/drafting/confidence/confidentiality.store.ts';
import { attachExhibits, beginDelivery } from '../src/requests/verbs/results/results.acts.ts';
import { recordAnswers } from '../src/requests/verbs/results/results-outcome.acts.ts';
import { deliveriesOf, deliveryOf } from '../src/requests/machine/states/delivery.store.ts';
import { namesIn } from './support/case-tables.ts';
import { requestScene, type RequestScene } from './support/complete-request.ts';
import { shareOf } from './support/held-exhibit.ts';
import {
  ADDITION,
  FIJI,
  inMemory,
  PACKING,
  testCase,
  testExhibit,
  testInstallation,
} from './support/installation.ts';
import { as, count, rawApp } from './support/raw-app.ts';
import { isRefusal } from './support/refusal.ts';
import { sent } from './support/sent-request.ts';
import { temporaryFolder } from './support/temporary.ts';

const GROUND = 'Condition 2 of the letter of the Central Authority of Japan';

interface Came extends RequestScene {
  readonly request: Uuid;
  readonly delivery: Uuid;
  readonly exhibit: Exhibit;
}

function place({ number }: RequestScene): { number: number; delivery: number } {
  return { number, delivery: 1 };
}

async function brought({ house, file }: RequestScene, name: string, authority?: string): Promise<Exhibit> {
  const added = await addExhibit(house, {
    ...ADDITION,
    caseName: file.reference,
    from: { kind: 'stream', name, stream: [Buffer.from(name)] },
    ...(authority === undefined ? {} : { authority: { type: 'request', id: authority } }),
  });
  return added.exhibit;
}

/** A request that was sent, what came of it, recorded by Ines. */
async function came(scene: RequestScene, kept?: readonly Acting[]): Promise<Came> {
  const { house, people, lead, ines, number } = scene;
  const request = await sent(lead, number, 'acknowledged');
  await beginDelivery(ines, {
    number,
    arrivedAt: '2026-11-03T09:00:00Z',
    evidence: 'Letter of 2 November 2026',
    isInformal: false,
    kept: kept && { knowers: kept.map(({ person }) => person.id), until: '2027-03-31', ground: GROUND },
  });
  const exhibit = await brought(scene, 'subscriber.csv');
  const key = newUuid(house.clock, house.random);
  await attachExhibits(house, ines, { ...place(scene), exhibits: [exhibit.number], key });
  const delivery = await people.db.asPerson(ines.person.id, (tx) => deliveryOf(tx, request, 1));
  assert.ok(delivery);
  return { ...scene, request, delivery: delivery.id, exhibit };
}

/** Every table that names an exhibit, a delivery, or a thing by its number, and shows a row to anybody: some are the system's alone. */
const tablesOf = (scene: RequestScene): Promise<string[]> =>
  namesIn(
    scene,
    `select c.relname as name from pg_class c
    where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace
      and (c.relname in ('exhibit', 'job') or exists (
        select from pg_attribute a where a.attrelid = c.oid and not a.attisdropped
           and (a.attname in ('exhibit_id', 'delivery_id', 'exhibits')
             or (a.attname = 'item' and a.atttypid = 'text'::regtype)))
        or c.relname = 'request_delivery')
      and exists (select from pg_policy p
        where p.polrelid = c.oid and p.polpermissive and p.polname not in ('owner', 'operator'))
    order by 1`,
  );

test('every table that names an exhibit hides those of confidential results by the database itself', async (t) => {
  const scene = await requestScene(t);
  const hidden = await namesIn(
    scene,
    `select p.polrelid::regclass::text as name from pg_policy p where p.polname = 'kept' and not p.polpermissive order by 1`,
  );
  assert.deepEqual(hidden, await tablesOf(scene));
});

test('in every table it is found by who was named, and by nobody else of the case', async (t) => {
  const scene = await came(await requestScene(t));
  const { made, house, ines, lead, judge, prosecutor, translator, exhibit, delivery, file } = scene;
  const before = await caseOfMember(house.db.kysely, file.reference, prosecutor.person.id);
  assert.equal(before?.exhibits, 1);
  const [{ exhibits: counted }] = [await counts(house.db.kysely)];
  await house.db.withOwner(async (owner) => {
    const by = `'${lead.person.id}'`;
    const of = `'${exhibit.id}', '${file.id}'`;
    await owner.query(`insert into hand_over (id, exhibit_id, case_id, from_person, to_person, offered_at)
      values (gen_random_uuid(), ${of}, ${by}, '${judge.person.id}', now())`);
    await owner.query(`insert into disposal (id, exhibit_id, case_id, order_type, order_id, reason, proposed_by, proposed_at)
      values (gen_random_uuid(), ${of}, 'order', 'x', 'x', ${by}, now())`);
    await owner.query(
      `insert into examination (id, exhibit_id, case_id, began_at) values (gen_random_uuid(), ${of}, now())`,
    );
    await owner.query(`insert into examined_unit (exhibit_id, case_id, key, stage, version, outcome, made_by, at)
      values (${of}, sha256('x'), 'x', 1, 'done', '{}', now())`);
    await owner.query(`insert into examined_item (id, exhibit_id, case_id, depth, volume, place, path, address, type, bytes, deleted, more)
      values (sha256('x'), ${of}, 0, 0, 0, 'x', 'x', 'file', 1, false, '{}')`);
    await owner.query(`insert into item_mark (id, exhibit_id, case_id, item_id, is_relevant, by_person, at)
      values (gen_random_uuid(), ${of}, sha256('x'), true, ${by}, now())`);
    await owner.query(`insert into known_hit (exhibit_id, case_id, item_id, set_id, set_name, set_version, use, digest, flags, may_be_told)
      values (${of}, sha256('x'), gen_random_uuid(), 'x', 1, 'alert', 'md5', '[]', 'x')`);
    await owner.query(`insert into known_decision (exhibit_id, case_id, content, set_name, set_version, person_id, decision, at)
      values (${of}, sha256('x'), 'x', 1, ${by}, 'match', now())`);
    await owner.query(`insert into picture_hit (id, exhibit_id, case_id, path, address, bytes, width, height, hash, quality, veil, veil_width,
      set_id, set_name, set_version, category, entry, distance, found_at)
      values (gen_random_uuid(), ${of}, 'x', 'x', 1, 1, 1, sha256('x'), 1, 'x', 1, gen_random_uuid(), 'x', 1, 'x', 1, 1, now())`);
    await owner.query(
      `insert into picture_decision select id, exhibit_id, case_id, ${by}, 'match', now() from picture_hit`,
    );
    await owner.query(
      `insert into picture_opening select gen_random_uuid(), id, exhibit_id, case_id, ${by}, now() from picture_hit`,
    );
    await owner.query(`insert into shared_package (id, case_id, exhibits, receiver_name, receiver_state, hands_over, with_details,
      basis_type, basis_id, purpose, asked_by, asked_at, needs_second) values (gen_random_uuid(), '${file.id}',
      array['${exhibit.number}'], 'x', 'FJ', 'copy', false, 'request', 'x', 'x', ${by}, now(), true)`);
    await owner.query(`insert into portal_disclosure (id, package_id, case_id, exhibits, way, who, name, capacity, proceeding, given_by,
      given_at) select gen_random_uuid(), id, case_id, exhibits, 'carrier', 'defence', 'x', 'x', 'x', ${by}, now() from shared_package`);
    await owner.query(`insert into incoming_package (id, case_id, person_id, name, path, is_upload, begun_at, check_job, exhibits)
      values (gen_random_uuid(), '${file.id}', ${by}, 'x', 'x', false, now(), gen_random_uuid(), array['${exhibit.number}'])`);
    await owner.query(`insert into result_brought values (${of}, '${scene.request}', '${delivery}')`);
    await owner.query(`insert into job (id, kind, act, case_id, person_id, title, payload, asked_at)
      select s.id, 'makePackage', 'seePackages', s.case_id, ${by}, 'x', '{}', now() from shared_package s`);
    await owner.query(`insert into job (id, kind, act, case_id, person_id, title, payload, asked_at)
      values (gen_random_uuid(), 'takeUpload', 'addEvidence', '${file.id}', ${by}, 'x', '{"cameWith": "${delivery}"}', now()),
             (gen_random_uuid(), 'check', 'seeExhibit', '${file.id}', ${by}, 'x', '{"number": "${exhibit.number}"}', now())`);
  });
  const knowers = [lead, judge, ines].map(({ person }) => person.id);
  await keepResult(lead, place(scene), { knowers, until: '2027-03-31', ground: GROUND, reason: 'As asked' });
  const app = await rawApp(t, made);
  const filled = [...(await tablesOf(scene)), 'event_detail'].filter(
    (name) => !['certificate_draft'].includes(name),
  );
  for (const one of [prosecutor, translator])
    await as(app, one.person.id, async () => {
      for (const table of filled) assert.equal(await count(app, table), 0, `${table} as ${one.person.name}`);
    });
  for (const one of [lead, judge])
    await as(app, one.person.id, async () => {
      // How many pictures somebody saw is theirs alone.
      for (const table of filled.filter((name) => one === lead || name !== 'picture_opening'))
        assert.ok((await count(app, table)) > 0, `${table} as ${one.person.name}`);
    });
  const counting = async (who: Acting): Promise<number | undefined> =>
    (await caseOfMember(house.db.kysely, file.reference, who.person.id))?.exhibits;
  assert.deepEqual([await counting(prosecutor), await counting(judge)], [0, 1]);
  assert.equal(
    (await counts(house.db.kysely)).exhibits,
    counted - 1,
    'in nobody’s counts, like a compartment',
  );
});

test('what comes of a confidential request is kept to those who know of it, with nothing said', async (t) => {
  const scene = await requestScene(t);
  const { house, people, lead, ines, judge, prosecutor, number, file } = scene;
  const request = await sent(lead, number, 'acknowledged');
  const knowers = [lead, ines].map(({ person }) => person.id);
  await keepConfidential(lead, { number, knowers, until: undefined, reason: 'An officer is named' });
  await beginDelivery(ines, {
    number,
    arrivedAt: '2026-11-03T09:00:00Z',
    evidence: 'Letter',
    isInformal: false,
  });
  const app = await rawApp(t, scene.made);
  const sees = (who: Acting): Promise<number> => {
    let found = 0;
    return as(app, who.person.id, async () => {
      found = (await count(app, 'exhibit')) + (await count(app, 'custody_event'));
    }).then(() => found);
  };
  // From its first moment: it is named with the delivery later.
  const exhibit = await brought(
    scene,
    'subscriber.csv',
    `${file.reference}/R${number}, Budapest Convention, Art. 31`,
  );
  for (const one of [judge, prosecutor]) assert.equal(await sees(one), 0, one.person.name);
  assert.ok((await sees(ines)) >= 3);
  const key = newUuid(house.clock, house.random);
  await attachExhibits(house, ines, { ...place(scene), exhibits: [exhibit.number], key });
  for (const one of [judge, prosecutor]) assert.equal(await sees(one), 0, one.person.name);
  await openConfidential(lead, { number, reason: 'The trial is public' });
  for (const one of [judge, prosecutor]) assert.ok((await sees(one)) >= 3, one.person.name);
  const seen = await people.db.asPerson(judge.person.id, (tx) => deliveriesOf(tx, request));
  assert.deepEqual(
    seen.map(({ isConfidential }) => isConfidential),
    [false],
  );
});

test('who types the reference of a request that they may not know of learns nothing by it', async (t) => {
  const scene = await requestScene(t);
  const { house, lead, prosecutor, number, file } = scene;
  await keepConfidential(lead, {
    number,
    knowers: [lead.person.id],
    until: undefined,
    reason: 'An officer is named',
  });
  const exhibit = await testExhibit(house, file, {
    from: inMemory('a'),
    authority: { type: 'request', id: `${file.reference}/R${number}` },
    by: { role: 'prosecutor', person: prosecutor.person.name, personId: prosecutor.person.id },
  });
  const app = await rawApp(t, scene.made);
  await as(app, prosecutor.person.id, async () => {
    const { rows } = await app.query<{ number: string }>('select number from exhibit');
    assert.deepEqual(rows, [{ number: exhibit.number }], 'what they brought stays there');
  });
});

test('no act of another’s finds its exhibits, and none gives them to who may not know', async (t) => {
  const scene = await came(await requestScene(t));
  const { house, people, lead, ines, judge, prosecutor, exhibit, request } = scene;
  const knowers = [lead, ines].map(({ person }) => person.id);
  await recordAnswers(lead, place(scene), [{ item: 1, actual: 'produced' }]);
  await keepResult(lead, place(scene), { knowers, until: undefined, ground: GROUND, reason: 'As asked' });
  const by = { person: prosecutor.person, file: prosecutor.file };
  const key = newUuid(house.clock, house.random);
  const order = { type: 'order', id: '4/26' } as const;
  await assert.rejects(
    proposeDisposal(house, { by, number: exhibit.number, order, reason: 'x' }),
    isRefusal('notFound'),
  );
  const share = shareOf(exhibit.number, { ground: 'x' });
  await assert.rejects(askShare(house, { by, share, id: key }), isRefusal('notAllowed'));
  await assert.rejects(
    attachExhibits(house, prosecutor, { ...place(scene), exhibits: [exhibit.number], key }),
    isRefusal('notFound'),
  );
  await assert.rejects(
    offerExhibit(house, {
      by: { person: lead.person, file: lead.file },
      number: exhibit.number,
      to: judge.person.id,
      reason: 'x',
      key,
    }),
    isRefusal('notAllowed'),
  );
  // The life of the request, which they may know of, names none either.
  const named = async (who: Acting): Promise<readonly string[]> => {
    const events = await people.db.asPerson(who.person.id, (tx) => eventsOf(tx, request));
    return events.flatMap(({ detail }) => detail.exhibits ?? []);
  };
  assert.deepEqual([await named(prosecutor), await named(lead)], [[], [exhibit.number]]);
  // Nor is its number a sign: what comes next is recorded by somebody who does not know of the first.
  await openResult(lead, place(scene), 'The condition was lifted');
  await keepResult(lead, place(scene), {
    knowers: [lead.person.id],
    until: undefined,
    ground: GROUND,
    reason: 'Again',
  });
  const next = await beginDelivery(ines, {
    number: scene.number,
    arrivedAt: '2026-11-03T09:30:00Z',
    evidence: 'Letter',
    isInformal: false,
  });
  assert.equal(next, 2);
});

test('who decides is among those who know, with a lead who may know of the request, a ground and a day to come', async (t) => {
  const scene = await came(await requestScene(t));
  const { house, lead, ines, judge, prosecutor, translator, exhibit } = scene;
  const asked = {
    knowers: [lead.person.id],
    until: '2027-03-31',
    ground: GROUND,
    reason: 'As asked',
  };
  const refused = async (who: Acting, more: Partial<typeof asked>, code: RefusalCode): Promise<void> =>
    assert.rejects(keepResult(who, place(scene), { ...asked, ...more }), isRefusal(code));
  await refused(translator, { knowers: [lead.person.id, translator.person.id] }, 'notAllowed');
  await refused(prosecutor, { knowers: [prosecutor.person.id] }, 'badInput');
  await refused(lead, { knowers: [] }, 'badInput');
  await refused(lead, { until: '2026-11-03' }, 'badInput');
  await refused(lead, { ground: ' ' }, 'badInput');
  await refused(lead, { reason: '' }, 'badInput');
  await keepConfidential(lead, {
    number: scene.number,
    knowers: [lead.person.id, ines.person.id],
    until: undefined,
    reason: 'x',
  });
  await refused(lead, { knowers: [lead.person.id, judge.person.id] }, 'badInput');
  // Whoever holds an exhibit of it could not give it back.
  await house.db.withOwner((owner) =>
    owner.query('update exhibit set holder = $1 where id = $2', [ines.person.id, exhibit.id]),
  );
  await refused(lead, {}, 'conflict');
  await assert.rejects(
    keepConfidential(lead, {
      number: scene.number,
      knowers: [lead.person.id],
      until: undefined,
      reason: 'x',
    }),
    isRefusal('conflict'),
  );
  await house.db.withOwner((owner) => owner.query('update exhibit set holder = null'));
  assert.equal(await keepResult(lead, place(scene), asked), true);
  assert.equal(await keepResult(lead, place(scene), asked), false, 'what is so already is decided once');
});

test('it is kept as it is recorded, its day is a task that opens nothing, and every decision stays', async (t) => {
  const base = await requestScene(t);
  const scene = await came(base, [base.lead, base.ines]);
  const { people, lead, ines, prosecutor, judge, request, delivery, number, file } = scene;
  const due = (who: Acting, today: string) =>
    people.db.asPerson(who.person.id, (tx) =>
      dueConfidences(tx, { person: who.person.id, roles: RESTRICTORS, today, limit: 10 }),
    );
  const found = (who: Acting) => people.db.asPerson(who.person.id, (tx) => deliveryOf(tx, request, 1));
  assert.equal(await found(prosecutor), undefined);
  assert.deepEqual(await due(lead, '2027-03-30'), []);
  const task = { reference: file.reference, number, delivery: 1, until: '2027-03-31' };
  assert.deepEqual(await due(lead, '2027-04-01'), [task]);
  assert.deepEqual(await due(prosecutor, '2027-04-01'), [], 'who was not named learns nothing by the task');
  assert.ok(await found(ines), 'nor is it opened by the day');
  // Ines recorded it; from then on who decides is a lead, a prosecutor or a judge.
  await assert.rejects(openResult(ines, place(scene), 'x'), isRefusal('notAllowed'));
  await assert.rejects(openResult(prosecutor, place(scene), 'x'), isRefusal('notFound'));
  const knowers = [lead.person.id, judge.person.id];
  await keepResult(lead, place(scene), { knowers, until: '2027-09-30', ground: GROUND, reason: 'Prolonged' });
  assert.equal(await found(ines), undefined, 'who was taken out finds it no more');
  await openResult(lead, place(scene), 'The condition was lifted');
  const { decisions } = await people.db.asPerson(prosecutor.person.id, (tx) =>
    confidentialityOf(tx, { of: 'result', id: delivery }),
  );
  assert.deepEqual(
    decisions
      .toReversed()
      .map(({ act, about, until, ground, reason }) => [act, about, until, ground, reason]),
    [
      ['named', 'Lena Example', undefined, undefined, GROUND],
      ['named', 'Ines Example', undefined, undefined, GROUND],
      ['restricted', undefined, '2027-03-31', GROUND, GROUND],
      ['named', 'Jaro Example', undefined, undefined, 'Prolonged'],
      ['extended', undefined, '2027-09-30', GROUND, 'Prolonged'],
      ['removed', 'Ines Example', undefined, undefined, 'Prolonged'],
      ['opened', undefined, undefined, undefined, 'The condition was lifted'],
    ],
  );
  const app = await rawApp(t, scene.made);
  for (const change of ['delete from result_confidence', "update result_confidence set reason = 'x'"])
    await as(app, 'operator', () => assert.rejects(app.query(change), { code: '42501' }));
});

test('what is brought is kept before anybody names it: from the page of its delivery, on its authority, in a package', async (t) => {
  const scene = await requestScene(t);
  const { house, people, lead, ines, judge, number, file } = scene;
  const request = await sent(lead, number, 'acknowledged');
  const reference = `${file.reference}/R${number}`;
  await beginDelivery(ines, {
    number,
    arrivedAt: '2026-11-03T09:00:00Z',
    evidence: 'Letter',
    isInformal: false,
    kept: { knowers: [lead, ines].map(({ person }) => person.id), until: undefined, ground: GROUND },
  });
  const delivery = await people.db.asPerson(ines.person.id, (tx) => deliveryOf(tx, request, 1));
  const by = { role: 'investigator', person: ines.person.name, personId: ines.person.id };
  const authority = { type: 'request' as const, id: `${reference}, Budapest Convention, Art. 31` };
  const add = async (name: string, more: object): Promise<string> => {
    const from = inMemory(name);
    const asked = { ...ADDITION, caseName: file.reference, from, by, ...more };
    return (await addExhibit(house, asked)).exhibit.number;
  };
  const other = await add('other.csv', {});
  const kept = [
    await add('page.csv', { cameWith: delivery?.id }),
    await add('authority.csv', { authority }), // of which delivery is not said yet: it may be of this one
  ];
  const fiji = await testInstallation(t, FIJI);
  const theirs = await testCase(fiji.house);
  const from = inMemory('sent.csv', 'sent');
  await testExhibit(fiji.house, theirs, { from });
  const made = await createPackage(fiji.house, {
    ...PACKING,
    caseName: theirs.reference,
    to: join(temporaryFolder(t), 'package'),
    receiver: { name: 'Central Authority of France', state: 'FR' },
  });
  const imported = await importPackage(house, {
    path: made.path,
    caseName: file.reference,
    trust: Buffer.from(fiji.trust),
    authority: { type: 'request', id: reference },
    act: {
      role: 'investigator',
      reason: 'x',
      detail: { person: ines.person.name, personId: ines.person.id },
    },
  });
  assert.ok(imported.ok);
  kept.push(...imported.exhibits.map((one) => one.number));
  assert.equal(kept.length, 4, 'the papers of the package too');
  const found = (who: Acting) =>
    people.db.asPerson(who.person.id, async (tx) =>
      (await listExhibits(tx, file.id, 20)).map((one) => one.number),
    );
  assert.deepEqual(await found(judge), [other]);
  assert.deepEqual((await found(ines)).toSorted(), [other, ...kept].toSorted());
});
