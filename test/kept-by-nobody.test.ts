// Whoever knew of what is kept confidential leaves the case: nothing is left without somebody who decides, and who takes them out learns
// nothing by it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { addMember } from '../src/cases/case-open.acts.ts';
import { removeMember } from '../src/cases/member-removal.do.ts';
import { runKeeper } from '../src/cli/request-keeper.ts';
import { recordingTerminal } from '../src/cli/terminal.ts';
import { endAccess } from '../src/people/people.acts.ts';
import { alertsOf } from '../src/people/alerts.store.ts';
import { awaitLeaving, caseOfMember, deleteMember } from '../src/people/case-member.store.ts';
import { shippedLaw } from '../src/law/data-files.store.ts';
import {
  keepConfidential,
  RESTRICTORS,
} from '../src/requests/verbs/drafting/confidence/confidentiality.acts.ts';
import { mayKnow, withoutLead } from '../src/requests/verbs/drafting/confidence/confidentiality.store.ts';
import { beginRequest } from '../src/requests/verbs/drafting/request-draft.acts.ts';
import type { Acting } from '../src/requests/verbs/life/life.acts.ts';
import { requestOf } from '../src/requests/machine/states/request.store.ts';
import { testCase } from './support/installation.ts';
import { enrol, testHouse, type Enrolled } from './support/people.ts';
import { until } from './support/postgres.ts';
import { isRefusal } from './support/refusal.ts';
import { withEnvironment } from './support/temporary.ts';

test('a secret whose last keeper leaves the case is put before who may mend it, and before nobody else', async (t) => {
  const { people, house, made } = await testHouse(t);
  const file = await testCase(house);
  const lena = await enrol(people, 'lena', [], [[file, 'lead']]);
  const paula = await enrol(people, 'paula', [], [[file, 'prosecutor']]);
  // The other lead, who takes people out, runs the installation besides.
  const omar = await enrol(people, 'omar', ['administrator'], [[file, 'lead']]);
  const ana = await enrol(people, 'ana', ['administrator']);
  const law = await shippedLaw();
  const actingFor = async (who: Enrolled): Promise<Acting> => {
    const own = await people.db.asPerson(who.id, (tx) => caseOfMember(tx, file.reference, who.id));
    return { people, law, person: who.person, file: own ?? assert.fail(who.email) };
  };
  const [lead, remover] = [await actingFor(lena), await actingFor(omar)];
  const number = await beginRequest(lead, 'bc-31-subscriber', {});
  const knowers = [lena.id, paula.id];
  await keepConfidential(lead, { number, knowers, until: undefined, reason: 'Officers at risk' });
  const leadless = async ({ id }: Enrolled) =>
    people.db.asPerson(id, (tx) => withoutLead(tx, { person: id, roles: RESTRICTORS, limit: 10 }));
  const told = async ({ id, person }: Enrolled) =>
    (await people.db.asPerson(id, (tx) => alertsOf(tx, person, new Date(people.clock())))).keptByNobody;
  const isKnown = ({ id }: Enrolled) =>
    people.db.asPerson(id, async (tx) => (await requestOf(tx, file.id, number)) !== undefined);

  // Two leads who take each other out at once leave one of them.
  const twins = await testCase(house);
  const pair = [
    await enrol(people, 'mona', [], [[twins, 'lead']]),
    await enrol(people, 'nils', [], [[twins, 'lead']]),
  ];
  const [mona, nils] = pair;
  assert.ok(mona && nils);
  const own = await people.db.asPerson(nils.id, (tx) => caseOfMember(tx, twins.reference, nils.id));
  const outcome: { status?: string } = {};
  await people.db.asPerson(mona.id, async (tx) => {
    await awaitLeaving(tx, twins.id);
    await deleteMember(tx, twins.id, nils.id);
    void removeMember(people, nils.person, own ?? assert.fail(), mona.id).then(
      () => (outcome.status = 'done'),
      () => (outcome.status = 'refused'),
    );
    await until(async () => {
      const { rows } = await sql`select from pg_locks where locktype = 'advisory' and not granted`.execute(
        tx,
      );
      return rows.length > 0 || outcome.status !== undefined;
    });
    assert.equal(outcome.status, undefined, 'the other waits');
  });
  await until(() => outcome.status !== undefined);
  assert.equal(outcome.status, 'refused');

  // Whoever leaves knows what they would leave behind.
  await assert.rejects(
    removeMember(people, lena.person, lead.file, lena.id),
    isRefusal('notAllowed', new RegExp(`${file.reference}/R${number}`)),
  );
  // Whoever is told nothing of it takes them out as anybody else.
  await removeMember(people, omar.person, remover.file, lena.id);
  const place = { reference: file.reference, number, delivery: undefined };
  assert.deepEqual([await leadless(paula), await leadless(omar)], [[place], []]);
  assert.deepEqual([await told(ana), await told(omar)], [0, 0], 'somebody still decides');

  await removeMember(people, omar.person, remover.file, paula.id);
  assert.deepEqual([await told(ana), await told(omar), await told(lena)], [1, 0, 0]);
  const keeper = async (...args: readonly string[]): Promise<string> => {
    const terminal = recordingTerminal();
    await runKeeper(args, terminal);
    return terminal.outLines.join('\n');
  };
  withEnvironment(t, { ...made.env, COMITY_HOME: made.home.path });
  const request = `${file.reference}/R${number}`;
  assert.equal(await keeper(), request);
  await assert.rejects(keeper(request, '--person', ana.email), isRefusal('notAllowed'));
  await assert.rejects(keeper(`${file.reference}/R99`, '--person', omar.email), isRefusal('notFound'));
  assert.equal(await isKnown(omar), false);
  await addMember(people, omar.person, remover.file, { email: ana.email, role: 'lead' });
  assert.match(await keeper(request, '--person', ana.email), /^Ana Example knows of /);
  assert.deepEqual([await isKnown(ana), await isKnown(omar), await told(ana)], [true, false, 0]);
  assert.match(await keeper(), /^Somebody decides/);
  const asked = await people.db.asPerson(ana.id, (tx) => requestOf(tx, file.id, number));
  assert.equal(
    await people.operator.transaction((tx) =>
      mayKnow(tx, ana.id, { of: 'request', id: asked?.id ?? omar.id }),
    ),
    true,
  );
});

test('an account that was closed decides about nothing, and closing it hands on what it decided about', async (t) => {
  const { people, house } = await testHouse(t);
  const file = await testCase(house);
  const lena = await enrol(people, 'lena', [], [[file, 'lead']]);
  const nora = await enrol(people, 'nora', [], [[file, 'lead']]);
  const omar = await enrol(people, 'omar', [], [[file, 'lead']]);
  const paula = await enrol(people, 'paula', [], [[file, 'prosecutor']]);
  const ana = await enrol(people, 'ana', ['administrator']);
  const own = await people.db.asPerson(lena.id, (tx) => caseOfMember(tx, file.reference, lena.id));
  assert.ok(own);
  const acting = { people, person: lena.person, file: own };
  const number = await beginRequest(acting, 'bc-31-subscriber', {});
  const kept = { number, until: undefined, reason: 'Officers at risk' };
  await keepConfidential(acting, { ...kept, knowers: [lena.id, nora.id, paula.id] });
  const leadless = ({ id }: Enrolled) =>
    people.db.asPerson(id, (tx) => withoutLead(tx, { person: id, roles: RESTRICTORS, limit: 10 }));
  const counted = async () =>
    (await people.db.asPerson(ana.id, (tx) => alertsOf(tx, ana.person, new Date(people.clock()))))
      .keptByNobody;

  await endAccess(people, ana.person, nora.id);
  assert.deepEqual([await leadless(paula), await counted()], [[], 0], 'one lead is left who knows');
  await assert.rejects(
    removeMember(people, lena.person, own, lena.id),
    isRefusal('notAllowed', new RegExp(`${file.reference}/R${number}`)),
  );
  await assert.rejects(
    keepConfidential({ ...acting, person: paula.person }, { ...kept, knowers: [paula.id, nora.id] }),
    isRefusal('badInput', /a lead of the case/),
  );
  await endAccess(people, ana.person, lena.id);
  assert.deepEqual(await leadless(paula), [{ reference: file.reference, number, delivery: undefined }]);
  assert.equal(await counted(), 0, 'a prosecutor still decides');
  await endAccess(people, ana.person, paula.id);
  assert.equal(await counted(), 1);
  assert.deepEqual(await leadless(omar), []);
  // Of three leads one has access: that one stays, the others may be taken off the list.
  await assert.rejects(removeMember(people, omar.person, own, omar.id), isRefusal('notAllowed', /only lead/));
  await removeMember(people, omar.person, own, nora.id);
});
