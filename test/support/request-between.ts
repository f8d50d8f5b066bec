// A request that one authority sent to another by line and that was registered there; both in this process.
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Uuid } from '../../src/base/ids.ts';
import { doArrived, tellAnswers } from '../../src/exchange/custody-receipts.acts.ts';
import { deliverAll } from '../../src/exchange/deliver.acts.ts';
import { tellOffers } from '../../src/exchange/offer.acts.ts';
import {
  arrivedRequests,
  sendRequest,
  takeIntoCase,
  tellRegistered,
  type ArrivedRequest,
} from '../../src/exchange/request-exchange.acts.ts';
import { tellRequestsAlong } from '../../src/exchange/case-requests.acts.ts';
import { followByWire, tellActs } from '../../src/exchange/request-life.acts.ts';
import { sendSealedKeys } from '../../src/exchange/sealed-information.acts.ts';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { insertMember } from '../../src/people/case-member.store.ts';
import { registerRequest } from '../../src/requests/verbs/incoming/register.acts.ts';
import { lifeOf, type Acting } from '../../src/requests/verbs/life/life.acts.ts';
import type { LifeEvent } from '../../src/requests/machine/states/life.ts';
import { setAsked } from '../../src/requests/verbs/drafting/request-draft.acts.ts';
import { explainAll } from './complete-request.ts';
import { testCase } from './installation.ts';
import { asMember, enrol, testHouse } from './people.ts';
import { answerOf, signIt, signingScene, type SigningScene } from './signing-request.ts';
import type { PeerKind } from '../../src/exchange/peer-document.ts';
import { authority, JAPAN, listen, trusts, type Authority } from './two-authorities.ts';

export interface Between {
  readonly scene: SigningScene;
  readonly lyon: Authority;
  readonly tokyo: Authority;
  /** Its number is 1 there. */
  readonly there: Acting;
  readonly conversation: Uuid;
  /** Everything that waits goes, and has its effect, on both sides. */
  readonly talk: () => Promise<void>;
  /** State and events, here and there. */
  readonly lives: () => Promise<{ readonly here: Life; readonly there: Life }>;
}

interface Life {
  readonly state: string;
  readonly events: readonly LifeEvent[];
}

export interface Sent extends Pick<Between, 'scene' | 'lyon' | 'tokyo' | 'conversation' | 'talk'> {
  /** Of the desk of Tokyo, before which it lies. */
  readonly desk: Awaited<ReturnType<typeof enrol>>;
  readonly law: Acting['law'];
}

/** It lies before the desk of the other side. */
export async function sentBetween(
  t: TestContext,
  form = 'bc-31-subscriber',
  kinds: readonly PeerKind[] = ['centralAuthority'],
): Promise<Sent> {
  const scene = await signingScene(t, form);
  await setAsked(scene.ines, { number: scene.number, counterpart: 'JP', urgency: 'normal' });
  await explainAll(scene.ines, scene.number);
  await scene.take(scene.ines, { act: 'submit' });
  await signIt(scene, scene.prosecutor, await answerOf(scene, scene.prosecutor));
  const lyon = await authority(scene);
  const tokyo = await authority(await testHouse(t, JAPAN), undefined, kinds);
  await trusts(lyon, tokyo);
  await trusts(tokyo, lyon);
  await listen(t, lyon);
  await listen(t, tokyo);
  const { prosecutor, number } = scene;
  const sender = { house: lyon.house, keys: lyon.keys, clock: lyon.house.clock, random: lyon.house.random };
  const reason = 'By the exchange of the two authorities';
  const { conversation } = await sendRequest(prosecutor, sender, {
    number,
    peer: JAPAN.origin,
    channel: 'other',
    reason,
  });
  const law = await shippedLaw();
  const talk = () => talkAll([lyon, tokyo], law);
  await talk();
  const desk = await enrol(tokyo.people, 'dora', ['centralAuthority']);
  return { scene, lyon, tokyo, conversation, talk, desk, law };
}

export async function requestBetween(t: TestContext, form = 'bc-31-subscriber'): Promise<Between> {
  const sent = await sentBetween(t, form);
  const { scene, lyon, tokyo, conversation, talk } = sent;
  const { prosecutor, number } = scene;
  const there = await registerArrived(sent, form);
  await talk();
  const lifeIn = async (acting: Acting, of: number): Promise<Life> => {
    const { request, events } = await acting.people.db.asPerson(acting.person.id, (tx) =>
      lifeOf(tx, acting, of),
    );
    return { state: request.state, events };
  };
  return {
    scene,
    lyon,
    tokyo,
    there,
    conversation,
    talk,
    lives: async () => ({ here: await lifeIn(prosecutor, number), there: await lifeIn(there, 1) }),
  };
}

/** It is taken into a case of its own there, and registered; its number is 1. */
export async function registerArrived({ tokyo, desk, law }: Sent, form: string): Promise<Acting> {
  const [arrived] = await arrivedRequests(tokyo.people, desk.person);
  assert.ok(arrived);
  const file = await testCase(tokyo.house, 'A request from Lyon');
  await tokyo.house.db.transaction((tx) =>
    insertMember(tx, { caseId: file.id, person: desk.id, role: 'lead', at: new Date() }),
  );
  const there = { ...(await asMember(tokyo.people, desk, file)), law };
  await registerIn(there, tokyo, arrived, { form, urgency: 'normal' });
  return there;
}

/** In a case that is there. Its number. */
export async function registerIn(
  there: Acting,
  { house, keys }: Authority,
  { message, said: { reference } }: ArrivedRequest,
  given: {
    readonly form: string;
    readonly urgency: 'normal' | 'emergency';
    readonly capacity?: 'addressee';
  },
): Promise<number> {
  const paper = await takeIntoCase({ acting: there, house, keys }, message);
  return registerRequest(there, {
    ...given,
    paper,
    counterpart: 'FR',
    writtenIn: 'en',
    reference,
    receivedAt: new Date().toISOString(),
    zone: 'Asia/Tokyo',
    evidence: 'By the exchange',
  });
}

/** Everything that waits goes, and has its effect, on all sides. */
export async function talkAll(all: readonly Authority[], law: Acting['law']): Promise<void> {
  for (let round = 0; round < 2; round++)
    for (const { house, keys } of all) {
      await tellRegistered(house, keys);
      await tellActs(house, keys);
      await tellRequestsAlong(house, keys);
      await sendSealedKeys(house, keys);
      await tellOffers(house, keys);
      await tellAnswers(house, keys);
      await deliverAll({ house, keys });
      for (const one of all) await doArrived(one.house);
      for (const one of all)
        await followByWire({ house: one.house, people: one.people, law: async () => law });
    }
}
