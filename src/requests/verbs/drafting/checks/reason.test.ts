// A reason why a request may go goes out with it, so it can be taken away again once it is not needed: the law has become known.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerAll, explainAll } from '../../../../../test/support/complete-request.ts';
import { KENYA } from '../../../../../test/support/law-change.ts';
import { enrol, testSite } from '../../../../../test/support/people.ts';
import { testCase } from '../../../../../test/support/installation.ts';
import { answerOf, signingScene, signIt } from '../../../../../test/support/signing-request.ts';
import { factNow } from '../../../../law/apply-change.ts';
import { propose, publish } from '../../../../law/proposal.acts.ts';
import { openPublishedLaw, valuesOf } from '../../../../law/published.acts.ts';
import type { People } from '../../../../people/people.acts.ts';
import type { Installation } from '../../../../evidence/log/installation.acts.ts';
import { caseOfMember } from '../../../../people/case-member.store.ts';
import { letterOf } from '../../../machine/text/letter.ts';
import { ENGLISH } from '../../../machine/text/tongue.ts';
import { lifeOf, type Acting } from '../../life/life.acts.ts';
import { signaturesOf } from '../../../machine/signature/signature.store.ts';
import { outdatedReasons } from '../../../machine/way/request-finding.ts';
import { beginRequest, saveReason, setAsked } from '../request-draft.acts.ts';
import { said as english, saying } from '../../../../../test/support/words.ts';

const CODE = 'forceUnknown';
const REASON = 'Their ministry wrote on 2 November that it applies it.';

/** Kenya, on record as invited, is bound from now on. */
async function kenyaAccedes(people: People, house: Installation) {
  const law = openPublishedLaw(house.db, people.clock);
  const [ada, omar] = [
    await enrol(people, 'ada', ['knowledgeEditor']),
    await enrol(people, 'omar', ['knowledgeEditor']),
  ];
  const change = { ...KENYA, was: factNow(valuesOf((await law.latest()).texts), KENYA) };
  const made = await propose({ people, law }, ada.person, { change, reason: 'Kenya has acceded' });
  assert.ok(made.ok);
  await publish({ people, law }, omar.person, made.id);
  return law.current();
}

test('a reason that was signed is taken away when the basis becomes known, and the signature with it', async (t) => {
  const scene = await signingScene(t);
  const { ines, prosecutor, people, house, number, take } = scene;
  await setAsked(ines, { number, counterpart: 'KE', urgency: 'normal' });
  await explainAll(ines, number, REASON);
  await take(ines, { act: 'submit' });
  assert.ok((await signIt(scene, prosecutor, await answerOf(scene, prosecutor))).ok);
  const knowing = { ...ines, law: await kenyaAccedes(people, house) };
  const look = (who: Acting) => people.db.asPerson(ines.person.id, (tx) => lifeOf(tx, who, number));
  const { version } = (await look(ines)).request;
  assert.ok(!outdatedReasons((await look(ines)).facts.findings, version.explained).includes(CODE));
  assert.deepEqual(outdatedReasons((await look(knowing)).facts.findings, version.explained), [CODE]);

  const saved = await saveReason(knowing, { number, base: version.number, code: CODE, reason: undefined });
  assert.ok(saved.ok);
  const { request, legal, facts } = await look(knowing);
  assert.equal(request.state, 'draft');
  assert.deepEqual(
    facts.signatures.map(({ voidAt }) => voidAt !== undefined),
    [true],
    'what was signed is void',
  );
  assert.deepEqual(outdatedReasons(facts.findings, request.version.explained), []);
  const { notices } = letterOf({ legal, ...request.version }, 'x', ENGLISH);
  assert.doesNotMatch(notices.join(), /Their ministry wrote/, 'and it does not go out');
  const [old] = await people.db.asPerson(ines.person.id, (tx) => signaturesOf(tx, request.id));
  assert.match(
    Buffer.from(old?.papers.file ?? '').toString(),
    /Their ministry wrote/,
    'what was signed is kept',
  );
  await take(knowing, { act: 'submit' });
  const signer = { ...prosecutor, law: knowing.law };
  assert.ok((await signIt(scene, signer, await answerOf(scene, signer, { counter: 8 }))).ok, 'signed anew');
});

test('the page of checks names what is said in vain, and lets who writes take it away', async (t) => {
  const { people, house, site } = await testSite(t);
  const file = await testCase(house);
  const [ines, omar] = [
    await enrol(people, 'ines', [], [[file, 'investigator']]),
    await enrol(people, 'jaro', [], [[file, 'judge']]),
  ];
  const member = await people.db.asPerson(ines.id, (tx) => caseOfMember(tx, file.reference, ines.id));
  assert.ok(member);
  const number = await beginRequest({ people, person: ines.person, file: member }, 'bc-31-subscriber', {});
  await answerAll({ house, people }, file, ines.id, number);
  const law = await openPublishedLaw(house.db, people.clock).current();
  const acting = { people, person: ines.person, file: member, law };
  await setAsked(acting, { number, counterpart: 'KE', urgency: 'normal' });
  await explainAll(acting, number, REASON);
  const path = `/cases/${file.reference}/requests/${number}`;
  const ask = async (who: { readonly cookie: string }, to: string, method = 'GET') => {
    const headers = { cookie: who.cookie, origin: site.url };
    const answer = await fetch(site.url + path + to, { method, headers, redirect: 'manual' });
    return { status: answer.status, text: await answer.text() };
  };
  const remove = /\/reasons\/forceUnknown\/remove\?version=(\d+)/;
  assert.doesNotMatch(
    (await ask(ines, '/check')).text,
    remove,
    'while it is not known, it is changed on its page',
  );
  await kenyaAccedes(people, house);
  const before = (await ask(ines, '/check')).text;
  const [address, version] = remove.exec(before) ?? [];
  assert.ok(address && version);
  assert.match(before, saying(english.practice.reason.settledHint));
  const toRead = (await ask(omar, '/check')).text;
  assert.match(toRead, saying(english.practice.reason.settledHint), 'whoever signs reads it');
  assert.doesNotMatch(toRead, remove);
  assert.notEqual((await ask(omar, address, 'POST')).status, 303, 'and does not write');
  for (const unsaid of ['never-said', 'constructor', '__proto__'])
    assert.equal(
      (await ask(ines, `/reasons/${unsaid}/remove?version=${version}`, 'POST')).status,
      404,
      unsaid,
    );
  assert.equal((await ask(ines, address, 'POST')).status, 303);
  assert.doesNotMatch((await ask(ines, '/check')).text, saying(english.practice.reason.settledHint));
  assert.equal((await ask(ines, address, 'POST')).status, 404, 'it is gone');
});
