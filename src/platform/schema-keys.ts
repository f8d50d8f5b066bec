// The tables of keys that are being replaced, and of what is sealed with the key of the installation.
import type { ColumnType } from 'kysely';
import type { Fixed, Time } from './schema-types.ts';

export interface KeyTables {
  log_key_change: {
    id: Fixed<string>;
    keys: Fixed<'log' | 'service'>;
    cause: Fixed<'planned' | 'compromised' | 'lost'>;
    line: Fixed<string>;
    proposed_by: Fixed<string>;
    proposed_at: Time;
    job_id: string | null;
    outcome: 'recorded' | 'withdrawn' | null;
    ended_at: Date | null;
  };
  log_key_signature: {
    change_id: Fixed<string>;
    person_id: Fixed<string>;
    key: Fixed<string>;
    origin: Fixed<string>;
    line: Fixed<string>;
    signed_at: Time;
  };
  act_draft: {
    id: Fixed<string>;
    person_id: Fixed<string>;
    address: Fixed<string>;
    key: Fixed<string>;
    touched_at: ColumnType<Date, Date, Date>;
    sealed: string | null;
    led_to: string | null;
  };
}
