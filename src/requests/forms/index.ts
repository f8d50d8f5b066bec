// The forms, in the order in which they are offered.
import type { Form } from '../form.ts';
import { bc29Preservation } from './bc-29-preservation.ts';
import { bc31Subscriber } from './bc-31-subscriber.ts';

export const FORMS: readonly Form[] = [bc29Preservation, bc31Subscriber];
