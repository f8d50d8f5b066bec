// Other people's data for tests lies beside the project and is never committed.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder `../shared/data/<name>`, or undefined when it is not there: the test then skips by that name. */
export function sharedData(name: string): string | undefined {
  const path = fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url));
  return existsSync(path) ? path : undefined;
}
