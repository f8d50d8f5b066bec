// What is said when a request is closed of which there is nothing to say.
import type { ActDetail } from '../../src/requests/life/life.ts';

export const NOTHING_TO_SAY = {
  costs: { kind: 'none' },
  feedback: { kind: 'none' },
  restrictions: 'none',
} as const satisfies ActDetail;
