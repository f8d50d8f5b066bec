// Kinds of columns that many tables have.
import type { ColumnType } from 'kysely';

/** timestamptz: a Date when read. */
export type Time = ColumnType<Date, Date, never>;
export type Fixed<T> = ColumnType<T, T, never>;
