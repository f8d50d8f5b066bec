// Check 5: what goes to a provider itself is sent in copy to an authority of its State, out of the directory; a document of its own with
// its own record, and no second request.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { completeDraft } from '../../../../test/support/complete-request.ts';
import { testCase } from '../../../../test/support/installation.ts';
import { enrol, testSite } from '../../../../test/support/people.ts';
import { pdfText } from '../../../../test/support/programs.ts';
import { newUuid } from '../../../base/ids.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { caseOfMember } from '../../../people/case-member.store.ts';
import { codeOf } from '../../machine/way/request-finding.ts';
import { beginRequest, setAsked } from '../drafting/request-draft.acts.ts';
import { lifeOf } from '../life/life.acts.ts';
import { insertSignature } from '../../machine/signature/signature.store.ts';
import { requestOf, requestsOf } from '../../machine/states/request.store.ts';
import { writeCopy } from './counterpart-copy.acts.ts';
import { copiesOf } from '../../machine/way/counterpart-copy.store.ts';
import { said, saying } from '../../../../test/support/words.ts';

const FORM = 'provider-emergency';

test('a copy is made of the signed letter for an authority of the directory, and how it went is recorded once', async (t) => {
  const { people, house, site } = await testSite(t, { jobs: { atOnce: 0 } }); // the copy is made when the test says so
  const file = await testCase(house);
  const lena = await enrol(people, 'lena', [], [[file, 'lead']]);
  const ines = await enrol(people, 'ines', [], [[file, 'investigator']]);
  const member = await people.db.asPerson(lena.id, (tx) => caseOfMember(tx, file.reference, lena.id));
  assert.ok(member);
  const acting = { people, person: lena.person, file: member, law: await shippedLaw() };
  const number = await beginRequest(acting, FORM, (await completeDraft(FORM)).answers);
  await setAsked(acting, { number, counterpart: 'US', urgency: 'emergency' });
  const path = `${site.url}/cases/${file.reference}/requests/${number}`;
  const ask = async (who: { readonly cookie: string }, to: string, body?: Record<string, string>) => {
    const headers = { cookie: who.cookie, origin: site.url };
    const sent = body && { method: 'POST', body: new URLSearchParams(body) };
    const answer = await fetch(path + to, { headers, redirect: 'manual', ...sent });
    const ledTo = answer.headers.get('location')?.replace(new URL(path).pathname, '');
    return { status: answer.status, ledTo, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  const isProposed = async (): Promise<boolean> => {
    const { facts } = await people.db.asPerson(lena.id, (tx) => lifeOf(tx, acting, number));
    return facts.findings.some(({ what }) => codeOf(what) === 'counterpartCopy');
  };
  assert.ok(await isProposed());
  assert.match(String((await ask(lena, '/check')).bytes), /send a copy to an authority of United States/);
  assert.match(String((await ask(lena, '/copies')).bytes), saying(said.counterpartCopy.notSigned));
  const make = (authority: string) => ask(lena, '/copies/new/authority', { authority });
  assert.equal((await make('us-oia')).ledTo, '/copies', 'nothing is signed: the page that says so');
  assert.equal((await ask(lena, '/copies/again/us-oia', {})).status, 409, 'nothing is signed');
  const request = await people.db.asPerson(lena.id, (tx) => requestOf(tx, member.id, number));
  assert.ok(request);
  const copies = () => people.db.asPerson(lena.id, (tx) => copiesOf(tx, request.id));
  assert.deepEqual(await copies(), []);
  const none = Buffer.alloc(32);
  await people.operator.transaction((tx) =>
    insertSignature(tx, member.id, {
      id: newUuid(people.clock, people.random),
      requestId: request.id,
      version: 1,
      role: 'judge',
      person: lena.id,
      papers: { document: Buffer.from('%PDF-'), data: Buffer.from('{}') },
      documentSha256: none,
      dataSha256: none,
      statement: '{}',
      keyFingerprint: none.toString('hex'),
      keySpki: none,
      origin: 'https://comity.example',
      assertion: none,
      at: new Date(people.clock()),
    }),
  );
  assert.equal((await make('gb-ipu')).ledTo, '/copies/new/authority', 'of another State');
  assert.match(String((await ask(lena, '/copies/new/authority')).bytes), saying(said.form.choose));
  assert.deepEqual(await copies(), []);
  assert.equal((await make('us-oia')).ledTo, '/copies');
  const [asked, ...others] = await copies();
  assert.ok(asked);
  assert.equal((await ask(lena, `/copies?document=${asked.id}`)).status, 404, 'it is being made');
  const tell = (what: string, evidence: string, who = lena) =>
    ask(who, `/copies/${asked.id}/${what}/evidence`, { evidence });
  assert.equal((await tell('sent', 'Mail')).ledTo, '/copies');
  assert.equal((await copies())[0]?.sent, undefined, 'what is not made was not sent');
  await writeCopy(house, acting.law, { copy: asked.id });
  const [copy] = await copies();
  assert.ok(copy?.made);
  assert.deepEqual(others, []);
  assert.equal(await isProposed(), false);
  const { bytes } = await ask(ines, `/copies?document=${copy.id}`);
  assert.deepEqual(createHash('sha256').update(bytes).digest(), Buffer.from(copy.made.sha256));
  const words = pdfText(bytes);
  if (words !== undefined)
    assert.match(words, /Copy for information to: .*Office of International\s+Affairs/s);
  const all = await people.db.asPerson(lena.id, (tx) => requestsOf(tx, member.id, 10));
  assert.equal(all.length, 1, 'no second request');

  assert.equal((await tell('received', 'Too early')).ledTo, '/copies');
  assert.equal((await copies())[0]?.received, undefined, 'what was not sent did not come');
  assert.equal((await tell('sent', ' ')).ledTo, `/copies/${copy.id}/sent/evidence`);
  assert.notEqual((await tell('sent', said.mail.title, ines)).status, 303, 'an investigator sends nothing');
  assert.equal((await copies())[0]?.sent, undefined);
  assert.equal((await tell('sent', 'Registered letter 44')).ledTo, '/copies');
  assert.equal((await tell('sent', 'Another')).ledTo, '/copies', 'pressed twice');
  assert.equal((await tell('received', 'Their receipt of 27 November')).ledTo, '/copies');
  const [told] = await copies();
  assert.equal(told?.sent?.evidence, 'Registered letter 44');
  assert.equal(told?.received?.evidence, 'Their receipt of 27 November');
  await assert.rejects(
    people.db.asPerson(lena.id, (tx) => sql`update counterpart_copy set sent = 'Other'`.execute(tx)),
    /is not changed/,
  );
});
