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

/** `Europe/Paris` is `Paris (Europe)`: a list of many is searched by its first letters. */
export function zoneOf(id: string): Zone {
  if (id === UTC.id) return UTC;
  const [, sign = '', hours = ''] = /^Etc\/GMT([+-])(\d{1,2})$/.exec(id) ?? [];
  // POSIX signs: Etc/GMT-1 is one hour ahead of UTC.
  if (hours !== '') return { id, words: `UTC${sign === '-' ? '+' : '-'}${hours.padStart(2, '0')}:00` };
  const parts = id.split('/').map((part) => part.replaceAll('_', ' '));
  const place = parts.pop() ?? id;
  const named = PLACES[place] ?? place;
  return { id, words: parts.length === 0 ? named : `${named} (${parts.join(', ')})` };
}

let places: readonly Zone[] | undefined;

/** Some 420, by the name of the place. */
export function allZones(): readonly Zone[] {
  places ??= Intl.supportedValuesOf('timeZone')
    .filter((id) => id.includes('/') && !id.startsWith('Etc/'))
    .map(zoneOf)
    .toSorted((a, b) => (a.words < b.words ? -1 : 1));
  return places;
}

/** Whole hours: what a log or a letter states as an offset. */
export const OFFSETS: readonly Zone[] = Array.from({ length: 27 }, (_, i) => i - 12)
  .filter((hours) => hours !== 0)
  .map((hours) => zoneOf(`Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`));

/** Intl Locale Info, which the types of TypeScript do not have yet. */
type LocaleWithZones = Intl.Locale & { getTimeZones(): readonly string[] | undefined };

const ofState = perLocale((code) =>
  /^[A-Z]{2}$/.test(code)
    ? ((new Intl.Locale(`und-${code}`) as LocaleWithZones).getTimeZones() ?? []) // as above
    : [],
);

/** By ISO 3166-1 alpha-2; as the platform knows them, none for a State that it does not know. */
export function zonesOfState(code: string): readonly Zone[] {
  return ofState(code).map(zoneOf);
}

/** Of this machine: where its officers sit. */
export function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function isZone(zone: string): boolean {
  try {
    return (
      zone.length <= 64 && Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
    );
  } catch {
    return false;
  }
}
