-- Cases, exhibits, and the custody log. See docs/formats/event.md and docs/formats/log.md for what the log holds.

create table case_counter (
  year integer primary key,
  last_number integer not null
);

create table case_file (
  id uuid primary key,
  reference text not null unique,
  title text not null,
  last_item integer not null default 0,
  created_at timestamptz not null,
  act_key text unique
);

create table exhibit (
  id uuid primary key,
  number text not null unique,
  case_id uuid not null references case_file (id),
  item integer not null,
  method text not null,
  title text not null,
  files bigint not null,
  bytes bigint not null,
  sha256 text not null,
  conditions jsonb not null,
  image jsonb,
  -- destroying: ordered and recorded, the bytes not yet all gone; finished at the next start
  status text not null check (status in ('held', 'destroying', 'destroyed')),
  -- what the sender of a package called it, for exhibits that were received
  from_log text,
  from_item text,
  added_at timestamptz not null,
  unique (case_id, item)
);

create index exhibit_destroying on exhibit (id) where status = 'destroying';

-- The leaves of the log. Rows are only ever added.
create table custody_event (
  log_index bigint primary key check (log_index >= 0),
  id uuid not null unique,
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
  note bytea not null check (octet_length(note) <= 61440),
  type text not null,
  item text not null,
  item_seq integer not null check (item_seq > 0),
  case_id uuid,
  recorded_at timestamptz not null,
  -- the idempotency key of the act, on its first event; act_events tells how many follow
  act_key text unique,
  act_events integer,
  unique (item, item_seq)
);
create index custody_event_case on custody_event (case_id, log_index);

-- One row for each group of leaves: the compact range (RFC 6962) after it. The last row is the head of the log.
create table custody_head (
  size bigint primary key check (size > 0),
  root bytea not null check (octet_length(root) = 32),
  hashes bytea not null
);

-- Names, addresses and free text, bound to their event by a salted digest, and erased by order.
create table event_detail (
  event_id uuid primary key references custody_event (id),
  salt bytea not null check (octet_length(salt) = 32),
  text text not null
);

-- Packages that did not pass the check, with the reason; their bytes lie under quarantine/.
create table quarantined_package (
  id uuid primary key,
  name text not null,
  sha256 text,
  code text not null,
  place text not null,
  message text not null,
  received_at timestamptz not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or removed', tg_table_name
    using errcode = 'insufficient_privilege', hint = 'Record a new event that corrects the earlier one.';
end $$;

create trigger custody_event_is_final before update or delete on custody_event
  for each row execute function refuse_change();
create trigger custody_event_is_kept before truncate on custody_event
  for each statement execute function refuse_change();
create trigger custody_head_is_final before update or delete on custody_head
  for each row execute function refuse_change();
create trigger custody_head_is_kept before truncate on custody_head
  for each statement execute function refuse_change();
-- Also for sessions that ask to skip triggers (session_replication_role = replica).
alter table custody_event enable always trigger custody_event_is_final;
alter table custody_event enable always trigger custody_event_is_kept;
alter table custody_head enable always trigger custody_head_is_final;
alter table custody_head enable always trigger custody_head_is_kept;

grant select, insert on custody_event, custody_head to comity_app;
grant select, insert, delete on event_detail to comity_app;
grant select, insert, update on case_counter to comity_app;
grant select, insert on case_file to comity_app;
grant update (last_item, title) on case_file to comity_app;
grant select, insert on exhibit to comity_app;
grant update (status, title, conditions) on exhibit to comity_app;
grant select, insert on quarantined_package to comity_app;
