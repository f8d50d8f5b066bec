// What stands in addresses in place of `:part`, for tests that open all pages: what every installation has.

/** Of what is not there any more: its page leads back. */
const GONE = '01990000-0000-7000-8000-000000000000';

export const ADDRESS_PARTS = {
  item: '1',
  offer: GONE,
  disposal: GONE,
  copy: GONE,
  // Of a joint investigation: what is shared, and a change of its agreement.
  shared: GONE,
  // Of the portal.
  order: GONE,
  entry: GONE,
  disclosure: GONE,
  exhibit: 'FR-2026-000001-1',
  state: 'FR',
  instrument: 'coe-ets-185',
  authority: 'nl-npo',
  provider: 'meta',
  measure: 'search',
  // Of an item that an examination found: there is none of that id.
  found: '0'.repeat(64),
  // Of a list of items.
  filter: 'kind=JPEG',
  kind: 'clock',
  record: 'bc29.hold',
  // Of an act: all answers, or the first question that has none.
  ask: 'check',
  // Of a suggestion: the version that was read, and an answer that is no item.
  base: '1',
  part: 'answer',
  // What a case becomes.
  to: 'closed',
  side: 'in',
  // Of a setting: which list.
  which: 'entities',
  // Of a form that was kept: where it was sent to.
  path: 'cases',
} as const;

/** Parts by their name; what begins so alone, or is that very path, may have its own, as `/cases number`. */
export interface AddressParts {
  readonly [name: string]: string;
}

/** A path with its parts filled in; one that nothing is said of becomes what `otherwise` makes of it. */
export function filledIn(path: string, parts: AddressParts, otherwise: (name: string) => string): string {
  const [start = ''] = path.split('/:');
  return path.replace(
    /:(\w+)(?:\{[^}]*\})?/g,
    (_, name: string) =>
      parts[`${path} ${name}`] ?? parts[`${start} ${name}`] ?? parts[name] ?? otherwise(name),
  );
}
