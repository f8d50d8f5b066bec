// The worked example of a connector, run as a program of its own against a running server: orders are answered from a folder, once.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { orderSeen } from '../src/exchange/provider-order.acts.ts';
import { makeApiKey } from '../src/people/api-key.acts.ts';
import { lifeOf, takeAct, type Acting } from '../src/requests/verbs/life/life.acts.ts';
import type { ActGiven } from '../src/requests/machine/states/life.ts';
import { keepPaper, registerRequest } from '../src/requests/verbs/incoming/register.acts.ts';
import { eventsOf } from '../src/evidence/events/recorded-event.acts.ts';
import { arrivedOrder } from './support/api-story-provider.ts';
import { enrol } from './support/people.ts';
import { requestScene } from './support/complete-request.ts';
import { openSite } from './support/site.ts';
import { temporaryFolder } from './support/temporary.ts';

const CONNECTOR = fileURLToPath(new URL('../examples/connector/connector.ts', import.meta.url));
const MESSAGE = new URL('../fixtures/requests/bc-31-subscriber/request.json', import.meta.url);
const run = promisify(execFile);

test('the example connector answers an order from a folder, and run again it changes nothing', async (t) => {
  const scene = await requestScene(t);
  const { lead, prosecutor, judge, ines, file, people, house } = scene;
  const paper = await keepPaper(lead, { name: 'request.json', bytes: readFileSync(MESSAGE) });
  const number = await registerRequest(lead, {
    form: 'bc-31-subscriber',
    paper,
    counterpart: 'JP',
    urgency: 'normal',
    writtenIn: 'en',
    reference: 'JP-441/26',
    receivedAt: '2026-10-05T11:30:00+02:00',
    zone: 'Europe/Paris',
    evidence: 'Receipt of the registered letter of 5 October 2026',
  });
  const take = (who: Acting, act: string, more: Omit<ActGiven, 'act'> = {}) =>
    takeAct(who, { number, act, ...more });
  await take(lead, 'checkAuthenticity', { evidence: 'Called back' });
  await take(lead, 'register', { evidence: 'Acknowledged' });
  await take(prosecutor, 'beginReview');
  await take(judge, 'accept');
  await take(lead, 'assign', { detail: { assignee: ines.person.id } });
  await take(judge, 'obtainOrder', { evidence: 'Order 12/26' });

  const held = join(temporaryFolder(t), 'held');
  const place = join(held, '198.51.100.7', 'subscriber');
  mkdirSync(place, { recursive: true });
  const data = 'Subscriber of 198.51.100.7 at 2026-10-03T19:14:07Z (invented)\n';
  writeFileSync(join(place, 'subscriber.txt'), data);
  const { url } = await openSite(t, { home: scene.made.home, env: scene.made.env });
  const key = await makeApiKey(people, { by: ines.person, name: 'Connector', may: 'write', days: 7 });
  const env = { ...process.env, COMITY: `${url}/api/v1`, COMITY_KEY: key };
  const connect = () => run(process.execPath, [CONNECTOR, file.reference, held], { env });

  // What an order asks to be kept is kept before anybody takes it into a case.
  const asked = ['198.51.100.7', 'nobody@harbour.example'].map(
    (value) => ({ kind: 'email', value }) as const,
  );
  const order = await arrivedOrder(house, { identifiers: asked });
  const cora = (await enrol(people, 'cora', ['centralAuthority'])).person;
  const orders = await makeApiKey(people, { by: cora, name: 'Connector', may: 'write', days: 7 });
  const keep = () =>
    run(process.execPath, [CONNECTOR, 'orders', held], { env: { ...env, COMITY_KEY: orders } });
  assert.equal((await keep()).stdout, 'FJ-2026-9/R1: 1 of 2 accounts kept\n');
  assert.equal(
    readFileSync(join(`${held}-kept`, order, '198.51.100.7', 'subscriber', 'subscriber.txt'), 'utf8'),
    data,
  );
  const seen = await orderSeen(people, cora, order);
  assert.deepEqual([seen?.order.kept?.as, seen?.order.kept?.reference], ['kept', order]);
  assert.deepEqual(
    seen?.accounts.map(({ account }) => account),
    ['198.51.100.7', undefined],
  );
  assert.equal((await keep()).stdout, '', 'run again, nothing is to be kept');

  assert.equal((await connect()).stdout, '', 'nothing is to be executed yet');
  await take(ines, 'beginExecution');
  const told = await connect();
  assert.match(told.stdout, /^FR-2026-\d+\/R\d+: 1 produced\n$/, told.stderr);
  const life = () => people.db.asPerson(lead.person.id, (tx) => lifeOf(tx, lead, number));
  const { request, items, events } = await life();
  assert.deepEqual([request.state, items.map(({ actual }) => actual)], ['resultsIn', ['produced']]);
  const exhibits = await house.db.kysely.selectFrom('exhibit').select(['number', 'files']).execute();
  assert.equal(exhibits.length, 1);
  const results = await house.db.kysely.selectFrom('request_result').select('exhibit_id').execute();
  assert.equal(results.length, 1, 'it is named as what came of the request');
  const digest = createHash('sha256').update(data).digest('hex');
  const log = await eventsOf(house, exhibits[0]?.number ?? '');
  assert.ok(log.some(({ event }) => event.digests?.sha256 === digest));

  assert.equal((await connect()).stdout, '');
  assert.equal((await life()).events.length, events.length, 'run again, nothing is done twice');
});
