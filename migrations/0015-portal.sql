-- Who receives without running the program: an addressee, the accounts of its people, the orders that it was given and what it hands over;
-- and a person to whom evidence was disclosed. Such an account is no person of the agency: it is named in `comity.as` as `portal:<uuid>`,
-- so that every rule for persons leaves it with nothing, and these tables alone show it what it was given.

-- What functions look in; an attacker's temporary table of the same name comes last.
select set_config('search_path', current_schema() || ', pg_temp', true);

create table portal_addressee (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200), -- of the legal entity, as orders name it
  made_by uuid not null references person (id),
  made_at timestamptz not null
);
create unique index portal_addressee_name on portal_addressee (lower(name));

create table portal_invitation (
  id uuid primary key,
  token_sha256 bytea not null unique check (octet_length(token_sha256) = 32),
  addressee_id uuid not null references portal_addressee (id),
  name text not null check (length(name) between 1 and 100),
  email text not null check (email = lower(email)),
  verified text not null check (length(verified) between 1 and 1000), -- how it was seen that the address is theirs
  invited_by uuid not null references person (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz
);

create table portal_account (
  id uuid primary key, -- also in schema auth; never that of a person
  addressee_id uuid not null references portal_addressee (id),
  invitation_id uuid not null unique references portal_invitation (id),
  name text not null,
  email text not null check (email = lower(email)),
  joined_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references person (id),
  check ((ended_at is null) = (ended_by is null))
);
create unique index portal_account_address on portal_account (email) where ended_at is null;

-- Of the account that looks, while it lasts. As the owner, because the policies of these tables ask by it.
create function comity_portal_addressee() returns uuid
  language plpgsql stable security definer set search_path from current as $$
begin
  return (select a.addressee_id from portal_account a where a.id = comity_portal() and a.ended_at is null);
end $$;

-- A request that an addressee was given, with the letter as it left.
create table portal_order (
  id uuid primary key,
  addressee_id uuid not null references portal_addressee (id),
  request_id uuid not null,
  case_id uuid not null,
  reference text not null check (length(reference) between 1 and 200),
  letter bytea not null check (octet_length(letter) between 1 and 67108864),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  given_by uuid not null references person (id),
  given_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references person (id),
  secret uuid not null,
  constraint portal_order_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade,
  check ((ended_at is null) = (ended_by is null))
);
create unique index portal_order_open on portal_order (request_id) where ended_at is null;
create index portal_order_of on portal_order (addressee_id, given_at desc);
create trigger labelled before insert on portal_order for each row execute function comity_label_by_request();

-- What was said and done about it by either side, in order; each with a receipt that the service of the installation signed.
create table portal_entry (
  id uuid primary key,
  order_id uuid not null references portal_order (id),
  kind text not null check (kind in
    ('opened', 'acknowledged', 'question', 'answer', 'working', 'produced', 'none', 'unable', 'file', 'signed')),
  -- Who handed over a file signs its digest with their passkey: a step of its own, whose receipt carries that signature beside the
  -- service's.
  of_entry uuid references portal_entry (id),
  by_account uuid references portal_account (id),
  by_person uuid references person (id),
  text text check (length(text) between 1 and 20000), -- of a file: its name
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'), -- of a file: as it was where it came from
  bytes bigint check (bytes >= 0), -- of a file
  at timestamptz not null,
  followed_as text not null check (length(followed_as) between 1 and 500), -- 'done': it is an act of the request; or why it is for a person
  receipt bytea not null check (octet_length(receipt) between 1 and 8192),
  check ((by_account is null) <> (by_person is null)),
  check ((kind = 'file') = (sha256 is not null) and (sha256 is null) = (bytes is null)),
  check ((kind = 'signed') = (of_entry is not null))
);
create index portal_entry_of on portal_entry (order_id, at, id);
create unique index portal_entry_opened on portal_entry (order_id) where kind = 'opened';
create unique index portal_entry_signed on portal_entry (of_entry);
create trigger portal_entry_is_final before update or delete on portal_entry for each row execute function refuse_change();
create trigger portal_entry_is_kept before truncate on portal_entry for each statement execute function refuse_change();

-- Files that an addressee hands over: they come in as every upload does, in the name of somebody of the case who may take evidence, each
-- account with a draft of its own for each order.
create table portal_intake (
  order_id uuid not null references portal_order (id),
  account_id uuid not null references portal_account (id),
  intake_id uuid not null unique references intake (id) on delete cascade,
  primary key (order_id, account_id)
);

-- What was disclosed to a person who is no member of the case: the defence, a court. It rests on a package that was made for them, with all
-- that was asked before it left; the row says who gets it, by which way and until when. Who reads it in the portal has an account of its own
-- for this alone, is named in `comity.as` as other accounts of the portal are, and finds this row and nothing else.
create table portal_disclosure (
  id uuid primary key,
  package_id uuid not null references shared_package (id),
  case_id uuid not null references case_file (id),
  exhibits text[] not null check (cardinality(exhibits) > 0), -- of the package
  way text not null check (way in ('portal', 'carrier')),
  who text not null check (who in ('defence', 'court', 'other')),
  name text not null check (length(name) between 1 and 100),
  capacity text not null check (length(capacity) between 1 and 200), -- such as counsel of the accused
  proceeding text not null check (length(proceeding) between 1 and 200),
  given_by uuid not null references person (id),
  given_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references person (id),
  -- In the portal. The link travels by one road, the code by another; neither is kept: both are made again from a secret that the database
  -- does not have.
  until timestamptz,
  token_sha256 bytea unique check (octet_length(token_sha256) = 32),
  code_road text check (code_road in ('telephone', 'person', 'post', 'message')),
  code_round integer check (code_round between 1 and 1000),
  code_made_by uuid references person (id),
  code_until timestamptz,
  code_tries integer not null default 0 check (code_tries >= 0),
  code_used_at timestamptz,
  account_id uuid unique, -- in schema auth; never that of a person
  check ((ended_at is null) = (ended_by is null)),
  check ((way = 'portal') = (until is not null) and (way = 'portal') = (token_sha256 is not null)
    and (way = 'portal') = (code_road is not null) and (way = 'portal') = (code_round is not null)
    and (way = 'portal') = (code_made_by is not null) and (way = 'portal') = (code_until is not null)),
  check (way = 'portal' or (account_id is null and code_used_at is null))
);
create index portal_disclosure_of on portal_disclosure (package_id, given_at);

-- The line `letInReceivers` of people/policy.ts.
create function comity_lets_in_receivers() returns boolean language plpgsql stable set search_path from current as $$
begin
  return comity_has_role('administrator') or comity_has_role('centralAuthority');
end $$;

-- Every table: forced upon its owner too, who therefore has a policy of its own; and the system's own hand.
do $$
declare
  name text;
begin
  foreach name in array array['portal_addressee', 'portal_invitation', 'portal_account', 'portal_order', 'portal_entry', 'portal_intake',
    'portal_disclosure'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to current_user using (true) with check (true)', name);
    execute format('create policy operator on %I to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
  end loop;
end $$;

create policy lets_in on portal_addressee for insert to comity_app
  with check ((select comity_lets_in_receivers()) and made_by = (select comity_person()));
-- Whoever gives an order chooses among them.
create policy named on portal_addressee for select to comity_app using ((select comity_person_here()) is not null);
create policy own on portal_addressee for select to comity_app using (id = (select comity_portal_addressee()));

create policy sees on portal_invitation for select to comity_app using ((select comity_lets_in_receivers()));
create policy lets_in on portal_invitation for insert to comity_app
  with check ((select comity_lets_in_receivers()) and invited_by = (select comity_person()) and accepted_at is null);
create policy withdraws on portal_invitation for update to comity_app
  using ((select comity_lets_in_receivers())) with check (accepted_at is null);

create policy sees on portal_account for select to comity_app using ((select comity_lets_in_receivers()));
create policy ends on portal_account for update to comity_app
  using ((select comity_lets_in_receivers()) and ended_at is null) with check (ended_by = (select comity_person()));
create policy own on portal_account for select to comity_app using (addressee_id = (select comity_portal_addressee()));
-- Who of the addressee said what, for whoever may see that it was said.
create policy speaks on portal_account for select to comity_app
  using (id in (select e.by_account from portal_entry e));

create policy member on portal_order to comity_app
  using (case_id in (select comity_cases_with_requests())) with check (case_id in (select comity_cases_with_requests())
    and given_by = (select comity_person()));
create policy addressee on portal_order for select to comity_app
  using (addressee_id = (select comity_portal_addressee()) and ended_at is null);
-- Who was given it knows of it.
create policy known on portal_order as restrictive to comity_app
  using ((select comity_is('operator')) or (select comity_portal()) is not null
    or (secret = '00000000-0000-0000-0000-000000000000' or secret in (select comity_secrets())
    or ((select comity_has_many_secrets()) and comity_was_told(secret))));
create policy within on portal_order as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));

create policy about on portal_entry for select to comity_app using (order_id in (select id from portal_order));
create policy says on portal_entry for insert to comity_app
  with check (order_id in (select id from portal_order)
    and (by_person = (select comity_person()) or by_account = (select comity_portal())));

create policy member on portal_disclosure for select to comity_app using (case_id in (select comity_cases()));
create policy own on portal_disclosure for select to comity_app
  using (account_id = (select comity_portal()) and ended_at is null);
create policy within on portal_disclosure as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));
-- Who was given it knows of it.
create policy kept on portal_disclosure as restrictive to comity_app
  using ((select comity_portal()) is not null or not (exhibits && (select array(select comity_items_hidden()) as "array")));

grant select, insert on portal_account, portal_addressee, portal_disclosure, portal_entry, portal_intake, portal_invitation,
  portal_order to comity_app;
grant update (ended_at, ended_by) on portal_account, portal_order to comity_app;
grant update (ended_at, ended_by, code_round, code_made_by, code_until, code_tries, code_used_at, account_id)
  on portal_disclosure to comity_app;
grant update (accepted_at, withdrawn_at) on portal_invitation to comity_app;
