// The retrieval system of a provider: which orders came, what is to be kept, and whose accounts they are.
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { makeExchangeKeys } from '../../src/exchange/exchange-keys.acts.ts';
import { personById } from '../../src/people/person.store.ts';
import { plainOf } from '../../src/exchange/sealed-body.ts';
import { messageIn } from '../../src/verify/envelope.ts';
import { newUuid, type Uuid } from '../../src/base/ids.ts';
import type { Installation } from '../../src/evidence/log/installation.acts.ts';
import type { TypedIdentifier } from '../../src/requests/core/identifier.ts';
import { pagesOf } from './api.ts';
import { testHouse } from './people.ts';
import { authority, PROVIDER, trusts } from './two-authorities.ts';
import { BODIES, NOBODY, type Story } from './api-routes.ts';

export async function ordersAreAnswered({ api, id, token }: Story, t: TestContext): Promise<void> {
  const { ask, made, people } = api;
  const { clock } = made.house;
  const as = (who: string, body?: object) => ({ token: token[who] ?? '', ...(body && { body }) });
  // Who sent it is a peer: what is answered goes to it.
  const there = await testHouse(t, PROVIDER);
  const sender = await authority({ ...there, house: { ...there.house, clock } });
  const persons = [id['ana'], await api.person('Ben', ['administrator'])];
  const [ana, ben] = await Promise.all(
    persons.map((one) => personById(people.operator.kysely, (one ?? NOBODY) as Uuid)),
  );
  assert.ok(ana && ben);
  const keys = await makeExchangeKeys(made.house, ana, undefined);
  await trusts({ ...sender, house: made.house, people, keys, ana, ben }, sender);
  const message = await arrivedOrder(made.house, { peer: PROVIDER.origin });
  const ours = 'POST /settings/provider';
  assert.equal((await ask(ours, as('ana', BODIES['setProviderOurs']))).status, 204);
  assert.deepEqual((await ask('GET /settings/provider', as('ana'))).json, BODIES['setProviderOurs']);
  assert.equal((await ask(ours, as('ana', { entities: [''], services: [] }))).status, 422);
  const [waiting] = await pagesOf(ask, '/provider-orders', token['cora'], 'toKeep=true');
  assert.deepEqual(
    [waiting?.id, waiting?.entity, waiting?.service, waiting?.kept],
    [message, 'ours', 'notNamed', null],
  );
  const one = `/provider-orders/${message}`;
  const kept = await ask(`POST ${one}/keep`, as('cora', BODIES['answerKeeping']));
  assert.deepEqual([kept.status, kept.json.kept.outcome, kept.json.kept.reference], [200, 'kept', 'LE-4471']);
  const otherwise = await ask(`POST ${one}/keep`, as('cora', { outcome: 'nothing', reason: 'None' }));
  assert.equal(otherwise.status, 409);
  const mapped = await ask(`POST ${one}/account`, as('cora', BODIES['mapAccount']));
  assert.deepEqual(mapped.json.identifiers[0].account, 'acct-2291');
  assert.equal((await ask(`POST ${one}/account`, as('cora', { place: 2, found: 'none' }))).status, 422);
  assert.deepEqual((await ask(`GET ${one}`, as('cora'))).json, mapped.json);
  assert.deepEqual(await pagesOf(ask, '/provider-orders', token['cora'], 'toKeep=true'), []);
  const answered = await ask(`POST ${one}/answer`, as('cora', BODIES['answerOrder']));
  const [told] = answered.json.answers;
  assert.deepEqual([answered.status, told.type, told.reasons], [200, 'providerAnswer', ['insufficient']]);
  const nowhere = `/provider-orders/${NOBODY}`;
  assert.equal((await ask(`GET ${nowhere}`, as('cora'))).status, 404);
  for (const [act, operation] of [
    ['keep', 'answerKeeping'],
    ['account', 'mapAccount'],
    ['answer', 'answerOrder'],
  ] as const)
    assert.equal((await ask(`POST ${nowhere}/${act}`, as('cora', BODIES[operation]))).status, 404);
}

/** One that came by line, as it lies before the desk; its data are to be kept. Its id. */
export async function arrivedOrder(
  house: Pick<Installation, 'db' | 'clock' | 'random'>,
  {
    peer = 'suva.example/custody',
    identifiers = [{ kind: 'email', value: 'invoices@harbour.example' }],
  }: { readonly peer?: string; readonly identifiers?: readonly TypedIdentifier[] },
): Promise<Uuid> {
  const { clock, random } = house;
  const [conversation, message] = [newUuid(clock, random), newUuid(clock, random)];
  const said = { v: 1, type: 'request', reference: 'FJ-2026-9/R1', urgency: 'urgent', letter: 'AA==' };
  const plain = plainOf(said, random);
  assert.deepEqual(messageIn(plain), said);
  const hex = '0'.repeat(64);
  await house.db.withOwner(async (owner) => {
    await owner.query(
      `insert into exchange_conversation (id, peer_origin, is_ours, opened_at) values ($1, $2, false, now())`,
      [conversation, peer],
    );
    await owner.query(
      `insert into exchange_in (id, conversation_id, seq, type, note_sha256, envelope, plain, state, arrived_at, lane)
       values ($1, $2, 1, 'request', $3, 'x', $4, 'delivered', now(), 'urgent')`,
      [message, conversation, hex, Buffer.from(plain)],
    );
    await owner.query(
      `insert into provider_order (id, conversation_id, read_at, form, entities, identifiers, categories, keep_from)
       values ($1, $2, now(), 'provider-preservation', '{Example Mail K.K.}', $3, '{traffic}', now())`,
      [message, conversation, JSON.stringify(identifiers)],
    );
  });
  return message;
}
