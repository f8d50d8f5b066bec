// The account of the only lead of a case is closed: access ends at once, and the case is handed on in words, betraying nothing of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMember } from '../src/cases/case-open.acts.ts';
import { casePage } from '../src/cases/cases.pages.ts';
import { runCaseLead } from '../src/cli/case-lead.ts';
import { recordingTerminal } from '../src/cli/terminal.ts';
import { alertsOf } from '../src/people/alerts.store.ts';
import { ownAlerts } from '../src/people/alerts.pages.ts';
import { caseOfMember, casesWithoutLead, membersOf } from '../src/people/case-member.store.ts';
import { endAccess } from '../src/people/people.acts.ts';
import { keepConfidential } from '../src/requests/confidence/confidentiality.acts.ts';
import { beginRequest } from '../src/requests/drafting/request-draft.acts.ts';
import { requestOf } from '../src/requests/request.store.ts';
import { html } from '../src/web/html.ts';
import { LANGUAGES } from '../src/web/messages.ts';
import { testCase } from './support/installation.ts';
import { enrol, testHouse, type Enrolled } from './support/people.ts';
import { isRefusal } from './support/refusal.ts';

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
    const shown = { file: await own(ines), members, about: html``, notice: undefined };
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
    /Open cases without a lead who has an account: 1\. At the machine: \.\/comity case lead/,
  );
  assert.doesNotMatch(note, new RegExp(file.reference), 'how many, and not which');
  assert.equal((await alerts(ines)).casesWithoutLead, 0);
  assert.deepEqual(
    await people.db.asPerson(ana.id, casesWithoutLead),
    [],
    'which ones only the machine says',
  );

  process.env['COMITY_HOME'] = made.home.path;
  Object.assign(process.env, made.env);
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
