// Two authorities and evidence between them: each with a case, an exhibit and a package to offer.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type TestContext } from 'node:test';
import type { Uuid } from '../../src/base/ids.ts';
import { newUuid } from '../../src/base/ids.ts';
import { eventsOf } from '../../src/evidence/events/recorded-event.acts.ts';
import { checkIncoming, importIncoming } from '../../src/evidence/packages/incoming.acts.ts';
import { keysRecord } from '../../src/evidence/packages/incoming.ts';
import { addCondition } from '../../src/evidence/custody/condition.acts.ts';
import { askShare, makeShare } from '../../src/evidence/packages/share.acts.ts';
import { shareById } from '../../src/evidence/packages/share.store.ts';
import { audit } from '../../src/evidence/upkeep/audit.acts.ts';
import { doArrived, tellAnswers } from '../../src/exchange/custody-receipts.acts.ts';
import { tellJoint } from '../../src/exchange/joint.acts.ts';
import { deliverAll } from '../../src/exchange/deliver.acts.ts';
import { offerPackage, tellOffers } from '../../src/exchange/offer.acts.ts';
import { takeOffer } from '../../src/exchange/offered.acts.ts';
import { theirOffers } from './their-offers.ts';
import { fetchOffers } from '../../src/exchange/parts.acts.ts';
import { shareOf } from './held-exhibit.ts';
import { inMemory, testCase, testExhibit } from './installation.ts';
import { testHouse, testMember } from './people.ts';
import { authority, JAPAN, trusts, type Authority } from './two-authorities.ts';

export const ONLY = 'Only in the proceedings of the request';
export const MIB = 1024 * 1024;
export const PARTS = 6;

export interface Side extends Authority {
  readonly file: Awaited<ReturnType<typeof testCase>>;
  /** Who may act in the case. */
  readonly judge: Awaited<ReturnType<typeof testMember>>;
  /** Who brings evidence into it. */
  readonly ines: Awaited<ReturnType<typeof testMember>>;
  readonly clock: { ms: number };
}

export async function side(of: Authority, title: string, clock: Side['clock']): Promise<Side> {
  const file = await testCase(of.house, title);
  const judge = await testMember(of.house, file, 'Jules Example', 'judge');
  const ines = await testMember(of.house, file, 'Ines Example', 'investigator');
  return { ...of, house: { ...of.house, clock: () => clock.ms }, file, judge, ines, clock };
}

export async function pair(t: TestContext): Promise<{ lyon: Side; tokyo: Side }> {
  const clock = { ms: Date.now() };
  const lyon = await authority(await testHouse(t));
  const tokyo = await authority(await testHouse(t, JAPAN));
  await trusts(lyon, tokyo);
  await trusts(tokyo, lyon);
  return {
    lyon: await side(lyon, 'Of Lyon', clock),
    tokyo: await side(tokyo, 'From Lyon', clock),
  };
}

/** An exhibit of so many bytes in a package that hands custody over, made; and offered by line. */
export async function offered(
  from: Side,
  to: Side,
  bytes = 1000,
  condition?: string,
): Promise<{ number: string; id: Uuid }> {
  const { agency: name, state } = to.house.settings;
  const made = await custodyFor(from, { name, state }, bytes, condition);
  await offer(from, to, made.id);
  return made;
}

/** The same, and offered to nobody by line. */
export async function custodyFor(
  from: Side,
  receiver: { readonly name: string; readonly state: string },
  bytes = 1000,
  condition?: string,
): Promise<{ number: string; id: Uuid }> {
  const { house, file, judge } = from;
  const { number } = await testExhibit(house, file, {
    from: inMemory('disk.bin', randomBytes(bytes).toString('latin1')),
  });
  if (condition !== undefined)
    await addCondition(house, { by: judge, number, condition, reason: 'Ours', key: number });
  const id = newUuid(house.clock, house.random);
  await askShare(house, {
    by: judge,
    share: { ...shareOf(number), receiver, handsOver: 'custody', ground: condition },
    id,
  });
  await makes(from, id);
  return { number, id };
}

/** The package, as the job does. */
export async function makes({ house, file }: Pick<Side, 'house' | 'file'>, id: Uuid): Promise<void> {
  const signal = new AbortController().signal;
  await makeShare(house, { id, caseId: file.id, role: 'judge', signal, onProgress: () => undefined });
}

export async function offer(from: Side, to: Side, id: Uuid): Promise<void> {
  const share = await shareById(from.house.db.kysely, from.file.id, id);
  assert.ok(share);
  await offerPackage(from.house, from.judge, { share, peer: to.house.identity.origin });
}

/** All messages of both, with their effects. */
export async function talk(...sides: readonly Side[]): Promise<void> {
  for (let round = 0; round < 2; round++)
    for (const { house, keys } of sides) {
      await tellOffers(house, keys);
      await tellAnswers(house, keys);
      await deliverAll({ house, keys });
      for (const one of sides) await doArrived(one.house);
    }
}

/** What is chosen on each side reaches the others, by itself. */
export async function step(...sides: readonly Side[]): Promise<void> {
  for (let round = 0; round < 2; round++) {
    for (const { house, keys } of sides) await tellJoint(house, keys);
    await talk(...sides);
  }
}

export const typesOf = async ({ house }: Side, number: string): Promise<string[]> =>
  (await eventsOf(house, number)).map(({ event }) => event.type);

/** Taken into the case, fetched, checked, imported. The numbers it has there. */
export async function received(to: Side, id: Uuid): Promise<readonly string[]> {
  const { house, people, ines, keys } = to;
  await takeOffer({ house, people, person: ines.person }, id, ines.file);
  await fetchOffers(house, keys);
  return imported(to, id);
}

export async function imported({ house, ines, file }: Side, id: Uuid): Promise<readonly string[]> {
  const [one] = (await theirOffers(house.db.kysely)).filter((offer) => offer.id === id);
  assert.ok(one?.arrivesAs && one.hereAt, one?.lastError);
  const work = {
    id: one.arrivesAs,
    caseId: file.id,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  };
  await checkIncoming(house, work);
  const act = { role: 'investigator', person: ines.person.name, personId: ines.person.id };
  assert.equal(
    await importIncoming(house, { ...work, act, answers: 'JP-1', reason: keysRecord('peer') }),
    true,
  );
  const { rows } = await house.db.withOwner((owner) =>
    owner.query<{ exhibits: string[] }>('select exhibits from incoming_package where id = $1', [
      one.arrivesAs,
    ]),
  );
  return rows[0]?.exhibits ?? [];
}

/** As it lies before the desk there. */
export async function offerOf({ house }: Side, id: Uuid): Promise<Uuid> {
  const found = (await theirOffers(house.db.kysely)).find((one) => one.package === id);
  assert.ok(found, 'no offer came');
  return found.id;
}

export async function isClean(...sides: readonly Side[]): Promise<void> {
  for (const { house } of sides) assert.deepEqual((await audit(house)).differences, []);
}
