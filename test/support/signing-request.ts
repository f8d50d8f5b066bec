// A request with people whose passkeys sign it.
import assert from 'node:assert/strict';
import type { KeyObject } from 'node:crypto';
import type { TestContext } from 'node:test';
import type { SigningDesk } from '../../src/evidence/log/signing-key.acts.ts';
import type { SigningRequest } from '../../src/evidence/custody/signing.acts.ts';
import type { SigningAnswer } from '../../src/evidence/custody/signing.ts';
import type { Acting } from '../../src/requests/verbs/life/life.acts.ts';
import { authorise, prepareAuthorising } from '../../src/requests/verbs/letters/authorise.acts.ts';
import type { SignedAct } from '../../src/requests/machine/signature/signature.ts';
import { requestScene, type RequestScene } from './complete-request.ts';
import { fakeSignIn } from './fake-sign-in.ts';
import type { TestAgency } from './installation.ts';
import { assertionOver, newPasskey, SITE, type Changes } from './passkey-fixture.ts';

export interface SigningScene extends RequestScene {
  readonly desk: SigningDesk;
  readonly keys: ReadonlyMap<string, KeyObject>;
}

export async function signingScene(
  t: TestContext,
  form?: string,
  agency?: TestAgency,
): Promise<SigningScene> {
  const scene = await requestScene(t, form, agency);
  const { house, prosecutor, judge, ines, translator, lead } = scene;
  const people = [prosecutor, judge, ines, translator, lead];
  const keys = new Map(people.map(({ person }) => [person.id, newPasskey('es256')]));
  const held = new Map([...keys].map(([person, key]) => [person, [{ key, counter: 0 }]]));
  return { ...scene, keys, desk: { house, url: new URL(SITE), signIn: fakeSignIn(held) } };
}

/** What the device answers to the first of what the page asked. */
export function deviceAnswer(
  { keys }: SigningScene,
  who: Acting,
  choices: readonly { readonly request: SigningRequest }[],
  changes: Changes = {},
): SigningAnswer {
  const [choice] = choices;
  const key = keys.get(who.person.id);
  assert.ok(choice && key);
  const { nonce, at, key: fingerprint, challenges } = choice.request;
  const assertions = [assertionOver(key, '', { ...changes, challenge: challenges[0] ?? '' })];
  return { nonce, at, key: fingerprint, challenges, assertions };
}

export async function answerOf(
  scene: SigningScene,
  who: Acting,
  changes: Changes = {},
  act?: SignedAct,
): Promise<SigningAnswer> {
  const { choices } = await prepareAuthorising(scene.desk, who, 'session-1', scene.number, { act });
  return deviceAnswer(scene, who, choices, changes);
}

/** Signs an act with what the device answers. */
export async function signAct(scene: SigningScene, who: Acting, act: SignedAct, changes: Changes = {}) {
  const answer = await answerOf(scene, who, changes, act);
  return authorise(scene.desk, who, { session: 'session-1', number: scene.number, answer, act });
}

export const signIt = (scene: SigningScene, who: Acting, answer: SigningAnswer, session = 'session-1') =>
  authorise(scene.desk, who, { session, number: scene.number, answer });
