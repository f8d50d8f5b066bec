// What can be done with an exhibit through the API, from its files to its end.
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Uuid } from '../../src/base/ids.ts';
import { findExhibit } from '../../src/evidence/exhibits/exhibit.store.ts';
import { examine } from '../../src/forensics/pipeline/examine.acts.ts';
import { eventsOf } from '../../src/evidence/events/recorded-event.acts.ts';
import { parseCheckpoint } from '../../src/verify/checkpoint.ts';
import { leafHash, verifyInclusion } from '../../src/verify/merkle.ts';
import { parseNote } from '../../src/verify/note.ts';
import { nodeCrypto } from '../../src/platform/node-crypto.ts';
import { parseTlogProof } from '../../src/verify/tlog-proof.ts';
import type { JsonAnswer } from './api.ts';
import { testExhibit } from './installation.ts';
import { buildZip } from './zip-builder.ts';
import { pagesOf } from './api.ts';
import type { Story } from './api-routes.ts';
import { said } from './words.ts';

export async function bytesAreGivenOut({ api, token }: Story): Promise<void> {
  const { ask, file, made } = api;
  const number = `${file.reference}-1`;
  const path = `/cases/${file.reference}/exhibits/1/files`;
  const count = async (type: string): Promise<number> =>
    (await eventsOf(made.house, number)).filter(({ event }) => event.type === type).length;
  const looked = await count('viewed');
  const [listed] = await pagesOf(ask, path, token['ines']);
  assert.ok(listed);
  const sha256 = createHash('sha256').update('a letter').digest('hex');
  assert.deepEqual([listed.path, listed.bytes, listed.sha256], ['data/letter.txt', 8, sha256]);
  assert.equal((await count('viewed')) - looked, 1, 'names of files are a look');
  const got = await ask(`GET ${path}/${listed.path}`, { token: token['ines'] ?? '' });
  assert.equal(got.text, 'a letter');
  assert.equal(got.headers.get('content-length'), '8');
  assert.equal(got.headers.get('content-disposition'), 'attachment; filename="letter.txt"');
  const copies = (await eventsOf(made.house, number)).filter(({ event }) => event.type === 'downloaded');
  assert.deepEqual(copies[0]?.event.facts, { files: 1, bytes: 8 });
  assert.match(copies[0]?.detail?.text ?? '', /"through":"key /);
  for (const absent of ['data/other.txt', '../inventory.json', 'data/%2e%2e/%2e%2e/inventory.json', 'data'])
    assert.equal((await ask(`GET ${path}/${absent}`, { token: token['ines'] ?? '' })).status, 404, absent);
  const part = (range: string) =>
    ask(`GET ${path}/${listed.path}`, { token: token['ines'] ?? '', headers: { range } });
  assert.deepEqual([(await part('bytes=9-')).status, (await part('bytes=8-')).status], [416, 416]);
  assert.equal(await count('downloaded'), 1, 'what was not given out is no copy');
  const rest = await part('bytes=2-');
  assert.deepEqual(
    [rest.status, rest.text, rest.headers.get('content-range'), rest.headers.get('etag')],
    [206, 'letter', 'bytes 2-7/8', `"${sha256}"`],
  );
  assert.equal(await count('downloaded'), 2, 'a part is a copy too');
}

export async function eventsHaveProofs({ api, token }: Story): Promise<void> {
  const { ask, file, made } = api;
  const sent = { token: token['ines'] ?? '' };
  const events = await pagesOf(ask, `/cases/${file.reference}/exhibits/1/events`, token['ines']);
  const first = events[0] as JsonAnswer;
  const got = await ask(`GET /log/events/${first.index}/proof`, sent);
  const proof = parseTlogProof(Buffer.from(got.text), 'proof');
  const { size, root } = parseCheckpoint(parseNote(proof.checkpoint, 'checkpoint').text, 'checkpoint');
  assert.ok(proof.extra);
  const leaf = leafHash(nodeCrypto, proof.extra);
  assert.equal(Buffer.from(leaf).toString('hex'), first.leafHash);
  verifyInclusion(nodeCrypto, { index: proof.index, size, leaf, proof: proof.proof, root }, 'proof');
  const newest = events.at(-1) as JsonAnswer;
  assert.equal((await ask(`GET /log/events/${newest.index}/proof`, sent)).status, 503, 'not covered yet');
  await made.house.publish();
  assert.equal((await ask(`GET /log/events/${newest.index}/proof`, sent)).status, 200);
}

export async function itIsHandedOver({ api, token, id }: Story): Promise<void> {
  const { ask, file } = api;
  const path = `/cases/${file.reference}/exhibits/2`;
  const as = (who: string, body?: object) => ({
    token: token[who] ?? '',
    ...(body === undefined ? {} : { body }),
  });
  const offer = { to: id['petra'], reason: 'For examination', place: 'Evidence room' };
  const made = await ask(`POST ${path}/hand-overs`, as('ines', offer));
  const { handOver } = made.json;
  assert.equal((await ask(`POST ${path}/hand-overs`, as('ines', offer))).status, 409, 'offered already');
  const [waiting] = await pagesOf(ask, '/hand-overs', token['petra']);
  assert.deepEqual([waiting?.id, waiting?.waitsForYou, waiting?.from], [handOver, true, 'Ines Example']);
  const declined = await ask(
    `POST ${path}/hand-overs/answer`,
    as('petra', { handOver, outcome: 'rejected' }),
  );
  assert.deepEqual([declined.status, declined.json.errors[0].at], [422, 'body/reason']);
  const notMine = await ask(`POST ${path}/hand-overs/answer`, as('ines', { handOver, outcome: 'accepted' }));
  assert.equal(notMine.status, 403);
  assert.equal(
    (await ask(`POST ${path}/hand-overs/answer`, as('petra', { handOver, outcome: 'accepted' }))).status,
    204,
  );
  const shown = await ask(`GET ${path}`, as('petra'));
  assert.deepEqual(shown.json.holder, { id: id['petra'], name: 'Petra Example' });
  const back = await ask(
    `POST ${path}/hand-overs`,
    as('petra', { to: id['ines'], reason: said.timeLimits.line.done }),
  );
  const open = (await ask(`GET ${path}`, as('petra'))).json.handOver;
  assert.equal(open.id, back.json.handOver);
  assert.equal(
    (await ask(`POST ${path}/hand-overs/withdraw`, as('petra', { handOver: open.id }))).status,
    204,
  );
  assert.equal((await ask(`POST ${path}/hand-overs/withdraw`, as('petra', { handOver }))).status, 409);
}

export async function thingsAreStated({ api, token }: Story): Promise<void> {
  const { ask, file } = api;
  const path = `/cases/${file.reference}/exhibits/2`;
  const as = (body?: object) => ({ token: token['ines'] ?? '', ...(body === undefined ? {} : { body }) });
  const condition = { condition: 'Not for use against the witness', reason: 'Letter of 3 November' };
  assert.equal((await ask(`POST ${path}/conditions`, as(condition))).status, 204);
  assert.equal((await ask(`POST ${path}/conditions`, as(condition))).status, 409, 'stated before');
  assert.deepEqual((await ask(`GET ${path}`, as())).json.conditions, [condition.condition]);
  const events = await pagesOf(ask, `${path}/events`, token['ines']);
  const idOf = (type: string): string => events.find((one: JsonAnswer) => one.event.type === type).event.id;
  const correction = { field: 'place', value: 'Quay 4', reason: 'Misheard' };
  const made = await ask(`POST ${path}/corrections`, as({ event: idOf('acquired'), ...correction }));
  assert.equal(made.status, 201);
  const note = await ask(`GET /log/events/${made.json.index}`, as());
  assert.match(note.text, /"type":"corrected"/);
  assert.equal(note.text.includes('Quay 4'), false, 'the value is private');
  const measured = await ask(`POST ${path}/corrections`, as({ event: idOf('stored'), ...correction }));
  assert.deepEqual([measured.status, measured.json.code], [403, 'notAllowed']);
  const elsewhere = `/cases/${file.reference}/exhibits/1/corrections`;
  assert.equal((await ask(`POST ${elsewhere}`, as({ event: idOf('acquired'), ...correction }))).status, 404);
}

/** An examination is asked for once, and what it found is listed by those who may see the exhibit; the look is recorded. */
export async function itIsExamined({ api, token }: Story): Promise<void> {
  const { ask, file, made } = api;
  const { house } = made;
  const path = `/cases/${file.reference}/exhibits/1`;
  const sent = { token: token['ines'] ?? '' };
  const { status, json } = await ask(`POST ${path}/examinations`, { ...sent, body: { again: false } });
  assert.equal(status, 202);
  assert.deepEqual(await pagesOf(ask, `${path}/items`, token['ines']), []);
  const number = `${file.reference}-1`;
  const exhibit = await findExhibit(house.db.kysely, number);
  await examine(house, { exhibit, run: json.job as Uuid, signal: AbortSignal.timeout(60_000) });
  const [listed, ...more] = await pagesOf(ask, `${path}/items`, token['ines'], 'name=LETTER');
  assert.deepEqual([listed?.path, listed?.bytes, listed?.type, more], ['/letter.txt', 8, 'file', []]);
  assert.deepEqual(await pagesOf(ask, `${path}/items`, token['ines'], 'deleted=yes'), []);
  const item = `GET ${path}/items/${listed?.id}`;
  const { json: seen } = await ask(item, sent);
  assert.deepEqual([seen.path, seen.within, seen.kind], ['/letter.txt', [], null]);
  assert.equal((await ask(`${item}/bytes`, sent)).text, 'a letter');
  assert.equal((await ask(`${item}/bytes`, { token: token['omar'] ?? '' })).status, 404);
  const taken = (await eventsOf(house, number)).slice(-2);
  assert.deepEqual(taken.map(({ event }) => event.type), ['viewed', 'downloaded']); // prettier-ignore
  assert.ok(taken.every(({ detail }) => detail?.text.includes('"foundAs":"/letter.txt"')));
  const marks = `POST ${path}/items/${listed?.id}/marks`;
  for (const body of [{ relevant: false }, { relevant: true, tag: 'gate 4', note: 'Named in the invoice' }])
    assert.equal((await ask(marks, { ...sent, body })).status, 204);
  const [marked] = await pagesOf(ask, `${path}/items`, token['ines'], 'marked=mine');
  const [mark, ...others] = (marked?.marks ?? []) as JsonAnswer[];
  assert.deepEqual([mark?.relevant, mark?.tag, mark?.by, others], [true, 'gate 4', 'Ines Example', []]);
  assert.deepEqual(await pagesOf(ask, `${path}/items`, token['ines'], 'marked=irrelevant'), []);
  assert.equal((await ask(`GET ${path}/items`, { token: token['omar'] ?? '' })).status, 404);
  const last = (await eventsOf(house, number)).at(-1)?.event;
  assert.deepEqual([last?.type, last?.facts?.['purpose']], ['viewed', 'examination results']);
  const selection = { what: 'relevant', title: 'What matters', reason: 'For the prosecutor' };
  const selected = await ask(`POST ${path}/selections`, { ...sent, body: selection });
  assert.equal(selected.status, 202);
  const letters = { filter: { name: 'LETTER' }, title: 'Letters', reason: 'For the prosecutor' };
  const matching = await ask(`POST ${path}/selections/matching`, { ...sent, body: letters });
  assert.equal(matching.status, 202);
  const ticks = { items: [listed?.id], as: 'report', title: 'The letter', reason: 'For the prosecutor' };
  const ticked = await ask(`POST ${path}/selections/ticked`, { ...sent, body: ticks });
  assert.equal(ticked.status, 202, ticked.text);
  const first = { ...sent, body: { priority: 'first' } };
  assert.equal((await ask(`POST /jobs/${matching.json.job}/priority`, first)).status, 204);
  assert.equal((await ask(`GET /jobs/${matching.json.job}`, sent)).json.priority, 'first');
  const without = { kind: 'text', which: ['letter'], title: 'Without it', reason: 'It was not asked for' };
  const redacted = await ask(`POST ${path}/redactions`, { ...sent, body: without });
  assert.equal(redacted.status, 201, redacted.text);
  assert.match(redacted.json.number, /-\d+$/);
  const absent = { ...without, which: ['numbers'] };
  assert.equal((await ask(`POST ${path}/redactions`, { ...sent, body: absent })).status, 422);
  const sha256 = createHash('sha256').update('a letter').digest('hex');
  const values = { list: `sha256,photodna\n${sha256},"10,20,30"\n`, tool: 'Example tool 7' };
  assert.equal((await ask(`POST ${path}/licensed-values`, { ...sent, body: values })).status, 204);
  for (const { json: asked } of [selected, matching, ticked])
    assert.ok((await ask(`POST /jobs/${asked.job}/cancel`, sent)).status < 300);
  assert.ok((await ask(`POST /jobs/${json.job}/cancel`, sent)).status < 300);
}

/** What lies in another file and cannot be read again is refused by its reason, before anything is answered. */
export async function itCannotBeRead({ api, token }: Story): Promise<void> {
  const { ask, file, made } = api;
  const { house } = made;
  const flags = { flags: 0x0801 };
  const zip = buildZip([{ name: 'locked.txt', data: Buffer.from('none'), central: flags, local: flags }]);
  const path = join(api.folder, 'locked.zip');
  writeFileSync(path, zip);
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path } });
  await examine(house, { exhibit, run: randomUUID() as Uuid, signal: AbortSignal.timeout(60_000) });
  const own = `/cases/${file.reference}/exhibits/${exhibit.number.split('-').at(-1)}/items`;
  const [locked] = await pagesOf(ask, own, token['ines'], 'name=locked.txt');
  const sent = { token: token['ines'] ?? '' };
  assert.equal((await ask(`GET ${own}/${locked?.id}`, sent)).json.within[0].path, '/locked.zip');
  const got = await ask(`GET ${own}/${locked?.id}/bytes`, sent);
  assert.equal(got.status, 409);
  assert.match(got.text, /encrypted/);
}

export async function itIsReadAgain({ api, token }: Story): Promise<void> {
  const { ask, file } = api;
  const path = `/cases/${file.reference}/exhibits/1/checks`;
  const sent = { token: token['ines'] ?? '' };
  const { status, json } = await ask(`POST ${path}`, sent);
  assert.equal(status, 202);
  const second = await ask(`POST ${path}`, sent);
  assert.equal(second.json.job, json.job, 'one under way is enough');
  const shown = await ask(`GET /jobs/${json.job}`, sent);
  assert.deepEqual(
    [shown.json.state, shown.json.case, shown.json.mayCancel],
    ['waiting', file.reference, true],
  );
  assert.equal((await ask(`GET /jobs/${json.job}`, { token: token['omar'] ?? '' })).status, 404);
  for (const list of ['/jobs', `/cases/${file.reference}/jobs`])
    assert.deepEqual(
      (await pagesOf(ask, list, token['ines'])).map((one: JsonAnswer) => one.id),
      [json.job],
    );
  assert.deepEqual(await pagesOf(ask, '/jobs', token['petra']), []);
  const key = randomUUID();
  for (const reused of [path, `/jobs/${json.job}/cancel`]) {
    assert.ok((await ask(`POST ${reused}`, { ...sent, key })).status < 300);
    assert.equal(
      (await ask(`POST ${reused}?other=1`, { ...sent, key })).status,
      422,
      'the key of another request',
    );
  }
  assert.equal((await ask(`GET /jobs/${json.job}`, sent)).json.state, 'cancelled');
}

export async function itIsDisposedOf({ api, token, id }: Story): Promise<void> {
  const { ask, file, made } = api;
  const path = `/cases/${file.reference}/exhibits/2`;
  const as = (who: string, body?: object) => ({
    token: token[who] ?? '',
    ...(body === undefined ? {} : { body }),
  });
  const order = { order: { type: 'order', id: '12/26' }, reason: 'Final judgment' };
  const { disposal } = (await ask(`POST ${path}/disposals`, as('ines', order))).json;
  assert.deepEqual(await pagesOf(ask, '/disposals', token['ines']), [], 'the second is another person');
  const [waiting] = await pagesOf(ask, '/disposals', token['petra']);
  assert.deepEqual([waiting?.id, waiting?.proposedBy], [disposal, 'Ines Example']);
  const shown = await ask(`GET ${path}`, as('petra'));
  assert.deepEqual(shown.json.disposal.proposedBy, { id: id['ines'], name: 'Ines Example' });
  const alone = await ask(`POST ${path}/disposals/decision`, as('ines', { disposal, outcome: 'confirmed' }));
  assert.equal(alone.status, 403);
  const decision = as('petra', { disposal, outcome: 'confirmed' });
  assert.equal((await ask(`POST ${path}/disposals/decision`, decision)).status, 204);
  assert.equal((await ask(`POST ${path}/disposals/decision`, decision)).status, 204, 'it is so already');
  const destroyed = (await eventsOf(made.house, `${file.reference}-2`)).filter(
    ({ event }) => event.type === 'destroyed',
  );
  assert.equal(destroyed.length, 1);
  assert.equal((await ask(`GET ${path}`, as('petra'))).json.status, 'destroyed');
  assert.equal((await ask(`GET ${path}/files`, as('petra'))).status, 404);
  assert.equal((await ask(`POST ${path}/checks`, as('ines'))).status, 409);
}
