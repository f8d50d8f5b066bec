-- The life of a request: where it stands, how it came there, item by item, who signed it; and preservation, an object of
-- its own with its own life. src/requests/machine.ts has the states; here stands what no act may get round.

select set_config('search_path', current_schema() || ', pg_temp', true);

-- Cases in which this person may see requests and take part in their life: the line `seeRequests` of people/policy.ts.
create function comity_cases_with_requests() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select m.case_id from case_member m where m.case_id in (select comity_cases())
     and m.person_id = comity_person() and m.role in ('lead', 'investigator', 'prosecutor', 'judge', 'translator') $$;

alter table request
  add column direction text not null default 'outgoing' check (direction in ('outgoing', 'incoming')),
  add column state text not null default 'draft' check (state ~ '^[a-zA-Z]{1,40}$'),
  add column state_since timestamptz,
  -- The State on the other side.
  add column counterpart text check (counterpart ~ '^[A-Z]{2}$'),
  add column urgency text not null default 'normal' check (urgency in ('normal', 'urgent', 'emergency')),
  -- Somebody must not learn that it exists.
  add column restricted boolean not null default false;

-- One act each, in order; never changed, never deleted.
create table request_event (
  id uuid primary key,
  request_id uuid not null references request (id),
  case_id uuid not null references case_file (id),
  number integer not null check (number > 0),
  act text not null check (act ~ '^[a-zA-Z]{1,40}$'),
  from_state text not null,
  to_state text not null,
  -- Whose act it was; theirs is recorded by one of ours, or by the exchange.
  side text not null check (side in ('ours', 'theirs', 'system')),
  by_person uuid references person (id),
  -- When it was recorded, and when it took effect, in the zone of whom it happened to.
  at timestamptz not null,
  occurred_at timestamptz not null,
  zone text not null check (zone ~ '^[A-Za-z0-9_+/-]{1,64}$'),
  -- How it is known: a receipt, a letter, a call.
  evidence text check (evidence <> '' and length(evidence) <= 4000),
  reason text check (reason <> '' and length(reason) <= 20000),
  detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
  -- Of the answers, as they stood.
  version integer not null check (version > 0),
  unique (request_id, number)
);
create index request_event_case on request_event (case_id, at);

-- Two sides: what the sender wants of an item, and what the receiver says of it. Neither sets the other's.
create table request_item (
  request_id uuid not null references request (id),
  case_id uuid not null references case_file (id),
  item integer not null check (item > 0),
  desired text not null check (desired ~ '^[a-zA-Z]{1,40}$'),
  desired_at timestamptz not null,
  -- The number of the event that said so.
  desired_event integer not null,
  actual text check (actual ~ '^[a-zA-Z]{1,40}$'),
  actual_at timestamptz,
  actual_event integer,
  -- Coded ground and words, where it was refused or is not to be had.
  ground text check (ground <> '' and length(ground) <= 80),
  note text check (note <> '' and length(note) <= 4000),
  primary key (request_id, item),
  foreign key (request_id, desired_event) references request_event (request_id, number),
  foreign key (request_id, actual_event) references request_event (request_id, number),
  check ((actual is null) = (actual_at is null) and (actual is null) = (actual_event is null))
);
create index request_item_case on request_item (case_id);

-- What somebody signed: this version, as this document and this data. Voided when anything changes; never deleted.
create table request_signature (
  id uuid primary key,
  request_id uuid not null references request (id),
  case_id uuid not null references case_file (id),
  version integer not null check (version > 0),
  role text not null,
  person_id uuid not null references person (id),
  -- The bytes that were seen, and their digests, which stand in the statement too.
  document bytea not null check (octet_length(document) <= 33554432),
  document_sha256 bytea not null check (octet_length(document_sha256) = 32),
  data bytea not null check (octet_length(data) <= 16777216),
  data_sha256 bytea not null check (octet_length(data_sha256) = 32),
  -- One line of canonical JSON; its SHA-256 was the challenge.
  statement text not null check (length(statement) <= 8000),
  -- The passkey, and what device and browser gave (docs/formats/passkey.md).
  key_fingerprint text not null check (key_fingerprint ~ '^[0-9a-f]{64}$'),
  key_spki bytea not null check (octet_length(key_spki) <= 400),
  origin text not null,
  assertion bytea not null check (octet_length(assertion) <= 20000),
  at timestamptz not null,
  void_at timestamptz,
  void_reason text,
  foreign key (request_id, version) references request_version (request_id, version),
  check ((void_at is null) = (void_reason is null))
);
create index request_signature_request on request_signature (request_id, version);
create index request_signature_case on request_signature (case_id);

-- Data that somebody was asked to keep. It never ends silently with the request it was made for.
create table preservation (
  id uuid primary key,
  case_id uuid not null references case_file (id),
  number integer not null check (number > 0),
  direction text not null default 'outgoing' check (direction in ('outgoing', 'incoming')),
  -- The request that asked for it, and the one that asks for the data.
  request_id uuid references request (id),
  production_id uuid references request (id),
  state text not null default 'requested' check (state ~ '^[a-zA-Z]{1,40}$'),
  state_since timestamptz not null,
  holder text not null check (holder <> '' and length(holder) <= 1000),
  state_code text check (state_code ~ '^[A-Z]{2}$'),
  instrument text check (instrument <> '' and length(instrument) <= 80),
  -- As in docs/formats/request.md.
  identifiers jsonb not null check (jsonb_typeof(identifiers) = 'array'),
  categories text[] not null,
  period_from timestamptz,
  period_to timestamptz,
  -- The holder's own number of it.
  reference text check (reference <> '' and length(reference) <= 1000),
  begun_by uuid not null references person (id),
  begun_at timestamptz not null,
  in_force_at timestamptz,
  -- The first moment after it; none known, or held until further notice.
  expires_at timestamptz,
  unique (case_id, number)
);
create index preservation_expires on preservation (expires_at) where state in ('inForce', 'extended');
create index preservation_request on preservation (request_id);

create table preservation_event (
  id uuid primary key,
  preservation_id uuid not null references preservation (id),
  case_id uuid not null references case_file (id),
  number integer not null check (number > 0),
  act text not null check (act ~ '^[a-zA-Z]{1,40}$'),
  from_state text not null,
  to_state text not null,
  side text not null check (side in ('ours', 'theirs', 'system')),
  by_person uuid references person (id),
  at timestamptz not null,
  occurred_at timestamptz not null,
  zone text not null check (zone ~ '^[A-Za-z0-9_+/-]{1,64}$'),
  evidence text check (evidence <> '' and length(evidence) <= 4000),
  reason text check (reason <> '' and length(reason) <= 20000),
  detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
  unique (preservation_id, number)
);
create index preservation_event_case on preservation_event (case_id, at);

do $$
declare
  name text;
begin
  foreach name in array array['request_event', 'request_item', 'request_signature', 'preservation', 'preservation_event'] loop
    execute format('alter table %s enable row level security', name);
    execute format('alter table %s force row level security', name);
    execute format('create policy owner on %s to current_user using (true) with check (true)', name);
    execute format('create policy operator on %s to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
    execute format('create policy member on %s for select to comity_app
      using (case_id in (select comity_cases_with_requests()))', name);
    -- A key for one case finds nothing of any other (0039-within-everywhere.sql).
    execute format('create policy within on %s as restrictive to comity_app
      using ((select comity_within()) is null or case_id = (select comity_within()))', name);
  end loop;
end $$;

-- Who may not see requests by people/policy.ts finds none here either.
drop policy member on request;
create policy member on request for select to comity_app using (case_id in (select comity_cases_with_requests()));
drop policy member on request_version;
create policy member on request_version for select to comity_app
  using (case_id in (select comity_cases_with_requests()));

create policy take_part on request for update to comity_app
  using (case_id in (select comity_cases_with_requests())) with check (case_id in (select comity_cases_with_requests()));
create policy take_part on request_event for insert to comity_app
  with check (case_id in (select comity_cases_with_requests()) and by_person = (select comity_person())
    and exists (select from request r where r.id = request_id and r.case_id = request_event.case_id));
create policy take_part on request_item for insert to comity_app
  with check (case_id in (select comity_cases_with_requests())
    and exists (select from request r where r.id = request_id and r.case_id = request_item.case_id));
create policy go_on on request_item for update to comity_app
  using (case_id in (select comity_cases_with_requests())) with check (case_id in (select comity_cases_with_requests()));
create policy sign on request_signature for insert to comity_app
  with check (case_id in (select comity_cases_with_requests()) and person_id = (select comity_person()) and void_at is null
    and exists (select from request r where r.id = request_id and r.case_id = request_signature.case_id));
-- Voided once, for good.
create policy void on request_signature for update to comity_app
  using (case_id in (select comity_cases_with_requests()) and void_at is null)
  with check (case_id in (select comity_cases_with_requests()) and void_at is not null);
create policy begin on preservation for insert to comity_app
  with check (case_id in (select comity_cases_with_requests()) and begun_by = (select comity_person()));
create policy go_on on preservation for update to comity_app
  using (case_id in (select comity_cases_with_requests())) with check (case_id in (select comity_cases_with_requests()));
create policy take_part on preservation_event for insert to comity_app
  with check (case_id in (select comity_cases_with_requests()) and by_person = (select comity_person())
    and exists (select from preservation p where p.id = preservation_id and p.case_id = preservation_event.case_id));

-- A state changes only with the event that changes it; answers only by who may write them, while they may be written, and
-- never under a signature that still stands.
create function comity_request_moves() returns trigger language plpgsql set search_path from current as $$
begin
  if new.version is distinct from old.version then
    if old.state not in ('draft', 'received', 'authenticated', 'registered') then
      raise exception 'a request that is % is not written on', old.state using errcode = 'insufficient_privilege';
    end if;
    if comity_person() is not null and not exists (select from comity_cases_drafted() c where c = new.case_id) then
      raise exception 'this person does not write requests of the case' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from request_signature s where s.request_id = new.id and s.void_at is null) then
      raise exception 'a signature still stands' using errcode = 'insufficient_privilege';
    end if;
  end if;
  if new.state is distinct from old.state and not exists (
    select from request_event e where e.request_id = new.id and e.from_state = old.state and e.to_state = new.state
       and e.number = (select max(number) from request_event where request_id = new.id)) then
    raise exception 'no event leads from % to %', old.state, new.state using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger moves before update on request for each row execute function comity_request_moves();

create function comity_preservation_moves() returns trigger language plpgsql set search_path from current as $$
begin
  if new.state is distinct from old.state and not exists (
    select from preservation_event e where e.preservation_id = new.id and e.from_state = old.state
       and e.to_state = new.state
       and e.number = (select max(number) from preservation_event where preservation_id = new.id)) then
    raise exception 'no event leads from % to %', old.state, new.state using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger moves before update on preservation for each row execute function comity_preservation_moves();

grant select, insert on request_event, request_item, request_signature, preservation, preservation_event to comity_app;
grant update (state, state_since, counterpart, urgency, restricted) on request to comity_app;
grant update (desired, desired_at, desired_event, actual, actual_at, actual_event, ground, note) on request_item to comity_app;
grant update (void_at, void_reason) on request_signature to comity_app;
grant update (production_id, state, state_since, holder, reference, in_force_at, expires_at) on preservation to comity_app;
