-- Examiners read the technical part of a request, and nothing else of it: the line `readTechnique` of people/policy.ts. They see no row of
-- a request; two functions hand out what is read, of requests that the person may know of.
select set_config('search_path', current_schema() || ', pg_temp', true);

create or replace function comity_cases_reading_technique() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m where m.role in ('lead', 'investigator', 'examiner');
end $$;

-- Whether this person wrote any of it, also where they no longer see it.
create function comity_wrote(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path from current as $$
begin
  return exists (select from request_version v where v.request_id = wanted and v.saved_by = comity_person());
end $$;

-- The outgoing requests of a case of which this person may read the technical part; `wanted` null: all. No answer of any.
create function comity_technical_parts(wanted_case uuid, wanted integer)
  returns table (id uuid, number integer, form text, state text, begun_at timestamptz, begun_wording text, wording text, wrote boolean)
  language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select r.id, r.number, r.form, r.state, r.begun_at, r.begun_wording, r.wording, comity_wrote(r.id)
      from request r
     where r.case_id = wanted_case and (wanted is null or r.number = wanted) and r.direction = 'outgoing'
       and r.case_id in (select comity_cases_reading_technique())
       and (comity_within() is null or r.case_id = comity_within())
       and (not r.restricted or exists (
         select from request_knower k where k.request_id = r.id and k.person_id = comity_person() and k.ended_at is null))
     order by r.number desc limit 200;
end $$;

-- Of its newest version the answers to these fields, and of these only lists and periods: no text of its own, and no name.
create function comity_technical_answers(wanted_case uuid, wanted integer, fields text[]) returns jsonb
  language plpgsql stable security definer set search_path from current as $$
begin
  return (
    select coalesce(jsonb_object_agg(a.key, a.value), '{}'::jsonb)
      from comity_technical_parts(wanted_case, wanted) p
      join request r on r.id = p.id
      join request_version v on v.request_id = r.id and v.version = r.version
      cross join jsonb_each(v.answers) a
     where a.key = any (fields) and (jsonb_typeof(a.value) = 'array'
       or (jsonb_typeof(a.value) = 'object' and (a.value - '{from,to}'::text[]) = '{}'::jsonb)));
end $$;

create policy technique on request_technical_reading for select to comity_app
  using (case_id in (select comity_cases_reading_technique()));
drop policy say on request_technical_reading;
create policy say on request_technical_reading for insert to comity_app
  with check (case_id in (select comity_cases_reading_technique()) and by_person = (select comity_person())
    and not comity_wrote(request_id));
