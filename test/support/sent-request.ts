// A request that is with the other side, whose items wait for an answer: as its life leaves it, without the way there.
import assert from 'node:assert/strict';
import { newUuid, type Uuid } from '../../src/base/ids.ts';
import { insertEvent, setState, writeItems } from '../../src/requests/machine/states/life.store.ts';
import type { Acting } from '../../src/requests/verbs/life/life.acts.ts';
import { itemsIn } from '../../src/requests/verbs/results/results.acts.ts';
import { requestOf } from '../../src/requests/machine/states/request.store.ts';

/** Returns its id. `state`: of its machine. */
export async function sent({ people, person, file }: Acting, number: number, state: string): Promise<Uuid> {
  return people.operator.transaction(async (tx) => {
    const request = await requestOf(tx, file.id, number);
    assert.ok(request);
    const at = new Date(people.clock());
    const event = await insertEvent(tx, {
      id: newUuid(people.clock, people.random),
      request: request.id,
      caseId: file.id,
      version: request.version.number,
      act: request.direction === 'outgoing' ? 'transmit' : 'register',
      from: request.state,
      to: state,
      side: 'ours',
      by: person.id,
      at,
      occurredAt: at,
      zone: 'UTC',
      evidence: 'Receipt 1',
      reason: undefined,
      detail: {},
    });
    await setState(tx, request.id, state, at);
    const items = Array.from({ length: itemsIn(request) }, (_, i) => ({
      item: i + 1,
      desired: 'wanted' as const,
      desiredAt: at,
      actual: undefined,
      actualAt: undefined,
      ground: undefined,
      note: undefined,
    }));
    await writeItems(tx, { request: request.id, caseId: file.id, event }, [], items);
    return request.id;
  });
}
