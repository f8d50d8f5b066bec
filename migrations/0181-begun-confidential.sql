-- A request that is begun from a confidential one, or from an exhibit that not all of the case may know of, is known from its first
-- moment to the same people: whoever begins it names them, whatever their role. docs/decisions/confidential-requests.md

select set_config('search_path', current_schema() || ', pg_temp', true);

-- Begun by this person, and by nobody kept from anybody yet.
create function comity_requests_begun() returns setof uuid
  language sql stable security definer rows 20 set search_path from current as $$
  select r.id from request r
   where r.begun_by = comity_person() and not r.restricted and r.state = 'draft' and r.case_id in (select comity_cases_drafted())
     and not exists (select from request_version v where v.request_id = r.id and v.version > 1) $$;

create policy begin on request_knower for insert to comity_app
  with check (request_id in (select comity_requests_begun()) and named_by = (select comity_person())
    and exists (select from request r where r.id = request_id and r.case_id = request_knower.case_id));
create policy begin on request_confidence for insert to comity_app
  with check (request_id in (select comity_requests_begun()) and by_person = (select comity_person())
    and exists (select from request r where r.id = request_id and r.case_id = request_confidence.case_id));

create or replace function comity_request_is_kept() returns trigger language plpgsql set search_path from current as $$
begin
  if (new.restricted, new.confidential_until) is distinct from (old.restricted, old.confidential_until)
     and comity_person() is not null and not exists (select from comity_cases_restricting() c where c = new.case_id)
     and not exists (select from comity_requests_begun() b where b = new.id) then
    raise exception 'this person does not decide who may know of the request' using errcode = 'insufficient_privilege';
  end if;
  if new.restricted and not exists (select from request_knower k
      where k.request_id = new.id and k.ended_at is null) then
    raise exception 'nobody is named who may know of the request' using errcode = 'check_violation';
  end if;
  return new;
end $$;
