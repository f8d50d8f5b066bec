// Until when the answers of a request may be written.
import { rowFor } from './machine.ts';
import { machineOf } from './machines.ts';
import type { RequestRecord } from '../../core/request.ts';

/** In which they are; the database holds the same (migrations/0008-requests.sql). */
const WRITTEN_IN = new Set(['draft', 'received', 'authenticated', 'emergencyVerified', 'registered']);

type Standing = Pick<RequestRecord, 'state' | 'direction'>;

export function isWrittenNow({ state }: Pick<Standing, 'state'>): boolean {
  return WRITTEN_IN.has(state);
}

/** The act by which whoever writes on it takes it back; undefined where it was sent. */
export function takingBack({ state, direction }: Standing) {
  return rowFor(machineOf(direction), state, 'change');
}

export function isWritable(standing: Standing): boolean {
  return isWrittenNow(standing) || takingBack(standing) !== undefined;
}
