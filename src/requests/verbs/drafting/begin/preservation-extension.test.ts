// A preservation that ends before an answer can come is extended: from the check that says so, in one step, with what is known of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerAll } from '../../../../../test/support/complete-request.ts';
import { testCase } from '../../../../../test/support/installation.ts';
import { asMember, enrol, testSite } from '../../../../../test/support/people.ts';
import { openPublishedLaw } from '../../../../law/published.acts.ts';
import { beginPreservation, takePreservationAct } from '../../life/preservation.acts.ts';
import { requestOf } from '../../../machine/states/request.store.ts';
import { beginRequest, setAsked } from '../request-draft.acts.ts';

test('the check of a preservation that ends too soon leads to the request that has it extended', async (t) => {
  const { people, house, site } = await testSite(t);
  const file = await testCase(house);
  const [ines, lena, omar] = [
    await enrol(people, 'ines', [], [[file, 'investigator']]),
    await enrol(people, 'lena', [], [[file, 'lead']]),
    await enrol(people, 'omar', [], [[file, 'judge']]),
  ];
  const law = await openPublishedLaw(house.db, people.clock).current();
  const acting = { ...(await asMember(people, ines, file)), law };
  const lead = { ...(await asMember(people, lena, file)), law };
  const requested = { organisation: 'National police agency', email: '24-7@npa.example' };
  const asking = await beginRequest(acting, 'bc-29-preservation', { requested });
  const asked = await people.db.asPerson(ines.id, (tx) => requestOf(tx, acting.file.id, asking));
  const held = await beginPreservation(acting, {
    direction: 'outgoing',
    request: asked?.id,
    holder: 'Example Mail K.K.',
    stateCode: 'JP',
    instrument: 'coe-ets-185',
    identifiers: [{ kind: 'email', value: 'taken@mail.example' }],
    categories: ['subscriber', 'traffic'],
  });
  const known = { evidence: 'Their letter', zone: 'Asia/Tokyo', detail: { reference: 'JP-77' } };
  await takePreservationAct(lead, { number: held, act: 'confirm', ...known });
  const number = await beginRequest(acting, 'cets224-9', {});
  await answerAll({ house, people }, file, ines.id, number);
  await setAsked(acting, { number, counterpart: 'JP', urgency: 'emergency' });

  const base = `${site.url}/cases/${file.reference}`;
  const look = async (who: typeof ines, path: string): Promise<string> =>
    (await fetch(base + path, { headers: { cookie: who.cookie } })).text();
  const link = `/cases/${file.reference}/requests/new?extend=${held}`;
  assert.ok((await look(ines, `/requests/${number}/check`)).includes(`href="${link}"`));
  assert.ok((await look(ines, `/preservations/${held}`)).includes(`href="${link}"`));
  for (const path of [`/requests/${number}/check`, `/preservations/${held}`])
    assert.ok(!(await look(omar, path)).includes(link), 'whoever does not write is not led there');

  const page = await look(ines, `/requests/new?extend=${held}`);
  assert.match(page, new RegExp(`${file.reference}/P${held}`));
  assert.match(page, /value="extension"[^>]* checked/);
  const body = new URLSearchParams({ form: 'extension', start: `extend=${held}` });
  const headers = { cookie: ines.cookie, origin: site.url };
  const begun = await fetch(`${base}/requests/new`, { method: 'POST', headers, body, redirect: 'manual' });
  const extension = Number(/(\d+)$/.exec(begun.headers.get('location') ?? '')?.[1]);
  const made = await people.db.asPerson(ines.id, (tx) => requestOf(tx, acting.file.id, extension));
  assert.deepEqual(
    [made?.form, made?.counterpart, made?.origin],
    ['extension', 'JP', { kind: 'request', number: asking }],
  );
  const { answers } = made?.version ?? assert.fail();
  assert.equal(answers['preservation'], `${file.reference}/P${held}, JP-77`);
  assert.deepEqual(answers['requested'], requested, 'the authority that was asked, not the provider');
  assert.match(JSON.stringify(answers['preserved.until']), /^"\d{4}-\d\d-\d\d"$/);
  assert.doesNotMatch(await look(ines, '/requests/new?extend=99'), /name="start"/, 'of none, nothing');
  for (const from of ['extend', 'like', 'about', 'exhibit'])
    for (const none of ['9999999999', '-1', '1.5', '']) {
      const asked = `${base}/requests/new?${from}=${none}`;
      const { status } = await fetch(asked, { headers: { cookie: ines.cookie } });
      assert.equal(status, 200, `${from}=${none}: a request is begun from nothing`);
    }
});
