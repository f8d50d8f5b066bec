// The sentences of the program, by language. English is the pattern: another catalogue has the same names or does not
// compile.
import { en } from './messages/en.ts';
import { fr } from './messages/fr.ts';

export type Messages = typeof en;

export const LANGUAGES = { en, fr } as const satisfies { readonly [code: string]: Messages };

export type Language = keyof typeof LANGUAGES;
