// What came in answer to a request, through the API.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Uuid } from '../../src/base/ids.ts';
import { eventsOf } from '../../src/evidence/events/recorded-event.acts.ts';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { caseOfMember } from '../../src/people/case-member.store.ts';
import { personById } from '../../src/people/person.store.ts';
import { pagesOf, type Got } from './api.ts';
import type { Story } from './api-routes.ts';
import { draftedBy } from './begun-request.ts';
import { sent } from './sent-request.ts';

export async function resultsCome(story: Story): Promise<void> {
  const { api, token, id } = story;
  const { ask, file, made, people } = api;
  const as = (who: string, body?: object) => ({ token: token[who] ?? '', ...(body && { body }) });
  const by = id['ines'] as Uuid; // of a person made here
  const { number } = await draftedBy(people, by, file.id);
  const path = `/cases/${file.reference}/requests/${number}`;
  const post = (to: string, who: string, body?: object): Promise<Got> =>
    ask(`POST ${path}${to}`, as(who, body));
  const came = { arrivedAt: '2026-11-02T09:00:00+01:00', evidence: 'Registered letter of 2 November' };
  const early = await post('/deliveries', 'ines', came);
  assert.deepEqual([early.status, early.json.expected], [409, 'a request that was sent']);
  const [person, mine] = [
    await personById(made.house.db.kysely, by),
    await caseOfMember(made.house.db.kysely, file.reference, by),
  ];
  assert.ok(person && mine);
  await sent({ people, person, file: mine, law: await shippedLaw() }, number, 'acknowledged');

  assert.deepEqual((await post('/deliveries', 'ines', came)).json, { delivery: 1 });
  assert.equal(
    (await post('/deliveries', 'ines', { ...came, arrivedAt: '2027-11-02T09:00:00Z' })).status,
    422,
  );
  const limit = 'Only for the offence of the request';
  assert.equal((await post('/deliveries/1/limits', 'ines', { conditions: [limit] })).status, 204);
  const digest = createHash('sha256').update('a letter').digest('hex');
  const files = [{ file: 'letter.txt', algorithm: 'SHA-256', digest }];
  assert.equal((await post('/deliveries/1/digests', 'ines', { files })).status, 204);
  const number1 = `${file.reference}-1`;
  assert.equal((await post('/deliveries/1/exhibits', 'ines', { exhibits: [number1] })).status, 204);
  const gone = { exhibits: [`${file.reference}-99`] };
  assert.equal((await post('/deliveries/1/exhibits', 'ines', gone)).status, 404);
  assert.equal(
    (await post('/deliveries/1/limits', 'ines', { conditions: [] })).status,
    409,
    'it has exhibits',
  );
  const shown = (await ask(`GET ${path}/deliveries/1`, as('petra'))).json;
  assert.deepEqual(shown.conditions, [limit]);
  assert.deepEqual(shown.compared, [{ name: 'letter.txt', comparison: 'same', exhibit: number1 }]);
  const authorities = (await eventsOf(made.house, number1)).filter(
    ({ event }) => event.type === 'authorityAdded',
  );
  assert.equal(authorities.length, 1, 'the log names the request, once');
  assert.match(authorities[0]?.detail?.text ?? '', /"through":"key /);

  const [one] = shown.files;
  const match = { exhibitId: one.exhibitId, path: one.path, item: 1 };
  assert.equal((await post('/deliveries/1/matches', 'ines', { files: [match] })).status, 204);
  const beyond = { files: [{ ...match, item: 9 }] };
  assert.equal((await post('/deliveries/1/matches', 'ines', beyond)).status, 422);
  const answers = { answers: [{ item: 1, actual: 'produced' }] };
  assert.equal((await post('/deliveries/1/answers', 'petra', answers)).status, 204);
  assert.equal((await ask(`GET ${path}`, as('ines'))).json.state, 'executed');
  const key = '0f4a1d36-received';
  assert.equal((await ask(`POST ${path}/deliveries/1/received`, { ...as('ines'), key })).status, 204);
  const reused = await ask(`POST ${path}/deliveries/1/received?x=1`, { ...as('ines'), key });
  assert.equal(reused.status, 422, 'the key of another request');
  assert.equal(
    (await post('/verification', 'ines', { reason: null })).status,
    403,
    'it is said whether a certificate came',
  );
  const certificate = { kind: 'none', why: 'Their law knows none' };
  assert.equal(
    (await post('/verification', 'ines', { reason: null, certificate })).status,
    204,
    'by the digests that were given',
  );
  const { state, byItem } = (await ask(`GET ${path}`, as('ines'))).json;
  assert.deepEqual([state, byItem[0].actual], ['verified', 'produced']);
  assert.deepEqual(
    (await pagesOf(ask, `${path}/events`, token['petra'])).map(({ act }) => act),
    ['transmit', 'reportExecuted', 'receiveEvidence', 'verifyEvidence'],
    'each once, though each was sent twice',
  );
  const [delivery, ...more] = await pagesOf(ask, `${path}/deliveries`, token['petra']);
  assert.deepEqual([delivery?.number, delivery?.isInformal, more], [1, false, []]);
  assert.equal((await ask(`GET ${path}/deliveries/2`, as('ines'))).status, 404);
  await oneIsKept(story, path, came);
}

/** A second delivery, kept by the condition that came with it: absent for the others, with its exhibits. */
async function oneIsKept({ api, token, id }: Story, path: string, came: object): Promise<void> {
  const { ask, file } = api;
  const as = (who: string, body?: object) => ({ token: token[who] ?? '', ...(body && { body }) });
  const kept = { knowers: [id['ines']], until: '2027-03-31', ground: 'Point 3 of the letter' };
  const wrong = { ...came, confidentiality: { ...kept, knowers: [id['petra']] } };
  assert.equal((await ask(`POST ${path}/deliveries`, as('ines', wrong))).status, 422);
  const made = await ask(`POST ${path}/deliveries`, as('ines', { ...came, confidentiality: kept }));
  assert.deepEqual([made.status, made.json], [201, { delivery: 2 }]);
  const one = `${path}/deliveries/2`;
  const held = (await ask(`GET /cases/${file.reference}/exhibits`, as('ines'))).json.items[0];
  assert.equal((await ask(`POST ${one}/exhibits`, as('ines', { exhibits: [held.number] }))).status, 204);
  const exhibit = `/cases/${file.reference}/exhibits/${held.number.slice(file.reference.length + 1)}`;
  for (const absent of [one, `${one}/confidentiality`, exhibit, `${exhibit}/events`])
    assert.equal((await ask(`GET ${absent}`, as('petra'))).status, 404, absent);
  const listed = await pagesOf(ask, `/cases/${file.reference}/exhibits`, token['petra']);
  assert.equal(
    listed.some(({ number }) => number === held.number),
    false,
  );
  const shown = (await ask(`GET ${one}/confidentiality`, as('ines'))).json;
  assert.deepEqual([shown.isConfidential, shown.until, shown.ground], [true, kept.until, kept.ground]);
  assert.deepEqual(
    shown.decisions.map(({ act }: { act: string }) => act),
    ['restricted', 'named'],
  );
  const change = (more: object): Promise<Got> =>
    ask(`POST ${one}/confidentiality`, as('ines', { ...kept, reason: 'They prolonged it', ...more }));
  const longer = await change({ until: '2027-09-30' });
  assert.deepEqual([longer.status, longer.json.until], [200, '2027-09-30']);
  assert.match(longer.json.decisions[0].through, /^key [0-9a-f-]{36}$/);
  assert.equal((await change({ knowers: [id['ines'], id['petra']] })).status, 403, 'a key lets nobody know');
}
