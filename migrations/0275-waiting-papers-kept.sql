-- A document that waits to be registered may turn out to be confidential: until somebody registers it, and says who may know, those who
-- may register see it and nobody else. docs/decisions/confidential-requests.md

select set_config('search_path', current_schema() || ', pg_temp', true);

-- Who registers what comes in: whoever drafts, and records for the other side (`counterpart` of requests/who.ts).
create function comity_cases_registering() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select m.case_id from case_member m where m.case_id in (select comity_cases_drafted()) and m.person_id = comity_person()
     and (m.role in ('lead', 'prosecutor') or comity_has_role('centralAuthority') or comity_has_role('dutyOfficer')) $$;

create policy waits on request_paper as restrictive to comity_app
  using (request_id is not null or (select comity_is('operator')) or case_id in (select comity_cases_registering()));

-- Of what comes in too, until its receipt is recorded: both are one act.
create or replace function comity_requests_begun() returns setof uuid
  language sql stable security definer rows 20 set search_path from current as $$
  select r.id from request r
   where r.begun_by = comity_person() and not r.restricted and r.case_id in (select comity_cases_drafted())
     and (r.state = 'draft' or (r.direction = 'incoming' and not exists (select from request_event e where e.request_id = r.id)))
     and not exists (select from request_version v where v.request_id = r.id and v.version > 1) $$;
