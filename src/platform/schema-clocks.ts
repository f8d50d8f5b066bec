// The tables of legal clocks, their alarms and the desks.
import type { ColumnType } from 'kysely';
import type { Fixed, Time } from './schema-types.ts';

type Set = ColumnType<Date, Date, Date>;
/** Null until it happens. */
type Later = ColumnType<Date | null, undefined, Date | null>;

export interface ClockTables {
  request_clock: {
    id: Fixed<string>;
    case_id: Fixed<string>;
    request_id: Fixed<string | null>;
    preservation_id: Fixed<string | null>;
    clock: Fixed<string>;
    /** An object; written as JSON text. */
    rule: ColumnType<unknown, string, never>;
    law_version: Fixed<string>;
    state_code: Fixed<string>;
    week: Fixed<'own' | 'eu'>;
    zone: Fixed<string>;
    desk: Fixed<string>;
    status: string;
    earliest: ColumnType<Date | null, Date | null, Date | null>;
    latest: ColumnType<Date | null, Date | null, Date | null>;
    /** An object; written as JSON text. */
    run: ColumnType<unknown, string, string>;
    begun_at: Time;
    computed_at: Set;
  };
  request_clock_event: {
    clock_id: Fixed<string>;
    case_id: Fixed<string>;
    number: Fixed<number>;
    event: Fixed<string>;
    at: Time;
    /** `2026-11-26`. */
    last_day: Fixed<string | null>;
    ends_at: ColumnType<Date | null, Date | null, never>;
    request_event_id: Fixed<string | null>;
    preservation_event_id: Fixed<string | null>;
    notice_event_id: Fixed<string | null>;
  };
  clock_alarm: {
    id: Fixed<string>;
    clock_id: Fixed<string>;
    case_id: Fixed<string>;
    kind: Fixed<'before' | 'end'>;
    due_at: Time;
    void_at: Later;
    fired_at: Later;
    seen_by: ColumnType<string | null, undefined, string>;
    seen_at: Later;
    escalates_at: Later;
    escalated_at: Later;
  };
  alarm_letter: {
    id: Fixed<string>;
    clock_id: Fixed<string>;
    case_id: Fixed<string>;
    person_id: Fixed<string>;
    made_at: Time;
    sent_at: Later;
    tries: ColumnType<number, undefined, number>;
    given_up_at: Later;
    is_unwanted: ColumnType<boolean, undefined, boolean>;
  };
  calendar_feed: {
    person_id: Fixed<string>;
    token_sha256: Buffer;
    made_at: Set;
  };
  desk_view: {
    id: Fixed<string>;
    person_id: Fixed<string>;
    desk: Fixed<string>;
    name: Fixed<string>;
    query: Fixed<string>;
    made_at: Time;
  };
  shift_note: {
    id: Fixed<string>;
    kind: Fixed<'note' | 'promise' | 'handOver'>;
    text: Fixed<string>;
    by_person: Fixed<string>;
    at: Time;
    kept_by: ColumnType<string | null, undefined, string>;
    kept_at: Later;
  };
}
