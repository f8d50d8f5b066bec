// Whoever holds the data, by any of its names.
import type { Provider } from '../../law/model-provider.ts';

/** By its own name, that of a service or of one of its entities. */
export function providerNamed(holder: string, providers: readonly Provider[]): Provider | undefined {
  return providers.find(({ name, services, entities }) =>
    [...name.split(/[(),]/), ...[...services, ...entities].map((one) => one.name)].some((one) =>
      sameName(one, holder),
    ),
  );
}

/** However it is written: case, points and the short form of the company do not tell two apart. */
export function sameName(a: string, b: string): boolean {
  return plain(a) !== '' && plain(a) === plain(b);
}

function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[.,’'"()]/g, ' ')
    .replace(/\b(?:inc|llc|ltd|limited|plc|corp|corporation|co|company|gmbh|ag|bv|sa|sas|sarl|kk)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
