-- Two doors that two persons open together: a way back for somebody who lost their second step, and access to a case for
-- a time. The lines `recoverPerson` and `breakGlass` of src/people/policy.ts, held again.

select set_config('search_path', current_schema() || ', pg_temp', true);

-- Recovery: one administrator proposes, another confirms, and neither is the person. With a single administrator the
-- machine's own terminal does it, and then no administrator is named.
create table recovery (
  id uuid primary key,
  person_id uuid not null references person (id),
  proposed_by uuid references person (id), -- null: at the terminal
  proposed_at timestamptz not null,
  decided_by uuid references person (id),
  decided_at timestamptz,
  outcome text check (outcome in ('confirmed', 'withdrawn')),
  token_sha256 bytea unique check (octet_length(token_sha256) = 32),
  expires_at timestamptz,
  used_at timestamptz,
  check ((outcome is null) = (decided_at is null)),
  check (case when outcome is null then decided_by is null else (decided_by is null) = (proposed_by is null) end),
  check (outcome is distinct from 'confirmed' or decided_by is null or decided_by <> proposed_by),
  check (person_id is distinct from proposed_by and person_id is distinct from decided_by),
  check ((outcome is not distinct from 'confirmed') = (token_sha256 is not null)
         and (token_sha256 is null) = (expires_at is null)),
  check (used_at is null or token_sha256 is not null)
);
create unique index recovery_open on recovery (person_id) where outcome is null;

-- A membership with an end. After it the row is there and opens nothing.
alter table case_member add column until timestamptz;

create table break_glass (
  id uuid primary key,
  -- as it was asked for, whether or not there is such a case: asking tells nobody what exists
  reference text not null check (length(reference) between 1 and 40),
  reason text not null check (length(reason) between 1 and 1000),
  hours integer not null check (hours between 1 and 72),
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
  check ((case_id is null) = (until is null) and (case_id is null or outcome = 'confirmed'))
);
create index break_glass_case on break_glass (case_id);
create index break_glass_open on break_glass (asked_at) where outcome is null;

-- The cases one is in are those one is in now.
create or replace function comity_cases() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select m.case_id from case_member m join person p on p.id = m.person_id
   where m.person_id = comity_person() and p.ended_at is null and (m.until is null or m.until > now()) $$;

create or replace function comity_cases_led() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select m.case_id from case_member m join person p on p.id = m.person_id
   where m.person_id = comity_person() and p.ended_at is null and (m.until is null or m.until > now())
     and m.role = 'lead' $$;

create function comity_breaks_glass() returns boolean
  language sql stable security definer set search_path from current as $$
  select exists (select from person_role r join person p on p.id = r.person_id
                  where p.id = comity_person() and p.ended_at is null
                    and r.role in ('registrar', 'centralAuthority', 'dutyOfficer')) $$;

do $$
declare
  name text;
begin
  foreach name in array array['recovery', 'break_glass'] loop
    execute format('alter table %s enable row level security', name);
    execute format('alter table %s force row level security', name);
    execute format('create policy owner on %s to current_user using (true) with check (true)', name);
    execute format('create policy operator on %s to comity_app using ((select comity_is(''operator'')))
                    with check ((select comity_is(''operator'')))', name);
  end loop;
end $$;

create policy administrator_sees on recovery for select to comity_app
  using ((select comity_has_role('administrator')));
create policy administrator_proposes on recovery for insert to comity_app
  with check ((select comity_has_role('administrator')) and proposed_by = (select comity_person()) and outcome is null);
create policy administrator_decides on recovery for update to comity_app
  using ((select comity_has_role('administrator')) and outcome is null)
  with check (decided_by = (select comity_person()) and used_at is null);

-- Whoever has the power sees what waits and what they decided; who asked, their own; the lead, what opened their case.
create policy seen on break_glass for select to comity_app
  using (asked_by = (select comity_person())
         or ((select comity_breaks_glass()) and (outcome is null or decided_by = (select comity_person())))
         or case_id in (select comity_cases_led()));
create policy asks on break_glass for insert to comity_app
  with check ((select comity_breaks_glass()) and asked_by = (select comity_person()) and outcome is null);
-- A confirmation opens a case that whoever confirms does not see: the system does that, after asking the table above.
create policy says_no on break_glass for update to comity_app
  using (outcome is null and (asked_by = (select comity_person()) or (select comity_breaks_glass())))
  with check (decided_by = (select comity_person()) and outcome in ('refused', 'withdrawn'));

-- Colleagues in the power, by name: who asks is a stranger to the one who decides.
create function comity_glass_names() returns table (id uuid, name text)
  language sql stable security definer set search_path from current as $$
  select p.id, p.name from person p
   where exists (select from break_glass g where p.id in (g.asked_by, g.decided_by)
                    and (((select comity_breaks_glass()) and (g.outcome is null or g.decided_by = comity_person()))
                         or g.asked_by = comity_person() or g.case_id in (select comity_cases_led()))) $$;

create policy own_recovery on access_event for select to comity_app
  using (about_person = (select comity_person())
         and what in ('recoveryProposed', 'recoveryConfirmed', 'recoveryWithdrawn', 'recovered'));
create policy administrator_recovery on access_event for select to comity_app
  using ((select comity_has_role('administrator'))
         and what in ('recoveryProposed', 'recoveryConfirmed', 'recoveryWithdrawn', 'recovered'));

grant select, insert on recovery, break_glass to comity_app;
grant update (decided_by, decided_at, outcome, token_sha256, expires_at, used_at) on recovery to comity_app;
grant update (decided_by, decided_at, outcome, case_id, until) on break_glass to comity_app;
