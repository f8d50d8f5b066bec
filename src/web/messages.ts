// The sentences of the program, by language. English is the pattern: another catalogue has the same names or does not
// compile.
import { withCitationsKept } from './citations.ts';
import { en } from './messages/en.ts';
import { ar } from './messages/ar.ts';
import { zh } from './messages/zh.ts';
import { ru } from './messages/ru.ts';
import { es } from './messages/es.ts';
import { fr } from './messages/fr.ts';

export type Messages = typeof en;

export const LANGUAGES = { ar: withCitationsKept(ar), zh, en, fr, ru, es } as const satisfies {
  readonly [code: string]: Messages;
};

export type Language = keyof typeof LANGUAGES;
