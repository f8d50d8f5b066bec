// An installation for a test: a home of its own, a database of its own, a clock that the test moves.
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { newUuid } from '../../src/base/ids.ts';
import { insertCase } from '../../src/cases/case.store.ts';
import type { CaseFile } from '../../src/cases/case.ts';
import { addExhibit, type AddRequest } from '../../src/evidence/intake/exhibit-add.acts.ts';
import type { Exhibit } from '../../src/evidence/exhibits/exhibit.ts';
import type { ImageTools } from '../../src/evidence/intake/acquire.acts.ts';
import { initialise } from '../../src/evidence/installation/init.acts.ts';
import { openInstallation } from '../../src/evidence/installation/open.acts.ts';
import type { Installation } from '../../src/evidence/log/installation.acts.ts';
import { homeAt, type Home } from '../../src/platform/home.ts';
import { cloneDatabase } from './database.ts';
import { atEnd, temporaryFolder } from './temporary.ts';

export interface TestInstallation {
  readonly house: Installation;
  readonly home: Home;
  readonly env: NodeJS.ProcessEnv;
  /** Verifier keys as a trust file. */
  readonly trust: string;
  /** The clock: set it forward to let time pass. */
  readonly clock: { ms: number };
  /** Closes the installation and opens it again, as the next process would. */
  readonly reopen: () => Promise<Installation>;
}

export interface TestAgency {
  readonly agency: string;
  readonly state: string;
  readonly origin: string;
}

export const FRANCE: TestAgency = {
  agency: 'Cyber unit of Lyon',
  state: 'FR',
  origin: 'lyon.example/custody',
};
export const FIJI: TestAgency = {
  agency: 'Central Authority of Fiji',
  state: 'FJ',
  origin: 'suva.example/custody',
};

/** For tests that add no images. */
export const NO_IMAGES: ImageTools = {
  segments: () => Promise.resolve(undefined),
  check: () => Promise.reject(new Error('no images in this test')),
};

export async function testInstallation(
  t: TestContext,
  agency: TestAgency = FRANCE,
  folder: string = temporaryFolder(t),
): Promise<TestInstallation> {
  const home = homeAt(join(folder, 'home'));
  const database = await cloneDatabase();
  atEnd(t, () => database.drop());
  const clock = { ms: Date.parse('2026-11-03T09:30:00Z') };
  const options = { env: database.env, clock: () => clock.ms };
  const made = await initialise(home, agency, options);
  let house = await openInstallation(home, options);
  atEnd(t, () => house.close());
  return {
    get house() {
      return house;
    },
    home,
    env: database.env,
    clock,
    trust: `${made.verifierKeys.map((key) => `log ${key}\n`).join('')}quorum none\n`,
    reopen: async () => {
      await house.close();
      house = await openInstallation(home, options);
      return house;
    },
  };
}

export function testCase(house: Installation, title = 'Harbour invoices'): Promise<CaseFile> {
  return house.db.transaction((tx) =>
    insertCase(tx, {
      id: newUuid(house.clock, house.random),
      title,
      state: house.settings.state,
      createdAt: new Date(house.clock()),
    }),
  );
}

/** What a test that adds a file would otherwise repeat. */
export const ADDITION = {
  also: [],
  images: NO_IMAGES,
  source: 'Office at the harbour (invented)',
  authority: { type: 'warrant', id: '441/26' },
  conditions: [],
} as const;

/** A file that need not be written first. */
export const inMemory = (name: string, text = name) =>
  ({ kind: 'stream', name, stream: [Buffer.from(text)] }) as const;

/** An exhibit of a case: a letter, where nothing else is said. */
export async function testExhibit(
  house: Installation,
  { reference: caseName }: Pick<CaseFile, 'reference'>,
  more: Partial<AddRequest> = {},
): Promise<Exhibit> {
  const from = inMemory('letter.txt', 'a letter');
  return (await addExhibit(house, { ...ADDITION, caseName, from, ...more })).exhibit;
}

/** What a test that makes a package would otherwise repeat: all of a case, as a folder, without passing custody. */
export const PACKING = {
  exhibits: [],
  isOffer: false,
  withoutQuorum: false,
  form: { isZip: false, encryptTo: [] },
} as const;
