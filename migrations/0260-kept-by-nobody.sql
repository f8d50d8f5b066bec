-- What is kept to some of a case, once the last of them who decides about it has left the case. docs/decisions/confidential-requests.md

select set_config('search_path', current_schema() || ', pg_temp', true);

-- Of every case: nobody's to ask but the functions below.
create function comity_kept_without(wanted text[]) returns table (case_id uuid, request_id uuid, delivery_id uuid)
  language sql stable security definer set search_path from current as $$
  with deciding as (
    select m.case_id, m.person_id from case_member m where m.role = any(wanted) and m.until is null)
  select r.case_id, r.id, null::uuid from request r
   where r.restricted and not exists (
     select from request_knower k join deciding d on d.person_id = k.person_id and d.case_id = r.case_id
      where k.request_id = r.id and k.ended_at is null)
  union all
  select q.case_id, q.request_id, q.id from request_delivery q
   where q.restricted and not exists (
     select from result_knower k join deciding d on d.person_id = k.person_id and d.case_id = q.case_id
      where k.delivery_id = q.id and k.ended_at is null and comity_knows(k.person_id, q.request_id)) $$;
revoke execute on function comity_kept_without(text[]) from public;

-- Who decides on it: the line `restrictRequest` of people/policy.ts. For the machine alone.
create function comity_kept_by_nobody() returns table (case_id uuid, request_id uuid, delivery_id uuid)
  language sql stable security definer set search_path from current as $$
  select k.* from comity_kept_without(array['lead', 'prosecutor', 'judge']) k where comity_is('operator') $$;

-- How many there are, for administrators; none of a case whose member the administrator is, for whoever took the last one out would
-- learn by it that there was something to know.
create function comity_kept_by_nobody_count() returns integer
  language sql stable security definer set search_path from current as $$
  select count(*)::integer from comity_kept_without(array['lead', 'prosecutor', 'judge']) k
   where comity_has_role('administrator')
     and not exists (select from case_member m where m.case_id = k.case_id and m.person_id = comity_person()) $$;

-- What this person knows of in their cases, and no lead of the case does.
create function comity_known_without_lead() returns table (case_id uuid, request_id uuid, delivery_id uuid)
  language sql stable security definer set search_path from current as $$
  select k.* from comity_kept_without(array['lead']) k
   where k.case_id in (select comity_cases()) and comity_knows(comity_person(), k.request_id)
     and (k.delivery_id is null or comity_knows_result(comity_person(), k.delivery_id)) $$;

-- Numbers of the requests that this person alone of the leads of a case knows of, or of what came in answer.
create function comity_known_by_this_lead_alone(wanted uuid) returns setof integer
  language sql stable security definer set search_path from current as $$
  with others as (
    select m.person_id from case_member m
     where m.case_id = wanted and m.role = 'lead' and m.until is null and m.person_id <> comity_person())
  select r.number from request r
   where r.case_id = wanted and wanted in (select comity_cases_led()) and comity_knows(comity_person(), r.id) and (
     (r.restricted and not exists (
       select from request_knower k join others using (person_id) where k.request_id = r.id and k.ended_at is null))
     or exists (select from request_delivery d where d.request_id = r.id and d.restricted
                   and comity_knows_result(comity_person(), d.id) and not exists (
       select from result_knower k join others using (person_id)
        where k.delivery_id = d.id and k.ended_at is null and comity_knows(k.person_id, r.id))))
   order by r.number $$;
