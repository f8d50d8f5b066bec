// A change of the law data for tests: Kenya, on record as invited, accedes to the Budapest Convention.
export const KENYA = {
  kind: 'party',
  instrument: 'coe-ets-185',
  state: 'KE',
  status: 'party',
  entry_into_force: '2026-10-01',
  was: null,
  source: { id: 'coe-notice-2026', title: 'Notification of the depositary of 1 July 2026', kind: 'official' },
  as_of: '2026-07-01',
  confidence: 'confirmed',
} as const;
