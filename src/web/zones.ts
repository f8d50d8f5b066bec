// Time zones as people choose them: by the name of a place, those of the States concerned first, and plain offsets for what a
// record states as an offset.
import { perLocale } from './per-locale.ts';

/** Names of places that the platform still spells as they were. */
const PLACES: { readonly [was: string]: string } = {
  Asmera: 'Asmara',
  Calcutta: 'Kolkata',
  Faeroe: 'Faroe',
  Godthab: 'Nuuk',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
  Ponape: 'Pohnpei',
  Rangoon: 'Yangon',
  Saigon: 'Ho Chi Minh',
  Truk: 'Chuuk',
};

export interface Zone {
  /** A name of the IANA time zone database. */
  readonly id: string;
  readonly words: string;
}

export const UTC: Zone = { id: 'UTC', words: 'UTC' };

/**
 * `Europe/Paris` is `Paris (Central European Time)`: a list of many is searched by its first letters, and what the time of a
 * place is called tells two of one name apart. `locale`: of the page.
 */
export function zoneOf(id: string, locale: string): Zone {
  if (id === UTC.id) return UTC;
  const [, sign = '', hours = ''] = /^Etc\/GMT([+-])(\d{1,2})$/.exec(id) ?? [];
  // POSIX signs: Etc/GMT-1 is one hour ahead of UTC.
  if (hours !== '') return { id, words: `UTC${sign === '-' ? '+' : '-'}${hours.padStart(2, '0')}:00` };
  const place = (id.split('/').pop() ?? id).replaceAll('_', ' ');
  const named = PLACES[place] ?? place;
  const time = isZone(id) ? timeName(id, locale) : undefined;
  return { id, words: time === undefined ? named : `${named} (${time})` };
}

/** Of zones that the platform lists: it takes half a millisecond to name one, and a State may have thirty. */
const namesOfTimes = perLocale(() => new Map<string, string | undefined>());

function timeName(id: string, locale: string): string | undefined {
  const known = namesOfTimes(locale);
  if (known.has(id)) return known.get(id);
  const name = nameTime(id, locale);
  if (isListed(id)) known.set(id, name);
  return name;
}

function nameTime(id: string, locale: string): string | undefined {
  return new Intl.DateTimeFormat(locale, { timeZone: id, timeZoneName: 'longGeneric' })
    .formatToParts()
    .find(({ type }) => type === 'timeZoneName')?.value;
}

let listed: ReadonlySet<string> | undefined;
const isListed = (id: string): boolean => (listed ??= new Set(Intl.supportedValuesOf('timeZone'))).has(id);

/** Some 420, by the name of the place. */
export const allZones: (locale: string) => readonly Zone[] = perLocale((locale) =>
  Intl.supportedValuesOf('timeZone')
    .filter((id) => id.includes('/') && !id.startsWith('Etc/'))
    .map((id) => zoneOf(id, locale))
    .toSorted((a, b) => (a.words < b.words ? -1 : 1)),
);

/** Whole hours: what a log or a letter states as an offset. */
export const OFFSETS: readonly Zone[] = Array.from({ length: 27 }, (_, i) => i - 12)
  .filter((hours) => hours !== 0)
  .map((hours) => zoneOf(`Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`, 'en'));

/** Intl Locale Info, which the types of TypeScript do not have yet. */
type LocaleWithZones = Intl.Locale & { getTimeZones(): readonly string[] | undefined };

const ofState = perLocale((code) =>
  /^[A-Z]{2}$/.test(code)
    ? ((new Intl.Locale(`und-${code}`) as LocaleWithZones).getTimeZones() ?? []) // as above
    : [],
);

/** By ISO 3166-1 alpha-2; as the platform knows them, none for a State that it does not know. */
export function zonesOfState(code: string, locale: string): readonly Zone[] {
  return ofState(code).map((id) => zoneOf(id, locale));
}

/** Of this machine: where its officers sit. */
export function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function isZone(zone: string): boolean {
  if (isListed(zone)) return true;
  try {
    return (
      zone.length <= 64 && Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
    );
  } catch {
    return false;
  }
}
