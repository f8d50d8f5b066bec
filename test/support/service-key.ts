// The key of the service replaced as two officers do it at the terminal.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { openInstallation } from '../../src/evidence/installation/open.acts.ts';
import { keyItem } from '../../src/evidence/log/key-names.ts';
import { logIdentity } from '../../src/evidence/log/log-entry.ts';
import { ownKeys } from '../../src/evidence/log/peer.do.ts';
import { createPackage } from '../../src/evidence/packages/package-create.acts.ts';
import { keyFile } from '../../src/platform/keys.ts';
import { PACKING, testCase, testExhibit, testInstallation, type TestInstallation } from './installation.ts';
import { enrolOfficer, openOfficerKey } from '../../src/evidence/log/officer.acts.ts';
import { replaceServiceKey } from '../../src/evidence/log/service-key.acts.ts';
import type { Installation } from '../../src/evidence/log/installation.acts.ts';
import type { NoteSigner } from '../../src/evidence/log/log-entry.ts';
import type { KeyChangeCause, ServiceKeyChange } from '../../src/verify/key-change.ts';
import { temporaryFolder } from './temporary.ts';

export interface ServiceKeyOfficers {
  /** Key files. */
  readonly paths: readonly string[];
  /** The installation is to be opened again afterwards. */
  readonly replace: (house: Installation, cause?: KeyChangeCause) => Promise<ServiceKeyChange>;
  readonly signers: (house: Installation) => Promise<readonly NoteSigner[]>;
}

export async function serviceKeyOfficers(t: TestContext, house: Installation): Promise<ServiceKeyOfficers> {
  const folder = temporaryFolder(t);
  const paths = ['one', 'two'].map((name) => join(folder, `${name}.pem`));
  for (const keyPath of paths) await enrolOfficer(house, { person: 'A. Invented', keyPath });
  const signers = (now: Installation) => Promise.all(paths.map((path) => openOfficerKey(now, path)));
  const replace = async (now: Installation, cause: KeyChangeCause = 'planned'): Promise<ServiceKeyChange> =>
    replaceServiceKey(now, { cause, officers: await signers(now), isAgain: true, user: 'root' });
  return { paths, replace, signers };
}

export interface ServiceKeyPackages {
  /** Folders, in the order of what happened. */
  readonly packages: readonly (readonly [after: 'nothing' | KeyChangeCause, path: string])[];
  /** The file of keys from before all changes. */
  readonly trust: string;
}

/** Packages of one log whose key of the service was replaced for each of the three causes. */
export async function serviceKeyPackages(t: TestContext): Promise<ServiceKeyPackages> {
  const scene = await withEvidence(t);
  const { made, replace, packed, folder } = scene;
  const trust = join(folder, 'trust.txt');
  writeFileSync(trust, ownKeys(made.house));
  const packages: [after: 'nothing' | KeyChangeCause, path: string][] = [
    ['nothing', await packed('nothing')],
  ];
  for (const cause of ['planned', 'compromised', 'lost'] as const) {
    if (cause !== 'lost') await replace(made.house, cause);
    else {
      rmSync(join(made.home.keys, 'service.pem'));
      const house = await openInstallation(made.home, { env: made.env, clock: () => made.clock.ms, mayLackKeys: true }); // prettier-ignore
      await replace(house, cause);
      await house.close();
    }
    await made.reopen();
    packages.push([cause, await packed(cause)]);
  }
  return { packages, trust };
}

async function withEvidence(t: TestContext) {
  const made = await testInstallation(t);
  const folder = temporaryFolder(t);
  const file = await testCase(made.house);
  const packed = async (name: string): Promise<string> => {
    // Each key signs something of what leaves.
    await testExhibit(made.house, file);
    const to = join(folder, name);
    await createPackage(made.house, { ...PACKING, caseName: file.reference, to });
    return to;
  };
  return { made, folder, packed, ...(await serviceKeyOfficers(t, made.house)) };
}

/** How somebody who can write to the log, and has both keys, could try to replace the key of the service. */
export interface WrongChange {
  readonly name: string;
  readonly code: string;
  readonly facts: { readonly cause?: string; readonly replaces?: 'old' | 'new' | 'nobody' };
  /** What the end of the old key says; the same where absent. */
  readonly endCause?: string;
  readonly recordedBy: 'old' | 'new';
  readonly officers: 0 | 1 | 2;
}

export const WRONG_CHANGES: readonly WrongChange[] = [
  { name: 'one person signed', code: 'signatureMissing', facts: { cause: 'compromised', replaces: 'old' }, recordedBy: 'new', officers: 1 }, // prettier-ignore
  { name: 'as planned, and nobody signed', code: 'signatureMissing', facts: { cause: 'planned', replaces: 'old' }, recordedBy: 'old', officers: 0 }, // prettier-ignore
  { name: 'as planned, by the new key itself', code: 'keyNotEnrolled', facts: { cause: 'planned', replaces: 'old' }, recordedBy: 'new', officers: 2 }, // prettier-ignore
  { name: 'stolen, vouched for by the stolen key', code: 'keyNotEnrolled', facts: { cause: 'compromised', replaces: 'old' }, recordedBy: 'old', officers: 2 }, // prettier-ignore
  { name: 'by the new key itself, without a cause', code: 'keyNotEnrolled', facts: {}, recordedBy: 'new', officers: 2 }, // prettier-ignore
  { name: 'by the old key alone, as before causes were stated', code: 'keyNotEnrolled', facts: {}, recordedBy: 'old', officers: 0 }, // prettier-ignore
  { name: 'in place of a key that never was', code: 'keyNotEnrolled', facts: { cause: 'lost', replaces: 'nobody' }, recordedBy: 'new', officers: 2 }, // prettier-ignore
  { name: 'with another cause at its end', code: 'eventInvalid', facts: { cause: 'compromised', replaces: 'old' }, endCause: 'planned', recordedBy: 'new', officers: 2 }, // prettier-ignore
  { name: 'for a cause that is none', code: 'eventInvalid', facts: { cause: 'bored', replaces: 'old' }, recordedBy: 'new', officers: 2 }, // prettier-ignore
];

export async function wronglyReplaced(
  t: TestContext,
  wrong: WrongChange,
): Promise<{ readonly made: TestInstallation; readonly path: string }> {
  // prettier-ignore
  const { made, signers, packed } = await withEvidence(t);
  const { house } = made;
  const old = house.identity.service.signing.fingerprint;
  const next = await keyFile(house.home.keys, 'service-next', 'ed25519');
  const named = { old, new: next.fingerprint, nobody: '0'.repeat(64) };
  const { cause, replaces } = wrong.facts;
  const common = { occurredAt: '2026-11-03T10:30:00+01:00' };
  const { agency, state, origin } = house.settings;
  const identity =
    wrong.recordedBy === 'old' ? house.identity : logIdentity(origin, next, { name: agency, state });
  const endCause = wrong.endCause ?? cause;
  await house.logAs(identity).append({
    officers: (await signers(house)).slice(0, wrong.officers),
    events: [
      {
        ...common,
        type: 'keyEnrolled',
        item: keyItem(next.fingerprint),
        facts: {
          key: next.fingerprint,
          algorithm: 'ed25519',
          use: 'service',
          publicKey: Buffer.from(next.spki).toString('base64'),
          ...(cause === undefined ? {} : { cause }),
          ...(replaces === undefined ? {} : { replaces: named[replaces] }),
        },
      },
      {
        ...common,
        type: 'keyRotated',
        item: keyItem(old),
        facts: {
          key: old,
          successor: next.fingerprint,
          ...(endCause === undefined ? {} : { cause: endCause }),
        },
      },
    ],
  });
  await made.reopen();
  return { made, path: await packed('wrong') };
}
