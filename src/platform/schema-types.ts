// Kinds of columns that many tables have.
import type { ColumnType } from 'kysely';

/** timestamptz: a Date when read. */
export type Time = ColumnType<Date, Date, never>;
/** Those of the United Nations; a folder of messages more is a code more, which the program learns when it starts. */
export type LanguageCode = 'ar' | 'zh' | 'en' | 'fr' | 'ru' | 'es';
/** In which letters go out besides: those of the Union (`src/requests/core/letter-language.ts`). */
export type LetterLanguageCode =
  | LanguageCode
  | (
      | 'bg'
      | 'cs'
      | 'da'
      | 'de'
      | 'el'
      | 'et'
      | 'fi'
      | 'ga'
      | 'hr'
      | 'hu'
      | 'it'
      | 'lt'
      | 'lv'
      | 'mt'
      | 'nl'
      | 'pl'
    )
  | ('pt' | 'ro' | 'sk' | 'sl' | 'sv');
export type Fixed<T> = ColumnType<T, T, never>;
