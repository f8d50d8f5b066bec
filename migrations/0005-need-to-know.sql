-- Need to know, held by the database itself: whatever a query of a page says, rows of another's case are absent.
--
-- The application's role connects as one of four, named by the setting `comity.as`:
--   operator    the system's own hand: the terminal, the custody log, jobs
--   sign-in     the schema auth, and nothing else
--   <uuid>      a person, set for one transaction: what that person's roles and memberships let them see
--   (unset)     nobody: nothing
-- docs/decisions/need-to-know.md says what this holds against and what it does not.

-- What the functions below look in; an attacker's temporary table of the same name comes last.
select set_config('search_path', current_schema() || ', pg_temp', true);

create function comity_is(who text) returns boolean language sql stable parallel safe
  return current_setting('comity.as', true) is not distinct from who;

create function comity_person() returns uuid language sql stable parallel safe
  return case when current_setting('comity.as', true) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
              then current_setting('comity.as', true)::uuid end;

-- These look as the owner, because a policy that reads a table with a policy would have to read itself.
create function comity_has_role(wanted text) returns boolean
  language sql stable security definer set search_path from current as $$
  select exists (select from person_role r join person p on p.id = r.person_id
                  where p.id = comity_person() and p.ended_at is null and r.role = wanted) $$;

create function comity_cases() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select m.case_id from case_member m join person p on p.id = m.person_id
   where m.person_id = comity_person() and p.ended_at is null $$;

create function comity_cases_led() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select m.case_id from case_member m join person p on p.id = m.person_id
   where m.person_id = comity_person() and p.ended_at is null and m.role = 'lead' $$;

-- People one works with in a case.
create function comity_colleagues() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select m.person_id from case_member m where m.case_id in (select comity_cases())
  union select m.added_by from case_member m where m.case_id in (select comity_cases()) and m.added_by is not null $$;

-- Whoever knows the whole address learns that there is such a person, and no more.
create function comity_person_with_email(wanted text) returns uuid
  language sql stable security definer set search_path from current as $$
  select p.id from person p where comity_person() is not null and p.email = lower(wanted) and p.ended_at is null $$;

do $$
declare
  name text;
begin
  -- Everything the application's role can reach. FORCE holds the owner too, who therefore gets a policy of its own.
  foreach name in array array[
    'case_counter', 'case_file', 'exhibit', 'custody_event', 'custody_head', 'event_detail', 'quarantined_package', 'package_begun',
    'person', 'person_role', 'invitation', 'appointment', 'case_member', 'access_event', 'sign_in_guard',
    'auth."user"', 'auth."session"', 'auth."account"', 'auth."verification"', 'auth."twoFactor"', 'auth."passkey"'
  ] loop
    execute format('alter table %s enable row level security', name);
    execute format('alter table %s force row level security', name);
    execute format('create policy owner on %s to current_user using (true) with check (true)', name);
    execute format(
      'create policy %s on %s to comity_app using ((select comity_is(%L))) with check ((select comity_is(%L)))',
      case when name like 'auth.%' then 'sign_in' else 'operator' end, name,
      case when name like 'auth.%' then 'sign-in' else 'operator' end,
      case when name like 'auth.%' then 'sign-in' else 'operator' end);
  end loop;
end $$;

-- A case and all that is in it: its members.
create policy member on case_file for select to comity_app using (id in (select comity_cases()));
create policy member on exhibit for select to comity_app using (case_id in (select comity_cases()));
create policy member on custody_event for select to comity_app using (case_id in (select comity_cases()));
create policy member on event_detail for select to comity_app
  using (exists (select from custody_event e where e.id = event_id and e.case_id in (select comity_cases())));
create policy member on case_member for select to comity_app using (case_id in (select comity_cases()));

-- Who is in it: its lead says, in their own name.
create policy lead_adds on case_member for insert to comity_app
  with check (case_id in (select comity_cases_led()) and added_by = (select comity_person()));
create policy lead_removes on case_member for delete to comity_app using (case_id in (select comity_cases_led()));

-- The head of the log says nothing about any case.
create policy person on custody_head for select to comity_app using ((select comity_person()) is not null);

-- Persons: oneself, those one works with, and all for an administrator.
create policy seen on person for select to comity_app
  using (id = (select comity_person()) or (select comity_has_role('administrator')) or id in (select comity_colleagues()));
create policy administrator_ends on person for update to comity_app
  using ((select comity_has_role('administrator')) and id <> (select comity_person()))
  with check (true);
create policy seen on person_role for select to comity_app
  using (person_id = (select comity_person()) or (select comity_has_role('administrator')));
create policy administrator_proposes on appointment for insert to comity_app
  with check ((select comity_has_role('administrator')) and proposed_by = (select comity_person()) and outcome is null);
create policy administrator_sees on appointment for select to comity_app
  using ((select comity_has_role('administrator')));
create policy administrator_decides on appointment for update to comity_app
  using ((select comity_has_role('administrator')) and outcome is null)
  with check (decided_by = (select comity_person()));
-- Nobody gives a role to themselves; an administrator is made by two.
create policy administrator_grants on person_role for insert to comity_app
  with check ((select comity_has_role('administrator')) and granted_by = (select comity_person())
              and person_id <> (select comity_person())
              and (role <> 'administrator' or exists (
                select from appointment a where a.person_id = person_role.person_id
                   and a.outcome = 'confirmed' and a.decided_by = (select comity_person()))));
create policy administrator_withdraws on person_role for delete to comity_app
  using ((select comity_has_role('administrator')) and person_id <> (select comity_person()));
create policy administrator on invitation to comity_app
  using ((select comity_has_role('administrator')))
  with check ((select comity_has_role('administrator')) and invited_by = (select comity_person()));

-- What was done is written in one's own name.
create policy own_name on access_event for insert to comity_app with check (by_person = (select comity_person()));
