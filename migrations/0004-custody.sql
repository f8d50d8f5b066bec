-- Exhibits, and the custody log with its keys. See docs/formats/event.md and docs/formats/log.md for what the log holds.

-- What functions look in; an attacker's temporary table of the same name comes last.
select set_config('search_path', current_schema() || ', pg_temp', true);

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
  -- null: the agency's evidence store, nobody in particular
  holder uuid references person (id),
  -- Stored bytes are read again and compared on a schedule: the longest unread first.
  checked_at timestamptz,
  unique (case_id, item)
);
create index exhibit_destroying on exhibit (id) where status = 'destroying';
create index exhibit_unread on exhibit (coalesce(checked_at, added_at)) where status = 'held';
create index exhibit_unread_in_case on exhibit (case_id, coalesce(checked_at, added_at)) where status = 'held';
-- The list across one's cases begins in each of them with what was taken in last: its length is no reason to wait.
create index exhibit_in_case_added on exhibit (case_id, added_at DESC, number DESC);

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
-- Exhibits whose last check failed, found without reading through the log: begins with the failures of one's cases, of which there are few.
create index custody_event_failed on custody_event (case_id, item, item_seq) where type = 'checkFailed';
-- The last check of an exhibit, however often it was looked at since.
create index custody_event_checked on custody_event (item, item_seq) where type in ('checked', 'checkFailed');
-- Which keys were enrolled, ended and replaced is asked at each package and on the page of keys; it must not grow with the log.
create index custody_event_of_keys on custody_event (log_index) where type in ('keyEnrolled', 'keyRevoked', 'keyRotated');
create trigger custody_event_is_final before update or delete on custody_event
  for each row execute function refuse_change();
create trigger custody_event_is_kept before truncate on custody_event
  for each statement execute function refuse_change();
-- Also for sessions that ask to skip triggers (session_replication_role = replica).
alter table custody_event enable always trigger custody_event_is_final;
alter table custody_event enable always trigger custody_event_is_kept;

-- One row for each group of leaves: the compact range (RFC 6962) after it. The last row is the head of the log.
create table custody_head (
  size bigint primary key check (size > 0),
  root bytea not null check (octet_length(root) = 32),
  hashes bytea not null
);
create trigger custody_head_is_final before update or delete on custody_head
  for each row execute function refuse_change();
create trigger custody_head_is_kept before truncate on custody_head
  for each statement execute function refuse_change();
-- Also for sessions that ask to skip triggers (session_replication_role = replica).
alter table custody_head enable always trigger custody_head_is_final;
alter table custody_head enable always trigger custody_head_is_kept;

-- Names, addresses and free text, bound to their event by a salted digest, and erased by order.
create table event_detail (
  event_id uuid primary key references custody_event (id),
  salt bytea not null check (octet_length(salt) = 32),
  text text not null
);
-- Who acted stands in the private text of an event, as canonical JSON: no space, and a quote within a text is escaped.
create index event_detail_person on event_detail ("substring"(text, '"personId":"([0-9a-f-]{36})"'),
  event_id) where text ~~ '%"personId":"%';

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

-- Who holds an exhibit, and hand-overs between persons: two acts of two persons, an offer and its answer. The events of the
-- log say the same for good; these rows are what the pages ask.
create table hand_over (
  -- also in the facts of its events
  id uuid primary key,
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  from_person uuid not null references person (id),
  to_person uuid not null references person (id),
  offered_at timestamptz not null,
  outcome text check (outcome in ('accepted', 'rejected', 'withdrawn')),
  decided_by uuid references person (id),
  decided_at timestamptz,
  check (from_person <> to_person),
  check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null)),
  check (outcome is null or outcome = 'withdrawn' or decided_by = to_person)
);
create unique index hand_over_open on hand_over (exhibit_id) where outcome is null;
create index hand_over_to on hand_over (to_person) where outcome is null;
create index hand_over_from on hand_over (from_person) where outcome is null;
create index hand_over_exhibit on hand_over (exhibit_id, decided_at);

-- Disposals that one person proposed: another confirms or refuses. What was done is an event of the log; this is who waits
-- for whom, and what was decided. docs/guides/dispose-of-an-exhibit.md
create table disposal (
  id uuid primary key,
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  order_type text not null check (order_type in ('warrant', 'order', 'request', 'consent', 'law', 'other')),
  order_id text not null,
  reason text not null,
  proposed_by uuid not null references person (id),
  proposed_at timestamptz not null,
  outcome text check (outcome in ('confirmed', 'withdrawn')),
  decided_by uuid references person (id),
  decided_at timestamptz,
  check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null)),
  check (outcome is distinct from 'confirmed' or decided_by <> proposed_by)
);
create unique index disposal_open on disposal (exhibit_id) where outcome is null;
create index disposal_case on disposal (case_id) where outcome is null;

-- Whose passkey is enrolled in the log to sign custody events. The log says which keys, and when they began and ended; the
-- person stands there in private text alone, so this says whose they are. docs/formats/passkey.md, "Enrolment"
create table signing_key (
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  origin text not null,
  person_id uuid not null references person (id),
  enrolled_at timestamptz not null,
  ended_at timestamptz,
  primary key (fingerprint, origin)
);
create index signing_key_of on signing_key (person_id);

-- A change of the log's keys that two administrators sign with their passkeys (docs/decisions/log-keys.md). What they sign is
-- the line of the event, written down when it is proposed and never changed; a job records it when two have signed.
create table log_key_change (
  -- of the event too
  id uuid primary key,
  cause text not null check (cause in ('planned', 'compromised', 'lost')),
  line text not null check (octet_length(line) >= 2 and octet_length(line) <= 61440),
  proposed_by uuid not null references person (id),
  proposed_at timestamptz not null,
  job_id uuid,
  outcome text check (outcome in ('recorded', 'withdrawn')),
  ended_at timestamptz,
  -- The key of the service too is replaced by two administrators on the web: the same proposal, of another key. The line that they
  -- sign is then the one that enrols the new key (docs/decisions/service-key.md).
  keys text not null default 'log' check (keys in ('log', 'service')),
  check ((outcome is null) = (ended_at is null))
);
create unique index log_key_change_open on log_key_change ((true)) where outcome is null;

create table log_key_signature (
  change_id uuid not null references log_key_change (id),
  person_id uuid not null references person (id),
  -- fingerprint of the passkey
  key text not null check (key ~ '^[0-9a-f]{64}$'),
  origin text not null check (length(origin) >= 1 and length(origin) <= 300),
  -- of the note, as it is recorded
  line text not null check (octet_length(line) >= 10 and octet_length(line) <= 12000),
  signed_at timestamptz not null,
  primary key (change_id, person_id),
  unique (change_id, key)
);

-- Auditors look at the custody log through these two windows and nowhere else: names, times, acts and numbers. No policy
-- shows them a row of custody_event or event_detail, because both hold more than that.
create function comity_who_saw(wanted text, since timestamptz, until timestamptz, before integer, most integer)
  returns table (seq integer, at timestamptz, what text, role text, person uuid, name text)
  language sql stable security definer set search_path from current as $$
  select e.item_seq, e.recorded_at, e.type,
         (split_part(convert_from(e.note, 'UTF8'), E'\n', 1)::json -> 'actor' -> 'role') #>> '{}',
         substring(d.text from '"personId":"([0-9a-f-]{36})"')::uuid,
         (d.text::json -> 'person') #>> '{}'
    from custody_event e left join event_detail d on d.event_id = e.id
   where (select comity_has_role('auditor')) and e.item = wanted
     and e.type in ('viewed', 'streamed', 'downloaded')
     and e.recorded_at >= since and e.recorded_at < until and e.item_seq < before
   order by e.item_seq desc limit least(most, 1001) $$;

-- What auditors may ask, and what is told of guessing. The table of src/people/policy.ts says the same (`seeAudit`).
create function comity_what_done(wanted uuid, since timestamptz, until timestamptz, before uuid, most integer)
  returns table (id uuid, at timestamptz, log text, what text, item text, reference text, role text,
                 by_person uuid, by_name text, about_person uuid, about_name text, facts jsonb)
  language sql stable security definer set search_path from current as $$
  (select e.id, e.recorded_at, 'custody', e.type, e.item, f.reference,
          (split_part(convert_from(e.note, 'UTF8'), E'\n', 1)::json -> 'actor' -> 'role') #>> '{}',
          wanted, (d.text::json -> 'person') #>> '{}', null::uuid, null, null::jsonb
     from event_detail d join custody_event e on e.id = d.event_id left join case_file f on f.id = e.case_id
    where (select comity_has_role('auditor'))
      and d.text like '%"personId":"%' and substring(d.text from '"personId":"([0-9a-f-]{36})"') = wanted::text
      and d.event_id < before and e.recorded_at >= since and e.recorded_at < until
    order by d.event_id desc limit least(most, 1001))
  union all
  (select a.id, a.at, 'access', a.what, null, f.reference, null, a.by_person, b.name, a.about_person, p.name, a.facts
     from (select * from access_event where by_person = wanted and id < before and at >= since and at < until
           union
           select * from access_event where about_person = wanted and id < before and at >= since and at < until) a
     left join person b on b.id = a.by_person left join person p on p.id = a.about_person
     left join case_file f on f.id = a.case_id
    where (select comity_has_role('auditor'))
    order by a.id desc limit least(most, 1001))
  order by 1 desc limit least(most, 1001) $$;

-- Every table: forced upon its owner too, who therefore has a policy of its own; and the system's own hand.
do $$
declare
  name text;
begin
  foreach name in array array['exhibit', 'custody_event', 'custody_head', 'event_detail', 'quarantined_package', 'hand_over', 'disposal',
    'signing_key', 'log_key_change', 'log_key_signature'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to current_user using (true) with check (true)', name);
    execute format('create policy operator on %I to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
  end loop;
end $$;

do $$
declare
  name text;
begin
  foreach name in array array['exhibit', 'custody_event', 'hand_over', 'disposal'] loop
    execute format('create policy member on %I for select to comity_app using (case_id in (select comity_cases()))', name);
  end loop;
  foreach name in array array['exhibit', 'custody_event', 'hand_over', 'disposal'] loop
    execute format('create policy within on %I as restrictive to comity_app
      using ((select comity_within()) is null or case_id = (select comity_within()))', name);
  end loop;
end $$;

-- The head of the log says nothing about any case.
create policy person on custody_head for select to comity_app using ((select comity_person()) is not null);

create policy member on event_detail for select to comity_app
  using (exists (select from custody_event e where e.id = event_detail.event_id and e.case_id in (select comity_cases())));

create policy administrator_sees on log_key_change for select to comity_app using ((select comity_has_role('administrator')));
create policy administrator_proposes on log_key_change for insert to comity_app
  with check ((select comity_has_role('administrator')) and proposed_by = (select comity_person())
    and outcome is null and job_id is null);
-- An administrator withdraws it, or has it carried out; that it was recorded, the job says alone.
create policy administrator_decides on log_key_change for update to comity_app
  using ((select comity_has_role('administrator')) and outcome is null)
  with check ((select comity_has_role('administrator')) and outcome is distinct from 'recorded');

create policy administrator_sees on log_key_signature for select to comity_app using ((select comity_has_role('administrator')));
create policy administrator_signs on log_key_signature for insert to comity_app
  with check ((select comity_has_role('administrator')) and person_id = (select comity_person())
    and exists (select from log_key_change c where c.id = log_key_signature.change_id and c.outcome is null));

grant select, insert on custody_event, custody_head, disposal, exhibit, hand_over, log_key_change, log_key_signature,
  quarantined_package, signing_key to comity_app;
grant select, insert, delete on event_detail to comity_app;
grant update (outcome, decided_by, decided_at) on disposal to comity_app;
grant update (title, conditions, status, holder, checked_at) on exhibit to comity_app;
grant update (outcome, decided_by, decided_at) on hand_over to comity_app;
grant update (job_id, outcome, ended_at) on log_key_change to comity_app;
grant update (ended_at) on signing_key to comity_app;
