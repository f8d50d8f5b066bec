// The tables as `migrations/` makes them, for typed queries. One interface a table, one line a column.
import type { ColumnType, Generated } from 'kysely';
import type { CaseTables } from './schema-cases.ts';
import type { ExaminationTables } from './schema-examination.ts';
import type { ExchangeTables } from './schema-exchange.ts';
import type { ClockTables } from './schema-clocks.ts';
import type { KeyTables } from './schema-keys.ts';
import type { PictureTables } from './schema-pictures.ts';
import type { PortalTables } from './schema-portal.ts';
import type { RequestTables } from './schema-requests.ts';
import type { Fixed, Time } from './schema-types.ts';

type LawOutcome = 'published' | 'returned' | 'withdrawn';
type HandOverOutcome = 'accepted' | 'rejected' | 'withdrawn';

export interface Schema
  extends
    CaseTables,
    ClockTables,
    ExaminationTables,
    ExchangeTables,
    KeyTables,
    PictureTables,
    PortalTables,
    RequestTables {
  case_counter: { year: number; last_number: number };
  case_file: {
    id: Fixed<string>;
    reference: Fixed<string>;
    title: string;
    last_item: Generated<number>;
    created_at: Time;
    act_key: Fixed<string | null>;
    offences: Generated<string>;
    legal_basis: Generated<string>;
    status: Generated<'open' | 'closed'>;
    is_compartmented: Generated<boolean>;
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
    checked_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    holder: ColumnType<string | null, string | null | undefined, string | null>;
  };
  disposal: {
    id: Fixed<string>;
    exhibit_id: Fixed<string>;
    case_id: Fixed<string>;
    order_type: Fixed<string>;
    order_id: Fixed<string>;
    reason: Fixed<string>;
    proposed_by: Fixed<string>;
    proposed_at: Time;
    outcome: ColumnType<'confirmed' | 'withdrawn' | null, never, 'confirmed' | 'withdrawn'>;
    decided_by: ColumnType<string | null, never, string>;
    decided_at: ColumnType<Date | null, never, Date>;
  };
  certificate_draft: {
    id: Fixed<string>;
    exhibit_id: Fixed<string>;
    case_id: Fixed<string>;
    rule: Fixed<string>;
    data_version: Fixed<string>;
    /** Answers by field; written as JSON text. */
    answers: ColumnType<unknown, string, never>;
    made_by: Fixed<string>;
    made_at: Time;
  };
  signing_key: {
    fingerprint: Fixed<string>;
    origin: Fixed<string>;
    person_id: Fixed<string>;
    enrolled_at: Time;
    ended_at: ColumnType<Date | null, never, Date>;
  };
  hand_over: {
    id: Fixed<string>;
    exhibit_id: Fixed<string>;
    case_id: Fixed<string>;
    from_person: Fixed<string>;
    to_person: Fixed<string>;
    offered_at: Time;
    outcome: ColumnType<HandOverOutcome | null, never, HandOverOutcome>;
    decided_by: ColumnType<string | null, never, string>;
    decided_at: ColumnType<Date | null, never, Date>;
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
  person: {
    id: Fixed<string>;
    name: string;
    email: Fixed<string>;
    created_at: Time;
    ended_at: ColumnType<Date | null, never, Date>;
  };
  person_language: { person_id: Fixed<string>; language: string };
  person_role: {
    person_id: Fixed<string>;
    role: Fixed<string>;
    granted_by: Fixed<string | null>;
    granted_at: Time;
  };
  invitation: {
    id: Fixed<string>;
    token_sha256: Fixed<Buffer>;
    name: Fixed<string>;
    email: Fixed<string>;
    roles: Fixed<string[]>;
    invited_by: Fixed<string>;
    created_at: Time;
    expires_at: Time;
    accepted_at: ColumnType<Date | null, never, Date>;
    withdrawn_at: ColumnType<Date | null, never, Date>;
  };
  appointment: {
    id: Fixed<string>;
    person_id: Fixed<string>;
    proposed_by: Fixed<string>;
    proposed_at: Time;
    decided_by: ColumnType<string | null, never, string>;
    decided_at: ColumnType<Date | null, never, Date>;
    outcome: ColumnType<'confirmed' | 'withdrawn' | null, never, 'confirmed' | 'withdrawn'>;
  };
  case_member: {
    case_id: Fixed<string>;
    person_id: Fixed<string>;
    role: Fixed<string>;
    added_by: Fixed<string | null>;
    added_at: Time;
    until: ColumnType<Date | null, Date | null | undefined, never>;
  };
  recovery: {
    id: Fixed<string>;
    person_id: Fixed<string>;
    proposed_by: Fixed<string | null>;
    proposed_at: Time;
    decided_by: string | null;
    decided_at: Date | null;
    outcome: 'confirmed' | 'withdrawn' | null;
    token_sha256: Buffer | null;
    expires_at: Date | null;
    used_at: ColumnType<Date | null, never, Date>;
  };
  break_glass: {
    id: Fixed<string>;
    reference: Fixed<string>;
    reason: Fixed<string>;
    hours: Fixed<number>;
    asked_by: Fixed<string>;
    asked_at: Time;
    decided_by: ColumnType<string | null, never, string>;
    decided_at: ColumnType<Date | null, never, Date>;
    outcome: ColumnType<
      'confirmed' | 'refused' | 'withdrawn' | null,
      never,
      'confirmed' | 'refused' | 'withdrawn'
    >;
    case_id: ColumnType<string | null, never, string>;
    until: ColumnType<Date | null, never, Date>;
  };
  access_event: {
    id: Fixed<string>;
    at: Time;
    what: Fixed<string>;
    by_person: Fixed<string | null>;
    about_person: Fixed<string | null>;
    case_id: Fixed<string | null>;
    /** An object; written as JSON text. */
    facts: ColumnType<unknown, string, never>;
  };
  api_key: {
    id: Fixed<string>;
    person_id: Fixed<string>;
    name: Fixed<string>;
    token_sha256: Fixed<Buffer>;
    may: Fixed<'read' | 'write'>;
    case_id: Fixed<string | null>;
    created_at: Time;
    expires_at: Time;
    ended_at: ColumnType<Date | null, never, Date>;
    last_used_at: ColumnType<Date | null, never, Date>;
  };
  api_answer: {
    person_id: Fixed<string>;
    operation: Fixed<string>;
    key_sha256: Fixed<Buffer>;
    request_sha256: Fixed<Buffer>;
    began_at: Time;
    answer: ColumnType<string | null, never, string>;
  };
  housekeeping: {
    id: Fixed<string>;
    at: Time;
    what: Fixed<'backupMade' | 'backupChecked' | 'audited'>;
    place: Fixed<string>;
    is_sound: Fixed<boolean>;
  };
  setting: {
    name: Fixed<string>;
    /** JSON; written as its text. */
    value: ColumnType<unknown, string, string>;
    changed_by: string;
    changed_at: ColumnType<Date, Date, Date>;
  };
  document_anchor: {
    sha256: Fixed<Buffer>;
    certificate: Fixed<Buffer>;
    added_by: Fixed<string>;
    added_at: Time;
  };
  sign_in_guard: {
    account: Fixed<Buffer>;
    failures: number;
    since: ColumnType<Date, Date, Date>;
    locked_until: Date | null;
    used_code: Buffer | null;
    used_step: number | null;
  };
  job: {
    id: Fixed<string>;
    kind: Fixed<string>;
    act: Fixed<string>;
    case_id: Fixed<string | null>;
    person_id: Fixed<string | null>;
    title: Fixed<string>;
    /** An object; written as JSON text. */
    payload: ColumnType<unknown, string, never>;
    state: Generated<'waiting' | 'running' | 'done' | 'failed' | 'cancelled'>;
    asked_at: Time;
    began_at: ColumnType<Date | null, never, Date>;
    ended_at: ColumnType<Date | null, never, Date | null>;
    cancel_asked_at: ColumnType<Date | null, never, Date>;
    runs: Generated<number>;
    priority: Generated<number>;
    done: Generated<number>;
    total: ColumnType<number | null, never, number | null>;
    unit: Generated<'items' | 'bytes'>;
    message: ColumnType<string | null, never, string | null>;
    result: ColumnType<unknown, never, string | null>;
  };
  intake: {
    id: Fixed<string>;
    case_id: Fixed<string>;
    person_id: Fixed<string>;
    /** An object; written as JSON text. */
    answers: ColumnType<unknown, string, string>;
    begun_at: Time;
  };
  upload: {
    id: Fixed<string>;
    intake_id: string;
    case_id: Fixed<string>;
    person_id: string;
    name: Fixed<string>;
    bytes: Fixed<number>;
    modified_at: Fixed<Date | null>;
    begun_at: Time;
    last_at: ColumnType<Date, Date, Date>;
    state: Generated<'receiving' | 'taken' | 'cleared'>;
    sender_sha256: ColumnType<string | null, never, string>;
    is_said: ColumnType<boolean, never, boolean>;
    job_id: ColumnType<string | null, never, string | null>;
  };
  channel_answer: {
    id: Fixed<string>;
    digest: Fixed<Buffer>;
    asked_by: Fixed<string | null>;
    asked_at: Time;
    day: Fixed<string>;
    data_version: Fixed<string>;
    question: Fixed<string>;
    bytes: Fixed<Buffer>;
  };
  law_file: { digest: Fixed<Buffer>; name: Fixed<string>; bytes: Fixed<Buffer> };
  law_proposal: {
    id: Fixed<string>;
    /** Read by the schema in `src/law/change.ts`; written as JSON text. */
    change: ColumnType<unknown, string, never>;
    record: Fixed<string>;
    reason: Fixed<string>;
    drafted_on: Fixed<string>;
    revises: Fixed<string | null>;
    proposed_by: Fixed<string>;
    proposed_at: Time;
    outcome: ColumnType<LawOutcome | null, never, LawOutcome>;
    answer: ColumnType<string | null, never, string | null>;
    decided_by: ColumnType<string | null, never, string>;
    decided_at: ColumnType<Date | null, never, Date>;
  };
  law_version: {
    number: Fixed<number>;
    data_version: Fixed<string>;
    shipped_version: Fixed<string>;
    published_at: Time;
    proposal_id: Fixed<string | null>;
    set_aside: Fixed<string[]>;
  };
  law_version_file: { version: Fixed<number>; digest: Fixed<Buffer>; name: Fixed<string> };
  law_passage: {
    data_version: Fixed<string>;
    place: Fixed<number>;
    record: Fixed<string>;
    kind: Fixed<string>;
    title: Fixed<string>;
    field: Fixed<string>;
    text: Fixed<string>;
    at: Fixed<string>;
    states: Fixed<string[]>;
    confidence: Fixed<string | null>;
    instruments: Fixed<string[]>;
    measures: Fixed<string[]>;
    categories: Fixed<string[]>;
    offences: Fixed<string[]>;
    is_for_all_offences: Fixed<boolean>;
    words: Fixed<string>;
  };
  law_index: { data_version: Fixed<string>; made_at: Time };
  law_import: {
    id: Fixed<string>;
    format: Fixed<string>;
    instrument: Fixed<string>;
    day: Fixed<string>;
    file_name: Fixed<string>;
    sha256: Fixed<Buffer>;
    /** Written as JSON text. */
    reading: ColumnType<unknown, string, never>;
    read_by: Fixed<string>;
    read_at: Time;
  };
  authority_contact: {
    id: Fixed<string>;
    authority: Fixed<string>;
    kind: Fixed<string>;
    purpose: Fixed<string>;
    value: Fixed<string>;
    source: Fixed<string>;
    as_of: Fixed<string>;
    added_by: Fixed<string>;
    added_at: Time;
    confirmed_by: ColumnType<string | null, never, string>;
    confirmed_at: ColumnType<Date | null, never, Date>;
    ended_by: ColumnType<string | null, never, string>;
    ended_at: ColumnType<Date | null, never, Date>;
  };
}
