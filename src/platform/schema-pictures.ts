// The tables of known pictures, of what is near to one, and of what reviewers said.
import type { ColumnType } from 'kysely';
import type { Fixed, Time } from './schema-types.ts';

export interface PictureTables {
  picture_hit: {
    id: Fixed<string>;
    exhibit_id: Fixed<string>;
    case_id: Fixed<string>;
    volume: Fixed<number | null>;
    path: Fixed<string>;
    address: Fixed<string>;
    /** A bigint: text when read. */
    bytes: Fixed<string | number>;
    width: Fixed<number>;
    height: Fixed<number>;
    hash: Fixed<Buffer>;
    quality: Fixed<number>;
    veil: Fixed<Buffer>;
    veil_width: Fixed<number>;
    set_id: Fixed<string>;
    set_name: Fixed<string>;
    set_version: Fixed<number>;
    category: Fixed<string | null>;
    item_id: Fixed<Buffer | null>;
    flags: ColumnType<unknown, string, never>;
    may_be_told: Fixed<string | null>;
    entry: Fixed<number>;
    distance: Fixed<number>;
    found_at: Time;
    content: Fixed<Buffer | null>;
    turn: Fixed<string>;
    is_first: boolean;
    result: string;
    path_start: ColumnType<string, never, never>;
  };
  picture_decision: {
    hit_id: Fixed<string>;
    exhibit_id: Fixed<string>;
    case_id: Fixed<string>;
    person_id: Fixed<string>;
    decision: string;
    at: Time;
  };
  picture_opening: {
    id: Fixed<string>;
    hit_id: Fixed<string>;
    exhibit_id: Fixed<string>;
    case_id: Fixed<string>;
    person_id: Fixed<string>;
    at: Time;
  };
}
