// The retrieval system of a provider: which orders came, what is to be kept, and whose accounts they are.
import assert from 'node:assert/strict';
import { messageIn, plainOf } from '../../src/exchange/sealed-body.ts';
import { newUuid, type Uuid } from '../../src/base/ids.ts';
import type { Installation } from '../../src/evidence/log/installation.acts.ts';
import type { TypedIdentifier } from '../../src/requests/identifiers/identifier.ts';
import { pagesOf } from './api.ts';
import { BODIES, NOBODY, type Story } from './api-routes.ts';

export async function ordersAreAnswered({ api, token }: Story): Promise<void> {
  const { ask, made } = api;
  const as = (who: string, body?: object) => ({ token: token[who] ?? '', ...(body && { body }) });
  const message = await arrivedOrder(made.house);
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
  assert.equal(answered.json.code, 'notReady', 'no keys of the exchange here');
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
  identifiers: readonly TypedIdentifier[] = [{ kind: 'email', value: 'invoices@harbour.example' }],
): Promise<Uuid> {
  const { clock, random } = house;
  const [conversation, message] = [newUuid(clock, random), newUuid(clock, random)];
  const said = { v: 1, type: 'request', reference: 'FJ-2026-9/R1', urgency: 'urgent', letter: 'AA==' };
  const plain = plainOf(said, random);
  assert.deepEqual(messageIn(plain), said);
  const hex = '0'.repeat(64);
  await house.db.withOwner(async (owner) => {
    await owner.query(
      `insert into exchange_conversation (id, peer_origin, is_ours, opened_at) values ($1, 'suva.example/custody', false, now())`,
      [conversation],
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
