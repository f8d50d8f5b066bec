// A case with one exhibit and its people, for tests of the acts on it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { newUuid, type Uuid } from '../../src/base/ids.ts';
import type { CaseFile } from '../../src/cases/case.ts';
import { eventsOf } from '../../src/evidence/events/recorded-event.acts.ts';
import { createPackage } from '../../src/evidence/packages/package-create.acts.ts';
import type { Viewer } from '../../src/evidence/exhibits/exhibit-act.acts.ts';
import { setHolder } from '../../src/evidence/custody/hand-over.store.ts';
import { PACKING, testCase, testExhibit, testInstallation, type TestInstallation } from './installation.ts';
import type { Share } from '../../src/evidence/packages/share.ts';
import { testMember } from './people.ts';
import { temporaryFolder } from './temporary.ts';

export interface HeldExhibit {
  readonly made: TestInstallation;
  readonly file: CaseFile;
  readonly number: string;
  readonly exhibitId: Uuid;
  readonly lead: Viewer;
  readonly ines: Viewer;
  readonly omar: Viewer;
  readonly judge: Viewer;
  /** Leads another case. */
  readonly stranger: Viewer;
  readonly types: () => Promise<string[]>;
  readonly key: () => Uuid;
}

/** One exhibit, held by Ines, the investigator; Omar is the examiner. */
export async function heldByInes(t: TestContext): Promise<HeldExhibit> {
  const made = await testInstallation(t);
  const { house } = made;
  const file = await testCase(house);
  const other = await testCase(house, 'Another case');
  const path = join(temporaryFolder(t), 'letter.txt');
  writeFileSync(path, 'a letter');
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path } });
  const lead = await testMember(house, file, 'Lena Example', 'lead');
  const ines = await testMember(house, file, 'Ines Example', 'investigator');
  const omar = await testMember(house, file, 'Omar Example', 'examiner');
  const judge = await testMember(house, file, 'Jana Example', 'judge');
  const stranger = await testMember(house, other, 'Sam Example', 'lead');
  await house.db.transaction((tx) => setHolder(tx, exhibit.id, ines.person.id));
  const { number } = exhibit;
  const types = async (): Promise<string[]> => (await eventsOf(house, number)).map(({ event }) => event.type);
  const key = (): Uuid => newUuid(house.clock, house.random);
  return { made, file, number, exhibitId: exhibit.id, lead, ines, omar, judge, stranger, types, key };
}

/** A copy of it for another State, as one zip file at `to`. */
export async function packExhibit({ made, file, number }: HeldExhibit, to: string): Promise<void> {
  const form = { isZip: true, encryptTo: [] };
  await createPackage(made.house, { ...PACKING, caseName: file.reference, exhibits: [number], to, form });
}

/** For `assert.rejects`. */
export const refusedAs = (code: string) => (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === code;

/** A copy of one exhibit for another State. */
export function shareOf(number: string, more: Partial<Share> = {}): Share {
  return {
    exhibits: [number],
    receiver: { name: 'Central Authority of Fiji', state: 'FJ' },
    recipient: undefined,
    handsOver: 'copy',
    withDetails: true,
    basis: { type: 'request', id: 'FJ-2026-0031' },
    purpose: 'Use in the harbour case',
    ground: undefined,
    ...more,
  };
}
