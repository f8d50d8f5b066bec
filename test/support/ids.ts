// Identifiers for tests.
import { randomFillSync } from 'node:crypto';
import { newUuid, type Uuid } from '../../src/base/ids.ts';

export function newId(): Uuid {
  return newUuid(Date.now, (bytes) => void randomFillSync(bytes));
}
