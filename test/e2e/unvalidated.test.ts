// An order to keep data that goes in an emergency before anybody validated it: issued by the lead of the case with a passkey, seen at once
// by who is to validate it, not validated, withdrawn.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { beginRequest, setAsked } from '../../src/requests/verbs/drafting/request-draft.acts.ts';
import type { Acting } from '../../src/requests/verbs/life/life.acts.ts';
import { answerAct, type ActAnswers } from '../support/act-answers.ts';
import { addPasskey } from '../support/authenticator.ts';
import { completeDraft, explainAll } from '../support/complete-request.ts';
import { asMember, enrol, type Enrolled, pageOf } from '../support/people.ts';
import { setScene } from '../support/scene.ts';
import { look } from '../support/site.ts';
import { said, saying } from '../support/words.ts';

test('an order goes before it is validated, and is withdrawn because nobody validates it', async (t) => {
  const scene = await setScene(t);
  if (scene === undefined) return;
  const { inside, file, site, browser } = scene;
  const { people } = inside;
  const ines = await enrol(people, 'ines', [], [[file, 'investigator']]);
  const lena = await enrol(people, 'lena', [], [[file, 'lead']]);
  const jaro = await enrol(people, 'jaro', [], [[file, 'judge']]);
  const law = await shippedLaw();
  const acting = async (who: Enrolled): Promise<Acting> => ({ ...(await asMember(people, who, file)), law });
  const drafter = await acting(ines);
  const { answers: all } = await completeDraft('epoc-pr');
  const kept = Object.entries(all).filter(([id]) => !id.startsWith('validating.'));
  const answers = { ...Object.fromEntries(kept), 'no-prior-validation': true, 'emergency.kind': ['life'] };
  const number = await beginRequest(drafter, 'epoc-pr', answers);
  await setAsked(drafter, { number, counterpart: 'IE', urgency: 'emergency' });
  const order = `${site.url}/cases/${file.reference}/requests/${number}`;

  const writer = await pageOf(browser, site, ines);
  await writer.goto(`${order}/check`);
  const why = saying(said.practice.findings.unvalidated);
  await writer.getByText(why).first().waitFor();
  await look(writer, 'unvalidated-check');
  await explainAll(drafter, number, 'No judge could be reached before the records are deleted at midnight.');
  await writer.goto(`${order}/acts/submit`);
  await writer.getByRole('button', { name: said.requestLife.acts.submit }).click();
  await writer.getByText(said.requestLife.done).waitFor();
  // What comes next is its issue, not an authorisation.
  for (const act of ['transmit', 'authorise']) {
    await writer.goto(`${order}/acts/${act}`);
    await writer.getByRole('heading', { name: said.requestLife.notNow }).waitFor();
    await writer.getByRole('listitem').filter({ hasText: said.requestLife.acts.issueUnvalidated }).waitFor();
    await look(writer, `unvalidated-not-now-${act}`);
  }

  const lead = await pageOf(browser, site, lena);
  await addPasskey(lead, site.url);
  await lead.goto(`${site.url}/authorise`);
  await look(lead, 'unvalidated-desk-lead');
  await lead.getByRole('link', { name: new RegExp(`R${number}$`) }).click();
  await lead.getByText(/within 48 hours at the latest/).waitFor();
  await look(lead, 'unvalidated-issue');
  await lead.getByRole('button', { name: said.requestLife.signButtons.issueUnvalidated }).click();
  await lead.getByText(/Issued before validation/).waitFor();
  await look(lead, 'unvalidated-issued');
  await lead.goto(order);
  await lead.getByRole('link', { name: said.requestLife.acts.transmit }).click();
  const how: ActAnswers = {
    [said.requestLife.carriage.ask]: async ({ keys }) => {
      await keys.follow(lead.getByRole('button', { name: 'Continue' }));
      await lead.getByText(said.requestLife.guards.carriageSaid).first().waitFor();
      await keys.skip();
      await keys.check(lead.getByLabel(said.requestLife.carriage.other));
    },
    [said.requestLife.asks.whyOther]: ({ keys }) =>
      keys.check(lead.getByLabel(said.requestLife.carriage.whys.disruption)),
    [said.requestLife.asks.inWhat]: 'The access point did not answer for three hours.',
    [said.desks.actAsks.evidence]: 'Courier, receipt 88',
  };
  await answerAct(lead, how, 'unvalidated-sent-otherwise');
  await lead.getByRole('heading', { name: said.requestLife.carriage.title }).waitFor();
  await look(lead, 'unvalidated-other-means');
  await lead.getByRole('link', { name: said.requestLife.acts.recordAlternative }).click();
  await lead.waitForURL(/\/acts\//);
  await lead.getByRole('definition').filter({ hasText: 'The access point did not answer' }).waitFor();
  await look(lead, 'unvalidated-record');
  await answerAct(lead, { [said.desks.actAsks.evidence]: 'Record 2026/88 of the system' });
  await lead.getByRole('cell', { name: 'Record 2026/88 of the system' }).first().waitFor();

  const judge = await pageOf(browser, site, jaro);
  await addPasskey(judge, site.url);
  await judge.goto(`${site.url}/authorise`);
  await look(judge, 'unvalidated-desk-judge');
  await judge.getByRole('link', { name: new RegExp(`R${number}$`) }).click();
  await judge.getByRole('heading', { name: said.requestLife.acts.validate }).waitFor();
  await judge.getByText(/Validate this order by/).waitFor();
  await look(judge, 'unvalidated-validate');
  await judge.goto(order);
  await judge.getByRole('link', { name: said.requestLife.acts.refuseValidation }).click();
  await judge.waitForURL(/\/acts\//);
  await answerAct(
    judge,
    { [said.desks.actAsks.reason]: 'No imminent threat is shown' },
    'unvalidated-refuse',
  );
  await judge.getByText(said.requestLife.validation.refused).waitFor();
  await look(judge, 'unvalidated-refused');

  await lead.goto(order);
  await lead.getByRole('link', { name: said.requestLife.acts.withdraw }).click();
  await lead.waitForURL(/\/acts\//);
  await answerAct(lead, {
    [said.desks.actAsks.reason]: said.requestLife.states.validationRefused,
    [said.desks.actAsks.evidence]: 'Letter to the addressee',
    [said.requestLife.asks.preservation]: 'It ends with the order',
  });
  await lead.getByText(said.requestLife.done).waitFor();
  await look(lead, 'unvalidated-withdrawn');

  // What it cost, and who bears it: nothing came, so nothing is asked of its use.
  await lead.goto(order);
  await lead.getByRole('link', { name: said.requestLife.acts.close }).click();
  await lead.waitForURL(/\/acts\//);
  await lead.getByLabel(said.requestOutcome.cost.some).check();
  await look(lead, 'unvalidated-costs');
  await lead.getByRole('button', { name: 'Continue' }).click();
  await lead.getByRole('heading', { name: said.requestOutcome.asks.costAmount }).waitFor();
  assert.equal(await lead.getByRole('heading', { name: said.form.problem }).count(), 0, 'asked first');
  const amount = lead.getByLabel(said.requestOutcome.asks.costAmount);
  await amount.fill('a lot');
  await lead.getByRole('button', { name: 'Continue' }).click();
  await lead.getByText(saying(said.requestLife.guards.costsSaid)).first().waitFor();
  assert.equal(await amount.inputValue(), 'a lot', 'nothing typed is lost');
  await look(lead, 'unvalidated-cost-wrong');
  await amount.fill('85,50 EUR');
  await lead.getByRole('button', { name: 'Continue' }).click();
  await lead.getByLabel(said.requestOutcome.bearers.provider).check();
  await look(lead, 'unvalidated-cost-bearer');
  await lead.getByRole('button', { name: 'Continue' }).click();
  // What becomes of its preservation was said when it was withdrawn.
  assert.equal(await lead.getByLabel(said.requestLife.asks.preservation, { exact: true }).count(), 0);
  await look(lead, 'unvalidated-close-check');
  await lead.getByRole('button', { name: said.requestLife.record }).click();
  await lead.getByRole('heading', { name: said.requestOutcome.title }).waitFor();
  await lead.getByRole('definition').filter({ hasText: '85.50 EUR, the service provider' }).waitFor();
  await look(lead, 'unvalidated-closed');
});
