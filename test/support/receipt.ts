// A package that another agency takes in and whose custody it accepts.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { acceptExhibit } from '../../src/evidence/custody/transfer.acts.ts';
import { addPeer, confirmPeer, ownKeys } from '../../src/evidence/log/peer.do.ts';
import { importPackage } from '../../src/evidence/packages/package-import.acts.ts';
import type { People } from '../../src/people/people.acts.ts';
import { FIJI, testCase, testInstallation } from './installation.ts';
import { examplePeer } from './peers.ts';
import { enrol } from './people.ts';
import { temporaryFolder } from './temporary.ts';

export interface AcceptedElsewhere {
  /** Of its first exhibit. */
  readonly receipt: Uint8Array;
  /** Two administrators of the sender confirm the receiver's keys. */
  readonly trusted: (people: People) => Promise<void>;
}

export async function acceptedElsewhere(t: TestContext, zip: Uint8Array): Promise<AcceptedElsewhere> {
  const { house } = await testInstallation(t, FIJI);
  const path = join(temporaryFolder(t), 'sent.zip');
  writeFileSync(path, zip);
  const taken = await importPackage(house, { path, caseName: (await testCase(house, 'Request')).reference });
  assert.ok(taken.ok, JSON.stringify(taken));
  const { receipt } = await acceptExhibit(house, taken.exhibits[0]?.number ?? '');
  const trusted = async (people: People): Promise<void> => {
    const [one, two] = [
      await enrol(people, 'adder', ['administrator']),
      await enrol(people, 'second', ['administrator']),
    ];
    const id = await addPeer(people, one.person, examplePeer(ownKeys(house)));
    await confirmPeer(people, two.person, id, 'Read out by telephone');
  };
  return { receipt, trusted };
}
