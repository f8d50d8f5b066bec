// The tables as `migrations/` makes them, for typed queries. One interface a table, one line a column.
import type { ColumnType, Generated } from 'kysely';

/** timestamptz: a Date when read. */
type Time = ColumnType<Date, Date, never>;
type Fixed<T> = ColumnType<T, T, never>;

export interface Schema {
  case_counter: { year: number; last_number: number };
  case_file: {
    id: Fixed<string>;
    reference: Fixed<string>;
    title: string;
    last_item: Generated<number>;
    created_at: Time;
    act_key: Fixed<string | null>;
  };
  exhibit: {
    id: Fixed<string>;
    number: Fixed<string>;
    case_id: Fixed<string>;
    item: Fixed<number>;
    method: Fixed<string>;
    title: string;
    files: Fixed<number>;
    bytes: Fixed<number>;
    sha256: Fixed<string>;
    /** A list of texts; written as JSON text. */
    conditions: ColumnType<string[], string, string>;
    image: ColumnType<unknown, string | null, never>;
    status: 'held' | 'destroying' | 'destroyed';
    from_log: Fixed<string | null>;
    from_item: Fixed<string | null>;
    added_at: Time;
  };
  custody_event: {
    log_index: Fixed<number>;
    id: Fixed<string>;
    leaf_hash: Fixed<Buffer>;
    note: Fixed<Buffer>;
    type: Fixed<string>;
    item: Fixed<string>;
    item_seq: Fixed<number>;
    case_id: Fixed<string | null>;
    recorded_at: Time;
    act_key: Fixed<string | null>;
    act_events: Fixed<number | null>;
  };
  custody_head: { size: Fixed<number>; root: Fixed<Buffer>; hashes: Fixed<Buffer> };
  event_detail: { event_id: Fixed<string>; salt: Fixed<Buffer>; text: Fixed<string> };
  package_begun: {
    id: Fixed<string>;
    path: Fixed<string>;
    request_sha256: Fixed<string>;
    begun_at: Time;
  };
  quarantined_package: {
    id: Fixed<string>;
    name: Fixed<string>;
    sha256: Fixed<string | null>;
    code: Fixed<string>;
    place: Fixed<string>;
    message: Fixed<string>;
    received_at: Time;
  };
}
