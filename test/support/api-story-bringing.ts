// Evidence that a program brings through the API: begun, sent in parts, taken up again, held against its digest.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pagesOf, type Got, type JsonAnswer } from './api.ts';
import { BODIES, type Story } from './api-routes.ts';

const TUS = { 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream' };
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Bringing {
  readonly as: (body?: object) => { token: string; body?: object };
  readonly list: string;
  readonly begin: (name: string, bytes: number, intake?: string) => Promise<Got>;
  readonly send: (address: string, offset: number | string, body: string, more?: object) => Promise<Got>;
}

export async function evidenceIsBrought(story: Story): Promise<void> {
  const { api, token } = story;
  const { ask, file } = api;
  const list = `/cases/${file.reference}/intakes`;
  const as = (body?: object) => ({ token: token['ines'] ?? '', ...(body && { body }) });
  const later = { ...BODIES['beginIntake'], taking: { on: '2999-01-01' } };
  assert.equal((await ask(`POST ${list}`, as(later))).status, 422);
  const begun = await ask(`POST ${list}`, as(BODIES['beginIntake']));
  assert.deepEqual(
    [begun.status, begun.json.what, begun.json.conditions],
    [201, 'Ledger of the harbour office', ['This case only']],
  );
  const { id } = begun.json;
  assert.deepEqual(
    (await pagesOf(ask, list, token['ines'])).map((one: JsonAnswer) => one.id),
    [id],
  );
  assert.deepEqual((await ask(`GET ${list}/${id}`, as())).json, begun.json);
  const zoe = await api.person('Zoe');
  await api.join(zoe, 'lead');
  const colleague = await api.keyOf(zoe);
  assert.equal(
    (await ask(`GET ${list}/${id}`, { token: colleague })).status,
    404,
    'what another brings is absent',
  );
  const bringing: Bringing = {
    as,
    list,
    begin: (name, bytes, intake = id) => ask(`POST ${list}/${intake}/uploads`, as({ name, bytes })),
    send: (address, offset, body, more = {}) =>
      ask(`PATCH ${address.replace('/api/v1', '')}`, {
        token: token['ines'] ?? '',
        headers: { ...TUS, 'upload-offset': String(offset), ...more },
        body,
      }),
  };
  await isSentInParts(story, bringing, { intake: id, colleague });
  await isGivenUp(story, bringing, id);
  await imageIsBrought(story, bringing, id);
  await serverFolderIsTaken(story, bringing, id);
  assert.equal((await ask(`DELETE ${list}/${id}`, as())).status, 204);
  assert.equal((await ask(`GET ${list}/${id}`, as())).status, 200, 'something of it is being taken in');
}

async function isSentInParts(
  { api }: Story,
  bringing: Bringing,
  { intake, colleague }: { readonly intake: string; readonly colleague: string },
): Promise<void> {
  const { ask } = api;
  const { as, begin, send, list } = bringing;
  const made = await begin('letter.txt', 11);
  assert.deepEqual([made.status, made.json.received, made.json.state], [201, 0, 'receiving']);
  const { address } = made.json;
  const path = `${list}/${intake}/uploads/${made.json.id}`;
  assert.equal(address, `/api/v1${path}`);
  const first = await send(address, 0, 'hello ');
  assert.deepEqual([first.status, first.headers.get('upload-offset')], [204, '6']);

  assert.equal(
    (await send(address, 6, 'x', { 'tus-resumable': '0.2.2' })).headers.get('tus-version'),
    '1.0.0',
  );
  assert.equal((await send(address, 6, 'x', { 'content-type': 'text/plain' })).status, 415);
  assert.equal((await send(address, 'six', 'x')).status, 400);
  assert.equal((await send(address, 0, 'hello ')).status, 409, 'those are here');
  const tooMany = await send(address, 6, 'world and more', { 'content-length': '14' });
  assert.deepEqual([tooMany.status, tooMany.json.code], [413, 'tooLarge']);
  const head = await ask(`HEAD ${path}`, as());
  assert.deepEqual(
    ['upload-offset', 'upload-length', 'tus-resumable'].map((name) => head.headers.get(name)),
    ['6', '11', '1.0.0'],
  );
  assert.equal(head.text, '');
  const finish = as({ sha256: sha256('hello world') });
  assert.equal((await ask(`POST ${path}/finish`, finish)).status, 503, 'not all of it is here');
  assert.equal((await send(address, 6, 'world')).status, 204);
  const done = await ask(`POST ${path}/finish`, finish);
  assert.equal(done.status, 202);
  const shown = (await ask(`GET ${path}`, as())).json;
  assert.deepEqual([shown.state, shown.job, shown.exhibit], ['taken', done.json.job, null]);
  const job = (await ask(`GET /jobs/${done.json.job}`, as())).json;
  assert.deepEqual([job.kind, job.state], ['takeUpload', 'waiting']);
  assert.equal((await ask(`DELETE ${path}`, as())).status, 409, 'it is being taken in');
  assert.equal((await send(address, 11, 'x')).status, 404);
  assert.equal((await ask(`GET ${path}`, { token: colleague })).status, 404);
}

async function isGivenUp({ api }: Story, { as, begin, list }: Bringing, intake: string): Promise<void> {
  const { ask } = api;
  const { json } = await begin('other.txt', 3);
  const path = `${list}/${intake}/uploads/${json.id}`;
  assert.equal((await ask(`DELETE ${path}`, as())).status, 204);
  assert.equal((await ask(`DELETE ${path}`, as())).status, 404);
}

async function imageIsBrought(
  { api }: Story,
  { as, begin, send, list }: Bringing,
  intake: string,
): Promise<void> {
  const { ask } = api;
  const paths: string[] = [];
  for (const name of ['disk.E01', 'disk.E02']) {
    const { json } = await begin(name, 1);
    assert.equal((await send(json.address, 0, 'x')).status, 204);
    const path = `${list}/${intake}/uploads/${json.id}`;
    paths.push(path);
    const waits = await ask(`POST ${path}/finish`, as({ sha256: sha256('x'), of: 3 }));
    assert.deepEqual([waits.status, waits.json.job], [202, null], 'one is not here');
  }
  const third = await begin('disk.E04', 0);
  const alone = `${list}/${intake}/uploads/${third.json.id}`;
  const missing = await ask(`POST ${alone}/finish-image`, as());
  assert.deepEqual([missing.status, missing.json.code], [503, 'notReady']);
  assert.equal((await ask(`DELETE ${alone}`, as())).status, 204);
  const sent = { ...as(), key: '0f4a1d36-image' };
  const together = await ask(`POST ${paths[1]}/finish-image`, sent);
  assert.equal(together.status, 202, together.text);
  assert.equal((await ask(`POST ${paths[1]}/finish-image`, sent)).text, together.text);
  assert.equal((await ask(`POST ${paths[0]}/finish-image`, sent)).status, 422, 'the key of another request');
  assert.equal((await ask(`POST ${paths[0]}/finish-image`, as())).status, 404, 'it is in a job already');
  const listed = await pagesOf(ask, `${list}/${intake}/uploads`, as().token);
  assert.deepEqual(
    listed.map((one: JsonAnswer) => [one.name, one.state]),
    [
      ['letter.txt', 'taken'],
      ['disk.E01', 'taken'],
      ['disk.E02', 'taken'],
    ],
  );
}

async function serverFolderIsTaken({ api }: Story, { as, list }: Bringing, intake: string): Promise<void> {
  const { ask, folder } = api;
  const path = `${list}/${intake}/folder`;
  mkdirSync(join(folder, 'phone'));
  writeFileSync(join(folder, 'phone/1.jpg'), 'a picture');
  symlinkSync(join(folder, 'phone'), join(folder, 'link'));
  assert.deepEqual((await ask(`GET ${path}`, as())).json, {
    in: '',
    entries: [{ path: 'phone', kind: 'folder', bytes: null }],
    isPartial: true,
  });
  const inside = await ask(`GET ${path}?in=phone`, as());
  assert.deepEqual(inside.json.entries, [{ path: 'phone/1.jpg', kind: 'file', bytes: 9 }]);
  for (const absent of ['link', 'other'])
    assert.equal((await ask(`GET ${path}?in=${absent}`, as())).status, 404, absent);
  for (const wrong of ['..', '/etc', 'phone/../..'])
    assert.equal((await ask(`GET ${path}?in=${encodeURIComponent(wrong)}`, as())).status, 422, wrong);
  for (const entries of [[], [''], ['../secret'], ['phone', 'phone']])
    assert.equal((await ask(`POST ${path}`, as({ entries }))).status, 422, entries.join());
  const taken = await ask(`POST ${path}`, as({ entries: ['phone'] }));
  assert.equal(taken.status, 202);
  const job = (await ask(`GET /jobs/${taken.json.job}`, as())).json;
  assert.deepEqual([job.kind, job.title], ['takeFolder', 'phone']);
}
