-- Who may know is asked of the rows that are read, and not of all that is kept: a page of a desk costs the same however many requests
-- are confidential. docs/decisions/confidential-requests.md

select set_config('search_path', current_schema() || ', pg_temp', true);

-- Both orders are those of the questions below, which are answered from the index alone.
create index request_knower_known on request_knower (person_id, request_id) where ended_at is null;
drop index request_knower_person;
create index request_kept on request (id) where restricted;

-- Views, and not functions, so that the planner sees into them: it looks a few rows up one by one, and reads all there is for many.
-- They look as the owner. What this person knows of:
create view comity_request_known with (security_barrier) as
  select k.request_id from request_knower k where k.person_id = (select comity_person()) and k.ended_at is null;
-- What they must not learn of, in their own cases: of those of others they learn not even that there is something. Nobody's but a
-- person's, as before.
create view comity_request_hidden with (security_barrier) as
  select r.id from request r
   where r.restricted and (select comity_person()) is not null and r.case_id in (select comity_cases()) and not exists (
     select from request_knower k
      where k.request_id = r.id and k.person_id = (select comity_person()) and k.ended_at is null);
create view comity_preservation_hidden with (security_barrier) as
  select p.id from preservation p
   where exists (select from comity_request_hidden h where h.id = p.request_id)
      or exists (select from comity_request_hidden h where h.id = p.production_id);
grant select on comity_request_known, comity_request_hidden, comity_preservation_hidden to comity_app;

drop policy known on request;
-- `offset 0`: each confidential request is looked up as it is met. A page meets few; read beforehand would be all that one knows of.
create policy known on request as restrictive to comity_app
  using (not restricted or (select comity_person()) is null
    or exists (select from comity_request_known k where k.request_id = request.id offset 0));

drop policy known on preservation;
create policy known on preservation as restrictive to comity_app
  using (not exists (select from comity_request_hidden h where h.id = request_id)
    and not exists (select from comity_request_hidden h where h.id = production_id));
drop policy known on preservation_event;
create policy known on preservation_event as restrictive to comity_app
  using (not exists (select from comity_preservation_hidden h where h.id = preservation_id));
drop policy known on request_clock;
create policy known on request_clock as restrictive to comity_app
  using (not exists (select from comity_request_hidden h where h.id = request_id)
    and not exists (select from comity_preservation_hidden h where h.id = preservation_id));
drop function comity_preservations_hidden();
do $$
declare
  one regclass;
begin
  for one in
    select a.attrelid::regclass from pg_attribute a join pg_policy p on p.polrelid = a.attrelid and p.polname = 'known'
     where a.attname = 'request_id' and a.attrelid not in ('preservation'::regclass, 'request_clock'::regclass)
       and a.attrelid in (select c.oid from pg_class c where c.relnamespace = current_schema()::regnamespace)
  loop
    execute format('drop policy known on %s', one);
    execute format('create policy known on %s as restrictive to comity_app
      using (not exists (select from comity_request_hidden h where h.id = request_id))', one);
  end loop;
end $$;

-- For what came in answer: who asks is asked once, and not for each request that is kept.
create or replace function comity_requests_hidden() returns setof uuid
  language sql stable security definer rows 20 set search_path from current as $$
  select r.id from request r
   where r.restricted and (select comity_person()) is not null and r.case_id in (select comity_cases())
     and not exists (select from request_knower k
                      where k.request_id = r.id and k.person_id = (select comity_person()) and k.ended_at is null) $$;
