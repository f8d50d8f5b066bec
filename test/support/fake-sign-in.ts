// The sign-in as far as signing asks it: passkeys by person.
import type { KeyObject } from 'node:crypto';
import type { Uuid } from '../../src/base/ids.ts';
import type { SignIn } from '../../src/people/sign-in.acts.ts';
import { fingerprint, spki } from './package-fixture.ts';

/** As the sign-in holds them. */
export type HeldKeys = Map<Uuid, { key: KeyObject; counter: number }[]>;

export function fakeSignIn(held: HeldKeys): SignIn {
  const signIn: Pick<SignIn, 'passkeysHeld' | 'raiseCounter' | 'tokenFor'> = {
    passkeysHeld: async (person) =>
      (held.get(person) ?? []).map(({ key, counter }) => ({
        id: fingerprint(key),
        credentialId: 'AAAA',
        spki: spki(key),
        counter,
        addedAt: undefined,
      })),
    raiseCounter: async (id, counter) => {
      for (const one of [...held.values()].flat())
        if (fingerprint(one.key) === id) one.counter = Math.max(one.counter, counter);
    },
    tokenFor: (name) => Buffer.from(name).toString('hex'),
  };
  return signIn as SignIn; // the rest is not asked
}
