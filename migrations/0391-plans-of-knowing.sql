-- As in the one before: what is asked for each person or exhibit, and what the policies on persons ask.

select set_config('search_path', current_schema() || ', pg_temp', true);

-- For what runs as the system: whether this person may learn of this request.
create or replace function comity_knows(person uuid, request uuid) returns boolean
  language plpgsql stable security definer set search_path from current as $$
begin
  return not exists (select from request r where r.id = comity_knows.request and r.restricted and not exists (
    select from request_knower k where k.request_id = r.id and k.person_id = person and k.ended_at is null));
end $$;

create or replace function comity_knows_result(person uuid, delivery uuid) returns boolean
  language plpgsql stable security definer set search_path from current as $$
begin
  return not exists (select from request_delivery d where d.id = delivery and (not comity_knows(person, d.request_id)
    or (d.restricted and not exists (
      select from result_knower k where k.delivery_id = d.id and k.person_id = person and k.ended_at is null))));
end $$;

create or replace function comity_knows_exhibit(person uuid, exhibit uuid) returns boolean
  language plpgsql stable security definer set search_path from current as $$
begin
  return not exists (select from request_result r where r.exhibit_id = exhibit and not comity_knows_result(person, r.delivery_id))
     and not exists (select from result_brought b where b.exhibit_id = exhibit
                      and (not comity_knows(person, b.request_id)
                        or (b.delivery_id is not null and not comity_knows_result(person, b.delivery_id))
                        or (b.delivery_id is null and exists (
                          select from request_delivery d where d.request_id = b.request_id and d.restricted
                             and not comity_knows_result(person, d.id)) and not comity_is_named(b.exhibit_id))));
end $$;

create or replace function comity_is_named(exhibit uuid) returns boolean
  language plpgsql stable security definer set search_path from current as $$
begin
  return exists (select from request_result r where r.exhibit_id = exhibit);
end $$;

create or replace function comity_law_editors() returns setof uuid
  language plpgsql stable security definer set search_path from current as $$
begin
  if not comity_has_role('knowledgeEditor') then return; end if;
  return query select proposed_by from law_proposal union select decided_by from law_proposal where decided_by is not null;
end $$;

create or replace function comity_shift_writers() returns setof uuid
  language plpgsql stable security definer set search_path from current as $$
begin
  if not comity_at_duty_desk() then return; end if;
  return query select by_person from shift_note union select kept_by from shift_note where kept_by is not null;
end $$;
