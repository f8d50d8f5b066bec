// Whoever holds the data, by any of its names.
import type { Provider } from '../../../law/model-provider.ts';

/** Of each provider, all by which it is known; providers are values that nobody changes. */
const namesOf = new WeakMap<Provider, ReadonlySet<string>>();

/** By its own name, that of a service or of one of its entities. */
export function providerNamed(holder: string, providers: readonly Provider[]): Provider | undefined {
  const wanted = plain(holder);
  return wanted === '' ? undefined : providers.find((one) => plainNames(one).has(wanted));
}

function plainNames(provider: Provider): ReadonlySet<string> {
  const known = namesOf.get(provider);
  if (known !== undefined) return known;
  const { name, services, entities } = provider;
  const names = new Set(
    [...name.split(/[(),]/), ...[...services, ...entities].map((one) => one.name)].map(plain),
  );
  namesOf.set(provider, names);
  return names;
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
