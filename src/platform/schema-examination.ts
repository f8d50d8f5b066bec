// The tables of what examinations found in exhibits.
import type { ColumnType } from 'kysely';
import type { Fixed, Time } from './schema-types.ts';

export interface ExaminationTables {
  examination: {
    id: Fixed<string>;
    exhibit_id: Fixed<string>;
    case_id: Fixed<string>;
    job_id: string | null;
    asked_by: Fixed<string | null>;
    began_at: Time;
    /** Written as JSON text. */
    stages: ColumnType<unknown, string | undefined, string>;
    ended_at: ColumnType<Date | null, never, Date>;
    items: ColumnType<number | null, never, number>;
    failures: ColumnType<number | null, never, number>;
    root: ColumnType<Buffer | null, never, Buffer>;
  };
  examination_key: {
    exhibit_id: Fixed<string>;
    case_id: Fixed<string>;
    id: Fixed<string>;
    sealed: Fixed<string>;
    given_at: Time;
    job_id: Fixed<string | null>;
  };
  examined_words: {
    exhibit_id: Fixed<string>;
    case_id: Fixed<string>;
    key: Fixed<Buffer>;
    part: Fixed<number>;
    words: Fixed<string>;
  };
  examined_unit: {
    exhibit_id: Fixed<string>;
    case_id: Fixed<string>;
    key: Fixed<Buffer>;
    stage: Fixed<string>;
    version: Fixed<number>;
    item_id: Fixed<Buffer | null>;
    outcome: Fixed<'done' | 'failed'>;
    reason: Fixed<string | null>;
    detail: Fixed<string | null>;
    facts: ColumnType<unknown, string | null, never>;
    text: Fixed<string | null>;
    made_by: ColumnType<unknown, string, never>;
    at: Time;
  };
  examined_item: {
    id: Fixed<Buffer>;
    exhibit_id: Fixed<string>;
    case_id: Fixed<string>;
    parent: Fixed<Buffer | null>;
    depth: Fixed<number>;
    volume: Fixed<number>;
    place: Fixed<number>;
    path: Fixed<string>;
    address: Fixed<string>;
    type: Fixed<'file' | 'folder' | 'link' | 'other'>;
    bytes: Fixed<number>;
    deleted: Fixed<boolean>;
    modified: Fixed<string | null>;
    more: ColumnType<unknown, string, never>;
    place_of: ColumnType<unknown, string | null, string | null>;
    sha256: Buffer | null;
    sha1: Buffer | null;
    md5: Buffer | null;
    photodna: Buffer | null;
    first: Buffer | null;
    kind: string | null;
    says: string | null;
    type_version: number | null;
  };
}
