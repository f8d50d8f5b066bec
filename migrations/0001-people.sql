-- Persons, and what they may do. Need to know is held by the database itself: whatever a query of a page says, rows of another's case
-- are absent. The application's role connects as one of five, named by the setting `comity.as`:
--
--   operator       the system's own hand: the terminal, the custody log, jobs
--   sign-in        the schema auth, and nothing else
--   <uuid>         a person, set for one transaction: what that person's roles and memberships let them see
--   portal:<uuid>  an account of the portal, which is no person of the agency: what it was given, and nothing else
--   (unset)        nobody: nothing
--
-- docs/decisions/need-to-know.md says what this holds against and what it does not.

-- What functions look in; an attacker's temporary table of the same name comes last.
select set_config('search_path', current_schema() || ', pg_temp', true);

create function comity_is(who text) returns boolean language sql stable parallel safe
  return current_setting('comity.as', true) is not distinct from who;

create function comity_person() returns uuid language sql stable parallel safe
  return case when current_setting('comity.as', true) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
              then current_setting('comity.as', true)::uuid end;

-- An account of the portal, so named that every rule for persons leaves it with nothing.
create function comity_portal() returns uuid language sql stable parallel safe
  return case when current_setting('comity.as', true) ~ '^portal:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
              then substring(current_setting('comity.as', true) from 8)::uuid end;

-- These look as the owner, because a policy that reads a table with a policy would have to read itself.
create function comity_has_role(wanted text) returns boolean
  language plpgsql stable security definer set search_path from current as $$
begin
  return exists (select from person_role r join person p on p.id = r.person_id
                  where p.id = comity_person() and p.ended_at is null and r.role = wanted);
end $$;

create function comity_breaks_glass() returns boolean
  language plpgsql stable security definer set search_path from current as $$
begin
  return exists (select from person_role r join person p on p.id = r.person_id
                  where p.id = comity_person() and p.ended_at is null
                    and r.role in ('registrar', 'centralAuthority', 'dutyOfficer'));
end $$;

-- A key for one case: whatever the person may see else is absent while it is used. Unset: nothing is narrowed.
create function comity_within() returns uuid language sql stable parallel safe
  return case when current_setting('comity.within', true) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
              then current_setting('comity.within', true)::uuid end;

-- The person who looks, while their access lasts.
create function comity_person_here() returns uuid
  language plpgsql stable security definer set search_path from current as $$
begin
  return (select p.id from person p where p.id = comity_person() and p.ended_at is null);
end $$;

-- The lines `seeContacts` and `changeContacts` of people/policy.ts.
create function comity_sees_contacts() returns boolean language plpgsql stable set search_path from current as $$
begin
  return comity_has_role('centralAuthority') or comity_has_role('dutyOfficer') or comity_has_role('knowledgeEditor');
end $$;

create function comity_changes_contacts() returns boolean language plpgsql stable set search_path from current as $$
begin
  return comity_has_role('centralAuthority') or comity_has_role('knowledgeEditor');
end $$;

-- The line `verifyEmergency` of people/policy.ts.
create function comity_at_duty_desk() returns boolean language plpgsql stable set search_path from current as $$
begin
  return comity_has_role('centralAuthority') or comity_has_role('dutyOfficer');
end $$;

-- What the lists were made from has changed: the next look makes them again.
create function comity_lists_anew() returns trigger language plpgsql as $$
begin
  perform set_config('comity.cases', '', true), set_config('comity.case_roles', '', true), set_config('comity.cases_of', '', true),
          set_config('comity.secrets', '', true), set_config('comity.secrets_of', '', true);
  return null;
end $$;

-- A language is a folder of messages: which there are the program knows when it starts. What is kept here has the form of a code (BCP 47).
create function comity_is_language(code text) returns boolean language sql immutable parallel safe set search_path from current as $$
  select code ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$' $$;

create table person (
  -- also the id of the person in schema auth
  id uuid primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  created_at timestamptz not null,
  -- no longer with us: the name stays, because events and decisions refer to it
  ended_at timestamptz
);
create trigger lists_anew after update on person for each statement execute function comity_lists_anew();

create table person_role (
  person_id uuid not null references person (id),
  role text not null check (role in ('administrator', 'registrar', 'centralAuthority', 'dutyOfficer', 'knowledgeEditor',
    'auditor')),
  -- null: the first administrator, or a role given with an invitation whose sender is in access_event
  granted_by uuid references person (id),
  granted_at timestamptz not null,
  primary key (person_id, role)
);

-- The language a person reads the pages in. A table of its own, because a person may change this and nothing else of
-- the row of person.
create table person_language (
  person_id uuid primary key references person (id),
  language text not null check (comity_is_language(language))
);

-- What somebody typed into the questions of an act and has not finished: sealed by the installation (src/people/seal.ts), theirs
-- alone, for a day. Once the act is done the row keeps where it led, so that the same form sent again does nothing more.
create table act_draft (
  id uuid primary key, -- of the person, the address and the key of the form: also the idempotency key of the act
  person_id uuid not null references person (id),
  address text not null check (address <> '' and length(address) <= 500),
  key uuid not null,
  touched_at timestamptz not null,
  sealed text check (length(sealed) <= 500000),
  led_to text check (length(led_to) <= 2000),
  check ((sealed is null) <> (led_to is null))
);
-- One open draft of an act: a second tab writes on the same one.
create unique index act_draft_open on act_draft (person_id, address) where led_to is null;
create index act_draft_touched on act_draft (touched_at);

-- The system clears what it cannot see.
create function comity_clear_drafts(before timestamptz) returns bigint
  language sql volatile security definer set search_path from current as $$
  with gone as (delete from act_draft where touched_at < before and (select comity_is('operator')) returning 1)
  select count(*) from gone $$;

create table invitation (
  id uuid primary key,
  token_sha256 bytea not null unique check (octet_length(token_sha256) = 32),
  name text not null,
  email text not null check (email = lower(email)),
  roles text[] not null,
  invited_by uuid not null references person (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz
);

-- An administrator is made by two: one proposes, another decides.
create table appointment (
  id uuid primary key,
  person_id uuid not null references person (id),
  proposed_by uuid not null references person (id),
  proposed_at timestamptz not null,
  decided_by uuid references person (id),
  decided_at timestamptz,
  outcome text check (outcome in ('confirmed', 'withdrawn')),
  check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null)),
  check (outcome is distinct from 'confirmed' or decided_by <> proposed_by),
  check (person_id <> proposed_by)
);
create unique index appointment_open on appointment (person_id) where outcome is null;

-- Recovery: one administrator proposes, another confirms, and neither is the person. With a single administrator the
-- machine's own terminal does it, and then no administrator is named.
create table recovery (
  id uuid primary key,
  person_id uuid not null references person (id),
  -- null: at the terminal
  proposed_by uuid references person (id),
  proposed_at timestamptz not null,
  decided_by uuid references person (id),
  decided_at timestamptz,
  outcome text check (outcome in ('confirmed', 'withdrawn')),
  token_sha256 bytea unique check (octet_length(token_sha256) = 32),
  expires_at timestamptz,
  used_at timestamptz,
  check ((outcome is null) = (decided_at is null)),
  check (case when (outcome is null) then (decided_by is null) else ((decided_by is null) = (proposed_by is null)) end),
  check (outcome is distinct from 'confirmed' or decided_by is null or decided_by <> proposed_by),
  check (person_id is distinct from proposed_by and person_id is distinct from decided_by),
  check ((not (outcome is distinct from 'confirmed')) = (token_sha256 is not null) and
    (token_sha256 is null) = (expires_at is null)),
  check (used_at is null or token_sha256 is not null)
);
create unique index recovery_open on recovery (person_id) where outcome is null;

-- Wrong passwords by account, whether or not there is one of that name: an account is known here by a digest.
create table sign_in_guard (
  account bytea primary key check (octet_length(account) = 32),
  failures integer not null,
  since timestamptz not null,
  locked_until timestamptz,
  -- the last recovery code that let somebody in, so that it does so once
  used_code bytea,
  -- Of an authenticator app the last time step is kept, not the last code: codes of three steps are right at one time, and two of them
  -- in turn would let in again and again (RFC 6238, section 5.2).
  used_step integer
);

-- Whoever knows the whole address learns that there is such a person, and no more.
create function comity_person_with_email(wanted text) returns uuid
  language sql stable security definer set search_path from current as $$
  select p.id from person p where comity_person() is not null and p.email = lower(wanted) and p.ended_at is null $$;

-- Every table: forced upon its owner too, who therefore has a policy of its own; and the system's own hand.
do $$
declare
  name text;
begin
  foreach name in array array['person', 'person_role', 'person_language', 'act_draft', 'invitation', 'appointment', 'recovery',
    'sign_in_guard'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to current_user using (true) with check (true)', name);
    if name not in ('act_draft') then
      execute format('create policy operator on %I to comity_app
        using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
    end if;
  end loop;
end $$;

create policy administrator_ends on person for update to comity_app
  using ((select comity_has_role('administrator')) and id <> (select comity_person()))
  with check (true);
-- Names, to ask by.
create policy auditor on person for select to comity_app using ((select comity_has_role('auditor')));

create policy seen on person_role for select to comity_app
  using (person_id = (select comity_person()) or (select comity_has_role('administrator')));
-- Nobody gives a role to themselves; an administrator is made by two.
create policy administrator_grants on person_role for insert to comity_app
  with check ((select comity_has_role('administrator')) and granted_by = (select comity_person())
    and person_id <> (select comity_person()) and (role <> 'administrator' or
    exists (select from appointment a where a.person_id = person_role.person_id and a.outcome = 'confirmed'
    and a.decided_by = (select comity_person()))));
create policy administrator_withdraws on person_role for delete to comity_app
  using ((select comity_has_role('administrator')) and person_id <> (select comity_person()));

create policy own on person_language to comity_app
  using (person_id = (select comity_person_here()))
  with check (person_id = (select comity_person_here()));

-- Not the system itself, and no key: the pages of that person alone.
create policy own on act_draft to comity_app
  using (person_id = (select comity_person_here()))
  with check (person_id = (select comity_person_here()));

create policy administrator on invitation to comity_app
  using ((select comity_has_role('administrator')))
  with check ((select comity_has_role('administrator')) and invited_by = (select comity_person()));

create policy administrator_proposes on appointment for insert to comity_app
  with check ((select comity_has_role('administrator')) and proposed_by = (select comity_person()) and outcome is null);
create policy administrator_sees on appointment for select to comity_app using ((select comity_has_role('administrator')));
create policy administrator_decides on appointment for update to comity_app
  using ((select comity_has_role('administrator')) and outcome is null)
  with check (decided_by = (select comity_person()));

create policy administrator_proposes on recovery for insert to comity_app
  with check ((select comity_has_role('administrator')) and proposed_by = (select comity_person()) and outcome is null);
create policy administrator_sees on recovery for select to comity_app using ((select comity_has_role('administrator')));
create policy administrator_decides on recovery for update to comity_app
  using ((select comity_has_role('administrator')) and outcome is null)
  with check (decided_by = (select comity_person()) and used_at is null);

grant select, insert on appointment, invitation, person, person_language, recovery to comity_app;
grant select, insert, delete on person_role to comity_app;
grant select, insert, update, delete on act_draft, sign_in_guard to comity_app;
grant update (decided_by, decided_at, outcome) on appointment to comity_app;
grant update (accepted_at, withdrawn_at) on invitation to comity_app;
grant update (name, ended_at) on person to comity_app;
grant update (language) on person_language to comity_app;
grant update (decided_by, decided_at, outcome, token_sha256, expires_at, used_at) on recovery to comity_app;
