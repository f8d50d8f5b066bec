// What stands in addresses in place of `:part`, for tests that open all pages: what every installation has.
export const ADDRESS_PARTS = {
  item: '1',
  state: 'FR',
  instrument: 'coe-ets-185',
  authority: 'nl-npo',
  provider: 'meta',
  measure: 'search',
  kind: 'clock',
  record: 'bc29.hold',
} as const;
