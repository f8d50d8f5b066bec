// The tables of case files and of packages on the web.
import type { ColumnType } from 'kysely';
import type { Fixed, Time } from './schema-types.ts';

export interface CaseTables {
  case_entry: {
    id: Fixed<string>;
    case_id: Fixed<string>;
    kind: Fixed<'party' | 'deadline' | 'note'>;
    role: Fixed<string | null>;
    text: Fixed<string>;
    /** A day; cast to text when read. */
    due_on: ColumnType<string | null, string | null, never>;
    by_person: Fixed<string>;
    at: Time;
    ended_at: ColumnType<Date | null, never, Date>;
  };
  case_change: {
    id: Fixed<string>;
    case_id: Fixed<string>;
    by_person: Fixed<string>;
    at: Time;
    what: Fixed<string>;
    before: Fixed<string>;
    after: Fixed<string>;
    reason: Fixed<string | null>;
  };
  shared_package: {
    id: Fixed<string>;
    case_id: Fixed<string>;
    exhibits: Fixed<string[]>;
    receiver_name: Fixed<string>;
    receiver_state: Fixed<string>;
    recipient: Fixed<string | null>;
    hands_over: Fixed<'copy' | 'custody'>;
    with_details: Fixed<boolean>;
    basis_type: Fixed<string>;
    basis_id: Fixed<string>;
    purpose: Fixed<string>;
    ground: Fixed<string | null>;
    /** An object; written as JSON text. */
    records: Fixed<unknown>;
    asked_by: Fixed<string>;
    asked_at: Time;
    needs_second: Fixed<boolean>;
    outcome: ColumnType<'confirmed' | 'withdrawn' | null, 'confirmed' | null, 'confirmed' | 'withdrawn'>;
    decided_by: ColumnType<string | null, string | null, string>;
    decided_at: ColumnType<Date | null, Date | null, Date>;
    made_at: ColumnType<Date | null, never, Date>;
    note_sha256: ColumnType<string | null, never, string>;
    bag: ColumnType<string | null, never, string>;
    files: ColumnType<number | null, never, number>;
    bytes: ColumnType<number | null, never, number>;
    removed_at: ColumnType<Date | null, never, Date>;
  };
  incoming_package: {
    id: Fixed<string>;
    case_id: Fixed<string>;
    person_id: Fixed<string>;
    name: Fixed<string>;
    path: Fixed<string>;
    is_upload: Fixed<boolean>;
    trust: string | null;
    begun_at: Time;
    check_job: string;
    checked_at: ColumnType<Date | null, never, Date | null>;
    /** An object; written as JSON text. */
    verdict: ColumnType<unknown, never, string | null>;
    quarantine: ColumnType<string | null, never, string>;
    import_job: ColumnType<string | null, never, string>;
    imported_at: ColumnType<Date | null, never, Date>;
    exhibits: ColumnType<string[] | null, never, string[]>;
  };
}
