-- Cases, who is in which, what is noted there, and who let whom in. The lists that a person's rows are looked up in:
-- docs/decisions/labels.md

-- What functions look in; an attacker's temporary table of the same name comes last.
select set_config('search_path', current_schema() || ', pg_temp', true);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or removed', tg_table_name
    using errcode = 'insufficient_privilege', hint = 'Record a new event that corrects the earlier one.';
end $$;

-- A membership with an end is one that two persons opened, with that end: the system's own hand cannot make another.
create function comity_refuse_unopened() returns trigger
  language plpgsql security definer set search_path from current as $$
begin
  if not exists (select from break_glass g where g.outcome = 'confirmed' and g.case_id = new.case_id
                    and g.asked_by = new.person_id and g.until = new.until and g.until > now()) then
    raise exception 'a membership with an end takes a confirmation by a second person' using errcode = '42501';
  end if;
  return new;
end $$;

-- The person's cases with their role in each. Kept in settings until the transaction ends, or somebody else looks, or what they were
-- made from changes. Whoever could set them could set `comity.as`.
create function comity_memberships() returns table (case_id uuid, role text) language plpgsql stable security definer rows 20
  set search_path from current as $$
begin
  if current_setting('comity.cases_of', true) is distinct from current_setting('comity.as', true) then
    perform set_config('comity.cases', coalesce(array_agg(m.case_id)::text, '{}'), true),
            set_config('comity.case_roles', coalesce(array_agg(m.role)::text, '{}'), true),
            set_config('comity.cases_of', current_setting('comity.as', true), true)
       from case_member m join person p on p.id = m.person_id
      where m.person_id = comity_person() and p.ended_at is null and (m.until is null or m.until > now());
  end if;
  return query select * from unnest(nullif(current_setting('comity.cases', true), '')::uuid[],
                                    nullif(current_setting('comity.case_roles', true), '')::text[]);
end $$;

-- In PL/pgSQL, whose plans are kept: one in SQL would be planned anew in each query that asks.
create function comity_cases() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m;
end $$;

create function comity_cases_led() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m where m.role = 'lead';
end $$;

-- People one works with in a case.
create function comity_colleagues() returns setof uuid
  language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select m.person_id from case_member m where m.case_id in (select comity_cases())
    union select m.added_by from case_member m where m.case_id in (select comity_cases()) and m.added_by is not null;
end $$;

-- Cases in which this person may write requests: the line `draftRequest` of people/policy.ts.
create function comity_cases_drafted() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m where m.role in ('lead', 'investigator', 'prosecutor');
end $$;

-- Cases in which this person may see requests and take part in their life: the line `seeRequests` of people/policy.ts.
create function comity_cases_with_requests() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m where m.role in ('lead', 'investigator', 'prosecutor', 'judge', 'translator');
end $$;

-- Who decides on it: the line `restrictRequest` of people/policy.ts.
create function comity_cases_restricting() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m where m.role in ('lead', 'prosecutor', 'judge');
end $$;

-- Who tells the person: the line `informPerson` of people/policy.ts.
create function comity_cases_informing() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m where m.role in ('lead', 'prosecutor', 'judge');
end $$;

-- Cases in which this person may translate, and may answer for a translation: the lines `translateRequest` and
-- `certifyTranslation` of people/policy.ts.
create function comity_cases_translated() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m where m.role in ('lead', 'investigator', 'prosecutor', 'translator');
end $$;

create function comity_cases_certified() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m where m.role = 'translator';
end $$;

-- Cases in which this person may read the technical part of requests: the line `readTechnique` of people/policy.ts.
create function comity_cases_reading_technique() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m where m.role in ('lead', 'investigator', 'examiner');
end $$;

-- Who records them: the line `recordRemedy` of people/policy.ts, and `recordCosts`, which is the same.
create function comity_cases_recording() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m where m.role in ('lead', 'prosecutor', 'judge');
end $$;

-- Who registers what comes in: whoever drafts, and records for the other side (`counterpart` of requests/actor-roles.ts).
create function comity_cases_registering() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m
    where m.role in ('lead', 'prosecutor')
       or (m.role = 'investigator' and (comity_has_role('centralAuthority') or comity_has_role('dutyOfficer')));
end $$;

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
  act_key text unique,
  offences text not null default '' check (length(offences) <= 2000),
  legal_basis text not null default '' check (length(legal_basis) <= 2000),
  status text not null default 'open' check (status in ('open', 'closed')),
  -- not in anybody's counts, and what leaves it is always confirmed by a second person
  is_compartmented boolean not null default false
);

create table case_member (
  case_id uuid not null references case_file (id),
  person_id uuid not null references person (id),
  role text not null check (role in ('lead', 'investigator', 'prosecutor', 'judge', 'examiner', 'translator', 'observer',
    'defence')),
  -- null: from the terminal
  added_by uuid references person (id),
  added_at timestamptz not null,
  -- A membership with an end. After it the row is there and opens nothing.
  until timestamptz,
  primary key (case_id, person_id)
);
create index case_member_person on case_member (person_id);
create trigger case_member_until before insert or update on case_member
  for each row when ((new.until is not null)) execute function comity_refuse_unopened();
create trigger lists_anew after insert or update or delete on case_member
  for each statement execute function comity_lists_anew();

-- Parties, deadlines and notes.
create table case_entry (
  id uuid primary key,
  case_id uuid not null references case_file (id),
  kind text not null check (kind in ('party', 'deadline', 'note')),
  role text check (role in ('suspect', 'victim', 'witness', 'counsel', 'other')),
  text text not null check (length(text) >= 1 and length(text) <= 5000),
  due_on date,
  by_person uuid not null references person (id),
  at timestamptz not null,
  -- a party taken out, a deadline met or lapsed; a note stays
  ended_at timestamptz,
  check ((kind = 'party') = (role is not null) and (kind = 'deadline') = (due_on is not null)),
  check (kind <> 'note' or ended_at is null)
);
create index case_entry_case on case_entry (case_id, kind, at);
create index case_entry_due on case_entry (case_id, due_on) where kind = 'deadline' and ended_at is null;

-- Its history: also who was put into it and taken out, that it was handed over and to whom, that it is a joint one and with whom.
create table case_change (
  -- UUID of version 7: its order is that of time
  id uuid primary key,
  case_id uuid not null references case_file (id),
  by_person uuid not null references person (id),
  at timestamptz not null,
  what text not null check (what in ('title', 'offences', 'legalBasis', 'status', 'compartment', 'party', 'deadline', 'lead',
    'member', 'transfer', 'joint')),
  before text not null,
  after text not null,
  reason text
);
create index case_change_case on case_change (case_id, id);
create trigger case_change_is_final before update or delete on case_change
  for each row execute function refuse_change();

-- Two doors that two persons open together: a way back for somebody who lost their second step, and access to a case for
-- a time. The lines `recoverPerson` and `breakGlass` of src/people/policy.ts, held again.
-- The line `breakGlass` of src/people/policy.ts, held again.
create table break_glass (
  id uuid primary key,
  -- as it was asked for, whether or not there is such a case: asking tells nobody what exists
  reference text not null check (length(reference) >= 1 and length(reference) <= 40),
  reason text not null check (length(reason) >= 1 and length(reason) <= 1000),
  hours integer not null check (hours >= 1 and hours <= 72),
  asked_by uuid not null references person (id),
  asked_at timestamptz not null,
  decided_by uuid references person (id),
  decided_at timestamptz,
  outcome text check (outcome in ('confirmed', 'refused', 'withdrawn')),
  -- of a confirmed one, when there is such a case
  case_id uuid references case_file (id),
  until timestamptz,
  check ((outcome is null) = (decided_at is null) and (outcome is null) = (decided_by is null)),
  check (case outcome when 'confirmed' then decided_by <> asked_by when 'refused' then decided_by <> asked_by
    when 'withdrawn' then decided_by = asked_by else true end),
  check ((case_id is null) = (until is null) and (case_id is null or outcome = 'confirmed')),
  check (until is null or until <= (decided_at + make_interval(hours => hours)))
);
create index break_glass_case on break_glass (case_id);
create index break_glass_open on break_glass (asked_at) where outcome is null;
create index break_glass_asked_by on break_glass (asked_by, asked_at);

-- Who let whom in, who was turned away. Rows are only ever added. Evidence has its own log.
create table access_event (
  id uuid primary key,
  at timestamptz not null,
  what text not null,
  -- null: nobody known, or the terminal
  by_person uuid references person (id),
  about_person uuid references person (id),
  case_id uuid references case_file (id),
  facts jsonb not null default '{}'
);
create index access_event_about on access_event (about_person, at);
-- Identifiers are UUIDs of version 7: their order is that of time.
create index access_event_by on access_event (by_person, id);
create index access_event_of on access_event (about_person, id);
create index access_event_what on access_event (what, at);
create trigger access_event_is_final before update or delete on access_event
  for each row execute function refuse_change();
create trigger access_event_is_kept before truncate on access_event
  for each statement execute function refuse_change();
-- Also for sessions that ask to skip triggers (session_replication_role = replica).
alter table access_event enable always trigger access_event_is_final;
alter table access_event enable always trigger access_event_is_kept;

-- Keys with which other programs act for a person, and the answers they were given (src/server/api.ts).
create table api_key (
  id uuid primary key,
  person_id uuid not null references person (id),
  name text not null check (length(name) >= 1 and length(name) <= 100),
  token_sha256 bytea not null unique check (octet_length(token_sha256) = 32),
  may text not null check (may in ('read', 'write')),
  -- null: every case of the person
  case_id uuid references case_file (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  last_used_at timestamptz
);
create index api_key_person on api_key (person_id, created_at);

-- What a POST was answered, so that the same one sent again is answered alike. Kept for a week.
create table api_answer (
  person_id uuid not null references person (id),
  operation text not null,
  key_sha256 bytea not null check (octet_length(key_sha256) = 32),
  request_sha256 bytea not null check (octet_length(request_sha256) = 32),
  began_at timestamptz not null,
  -- null while the act runs, after a crash in it, and where the answer has a secret in it
  answer text,
  primary key (person_id, operation, key_sha256)
);
create index api_answer_age on api_answer (person_id, began_at);

-- The names of who asked and who decided, for those who may see the row.
create function comity_glass_names() returns table (id uuid, name text)
  language sql stable security definer set search_path from current as $$
  select p.id, p.name from person p
   where exists (select from break_glass g where p.id in (g.asked_by, g.decided_by)
                    and (((select comity_breaks_glass()) and (g.outcome is null or g.decided_by = comity_person()))
                         or g.asked_by = comity_person() or g.case_id in (select comity_cases_led())
                         or (select comity_has_role('auditor')))) $$;

-- Who decides in a case for good, in these roles.
create function comity_deciding(wanted text[]) returns table (case_id uuid, person_id uuid)
  language sql stable security definer set search_path from current as $$
  select m.case_id, m.person_id from case_member m join person p on p.id = m.person_id
   where m.role = any(wanted) and m.until is null and p.ended_at is null $$;
revoke execute on function comity_deciding(text[]) from public;

-- Of every case: nobody's to ask but the functions below.
create function comity_without_lead() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select m.case_id from case_member m join person p on p.id = m.person_id
   where m.role = 'lead' and m.until is null
   group by m.case_id having bool_and(p.ended_at is not null) $$;
revoke execute on function comity_without_lead() from public;

-- For the machine alone.
create function comity_cases_without_lead() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select c from comity_without_lead() c where comity_is('operator') $$;

-- How many there are, for administrators. A compartment is in nobody's counts; what is closed waits for nobody.
create function comity_cases_without_lead_count() returns integer
  language sql stable security definer set search_path from current as $$
  select count(*)::integer from comity_without_lead() w join case_file c on c.id = w
   where comity_has_role('administrator') and c.status = 'open' and not c.is_compartmented $$;

-- Every table: forced upon its owner too, who therefore has a policy of its own; and the system's own hand.
do $$
declare
  name text;
begin
  foreach name in array array['case_counter', 'case_file', 'case_member', 'case_entry', 'case_change', 'break_glass', 'access_event', 'api_key',
    'api_answer'] loop
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
  foreach name in array array['case_member', 'case_entry', 'case_change'] loop
    execute format('create policy member on %I for select to comity_app using (case_id in (select comity_cases()))', name);
  end loop;
  foreach name in array array['case_member', 'case_entry', 'case_change', 'access_event', 'api_key', 'break_glass'] loop
    execute format('create policy within on %I as restrictive to comity_app
      using ((select comity_within()) is null or case_id = (select comity_within()))', name);
  end loop;
end $$;

-- Persons: oneself, those one works with, and all for an administrator.
create policy seen on person for select to comity_app
  using (id = (select comity_person()) or (select comity_has_role('administrator')) or id in (select comity_colleagues()));

-- A case and all that is in it: its members.
create policy member on case_file for select to comity_app using (id in (select comity_cases()));
create policy within on case_file as restrictive to comity_app
  using ((select comity_within()) is null or id = (select comity_within()));

-- Who is in it: its lead says, in their own name.
create policy lead_adds on case_member for insert to comity_app
  with check (case_id in (select comity_cases_led()) and added_by = (select comity_person()));
create policy lead_removes on case_member for delete to comity_app using (case_id in (select comity_cases_led()));
-- Who is put into a case, and who is taken out of it, stands in its history: by the lead who did it, in their own name.
create policy lead_records on case_change for insert to comity_app
  with check (what = 'member' and by_person = (select comity_person()) and case_id in (select comity_cases_led()));

create policy auditor on break_glass for select to comity_app using ((select comity_has_role('auditor')));
-- Whoever has the power sees what waits and what they decided; who asked, their own; the lead, what opened their case.
create policy seen on break_glass for select to comity_app
  using (asked_by = (select comity_person()) or ((select comity_breaks_glass()) and (outcome is null
    or decided_by = (select comity_person()))) or case_id in (select comity_cases_led()));
create policy asks on break_glass for insert to comity_app
  with check ((select comity_breaks_glass()) and asked_by = (select comity_person()) and outcome is null);
-- A confirmation opens a case that whoever confirms does not see: the system does that, after asking the table above.
create policy says_no on break_glass for update to comity_app
  using (outcome is null and (asked_by = (select comity_person()) or (select comity_breaks_glass())))
  with check (decided_by = (select comity_person()) and outcome in ('refused', 'withdrawn'));

-- What was done is written in one's own name.
create policy own_name on access_event for insert to comity_app with check (by_person = (select comity_person()));
create policy auditor on access_event for select to comity_app using ((select comity_has_role('auditor')));
-- What concerns the door: one's own, and for administrators what may be guessing.
create policy own_door on access_event for select to comity_app
  using (about_person = (select comity_person()) and what in ('signedIn', 'signInFailed', 'lockedOut', 'signedOut', 'sessionEnded',
    'factorChanged', 'passkeyAdded', 'passkeyRemoved'));
create policy administrator_door on access_event for select to comity_app
  using ((select comity_has_role('administrator')) and what in ('signInFailed', 'lockedOut'));
create policy own_recovery on access_event for select to comity_app
  using (about_person = (select comity_person()) and what in ('recoveryProposed', 'recoveryConfirmed', 'recoveryWithdrawn',
    'recovered'));
create policy administrator_recovery on access_event for select to comity_app
  using ((select comity_has_role('administrator')) and what in ('recoveryProposed', 'recoveryConfirmed', 'recoveryWithdrawn',
    'recovered'));
-- Administrators see what one of them changed.
create policy administrator_settings on access_event for select to comity_app
  using ((select comity_has_role('administrator')) and what in ('settingChanged', 'settingRemoved', 'keyRotated'));

-- One's own, in one's own name; a key for one case only while one is in it.
create policy own_sees on api_key for select to comity_app using (person_id = (select comity_person()));
create policy own_makes on api_key for insert to comity_app
  with check (person_id = (select comity_person()) and (case_id is null or case_id in (select comity_cases())));
create policy own_ends on api_key for update to comity_app
  using (person_id = (select comity_person()))
  with check (person_id = (select comity_person()));

create policy own on api_answer to comity_app
  using (person_id = (select comity_person()))
  with check (person_id = (select comity_person()));

grant select, insert, update on case_counter to comity_app;
grant select, insert, delete on api_answer, case_member to comity_app;
grant select, insert on access_event, api_key, break_glass, case_change, case_entry, case_file to comity_app;
grant update (answer) on api_answer to comity_app;
grant update (ended_at, last_used_at) on api_key to comity_app;
grant update (decided_by, decided_at, outcome, case_id, until) on break_glass to comity_app;
grant update (ended_at) on case_entry to comity_app;
grant update (title, last_item, offences, legal_basis, status, is_compartmented) on case_file to comity_app;
