// By which means a request is sent is asked, held to the record, carried with it, and the first answer when it leaves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainAll, requestScene } from '../../../../test/support/complete-request.ts';
import { testCase } from '../../../../test/support/installation.ts';
import { asMember, enrol, testSite } from '../../../../test/support/people.ts';
import { example, law, SETTING, withAuthority } from '../../../../test/support/practice-cases.ts';
import { answerOf, signingScene, signIt } from '../../../../test/support/signing-request.ts';
import { hindrances } from '../states/guards.ts';
import { toldOf } from '../../verbs/life/given.acts.ts';
import { lifeOf } from '../../verbs/life/life.acts.ts';
import { readRequest } from '../messages/request-file.ts';
import { envelopeOf } from '../states/request-envelope.ts';
import { requestOf } from '../states/request.store.ts';
import { meansFirst, meansTaken } from '../../verbs/drafting/checks/means-taken.ts';
import { beginRequest, setAsked, setMeans } from '../../verbs/drafting/request-draft.acts.ts';

test('what is offered first is what the directory says of the authority, or the record of the provider', () => {
  const draftOf = (form: string) => readRequest(JSON.stringify(example(form)), law);
  const taking = withAuthority({ transmission: ['post', 'e_codex', 'sealed in wax'] });
  const about = { law: taking, setting: SETTING, draft: draftOf('bc-31-subscriber') };
  const taken = meansTaken(about);
  assert.deepEqual(taken, [{ name: 'Central Authority of Japan', means: ['post', 'e_codex'] }]);
  assert.deepEqual(meansFirst(about, taken), ['post', 'e_codex']);
  const silent = { ...about, law: withAuthority({}), setting: { ...SETTING, way: 'interpol' } };
  assert.deepEqual(meansTaken(silent), [], 'what is not on record is not made up');
  assert.deepEqual(meansFirst(silent, []), ['i24_7'], 'its way is a network of its own');
  const raw = example('provider-preservation');
  const text = JSON.stringify({
    ...raw,
    answers: { ...raw.answers, provider: { organisation: 'Google LLC' } },
  });
  const ofProvider = meansTaken({ law, setting: SETTING, draft: readRequest(text, law) });
  assert.deepEqual(
    ofProvider.map(({ means }) => means),
    [['web_portal']],
  );
});

test('its page offers every means, keeps the answer, and says it wherever the request is shown', async (t) => {
  const { people, house, site } = await testSite(t);
  const file = await testCase(house);
  const ines = await enrol(people, 'ines', [], [[file, 'investigator']]);
  const number = await beginRequest(await asMember(people, ines, file), 'bc-31-subscriber', {});
  const address = `${site.url}/cases/${file.reference}/requests/${number}`;
  const headers = { cookie: ines.cookie, origin: site.url };
  const look = async (path: string): Promise<string> => (await fetch(address + path, { headers })).text();
  const send = (means: string) =>
    fetch(`${address}/sending`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ means }),
      redirect: 'manual',
    });
  const page = await look('/sending');
  assert.equal(page.match(/name="means"/g)?.length, 11, 'ten means, and that it is not decided');
  assert.match(page, /no record of which/);
  assert.match(await look(''), /Not chosen/);
  assert.equal((await send('pigeon')).status, 422);
  assert.equal((await send('')).status, 422);
  assert.equal((await send('courier')).status, 303);
  assert.equal((await send('courier')).status, 303, 'twice is as once');
  assert.match(await look('/sending'), /value="courier"[^>]* checked/);
  assert.match(await look('/check'), /Transmission method[^]*Courier/);
  assert.match(await look('/request.json'), /"means": "courier"/);
  assert.match(await look('/request.xml'), /<means>courier<\/means>/);
  assert.equal((await send('undecided')).status, 303);
  assert.doesNotMatch(await look('/request.json'), /"means"/);
});

test('another means voids what was signed; when it leaves, what was said is kept with the act unless it goes otherwise', async (t) => {
  const scene = await signingScene(t);
  const { people, ines, lead, prosecutor, number, take } = scene;
  const look = () =>
    people.db.asPerson(ines.person.id, async (tx) => {
      const life = await lifeOf(tx, lead, number);
      return { life, request: (await requestOf(tx, ines.file.id, number)) ?? assert.fail() };
    });
  await setAsked(ines, { number, counterpart: 'NL', urgency: 'normal' });
  await setMeans(ines, { number, means: 'post' });
  await explainAll(ines, number);
  await take(ines, { act: 'submit' });
  assert.ok((await signIt(scene, prosecutor, await answerOf(scene, prosecutor))).ok);
  await setMeans(ines, { number, means: 'post' });
  assert.equal((await look()).life.facts.signatures[0]?.voidAt, undefined, 'the same changes nothing');
  await setMeans(ines, { number, means: 'courier' });
  const changed = await look();
  assert.notEqual(changed.life.facts.signatures[0]?.voidAt, undefined);
  assert.equal(changed.request.state, 'draft');
  await take(ines, { act: 'submit' });
  assert.ok((await signIt(scene, prosecutor, await answerOf(scene, prosecutor, { counter: 8 }))).ok);
  const sent = {
    act: 'transmit',
    evidence: 'Receipt',
    reason: 'Agreed with them.',
    detail: { channel: 'other' },
  };
  await take(lead, sent);
  const { life, request } = await look();
  assert.equal(life.events.at(-1)?.detail.means, 'courier');
  const ours = { country: 'FR', authority: 'A' };
  const about = { reference: 'FR-2026-000001', request, ours, items: [] };
  assert.equal(envelopeOf({ ...about, events: life.events }).header?.means, 'courier');
  const event = { act: 'transmit', occurredAt: new Date(0), detail: { means: 'fax' } } as const;
  assert.equal(envelopeOf({ ...about, events: [event] }).header?.means, 'fax', 'as it left');
});

test('it does not leave by a means that they do not take, or by none, unless somebody says why', async (t) => {
  const { people, ines, number } = await requestScene(t);
  const { facts } = await people.db.asPerson(ines.person.id, (tx) => lifeOf(tx, ines, number));
  const taking = { ...facts, meansTaken: [{ name: 'Central authority', means: ['post'] as const }] };
  const leaves = (known: typeof facts, means?: 'post' | 'fax', reason?: string): string | undefined => {
    const detail = means === undefined ? {} : { means };
    const told = toldOf({ act: 'transmit', reason, detail }, people.clock());
    return hindrances(['meansTaken'], { ...known, ...told })[0]?.found;
  };
  assert.match(leaves(taking) ?? '', /not said/);
  assert.match(leaves(taking, 'fax') ?? '', /Central authority takes post; found fax/);
  assert.equal(leaves(taking, 'post'), undefined);
  assert.equal(leaves(taking, 'fax', 'Their machine is down; agreed by telephone.'), undefined);
  assert.equal(leaves({ ...facts, meansTaken: [] }), undefined, 'what is not on record holds nothing up');
  const said = { ...taking, request: { ...taking.request, means: 'post' as const } };
  assert.equal(leaves(said), undefined, 'as was said while it was written');
});
