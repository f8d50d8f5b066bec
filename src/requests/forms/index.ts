// The forms, in the order in which they are offered: preservation first, then what is disclosed.
import type { Form } from '../form.ts';
import { bc29Preservation } from './bc-29-preservation.ts';
import { bc31Subscriber } from './bc-31-subscriber.ts';

export const FORMS: readonly Form[] = [
  // preservation
  bc29Preservation,
  // disclosure
  bc31Subscriber,
];
