// A running server with a case and an exhibit, and a browser, for stories of the acts on evidence.
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Browser } from 'playwright-core';
import type { CaseFile } from '../../src/cases/case.ts';
import { checkExhibit } from '../../src/evidence/custody/custody.acts.ts';
import { initialise } from '../../src/evidence/installation/init.acts.ts';
import { imageTools } from '../../src/forensics/sources/image-tools.ts';
import { homeAt } from '../../src/platform/home.ts';
import type { Opened } from '../../src/server/server.ts';
import { cloneDatabase } from './database.ts';
import { FRANCE, testCase, testExhibit } from './installation.ts';
import { insideOf } from './people.ts';
import { openBrowser, openSite, SAMPLE_IMAGE, type Site } from './site.ts';
import { atEnd, temporaryFolder } from './temporary.ts';

export interface Scene {
  readonly browser: Browser;
  readonly site: Site;
  readonly inside: Opened;
  readonly file: CaseFile;
  /** An image, checked, with a condition. */
  readonly number: string;
  readonly exhibit: string;
}

/** An installation that is set up, with a case and an exhibit; undefined where there is no Chromium. */
export async function setScene(
  t: TestContext,
  open: (t: TestContext) => Browser | Promise<Browser | undefined> = openBrowser,
): Promise<Scene | undefined> {
  const browser = await open(t);
  if (browser === undefined) return undefined;
  const home = homeAt(join(temporaryFolder(t), 'home'));
  const database = await cloneDatabase();
  atEnd(t, () => database.drop());
  await initialise(home, FRANCE, { env: database.env });
  const site = await openSite(t, { home, env: database.env });
  const inside = await insideOf(t, site);
  const { house } = inside;
  const file = await testCase(house);
  const exhibit = await testExhibit(house, file, {
    from: { kind: 'path', path: SAMPLE_IMAGE },
    images: imageTools,
    title: 'Disk image of the seized laptop',
    place: 'Lyon, FR',
    writeBlocker: 'Bridge T8',
    conditions: ['To be used in this case only (Budapest Convention, Art. 28(2)(b))'],
  });
  await checkExhibit(house, exhibit.number);
  const address = `${site.url}/cases/${file.reference}/evidence/1`;
  return { browser, site, inside, file, number: exhibit.number, exhibit: address };
}
