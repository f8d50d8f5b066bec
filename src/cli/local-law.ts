// The law as a command reads it: what is published here, so that a terminal answers as the pages do; where nothing is set
// up, what came with the program.
import { Refusal } from '../base/refusal.ts';
import { readLawFolder, shippedLaw } from '../law/data-files.store.ts';
import type { Knowledge } from '../law/model.ts';
import type { SourceText } from '../law/yaml-file.ts';
import { homeOf } from '../platform/home.ts';
import { isSetUp } from '../platform/settings.ts';

/** `version`: as it was published here under that data version. Refuses notFound when it never was. */
export async function localLaw(version?: string): Promise<Knowledge> {
  if (!(await isSetUpHere())) return namedOrRefuse(await shippedLaw(), version);
  const { withInstallation } = await import('./with-installation.ts');
  const { openPublishedLaw } = await import('../law/published.acts.ts');
  return withInstallation(async (house) => {
    const law = openPublishedLaw(house.db, house.clock);
    if (version === undefined) return law.current();
    return namedOrRefuse(await law.named(version), version);
  });
}

/** The same as files. */
export async function localLawFiles(): Promise<readonly SourceText[]> {
  if (!(await isSetUpHere())) return readLawFolder();
  const { withInstallation } = await import('./with-installation.ts');
  const { openPublishedLaw } = await import('../law/published.acts.ts');
  return withInstallation(async ({ db, clock }) => (await openPublishedLaw(db, clock).latest()).texts);
}

export function isSetUpHere(): Promise<boolean> {
  return isSetUp(homeOf(process.env));
}

function namedOrRefuse(found: Knowledge | undefined, version: string | undefined): Knowledge {
  if (found !== undefined && (version === undefined || found.dataVersion === version)) return found;
  throw new Refusal('notFound.lawVersion', { found: version });
}
