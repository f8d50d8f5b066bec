// Packages of a log whose keys were replaced: before, after a planned change, and after one because of a theft.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { replaceLogKeys } from '../../src/evidence/log/log-hand-over.acts.ts';
import { enrolOfficer, openOfficerKey } from '../../src/evidence/log/officer.acts.ts';
import { ownKeys } from '../../src/evidence/log/peer.do.ts';
import { createPackage } from '../../src/evidence/packages/package-create.acts.ts';
import type { KeyChangeCause } from '../../src/verify/key-change.ts';
import { PACKING, testCase, testExhibit, testInstallation } from './installation.ts';
import { temporaryFolder } from './temporary.ts';

export interface ReplacedKeys {
  /** Folders. */
  readonly before: string;
  readonly planned: string;
  readonly compromised: string;
  /** Files of the keys at each of the three times. */
  readonly trust: readonly [string, string, string];
}

export async function replacedKeys(t: TestContext): Promise<ReplacedKeys> {
  const made = await testInstallation(t);
  const folder = temporaryFolder(t);
  const file = await testCase(made.house);
  const path = join(folder, 'letter.txt');
  writeFileSync(path, 'a letter');
  await testExhibit(made.house, file, { from: { kind: 'path', path } });
  const officers = ['one', 'two'].map((name) => join(folder, `${name}.pem`));
  for (const keyPath of officers) await enrolOfficer(made.house, { person: 'A. Invented', keyPath });
  const change = async (cause: KeyChangeCause): Promise<void> => {
    const signers = await Promise.all(officers.map((key) => openOfficerKey(made.house, key)));
    const asked = { officers: signers, cause, overlapDays: 30, isAgain: true, user: 'test' };
    await replaceLogKeys(made.house, asked);
    await made.reopen();
  };
  const packed = async (name: string): Promise<readonly [path: string, trust: string]> => {
    const to = join(folder, name);
    await createPackage(made.house, {
      ...PACKING,
      caseName: file.reference,
      to,
    });
    const trust = join(folder, `${name}.txt`);
    writeFileSync(trust, ownKeys(made.house));
    return [to, trust];
  };
  const [before, old] = await packed('before');
  await change('planned');
  const [planned, between] = await packed('planned');
  await change('compromised');
  const [compromised, now] = await packed('compromised');
  return { before, planned, compromised, trust: [old, between, now] };
}
