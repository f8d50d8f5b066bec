// The account of the only lead of a case is closed: access ends at once, and the case is handed on in words, betraying nothing of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid } from '../src/base/ids.ts';
import { namedLeads } from '../src/cases/case-file.store.ts';
import { addMember } from '../src/cases/case-open.acts.ts';
import { casePage } from '../src/cases/cases.pages.ts';
import { eventsOf } from '../src/evidence/events/recorded-event.acts.ts';
import { nameLead } from '../src/evidence/desks/case-lead.acts.ts';
import { namedLeadsNote } from '../src/evidence/desks/my-work.pages.ts';
import { runCaseLead } from '../src/cli/case-lead.ts';
import { recordingTerminal } from '../src/cli/terminal.ts';
import { alertsOf } from '../src/people/alerts.store.ts';
import { ownAlerts } from '../src/people/alerts.pages.ts';
import { caseOfMember, casesWithoutLead, membersOf } from '../src/people/case-member.store.ts';
import { endAccess } from '../src/people/people.acts.ts';
import { keepConfidential } from '../src/requests/verbs/drafting/confidence/confidentiality.acts.ts';
import { beginRequest } from '../src/requests/verbs/drafting/request-draft.acts.ts';
import { requestOf } from '../src/requests/machine/states/request.store.ts';
import { html } from '../src/web/html.ts';
import { LANGUAGES } from '../src/web/messages.ts';
import { testCase } from './support/installation.ts';
import { enrol, testHouse, testSite, type Enrolled } from './support/people.ts';
import { isRefusal } from './support/refusal.ts';
import { withEnvironment } from './support/temporary.ts';

const SAY = LANGUAGES.en;

test('a case whose only lead loses the account is counted, and gets a lead at the machine', async (t) => {
  const { people, house, made } = await testHouse(t);
  const [file, hidden, led] = [await testCase(house), await testCase(house), await testCase(house)];
  const lena = await enrol(
    people,
    'lena',
    [],
    [
      [file, 'lead'],
      [hidden, 'lead'],
      [led, 'lead'],
    ],
  );
  const ines = await enrol(people, 'ines', [], [[file, 'investigator']]);
  await enrol(people, 'omar', [], [[led, 'lead']]);
  const ana = await enrol(people, 'ana', ['administrator']);
  await house.db.transaction((tx) =>
    tx.updateTable('case_file').set({ is_compartmented: true }).where('id', '=', hidden.id).execute(),
  );
  const own = async ({ id }: Enrolled) =>
    (await people.db.asPerson(id, (tx) => caseOfMember(tx, file.reference, id))) ?? assert.fail();
  const acting = { people, person: lena.person, file: await own(lena) };
  const number = await beginRequest(acting, 'bc-31-subscriber', {});
  await keepConfidential(acting, {
    number,
    knowers: [lena.id],
    until: undefined,
    reason: 'Officers at risk',
  });
  const alerts = ({ id, person }: Enrolled) =>
    people.db.asPerson(id, (tx) => alertsOf(tx, person, new Date(people.clock())));
  const page = async (): Promise<string> => {
    const members = await people.db.asPerson(ines.id, (tx) => membersOf(tx, file.id));
    const shown = { file: await own(ines), members, between: html``, about: html``, notice: undefined };
    return String(await casePage(SAY, shown).main);
  };
  const words = SAY.cases.noLead(file.reference);
  assert.ok(!(await page()).includes(words));
  assert.equal((await alerts(ana)).casesWithoutLead, 0);

  await endAccess(people, ana.person, lena.id);
  assert.ok((await page()).includes(words), 'who is in it reads what to do');
  const told = await alerts(ana);
  assert.equal(told.casesWithoutLead, 1, 'neither the compartment nor the case that has another lead');
  const note = String(await ownAlerts(SAY, told));
  assert.match(
    note,
    /Open cases without a case lead who has an account: 1\. .*\.\/comity case lead.*href="\/case-lead"/s,
  );
  assert.doesNotMatch(note, new RegExp(file.reference), 'how many, and not which');
  assert.equal((await alerts(ines)).casesWithoutLead, 0);
  assert.deepEqual(
    await people.db.asPerson(ana.id, casesWithoutLead),
    [],
    'which ones only the machine says',
  );

  withEnvironment(t, { ...made.env, COMITY_HOME: made.home.path });
  const lead = async (...args: readonly string[]): Promise<string> => {
    const terminal = recordingTerminal();
    await runCaseLead(args, terminal);
    return terminal.outLines.join('\n');
  };
  const listed = await lead();
  assert.ok(listed.includes(file.reference) && listed.includes(hidden.reference), listed);
  assert.ok(!listed.includes(led.reference), listed);
  await assert.rejects(lead(led.reference, '--person', ines.email), isRefusal('notFound', /case lead/));
  await assert.rejects(lead(file.reference, '--person', 'no@agency.example'), isRefusal('notFound'));
  await assert.rejects(lead(file.reference, '--person', lena.email), isRefusal('notFound'), 'it was closed');
  assert.match(await lead(file.reference, '--person', ines.email), /^Ines Example leads /);
  assert.equal((await own(ines)).role, 'lead', 'who was an investigator in it');
  assert.equal((await alerts(ana)).casesWithoutLead, 0);
  assert.ok(!(await page()).includes(words));
  assert.equal(
    await addMember(people, ines.person, await own(ines), { email: ana.email, role: 'judge' }),
    'added',
  );
  const known = await people.db.asPerson(ines.id, (tx) => requestOf(tx, file.id, number));
  assert.equal(known, undefined, 'of what is kept confidential the new lead knows nothing by that');
  await lead(hidden.reference, '--person', ines.email);
  assert.match(await lead(), /^Every case/);
});

test('an administrator names a member who works on the case, with a reason that all of them read', async (t) => {
  const { people, house, site } = await testSite(t);
  const [file, hidden, led] = [await testCase(house), await testCase(house), await testCase(house)];
  const lead = 'lead' as const;
  const lena = await enrol(
    people,
    'lena',
    [],
    [
      [file, lead],
      [hidden, lead],
    ],
  );
  const ines = await enrol(
    people,
    'ines',
    [],
    [
      [file, 'investigator'],
      [hidden, 'investigator'],
      [led, 'investigator'],
    ],
  );
  const dora = await enrol(people, 'dora', [], [[file, 'defence']]);
  const omar = await enrol(people, 'omar', [], [[led, lead]]);
  const ana = await enrol(people, 'ana', ['administrator'], [[file, 'prosecutor']]);
  await house.db.transaction((tx) =>
    tx.updateTable('case_file').set({ is_compartmented: true }).where('id', '=', hidden.id).execute(),
  );
  await endAccess(people, ana.person, lena.id);
  const named = { reference: file.reference, email: ines.email, reason: 'She knows the case.' };
  for (const [why, wrong] of [
    ['another case has a lead', { ...named, reference: led.reference }],
    ['of a compartment only the machine tells', { ...named, reference: hidden.reference }],
    ['there is no such case', { ...named, reference: 'FR-2026-999999' }],
    ['they are not in it', { ...named, email: omar.email }],
    ['they do not work on it', { ...named, email: dora.email }],
    ['nobody names themself', { ...named, email: ana.email }],
    ['the account was closed', { ...named, email: lena.email }],
  ] as const)
    await assert.rejects(
      nameLead(house, people, ana.person, { ...wrong, key: why }),
      isRefusal('notFound', /without a lead/),
      why,
    );
  await assert.rejects(nameLead(house, people, ines.person, { ...named, key: 'i' }), isRefusal('notAllowed'));

  const send = async (question: string, fields?: Record<string, string>) => {
    const answer = await fetch(`${site.url}/case-lead/${question}`, {
      method: fields === undefined ? 'GET' : 'POST',
      headers: { cookie: ana.cookie, origin: site.url },
      redirect: 'manual',
      ...(fields !== undefined && { body: new URLSearchParams(fields) }),
    });
    return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() };
  };
  const words = SAY.caseLead;
  const reference = named.reference.toLowerCase();
  const { reason } = named;
  assert.ok((await send('reference')).text.includes(words.ask.reference));
  const key = newUuid(people.clock, people.random);
  const answered = async (email: string) => {
    await send('reference', { reference, key });
    await send('email', { email, key });
    await send('reason', { reason, key });
    return send('check', { key });
  };
  const other = await answered(omar.email);
  assert.ok(other.status === 422 && other.text.includes(words.nobody), other.text);
  assert.ok((await send('check')).text.includes(reason), 'what was typed is kept');
  for (const time of ['first', 'again']) {
    const done = await answered(ines.email);
    assert.deepEqual([done.status, done.to], [303, '/people?done=leadNamed'], time);
  }

  const own = await people.db.asPerson(ines.id, (tx) => caseOfMember(tx, file.reference, ines.id));
  assert.equal(own?.role, 'lead');
  const told = async ({ id }: Enrolled) =>
    people.db.asPerson(id, (tx) =>
      namedLeads(tx, { person: id, roles: ['lead', 'prosecutor'], since: new Date(0) }),
    );
  for (const one of [ines, ana]) {
    const [line, ...more] = await told(one);
    assert.ok(line !== undefined && more.length === 0);
    assert.deepEqual([line.lead, line.by, line.reason], ['Ines Example', 'Ana Example', reason]);
    assert.ok(
      String(await namedLeadsNote(SAY, [line])).includes(SAY.caseLead.told('Ines Example', file.reference)),
    );
  }
  assert.deepEqual(await told(omar), []);
  const event = await people.operator.kysely
    .selectFrom('access_event')
    .select(['by_person', 'about_person'])
    .where('what', '=', 'memberAdded')
    .where('case_id', '=', file.id)
    .execute();
  assert.deepEqual(event, [{ by_person: ana.id, about_person: ines.id }]);
  const [granted, ...more] = await eventsOf(house, file.reference);
  assert.deepEqual(
    [granted?.event.type, granted?.event.facts, more.length],
    ['roleGranted', { role: 'lead' }, 0],
  );
});
