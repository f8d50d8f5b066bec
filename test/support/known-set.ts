// A set of known material as two people have taken it in: what its file says, imported by one and confirmed by the other.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { newUuid, type Uuid } from '../../src/base/ids.ts';
import type { Installation } from '../../src/evidence/log/installation.acts.ts';
import { confirmKnown, importSet, type ImportRequest } from '../../src/forensics/known/known.acts.ts';
import type { KnownSet } from '../../src/forensics/known/known.ts';
import { pdqOf } from '../../src/forensics/pictures/pdq.ts';
import { insertPerson } from '../../src/people/person.store.ts';
import { shapes } from './drawn.ts';
import { temporaryFolder } from './temporary.ts';

export async function keeper(house: Installation): Promise<Uuid> {
  const id = newUuid(house.clock, house.random);
  const at = new Date(house.clock());
  await house.db.transaction((tx) =>
    insertPerson(tx, { id, name: 'Keeper', email: `${id}@agency.example`, createdAt: at }),
  );
  return id;
}

export async function knownSet(
  t: TestContext,
  house: Installation,
  content: string,
  asked: Partial<ImportRequest> = {},
): Promise<KnownSet> {
  const path = join(temporaryFolder(t), 'set');
  writeFileSync(path, content);
  const set = await importSet(house, {
    path,
    name: 'Reference',
    owner: 'Example authority',
    basis: 'order 12/26',
    mayBeTold: 'The national unit',
    expires: '2999-01-01',
    use: 'alert',
    isOwn: false,
    by: await keeper(house),
    ...asked,
  });
  return confirmKnown(house, { name: set.name, by: await keeper(house), words: 'By telephone' });
}

/** A list of fingerprints of drawn shapes, by their numbers. */
export function pdqList(...numbers: readonly number[]): string {
  const hash = (number: number): string =>
    Buffer.from(pdqOf({ width: 320, height: 240, channels: 3, bytes: shapes(number) }).hash).toString('hex');
  return numbers.map((number) => `${hash(number)}\n`).join('');
}
