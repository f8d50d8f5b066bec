// Kinds of columns that many tables have.
import type { ColumnType } from 'kysely';

/** timestamptz: a Date when read. */
export type Time = ColumnType<Date, Date, never>;
/** Those of the United Nations; a folder of messages more is a code more, which the program learns when it starts. */
export type LanguageCode = 'ar' | 'zh' | 'en' | 'fr' | 'ru' | 'es';
export type Fixed<T> = ColumnType<T, T, never>;
