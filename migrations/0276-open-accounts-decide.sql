-- Whoever has no access any more decides about nothing; and what no lead knows of is found from what one knows of oneself, not from all that
-- is kept anywhere. docs/decisions/confidential-requests.md

select set_config('search_path', current_schema() || ', pg_temp', true);

-- Who decides in a case for good, in these roles.
create function comity_deciding(wanted text[]) returns table (case_id uuid, person_id uuid)
  language sql stable security definer set search_path from current as $$
  select m.case_id, m.person_id from case_member m join person p on p.id = m.person_id
   where m.role = any(wanted) and m.until is null and p.ended_at is null $$;
revoke execute on function comity_deciding(text[]) from public;

create or replace function comity_kept_without(wanted text[]) returns table (case_id uuid, request_id uuid, delivery_id uuid)
  language sql stable security definer set search_path from current as $$
  with deciding as materialized (select d.case_id, d.person_id from comity_deciding(wanted) d)
  select r.case_id, r.id, null::uuid from request r
   where r.restricted and not exists (
     select from request_knower k join deciding d on d.person_id = k.person_id and d.case_id = r.case_id
      where k.request_id = r.id and k.ended_at is null)
  union all
  select q.case_id, q.request_id, q.id from request_delivery q
   where q.restricted and not exists (
     select from result_knower k join deciding d on d.person_id = k.person_id and d.case_id = q.case_id
      where k.delivery_id = q.id and k.ended_at is null and comity_knows(k.person_id, q.request_id)) $$;

create or replace function comity_known_without_lead() returns table (case_id uuid, request_id uuid, delivery_id uuid)
  language sql stable security definer rows 20 set search_path from current as $$
  select r.case_id, r.id, null::uuid from request_knower own join request r on r.id = own.request_id
   where own.person_id = (select comity_person()) and own.ended_at is null and r.restricted
     and r.case_id in (select comity_cases()) and not exists (
       select from request_knower k join case_member m on m.person_id = k.person_id and m.case_id = r.case_id join person p on p.id = k.person_id
        where k.request_id = r.id and k.ended_at is null and m.role = 'lead' and m.until is null and p.ended_at is null)
  union all
  select q.case_id, q.request_id, q.id from result_knower own join request_delivery q on q.id = own.delivery_id
   where own.person_id = (select comity_person()) and own.ended_at is null and q.restricted
     and q.case_id in (select comity_cases()) and comity_knows((select comity_person()), q.request_id) and not exists (
       select from result_knower k join case_member m on m.person_id = k.person_id and m.case_id = q.case_id join person p on p.id = k.person_id
        where k.delivery_id = q.id and k.ended_at is null and m.role = 'lead' and m.until is null and p.ended_at is null
          and comity_knows(k.person_id, q.request_id)) $$;

create or replace function comity_known_by_this_lead_alone(wanted uuid) returns setof integer
  language sql stable security definer set search_path from current as $$
  with others as (
    select d.person_id from comity_deciding(array['lead']) d where d.case_id = wanted and d.person_id <> comity_person())
  select r.number from request r
   where r.case_id = wanted and wanted in (select comity_cases_led()) and comity_knows(comity_person(), r.id) and (
     (r.restricted and not exists (
       select from request_knower k join others using (person_id) where k.request_id = r.id and k.ended_at is null))
     or exists (select from request_delivery d where d.request_id = r.id and d.restricted
                   and comity_knows_result(comity_person(), d.id) and not exists (
       select from result_knower k join others using (person_id)
        where k.delivery_id = d.id and k.ended_at is null and comity_knows(k.person_id, r.id))))
   order by r.number $$;
