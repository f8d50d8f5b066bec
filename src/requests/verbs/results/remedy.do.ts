// Records that a remedy was used against an order, and what has become of it.
import { inTable } from './order-record.do.ts';
import { actsOf } from './record.do.ts';
import { REMEDY } from './remedy.ts';

export const remedies = inTable(REMEDY, {
  table: 'request_remedy_event',
  columns: { kind: 'kind', usedBy: 'used_by', court: 'court', outcome: 'outcome' },
  values: ({ kind, used_by: usedBy, court, outcome }) => ({ kind, usedBy, court, outcome }),
});

export const { begin: recordRemedy, step: stepRemedy } = actsOf(remedies);
