// A language has every message that English has.
import type { English } from './en/whole.ts';

export type Whole<Language extends English> = Language;
