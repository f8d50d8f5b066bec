-- Who takes in what an addressee hands over may leave the case, or may not know of the request any more: another takes the rest, by a draft of
-- their own. So one account has several drafts for one order, and the last one begun is that by which the next file comes.

-- What functions look in; an attacker's temporary table of the same name comes last.
select set_config('search_path', current_schema() || ', pg_temp', true);

alter table portal_intake drop constraint portal_intake_pkey;
alter table portal_intake drop constraint portal_intake_intake_id_key;
alter table portal_intake add primary key (intake_id);
create index portal_intake_of on portal_intake (order_id, account_id);

-- Whose draft it is knows that it is one: what comes by it is not counted as what they bring themselves.
create policy own on portal_intake for select to comity_app using (intake_id in (select i.id from intake i));

-- What has not been taken into evidence goes with it.
grant update (intake_id, person_id) on upload to comity_app;

-- Jobs tell of exhibits by their names: those that bring one, read one, compare its digests, or put it into a package. A job that brings what
-- was handed over in answer to a request is hidden with the request from its first moment, before there is an exhibit.
create or replace function comity_jobs_hidden() returns setof uuid
  language plpgsql stable security definer rows 20 set search_path from current as $$
declare
  deliveries constant uuid[] := array(select comity_deliveries_hidden());
  exhibits constant uuid[] := array(select comity_exhibits_hidden());
  items constant text[] := array(select e.number from exhibit e where e.id = any (exhibits));
  requests constant uuid[] := array(select comity_requests_hidden());
begin
  if cardinality(deliveries) = 0 and cardinality(exhibits) = 0 and cardinality(requests) = 0 then return; end if;
  return query
    select j.id from job j
     where j.case_id in (select d.case_id from request_delivery d where d.id = any (deliveries)
                         union select b.case_id from result_brought b where b.exhibit_id = any (exhibits)
                         union select o.case_id from portal_order o where o.request_id = any (requests))
       and (j.payload ->> 'number' = any (items)
         or j.result ->> 'note' = any (items)
         or j.payload ->> 'delivery' = any (deliveries::text[])
         or j.payload ->> 'cameWith' = any (deliveries::text[])
         or j.payload -> 'answers' ->> 'cameWith' = any (deliveries::text[])
         or j.payload ->> 'upload' in (
           select u.id::text from portal_order o join portal_intake p on p.order_id = o.id join upload u on u.intake_id = p.intake_id
            where o.request_id = any (requests))
         or j.id in (select s.id from shared_package s where s.exhibits && items)
         or j.id in (select i.check_job from incoming_package i where i.exhibits && items
                     union select i.import_job from incoming_package i where i.exhibits && items));
end $$;

-- A small file that is an answer is kept with the others: 4 MiB of it, in base64 and sealed in base64 once more, and room beside it.
alter table act_draft drop constraint act_draft_sealed_check;
alter table act_draft add constraint act_draft_sealed_check check (octet_length(sealed) <= 8000000);
