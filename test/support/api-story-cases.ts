// What a case file says, and what leaves a case, through the API.
import assert from 'node:assert/strict';
import { eventsOf } from '../../src/evidence/events/recorded-event.acts.ts';
import { packageIsMade } from './api-package.ts';
import type { JsonAnswer } from './api.ts';
import { pagesOf } from './api.ts';
import { BODIES, NOBODY, type Story } from './api-routes.ts';

export async function theFileIsKept({ api, token }: Story): Promise<void> {
  const { ask, file } = api;
  const path = `/cases/${file.reference}`;
  const ines = { token: token['ines'] ?? '' };
  const post = async (to: string, body: unknown): Promise<number> =>
    (await ask(`POST ${path}${to}`, { ...ines, body })).status;
  assert.equal(await post('/file', BODIES['changeCaseFile']), 204);
  assert.equal(await post('/entries', BODIES['addCaseEntry']), 204);
  assert.equal(await post('/entries', { kind: 'party', role: 'witness', text: 'Wiremu Example' }), 204);
  assert.equal(await post('/notes', BODIES['addCaseNote']), 204);
  assert.equal(await post('/notes', { text: 'Called again' }), 204);
  const shown = (await ask(`GET ${path}/file`, ines)).json;
  assert.equal(shown.legalBasis, 'Budapest Convention, Art. 18');
  const [{ id: deadline, ...due }] = shown.deadlines;
  assert.deepEqual(due, { what: 'Preservation ends', dueOn: '2026-12-01' });
  assert.deepEqual(
    shown.parties.map(({ name, role }: JsonAnswer) => [name, role]),
    [['Wiremu Example', 'witness']],
  );
  const notes = await pagesOf(ask, `${path}/notes`, ines.token);
  assert.equal(notes.length, 2);
  assert.equal(await post('/status', { status: 'closed', reason: 'Judgment' }), 204);
  assert.equal(await post('/file', { field: 'title', text: 'Other' }), 409);
  assert.equal(await post('/status', BODIES['changeCaseStatus']), 204);
  const key = '0f4a1d36-deadline';
  const end = `POST ${path}/entries/${deadline}/end`;
  assert.equal((await ask(end, { ...ines, key })).status, 204);
  assert.equal((await ask(`${end}?x=1`, { ...ines, key })).status, 422, 'the key of another request');
  assert.equal((await ask(end, ines)).status, 204, 'what is ended stays so');
  assert.deepEqual((await ask(`GET ${path}/file`, ines)).json.deadlines, []);
  const history = await pagesOf(ask, `${path}/history`, ines.token);
  assert.deepEqual(
    history.map((one) => [one.what, one.after]),
    [
      ['deadline', ''],
      ['status', 'open'],
      ['status', 'closed'],
      ['party', 'Wiremu Example'],
      ['deadline', 'Preservation ends'],
      ['legalBasis', 'Budapest Convention, Art. 18'],
    ],
  );
}

export async function aCaseIsClosedOff({ api, token }: Story): Promise<void> {
  const { ask, other } = api;
  const set = async (isCompartmented: boolean): Promise<number> => {
    const body = { isCompartmented, reason: 'Officers at risk' };
    return (await ask(`POST /cases/${other.reference}/compartment`, { token: token['omar'] ?? '', body }))
      .status;
  };
  assert.deepEqual([await set(false), await set(true), await set(true)], [204, 204, 204]);
  assert.equal(await set(false), 403, 'a key takes no case out of its compartment');
}

export async function listsAreFiltered({ api, token }: Story): Promise<void> {
  const { ask, file } = api;
  const ines = { token: token['ines'] ?? '' };
  const numbers = async (line: string): Promise<string[]> =>
    (await ask(`GET ${line}`, ines)).json.items.map((one: JsonAnswer) => one.number);
  assert.deepEqual(await numbers('/exhibits?text=second'), [`${file.reference}-2`]);
  assert.deepEqual(await numbers(`/cases/${file.reference}/exhibits?text=SECOND&kind=file`), [
    `${file.reference}-2`,
  ]);
  assert.deepEqual(await numbers('/exhibits?holder=me'), []);
  assert.equal((await pagesOf(ask, '/exhibits', ines.token)).length, 2, 'of one’s own cases alone');
  assert.equal((await ask('GET /exhibits?kind=nonsense', ines)).status, 422);
}

async function packageIsTaken({ ask, file, made }: Story['api'], path: string, token: string): Promise<void> {
  const copies = async (): Promise<string[]> =>
    (await eventsOf(made.house, `${file.reference}-2`))
      .filter(({ event }) => event.type === 'downloaded')
      .map(({ detail }) => detail?.text ?? '');
  const get = (range?: string) =>
    ask(`GET ${path}/file`, { token, ...(range === undefined ? {} : { headers: { range } }) });
  const before = (await copies()).length;
  const whole = await get();
  const { made: told } = (await ask(`GET ${path}`, { token })).json;
  assert.deepEqual([whole.bytes.length, whole.text.slice(0, 2)], [told.bytes, 'PK']);
  assert.match(whole.headers.get('content-disposition') ?? '', /^attachment; filename="[\w-]+\.zip"$/);
  const recorded = await copies();
  assert.equal(recorded.length, before + 1);
  assert.match(recorded.at(-1) ?? '', /"through":"key /);
  const rest = await get('bytes=4-');
  assert.equal(rest.status, 206);
  assert.deepEqual(rest.bytes, whole.bytes.slice(4));
  const known = (await copies()).length;
  const outside = await get(`bytes=${told.bytes}-`);
  assert.deepEqual(
    [outside.status, outside.json.code, outside.headers.get('content-range')],
    [416, 'noSuchPart', `bytes */${told.bytes}`],
  );
  assert.equal((await copies()).length, known, 'what was not given out is no download');
}

export async function evidenceIsShared({ api, token }: Story): Promise<void> {
  const { ask, file, made } = api;
  const path = `/cases/${file.reference}/packages`;
  const [ines, petra] = [{ token: token['ines'] ?? '' }, { token: token['petra'] ?? '' }];
  const body = BODIES['askPackage'];
  const asked = await ask(`POST ${path}`, { ...ines, body });
  assert.deepEqual([asked.status, asked.json.state], [202, 'asked'], 'a lead asks');
  const { id } = asked.json;
  const decide = async (who: typeof ines, outcome: string): Promise<number> =>
    (await ask(`POST ${path}/${id}/decision`, { ...who, body: { outcome } })).status;
  assert.equal(await decide(ines, 'confirmed'), 403, 'not by who asked');
  assert.equal(await decide(petra, 'confirmed'), 204);
  const shown = await ask(`GET ${path}/${id}`, petra);
  assert.deepEqual([shown.json.state, shown.json.needsSecond, shown.json.made], ['making', true, null]);
  const types = (await eventsOf(made.house, `${file.reference}-2`)).map(({ event }) => event.type);
  assert.ok(types.includes('disclosed'));
  const alone = await ask(`POST ${path}`, { ...petra, body });
  assert.equal(alone.json.state, 'making', 'a prosecutor shares alone');
  assert.equal((await pagesOf(ask, path, ines.token)).length, 2);
  assert.equal((await ask(`GET ${path}/${NOBODY}`, ines)).status, 404);
  const key = '0f4a1d36-package';
  assert.equal((await ask(`POST ${path}/${id}/remove`, ines)).status, 404, 'nothing was made yet');
  assert.equal((await ask(`POST ${path}/${NOBODY}/remove`, ines)).status, 404);
  assert.equal((await ask(`GET ${path}/${id}/file`, petra)).status, 404);
  await packageIsMade(api, id);
  await packageIsTaken(api, `${path}/${id}`, petra.token);
  assert.equal((await ask(`POST ${path}/${id}/remove`, { ...petra, key })).status, 204);
  assert.equal((await ask(`POST ${path}/${id}/remove?x=1`, { ...petra, key })).status, 422);
  assert.equal((await ask(`GET ${path}/${id}`, ines)).json.state, 'removed');
  const other = { ...body, items: [99] };
  assert.equal((await ask(`POST ${path}`, { ...petra, body: other })).status, 422);
}
