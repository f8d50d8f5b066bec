// Evidence that a program brings with a key to a running server: over a line that breaks, into the log, held against its digest.
import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { test } from 'node:test';
import { audit } from '../src/evidence/upkeep/audit.acts.ts';
import { eventsOf } from '../src/evidence/events/recorded-event.acts.ts';
import { listExhibits } from '../src/evidence/exhibits/exhibit.store.ts';
import { makeApiKey } from '../src/people/api-key.acts.ts';
import { personById } from '../src/people/person.store.ts';
import type { JsonAnswer } from './support/api.ts';
import { BODIES } from './support/api-routes.ts';
import { until } from './support/postgres.ts';
import { temporaryFolder } from './support/temporary.ts';
import { uploadGround } from './support/uploads.ts';

const TUS = { 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream' };
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('a program brings a file with a key, over a line that breaks', async (t) => {
  const root = temporaryFolder(t);
  const { site, house, people, ines, file } = await uploadGround(t, { COMITY_EVIDENCE_FOLDER: root });
  const by = await personById(house.db.kysely, ines.id);
  assert.ok(by);
  const key = await makeApiKey(people, { by, name: 'Lab', may: 'write', days: 7, onlyCase: file.reference });
  const authorization = `Bearer ${key}`;
  const post = async (path: string, body: object): Promise<JsonAnswer> => {
    const answer = await fetch(`${site.url}/api/v1${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify(body),
    });
    assert.ok(answer.ok, await answer.clone().text());
    return answer.json();
  };
  const get = async (path: string): Promise<JsonAnswer> =>
    (await fetch(`${site.url}/api/v1${path}`, { headers: { authorization } })).json();
  const head = async (address: string): Promise<number> => {
    const answer = await fetch(`${site.url}${address}`, {
      method: 'HEAD',
      headers: { authorization, ...TUS },
    });
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    return Number(answer.headers.get('upload-offset'));
  };
  const patch = (address: string, offset: number, body: Uint8Array<ArrayBuffer>): Promise<Response> =>
    fetch(`${site.url}${address}`, {
      method: 'PATCH',
      headers: { authorization, ...TUS, 'upload-offset': String(offset) },
      body,
    });
  const inCase = `/cases/${file.reference}`;
  const intake = await post(`${inCase}/intakes`, BODIES['beginIntake'] ?? {});
  const uploads = `${inCase}/intakes/${intake.id}/uploads`;
  const bytes = new Uint8Array(randomBytes(3_000_000));

  await t.test('what arrived before the line broke stays, and the rest follows it', async () => {
    const { id, address } = await post(uploads, { name: 'ledger.csv', bytes: bytes.length });
    await brokenOff(
      site.url,
      [
        `PATCH ${address} HTTP/1.1`,
        `host: ${new URL(site.url).host}`,
        `authorization: ${authorization}`,
        ...Object.entries(TUS).map(([name, value]) => `${name}: ${value}`),
        'upload-offset: 0',
        `content-length: ${bytes.length}`,
      ],
      bytes.subarray(0, 1_200_000),
      async () => (await get(`${uploads}/${id}`)).received > 0,
    );
    await until(async () => (await head(address)) > 0);
    // Another connection may find bytes of the first still being written; then it asks again, as tus clients do.
    const isSent = async (): Promise<boolean> => {
      const offset = await head(address);
      return (await patch(address, offset, bytes.subarray(offset))).status === 204;
    };
    await until(isSent);
    const { job } = await post(`${uploads}/${id}/finish`, { sha256: sha256(bytes) });
    await until(async () => (await get(`/jobs/${job}`)).state === 'done');
    const { exhibit, warning } = await get(`${uploads}/${id}`);
    const [held] = await listExhibits(house.db.kysely, file.id, 9);
    assert.deepEqual([exhibit, warning, held?.sha256], [held?.number, null, sha256(bytes)]);
    assert.equal(held?.title, 'Ledger of the harbour office: ledger.csv');
    const [acquired, ...others] = await eventsOf(house, exhibit);
    assert.deepEqual(
      others.map(({ event }) => event.type),
      ['stored'],
    );
    assert.match(acquired?.detail?.text ?? '', /"through":"key [0-9a-f-]{36}"/, 'the record names the key');
    const files = await get(`${inCase}/exhibits/1/files`);
    const copy = await fetch(`${site.url}/api/v1${inCase}/exhibits/1/files/${files.items[0].path}`, {
      headers: { authorization },
    });
    assert.equal(sha256(new Uint8Array(await copy.arrayBuffer())), sha256(bytes), 'and comes back the same');
  });

  await t.test('other bytes than were sent are kept, and the log says so', async () => {
    const { id, address } = await post(uploads, { name: 'second.csv', bytes: 5 });
    assert.equal((await patch(address, 0, new Uint8Array(Buffer.from('other')))).status, 204);
    const { job } = await post(`${uploads}/${id}/finish`, { sha256: sha256(bytes) });
    await until(async () => (await get(`/jobs/${job}`)).state === 'done');
    const { exhibit, warning } = await get(`${uploads}/${id}`);
    assert.match(warning, /what arrived has/);
    assert.ok((await eventsOf(house, exhibit)).some(({ event }) => event.type === 'checkFailed'));
    assert.deepEqual((await audit(house)).differences, []);
  });

  await t.test('what lies in the folder of the server is taken in, in the name of the key', async () => {
    writeFileSync(join(root, 'my ledger.csv'), bytes);
    const { job } = await post(`${inCase}/intakes/${intake.id}/folder`, { entries: ['my ledger.csv'] });
    await until(async () => (await get(`/jobs/${job}`)).state === 'done');
    const taken = (await get(`/jobs/${job}`)).result.note;
    const held = await listExhibits(house.db.kysely, file.id, 9);
    assert.equal(held.find(({ number }) => number === taken)?.sha256, sha256(bytes));
    const [acquired] = await eventsOf(house, taken);
    assert.match(acquired?.detail?.text ?? '', /"through":"key [0-9a-f-]{36}"/);
  });
});

/** Sends the head of a request and some of its body, waits until some is there, and breaks the line. */
async function brokenOff(
  url: string,
  lines: readonly string[],
  body: Uint8Array,
  isThere: () => Promise<boolean>,
): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  socket.write(body);
  await until(isThere);
  socket.destroy();
}
