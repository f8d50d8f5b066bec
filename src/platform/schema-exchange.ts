// The tables of trusted peers and of the exchange with them.
import type { ColumnType, Generated } from 'kysely';
import type { Fixed, Time } from './schema-types.ts';

type Kept = ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
type TimeOrNone = ColumnType<Date | null, Date | null | undefined, Date | null>;

export interface ExchangeTables {
  exchange_document: { serial: Fixed<number>; note: Fixed<Buffer>; made_by: Fixed<string>; made_at: Time };
  peer: {
    id: Fixed<string>;
    agency: Fixed<string>;
    state: Fixed<string>;
    origin: Fixed<string>;
    trust: Fixed<string>;
    service_key: Fixed<string | null>;
    road: Fixed<string>;
    how: Fixed<string>;
    received_on: Fixed<string>;
    added_by: Fixed<string>;
    added_at: Time;
    confirmed_by: ColumnType<string | null, never, string>;
    confirmed_at: ColumnType<Date | null, never, Date>;
    confirmed_how: ColumnType<string | null, never, string>;
    withdrawn_by: ColumnType<string | null, never, string>;
    withdrawn_at: ColumnType<Date | null, never, Date>;
    withdrawn_why: ColumnType<string | null, never, string>;
  };
  peer_document: {
    id: Fixed<string>;
    peer_id: Fixed<string>;
    serial: Fixed<number>;
    file: Fixed<Buffer>;
    sha256: Fixed<string>;
    came_at: Time;
    added_by: Fixed<string | null>;
    confirmed_by: ColumnType<string | null, never, string>;
    confirmed_at: ColumnType<Date | null, never, Date>;
  };
  peer_stop: {
    id: Fixed<string>;
    peer_id: Fixed<string>;
    why: Fixed<'keyNotInLog' | 'fork' | 'notAnnounced'>;
    file: Fixed<Buffer>;
    at: Time;
  };
  exchange_conversation: {
    id: Fixed<string>;
    peer_origin: Fixed<string>;
    is_ours: Fixed<boolean>;
    request_id: string | null;
    case_id: Generated<string | null>;
    secret: Generated<string>;
    opened_at: Time;
    next_out: Generated<number>;
    prev_out: string | null;
    next_in: Generated<number>;
    prev_in: string | null;
  };
  exchange_out: {
    id: Fixed<string>;
    conversation_id: Fixed<string>;
    peer_origin: Fixed<string>;
    seq: Fixed<number>;
    type: Fixed<string>;
    lane: Fixed<'normal' | 'urgent'>;
    note_sha256: Fixed<string>;
    envelope: Fixed<Buffer>;
    plain: Fixed<Buffer>;
    by_person: Fixed<string | null>;
    queued_at: Time;
    expires_at: Time;
    state: Generated<'queued' | 'relayed' | 'delivered' | 'refused' | 'expired'>;
    attempts: Generated<number>;
    next_at: ColumnType<Date, Date, Date>;
    last_error: ColumnType<string | null, never, string | null>;
    relay: Kept;
    delivery: Kept;
    retrieval: Kept;
    rejection: Kept;
    answered_at: TimeOrNone;
    about: Fixed<string | null>;
    followed_at: TimeOrNone;
    followed_as: ColumnType<string | null, never, string>;
    sealed_with: Fixed<string | null>;
  };
  exchange_in: {
    id: Fixed<string>;
    conversation_id: Fixed<string>;
    seq: Fixed<number>;
    lane: Fixed<'normal' | 'urgent' | null>;
    type: string | null;
    note_sha256: Fixed<string>;
    prev: Fixed<string | null>;
    envelope: Fixed<Buffer>;
    plain: Kept;
    state: 'held' | 'delivered' | 'refused';
    arrived_at: Time;
    relay: Kept;
    delivery: Kept;
    rejection: Kept;
    opened_at: TimeOrNone;
    opened_by: ColumnType<string | null, never, string>;
    retrieval: Kept;
    retrieval_due: Generated<boolean>;
    done_at: TimeOrNone;
    done_as: string | null;
  };
  exchange_offer: {
    id: Fixed<string>;
    package: Fixed<string>;
    peer_origin: Fixed<string>;
    is_ours: Fixed<boolean>;
    conversation_id: string | null;
    until: Time;
    by_person: string | null;
    into_file: string | null;
    arrives_as: string | null;
    sha256: string | null;
    bytes: number | null;
    chunks: string | null;
    said: Fixed<string | null>;
    at: Time;
    have: Generated<number>;
    here_at: TimeOrNone;
    last_error: ColumnType<string | null, never, string | null>;
    called_back_at: TimeOrNone;
  };
  custody_offer: {
    event: Fixed<string>;
    peer_origin: Fixed<string>;
    is_ours: Fixed<boolean>;
    package: Fixed<string>;
    item: Fixed<string>;
    state: 'open' | 'desk' | 'accepted' | 'rejected';
    why: ColumnType<'person' | 'expire' | 'callBack' | 'fence' | 'history' | null, never, string>;
    history: ColumnType<Buffer[], Buffer[], Buffer[]>;
    answered_at: TimeOrNone;
  };
  exchange_probe: {
    peer_origin: Fixed<string>;
    tried_at: Time;
    answered_at: TimeOrNone;
    round_ms: number | null;
    offset_ms: number | null;
    error: string | null;
  };
  exchange_page: { message_id: Fixed<string>; paged_at: Time; escalated_at: TimeOrNone };
  exchange_refused: {
    peer_origin: Fixed<string>;
    day: Fixed<string>;
    what: Fixed<string>;
    times: Generated<number>;
  };
}
