// The tables of requests and of preservation.
import type { ColumnType, Generated } from 'kysely';
import type { Fixed, LetterLanguageCode, Time } from './schema-types.ts';

type Side = 'ours' | 'theirs' | 'system';
type Direction = 'outgoing' | 'incoming';
/** Null where it is not known. */
type TimeOrNone = ColumnType<Date | null, Date | null | undefined, Date | null>;
/** The key of another program, where one acted for its person. */
type Through = ColumnType<string | null, string | null | undefined, never>;
type FixedTimeOrNone = ColumnType<Date | null, Date | null, never>;

/** What an event of a request and one of a preservation share. */
interface LifeEvent {
  id: Fixed<string>;
  case_id: Fixed<string>;
  number: Fixed<number>;
  act: Fixed<string>;
  from_state: Fixed<string>;
  to_state: Fixed<string>;
  side: Fixed<Side>;
  by_person: Fixed<string | null>;
  at: Time;
  occurred_at: Time;
  zone: Fixed<string>;
  evidence: Fixed<string | null>;
  reason: Fixed<string | null>;
  /** An object; written as JSON text. */
  detail: ColumnType<unknown, string, never>;
  through: Through;
}

export interface RequestTables {
  request: {
    id: Fixed<string>;
    case_id: Fixed<string>;
    number: Fixed<number>;
    form: Fixed<string>;
    version: number;
    begun_by: Fixed<string>;
    begun_at: Time;
    direction: ColumnType<Direction, Direction | undefined, never>;
    state: ColumnType<string, string | undefined, string>;
    state_since: ColumnType<Date | null, Date | undefined, Date>;
    counterpart: ColumnType<string | null, string | null | undefined, string | null>;
    urgency: ColumnType<Urgency, Urgency | undefined, Urgency>;
    begun_wording: ColumnType<string | null, string | null | undefined, never>;
    wording: ColumnType<string | null, never, string>;
    restricted: ColumnType<boolean, boolean | undefined, boolean>;
    written_in: ColumnType<LetterLanguageCode, LetterLanguageCode | undefined, LetterLanguageCode>;
    letter_in: ColumnType<LetterLanguageCode, LetterLanguageCode | undefined, LetterLanguageCode>;
    copy_for: ColumnType<string | null, string | null | undefined, string | null>;
    means: ColumnType<string | null, string | null | undefined, string | null>;
    /** Written as JSON text, once. */
    origin: ColumnType<unknown, string | null | undefined, never>;
    /** A day, as text; read with a cast. */
    confidential_until: ColumnType<unknown, undefined, string | null>;
    due_at: ColumnType<Date | null, never, Date | null>;
  };
  counterpart_copy: {
    id: Fixed<string>;
    request_id: Fixed<string>;
    case_id: Fixed<string>;
    authority: Fixed<string>;
    name: Fixed<string>;
    version: Fixed<number>;
    language: Fixed<LetterLanguageCode>;
    beside: Fixed<LetterLanguageCode | null>;
    document: ColumnType<Buffer | null, undefined, Buffer>;
    document_sha256: ColumnType<Buffer | null, undefined, Buffer>;
    made_by: Fixed<string>;
    asked_at: Time;
    made_at: ColumnType<Date | null, undefined, Date>;
    event_id: Fixed<string | null>;
    through: Through;
    sent: ColumnType<string | null, undefined, string>;
    sent_by: ColumnType<string | null, undefined, string>;
    sent_at: ColumnType<Date | null, undefined, Date>;
    sent_through: ColumnType<string | null, undefined, string | null>;
    received: ColumnType<string | null, undefined, string>;
    received_by: ColumnType<string | null, undefined, string>;
    received_at: ColumnType<Date | null, undefined, Date>;
    received_through: ColumnType<string | null, undefined, string | null>;
  };
  form_wording: {
    digest: Fixed<string>;
    form: Fixed<string>;
    /** An object; written as JSON text. */
    wording: ColumnType<unknown, string, never>;
    kept_at: Time;
  };
  official_wording: {
    form: Fixed<string>;
    language: Fixed<LetterLanguageCode>;
    imported_at: Time;
    source: Fixed<string>;
    /** A day, as text; read with a cast. */
    day: ColumnType<unknown, string, never>;
    /** An object; written as JSON text. */
    words: ColumnType<unknown, string, never>;
  };
  request_version: {
    request_id: Fixed<string>;
    case_id: Fixed<string>;
    version: Fixed<number>;
    /** Objects; written as JSON text. */
    answers: ColumnType<unknown, string, never>;
    explained: ColumnType<unknown, string, never>;
    open_search: ColumnType<unknown, string | null | undefined, never>;
    page: Fixed<string | null>;
    saved_by: Fixed<string>;
    saved_at: Time;
    through: Through;
  };
  request_translation: {
    id: Fixed<string>;
    request_id: Fixed<string>;
    case_id: Fixed<string>;
    from_language: Fixed<LetterLanguageCode>;
    to_language: Fixed<LetterLanguageCode>;
    field: Fixed<string>;
    source: Fixed<string>;
    target: Fixed<string>;
    by_person: Fixed<string>;
    at: Time;
    through: Fixed<string | null>;
  };
  request_translation_certificate: {
    id: Fixed<string>;
    request_id: Fixed<string>;
    case_id: Fixed<string>;
    from_language: Fixed<LetterLanguageCode>;
    to_language: Fixed<LetterLanguageCode>;
    pairs_sha256: Fixed<string>;
    name: Fixed<string>;
    by_person: Fixed<string>;
    at: Time;
    pairs: ColumnType<string | null, string | undefined, never>;
    statement: ColumnType<string | null, string | undefined, never>;
    key_fingerprint: ColumnType<string | null, string | undefined, never>;
    key_spki: ColumnType<Buffer | null, Buffer | undefined, never>;
    origin: ColumnType<string | null, string | undefined, never>;
    assertion: ColumnType<Buffer | null, Buffer | undefined, never>;
  };
  request_remark: {
    id: Fixed<string>;
    request_id: Fixed<string>;
    case_id: Fixed<string>;
    version: Fixed<number>;
    field: Fixed<string>;
    text: Fixed<string | null>;
    /** An array of one answer; written as JSON text. */
    suggestion: ColumnType<unknown, string | null, never>;
    by_person: Fixed<string>;
    at: Time;
    decision: ColumnType<string | null, undefined, string>;
    decided_by: ColumnType<string | null, undefined, string>;
    decided_at: ColumnType<Date | null, undefined, Date>;
    through: Fixed<string | null>;
    decided_through: ColumnType<string | null, undefined, string | null>;
  };
  request_technical_reading: {
    id: Fixed<string>;
    request_id: Fixed<string>;
    case_id: Fixed<string>;
    digest: Fixed<string>;
    by_person: Fixed<string>;
    unit: Fixed<string>;
    at: Time;
  };
  request_event: LifeEvent & { request_id: Fixed<string>; version: Fixed<number> };
  request_item: {
    request_id: Fixed<string>;
    case_id: Fixed<string>;
    item: Fixed<number>;
    desired: string;
    desired_at: ColumnType<Date, Date, Date>;
    desired_event: number;
    actual: string | null;
    actual_at: TimeOrNone;
    actual_event: number | null;
    ground: string | null;
    note: string | null;
  };
  request_signature: {
    id: Fixed<string>;
    request_id: Fixed<string>;
    case_id: Fixed<string>;
    version: Fixed<number>;
    role: Fixed<string>;
    person_id: Fixed<string>;
    document: Fixed<Buffer>;
    document_sha256: Fixed<Buffer>;
    data: Fixed<Buffer>;
    data_sha256: Fixed<Buffer>;
    file_part: ColumnType<Buffer | null, Buffer | null | undefined, never>;
    file_sha256: ColumnType<Buffer | null, Buffer | null | undefined, never>;
    statement: Fixed<string>;
    key_fingerprint: Fixed<string>;
    key_spki: Fixed<Buffer>;
    origin: Fixed<string>;
    assertion: Fixed<Buffer>;
    wording: ColumnType<string | null, string | null | undefined, never>;
    at: Time;
    void_at: ColumnType<Date | null, undefined, Date>;
    void_reason: ColumnType<string | null, undefined, string>;
    sealed: ColumnType<Buffer | null, undefined, Buffer>;
    sealed_level: ColumnType<string | null, undefined, string>;
    sealed_by: ColumnType<string | null, undefined, string>;
    sealed_at: ColumnType<Date | null, undefined, Date>;
  };
  preservation: {
    id: Fixed<string>;
    case_id: Fixed<string>;
    number: Fixed<number>;
    direction: ColumnType<Direction, Direction | undefined, never>;
    request_id: Fixed<string | null>;
    production_id: string | null;
    state: ColumnType<string, string | undefined, string>;
    state_since: ColumnType<Date, Date, Date>;
    holder: string;
    state_code: Fixed<string | null>;
    instrument: Fixed<string | null>;
    /** A list; written as JSON text. */
    identifiers: ColumnType<unknown, string, never>;
    categories: Fixed<string[]>;
    period_from: FixedTimeOrNone;
    period_to: FixedTimeOrNone;
    reference: string | null;
    begun_by: Fixed<string>;
    begun_at: Time;
    in_force_at: TimeOrNone;
    expires_at: TimeOrNone;
  };
  preservation_event: LifeEvent & { preservation_id: Fixed<string> };
  request_paper: {
    id: Fixed<string>;
    case_id: Fixed<string>;
    request_id: string | null;
    name: Fixed<string>;
    media_type: Fixed<string>;
    sha256: Fixed<Buffer>;
    bytes: ColumnType<Buffer | null, Buffer, null>;
    added_by: Fixed<string>;
    at: Time;
    discarded_at: TimeOrNone;
    discarded_by: string | null;
    discard_reason: string | null;
  };
  request_knower: {
    request_id: Fixed<string>;
    case_id: Fixed<string>;
    person_id: Fixed<string>;
    named_by: string;
    named_at: ColumnType<Date, Date, Date>;
    ended_at: TimeOrNone;
  };
  request_delivery: {
    id: Fixed<string>;
    request_id: Fixed<string>;
    case_id: Fixed<string>;
    number: Fixed<number>;
    arrived_at: Time;
    evidence: Fixed<string>;
    is_informal: Fixed<boolean>;
    conditions: ColumnType<string[], string[] | undefined, string[]>;
    /** A list; written as JSON text. */
    listing: ColumnType<unknown, string | undefined, string>;
    by_person: Fixed<string>;
    at: Time;
    share_id: ColumnType<string | null, undefined, string>;
    restricted: Generated<boolean>;
    confidential_until: ColumnType<Date | null, undefined, string | null>;
    confidential_ground: ColumnType<string | null, undefined, string | null>;
  };
  result_knower: {
    delivery_id: Fixed<string>;
    request_id: Fixed<string>;
    case_id: Fixed<string>;
    person_id: Fixed<string>;
    named_by: string;
    named_at: ColumnType<Date, Date, Date>;
    ended_at: TimeOrNone;
  };
  result_confidence: {
    id: Fixed<string>;
    delivery_id: Fixed<string>;
    request_id: Fixed<string>;
    case_id: Fixed<string>;
    act: Fixed<string>;
    by_person: Fixed<string>;
    at: Time;
    about_person: Fixed<string | null>;
    until: Fixed<string | null>;
    ground: Fixed<string | null>;
    reason: Fixed<string>;
    through: Fixed<string | null>;
  };
  result_brought: {
    exhibit_id: Fixed<string>;
    case_id: Fixed<string>;
    request_id: Fixed<string>;
    delivery_id: Fixed<string | null>;
  };
  request_result: {
    delivery_id: Fixed<string>;
    request_id: Fixed<string>;
    case_id: Fixed<string>;
    exhibit_id: Fixed<string>;
    path: Fixed<string>;
    bytes: Fixed<number>;
    sha256: Fixed<string>;
    digests: ColumnType<unknown, undefined, unknown>;
    item: number | null;
    by_person: string;
    at: ColumnType<Date, Date, Date>;
  };
  request_notice: {
    id: Fixed<string>;
    request_id: Fixed<string>;
    case_id: Fixed<string>;
    number: Fixed<number>;
    person: Fixed<string>;
    basis: Fixed<string>;
    state: string;
    /** A day, as text; read with a cast. */
    due_on: ColumnType<unknown, string | null, string | null>;
  };
  request_notice_event: {
    id: Fixed<string>;
    notice_id: Fixed<string>;
    request_id: Fixed<string>;
    case_id: Fixed<string>;
    act: Fixed<string>;
    by_person: Fixed<string>;
    at: Time;
    due_on: Fixed<string | null>;
    done_on: Fixed<string | null>;
    evidence: Fixed<string | null>;
    reason: Fixed<string | null>;
    through: Fixed<string | null>;
  };
  request_remedy_event: {
    id: Fixed<string>;
    request_id: Fixed<string>;
    case_id: Fixed<string>;
    number: Fixed<number>;
    act: Fixed<string>;
    kind: Fixed<string | null>;
    used_by: Fixed<string | null>;
    court: Fixed<string | null>;
    outcome: Fixed<string | null>;
    /** A day, as text; read with a cast. */
    on_day: Fixed<string | null>;
    evidence: Fixed<string>;
    by_person: Fixed<string>;
    at: Time;
    through: Fixed<string | null>;
  };
  request_cost_event: {
    id: Fixed<string>;
    request_id: Fixed<string>;
    case_id: Fixed<string>;
    number: Fixed<number>;
    act: Fixed<string>;
    /** Decimal digits, as text; read with a cast. */
    amount: Fixed<string | null>;
    currency: Fixed<string | null>;
    /** A day, as text; read with a cast. */
    on_day: Fixed<string | null>;
    evidence: Fixed<string>;
    by_person: Fixed<string>;
    at: Time;
    through: Fixed<string | null>;
  };
  request_confidence: {
    id: Fixed<string>;
    request_id: Fixed<string>;
    case_id: Fixed<string>;
    act: Fixed<string>;
    by_person: Fixed<string>;
    at: Time;
    about_person: Fixed<string | null>;
    until: Fixed<string | null>;
    reason: Fixed<string>;
    through: Fixed<string | null>;
  };
}

type Urgency = 'normal' | 'urgent' | 'emergency';
