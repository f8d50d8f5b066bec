// The tables of those who receive without running the program.
import type { ColumnType, Generated } from 'kysely';
import type { Fixed, Time } from './schema-types.ts';

type Once = ColumnType<Date | null, never, Date>;

export interface PortalTables {
  portal_addressee: { id: Fixed<string>; name: Fixed<string>; made_by: Fixed<string>; made_at: Time };
  portal_invitation: {
    id: Fixed<string>;
    token_sha256: Fixed<Buffer>;
    addressee_id: Fixed<string>;
    name: Fixed<string>;
    email: Fixed<string>;
    verified: Fixed<string>;
    invited_by: Fixed<string>;
    created_at: Time;
    expires_at: Time;
    accepted_at: Once;
    withdrawn_at: Once;
  };
  portal_account: {
    id: Fixed<string>;
    addressee_id: Fixed<string>;
    invitation_id: Fixed<string>;
    name: Fixed<string>;
    email: Fixed<string>;
    joined_at: Time;
    ended_at: Once;
    ended_by: ColumnType<string | null, never, string>;
  };
  portal_order: {
    id: Fixed<string>;
    addressee_id: Fixed<string>;
    request_id: Fixed<string>;
    case_id: Fixed<string>;
    secret: Generated<string>;
    reference: Fixed<string>;
    letter: Fixed<Buffer>;
    sha256: Fixed<string>;
    given_by: Fixed<string>;
    given_at: Time;
    ended_at: Once;
    ended_by: ColumnType<string | null, never, string>;
  };
  portal_entry: {
    id: Fixed<string>;
    order_id: Fixed<string>;
    kind: Fixed<
      | 'opened'
      | 'acknowledged'
      | 'question'
      | 'answer'
      | 'working'
      | 'produced'
      | 'none'
      | 'unable'
      | 'file'
      | 'signed'
    >;
    by_account: Fixed<string | null>;
    by_person: Fixed<string | null>;
    text: Fixed<string | null>;
    at: Time;
    followed_as: Fixed<string>;
    receipt: Fixed<Buffer>;
    of_entry: Fixed<string | null>;
    sha256: Fixed<string | null>;
    bytes: Fixed<number | null>;
  };
  portal_disclosure: {
    id: Fixed<string>;
    package_id: Fixed<string>;
    case_id: Fixed<string>;
    exhibits: Fixed<string[]>;
    way: Fixed<'portal' | 'carrier'>;
    who: Fixed<'defence' | 'court' | 'other'>;
    name: Fixed<string>;
    capacity: Fixed<string>;
    proceeding: Fixed<string>;
    given_by: Fixed<string>;
    given_at: Time;
    ended_at: Once;
    ended_by: ColumnType<string | null, never, string>;
    until: Fixed<Date | null>;
    token_sha256: Fixed<Buffer | null>;
    code_road: Fixed<'telephone' | 'person' | 'post' | 'message' | null>;
    code_round: ColumnType<number | null, number | null, number>;
    code_made_by: ColumnType<string | null, string | null, string>;
    code_until: ColumnType<Date | null, Date | null, Date>;
    code_tries: ColumnType<number, never, number>;
    code_used_at: ColumnType<Date | null, never, Date | null>;
    account_id: ColumnType<string | null, never, string>;
  };
  portal_intake: { order_id: Fixed<string>; account_id: Fixed<string>; intake_id: Fixed<string> };
}
