// What is written about a request, in a real database: it stands beside that request, and no further than that one is known.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeDraft, requestScene } from '../../../../../test/support/complete-request.ts';
import { isRefusal } from '../../../../../test/support/refusal.ts';
import { sent } from '../../../../../test/support/sent-request.ts';
import { keepConfidential } from '../confidence/confidentiality.acts.ts';
import { legalForm } from '../../../core/form.ts';
import { formOf } from '../../../forms/index.ts';
import { registerRequest, type Registered } from '../../incoming/register.acts.ts';
import { writeRequest } from '../../../machine/messages/request-file.ts';
import { formLabels } from '../../../../law/form-labels.store.ts';
import { LANGUAGES } from '../../../../web/messages.ts';
import { takeAct } from '../../life/life.acts.ts';
import { requestOf } from '../../../machine/states/request.store.ts';
import { begunAbout, followedRequest, recordedFor } from './follow-up.acts.ts';
import { followUpLines, requestsMeant } from './follow-up.store.ts';
import { beginRequest } from '../request-draft.acts.ts';

const TODAY = '2026-11-03';

async function receipt(form: string, about: number | undefined): Promise<Registered> {
  return {
    form,
    paper: { name: 'request.json', bytes: Buffer.from(writeRequest(await completeDraft(form))) },
    about,
    counterpart: 'JP',
    urgency: 'normal',
    writtenIn: 'en',
    reference: 'JP 771',
    receivedAt: '2026-10-05T23:30:00+02:00',
    zone: 'Asia/Tokyo',
    evidence: 'Receipt of the registered letter',
  };
}

test('a draft is not written about; once sent, what is begun about it stands beside it, and no copy of it does', async (t) => {
  const { ines, people, number } = await requestScene(t);
  const see = () => people.db.asPerson(ines.person.id, (tx) => followedRequest(tx, ines.file, number));
  assert.deepEqual((await see())?.forms, []);
  await sent(ines, number, 'acknowledged');
  const followed = await see();
  assert.ok(followed);
  assert.ok(followed.forms.includes('withdrawal'));
  const form = formOf('withdrawal');
  assert.ok(form);
  const begun = begunAbout(followed, legalForm(form, ines.law.forms), {
    law: ines.law,
    today: TODAY,
    say: LANGUAGES.en,
    labels: formLabels('en'),
  });
  const made = await beginRequest(ines, begun.form, begun.answers, { origin: begun.origin });
  await beginRequest(ines, followed.request.form, {}, { origin: begun.origin });
  const lines = await people.db.asPerson(ines.person.id, (tx) => followUpLines(tx, followed.request, 10));
  assert.deepEqual(
    lines.map(({ number: n, form: id, state }) => [n, id, state]),
    [[made, 'withdrawal', 'draft']],
  );
});

test('what became of the items of an order stands in the Annex III that is written about it, and is told as on record', async (t) => {
  const { people, ines, lead } = await requestScene(t);
  const number = await registerRequest(lead, {
    ...(await receipt('epoc', undefined)),
    counterpart: 'IE',
    capacity: 'addresseeWithNotice',
  });
  await takeAct(lead, { number, act: 'preserveAtOnce', evidence: 'Protocol' });
  await sent(lead, number, 'executing');
  const items = [
    { item: 1, actual: 'produced' as const },
    { item: 2, actual: 'refused' as const, ground: 'immunity' as const },
  ];
  await takeAct(ines, { number, act: 'recordResults', detail: { items } });
  const tongue = { law: lead.law, say: LANGUAGES.en, labels: formLabels('en') };
  const see = () => people.db.asPerson(lead.person.id, (tx) => followedRequest(tx, lead.file, number));
  const followed = await see();
  const form = formOf('annex-iii');
  assert.ok(followed && form);
  const begun = begunAbout(followed, legalForm(form, lead.law.forms), { ...tongue, today: TODAY });
  assert.deepEqual(begun.answers['reasons'], ['immunity']);
  assert.deepEqual(begun.answers['preserved'], 'kept');
  assert.equal(begun.answers['received'], '2026-10-06T06:30:00+09:00', 'on the clocks where it came');
  const [came, refused, open, more] = lines(begun.answers['explanation']);
  assert.match(came ?? '', /^Item 1: .*: Produced$/);
  assert.match(refused ?? '', /^Item 2: .*: Refused; .*mmunit/);
  // Received on 6 October where it came: ten days, to the end of Friday the 16th.
  for (const one of [open, more]) assert.match(one ?? '', /: No answer yet; due until 2026-10-16$/);
  const about = { form: 'annex-iii', origin: { kind: 'request', number } } as const;
  const recorded = () =>
    people.db.asPerson(lead.person.id, (tx) => recordedFor(tx, lead.file, about, tongue));
  const { reference, answers: now } = (await recorded()) ?? assert.fail();
  assert.match(reference, new RegExp(`/R${number}$`));
  assert.equal(now['explanation'], begun.answers['explanation']);
  await takeAct(ines, { number, act: 'recordResults', detail: { items: [{ item: 3, actual: 'produced' }] } });
  assert.notEqual((await recorded())?.answers['explanation'], begun.answers['explanation']);

  // Of a treaty request times run until all is answered.
  const treaty = await registerRequest(lead, await receipt('cets224-8', undefined));
  await sent(lead, treaty, 'executing');
  const { record } =
    (await people.db.asPerson(lead.person.id, (tx) => followedRequest(tx, lead.file, treaty))) ??
    assert.fail();
  assert.equal(record.dues.get(1), '2026-11-20 06:30 (UTC+09:00)', 'by the clocks of where it came');
});

test('an answer that came is registered as being about a request of the case, and about no other', async (t) => {
  const { lead, people, number } = await requestScene(t);
  await sent(lead, number, 'acknowledged');
  const meant = (direction: 'outgoing' | 'incoming') =>
    people.db.asPerson(lead.person.id, (tx) =>
      requestsMeant(tx, { caseId: lead.file.id, direction, limit: 10 }),
    );
  assert.deepEqual(await meant('outgoing'), [
    { number, form: 'bc-31-subscriber', counterpart: undefined, theirs: undefined, isRestricted: false },
  ]);
  await assert.rejects(registerRequest(lead, await receipt('clarification', 77)), isRefusal('badInput'));
  const came = await registerRequest(lead, await receipt('clarification', number));
  assert.deepEqual(await meant('incoming'), [
    { number: came, form: 'clarification', counterpart: 'JP', theirs: 'JP 771', isRestricted: false },
  ]);
  const { request, followed, llead } = await people.db.asPerson(lead.person.id, async (tx) => {
    const parent = await requestOf(tx, lead.file.id, number);
    assert.ok(parent);
    return {
      request: await requestOf(tx, lead.file.id, came),
      followed: await followedRequest(tx, lead.file, came),
      llead: await followUpLines(tx, parent, 10),
    };
  });
  assert.deepEqual(request?.origin, { kind: 'request', number });
  assert.deepEqual(
    llead.map((one) => one.number),
    [came],
  );
  assert.deepEqual(
    [followed?.theirs, followed?.day],
    ['JP 771', '2026-10-06'],
    'the day where it was received',
  );
});

test('whoever confirmed a request confirms the answer to a question on it; what goes on with it is as confidential', async (t) => {
  const { ines, lead, people, number } = await requestScene(t);
  await sent(lead, number, 'acknowledged');
  const came = await registerRequest(lead, await receipt('clarification', number));
  const { answers: asked } = await completeDraft('bc-31-subscriber');
  const begun = async (about: number, then: string) => {
    const followed = await people.db.asPerson(ines.person.id, (tx) => followedRequest(tx, ines.file, about));
    const form = formOf(then);
    assert.ok(followed && form);
    const tongue = { law: ines.law, say: LANGUAGES.en, labels: formLabels('en') };
    return begunAbout(followed, legalForm(form, ines.law.forms), { ...tongue, today: TODAY }).answers;
  };
  assert.ok(asked['confirm'] && asked['confidentiality']);
  assert.deepEqual((await begun(came, 'clarification-answer'))['confirm'], asked['confirm']);
  assert.deepEqual((await begun(number, 'extension'))['confidentiality'], asked['confidentiality']);
  const theirs = await registerRequest(lead, await receipt('bc-31-subscriber', undefined));
  assert.equal((await begun(theirs, 'refusal'))['confirm'], undefined, 'theirs is nobody of ours');
});

test('what comes about a confidential request is confidential from its first moment', async (t) => {
  const { lead, prosecutor, people, number } = await requestScene(t);
  await sent(lead, number, 'acknowledged');
  await keepConfidential(lead, {
    number,
    knowers: [lead.person.id],
    until: '2027-03-31',
    reason: 'An officer is named',
  });
  const came = await registerRequest(lead, await receipt('clarification', number));
  const seenBy = (who: typeof lead) =>
    people.db.asPerson(who.person.id, (tx) => requestOf(tx, who.file.id, came));
  assert.equal((await seenBy(lead))?.isRestricted, true);
  assert.equal(await seenBy(prosecutor), undefined);
  await assert.rejects(registerRequest(prosecutor, await receipt('refusal', number)), isRefusal('badInput'));
});

function lines(answer: unknown): string[] {
  assert.ok(typeof answer === 'string');
  return answer.split('\n');
}
