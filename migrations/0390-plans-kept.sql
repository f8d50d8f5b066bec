-- What the policies ask in each query is in PL/pgSQL, whose plans a connection keeps: PostgreSQL plans a function in SQL anew in each
-- query that calls it, which took longer than the answer. What hides an exhibit is read from the labels. docs/decisions/labels.md

select set_config('search_path', current_schema() || ', pg_temp', true);

create or replace function comity_has_role(wanted text) returns boolean
  language plpgsql stable security definer set search_path from current as $$
begin
  return exists (select from person_role r join person p on p.id = r.person_id
                  where p.id = comity_person() and p.ended_at is null and r.role = wanted);
end $$;

create or replace function comity_breaks_glass() returns boolean
  language plpgsql stable security definer set search_path from current as $$
begin
  return exists (select from person_role r join person p on p.id = r.person_id
                  where p.id = comity_person() and p.ended_at is null
                    and r.role in ('registrar', 'centralAuthority', 'dutyOfficer'));
end $$;

create or replace function comity_person_here() returns uuid
  language plpgsql stable security definer set search_path from current as $$
begin
  return (select p.id from person p where p.id = comity_person() and p.ended_at is null);
end $$;

create or replace function comity_at_duty_desk() returns boolean language plpgsql stable set search_path from current as $$
begin
  return comity_has_role('centralAuthority') or comity_has_role('dutyOfficer');
end $$;

create or replace function comity_sees_contacts() returns boolean language plpgsql stable set search_path from current as $$
begin
  return comity_has_role('centralAuthority') or comity_has_role('dutyOfficer') or comity_has_role('knowledgeEditor');
end $$;

create or replace function comity_changes_contacts() returns boolean language plpgsql stable set search_path from current as $$
begin
  return comity_has_role('centralAuthority') or comity_has_role('knowledgeEditor');
end $$;

create or replace function comity_colleagues() returns setof uuid
  language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select m.person_id from case_member m where m.case_id in (select comity_cases())
    union select m.added_by from case_member m where m.case_id in (select comity_cases()) and m.added_by is not null;
end $$;

create or replace function comity_requests_begun() returns setof uuid
  language plpgsql stable security definer rows 20 set search_path from current as $$
begin
  return query
    select r.id from request r
     where r.begun_by = comity_person() and not r.restricted and r.case_id in (select comity_cases_drafted())
       and (r.state = 'draft' or (r.direction = 'incoming' and not exists (select from request_event e where e.request_id = r.id)))
       and not exists (select from request_version v where v.request_id = r.id and v.version > 1);
end $$;

create or replace function comity_deliveries_begun() returns setof uuid
  language plpgsql stable security definer rows 20 set search_path from current as $$
begin
  return query
    select d.id from request_delivery d
     where d.by_person = comity_person() and not d.restricted and d.case_id in (select comity_cases_with_requests());
end $$;

create index request_delivery_kept on request_delivery (case_id)
  where secret <> '00000000-0000-0000-0000-000000000000' or secret_result <> '00000000-0000-0000-0000-000000000000';
drop index request_delivery_restricted;
create index request_result_kept on request_result (case_id)
  where secret <> '00000000-0000-0000-0000-000000000000' or secret_result <> '00000000-0000-0000-0000-000000000000';

-- Requests of this person's cases that they must not learn of. Nobody's but a person's: the system's own hand sees all, so what
-- it reads for a person asks comity_knows.
create or replace function comity_requests_hidden() returns setof uuid
  language plpgsql stable security definer rows 20 set search_path from current as $$
declare
  who constant uuid := comity_person();
begin
  return query
    select r.id from request r
     where r.restricted and r.case_id in (select comity_cases())
       and not exists (select from request_knower k where k.request_id = r.id and k.person_id = who and k.ended_at is null);
end $$;

create or replace function comity_deliveries_hidden() returns setof uuid
  language plpgsql stable security definer rows 20 set search_path from current as $$
declare
  who constant uuid := comity_person();
  none constant uuid := '00000000-0000-0000-0000-000000000000';
begin
  return query
    select d.id from request_delivery d
     where (d.secret <> '00000000-0000-0000-0000-000000000000' or d.secret_result <> '00000000-0000-0000-0000-000000000000')
       and d.case_id in (select comity_cases())
       and ((d.secret <> none and not exists (
              select from request_knower k where k.request_id = d.secret and k.person_id = who and k.ended_at is null))
         or (d.secret_result <> none and not exists (
              select from result_knower k where k.delivery_id = d.secret_result and k.person_id = who and k.ended_at is null)));
end $$;

-- What came in a delivery is hidden with it; what was brought before it was named in one, with the request, and with any delivery of
-- it that is.
create or replace function comity_exhibits_hidden() returns setof uuid
  language plpgsql stable security definer rows 20 set search_path from current as $$
declare
  deliveries constant uuid[] := array(select comity_deliveries_hidden());
  requests constant uuid[] := array(select comity_requests_hidden());
begin
  return query
    select r.exhibit_id from request_result r where r.delivery_id = any (deliveries)
    union
    select b.exhibit_id from result_brought b where b.request_id = any (requests)
    union
    select b.exhibit_id from result_brought b where b.delivery_id = any (deliveries)
    union
    select b.exhibit_id from request_delivery d join result_brought b on b.request_id = d.request_id and b.delivery_id is null
     where d.id = any (deliveries) and not exists (select from request_result r where r.exhibit_id = b.exhibit_id);
end $$;

create or replace function comity_items_hidden() returns setof text
  language plpgsql stable security definer rows 20 set search_path from current as $$
declare
  exhibits constant uuid[] := array(select comity_exhibits_hidden());
begin
  return query select e.number from exhibit e where e.id = any (exhibits);
end $$;

create or replace function comity_jobs_hidden() returns setof uuid
  language plpgsql stable security definer rows 20 set search_path from current as $$
declare
  deliveries constant uuid[] := array(select comity_deliveries_hidden());
  exhibits constant uuid[] := array(select comity_exhibits_hidden());
  items constant text[] := array(select e.number from exhibit e where e.id = any (exhibits));
begin
  if cardinality(deliveries) = 0 and cardinality(exhibits) = 0 then return; end if;
  return query
    select j.id from job j
     where j.case_id in (select d.case_id from request_delivery d where d.id = any (deliveries)
                         union select b.case_id from result_brought b where b.exhibit_id = any (exhibits))
       and (j.payload ->> 'number' = any (items)
         or j.result ->> 'note' = any (items)
         or j.payload ->> 'delivery' = any (deliveries::text[])
         or j.payload ->> 'cameWith' = any (deliveries::text[])
         or j.payload -> 'answers' ->> 'cameWith' = any (deliveries::text[])
         or j.id in (select s.id from shared_package s where s.exhibits && items)
         or j.id in (select i.check_job from incoming_package i where i.exhibits && items
                     union select i.import_job from incoming_package i where i.exhibits && items));
end $$;
