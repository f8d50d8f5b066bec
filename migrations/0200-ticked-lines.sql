-- Of an order of Regulation (EU) 2023/1543 each line that is ticked is an item of its own (docs/decisions/ticked-lines.md). What was said of
-- an order as one thing was said of each of its lines; which of them a file answers was said of none.

select set_config('search_path', current_schema() || ', pg_temp', true);

with split as (
  insert into request_item
    (request_id, case_id, item, desired, desired_at, desired_event, actual, actual_at, actual_event, ground, note)
  select i.request_id, i.case_id, line.item, i.desired, i.desired_at, i.desired_event, i.actual, i.actual_at, i.actual_event, i.ground, i.note
    from request_item i
    join request r on r.id = i.request_id and r.form in ('epoc', 'epoc-pr')
    cross join lateral (
      select row_number() over (order by t.place)::integer as item
        from unnest(array['subscriber', 'identification', 'traffic.telephony', 'traffic.internet', 'traffic.hosting', 'traffic.other', 'content'])
          with ordinality t(field, place)
       where (select v.answers from request_version v where v.request_id = r.id order by v.version desc limit 1) ? t.field) line
   where i.item = 1 and line.item > 1
     and not exists (select from request_item other where other.request_id = i.request_id and other.item > 1)
  returning request_id)
update request_result set item = null where item = 1 and request_id in (select request_id from split);

-- An order that came back undelivered and asks for less when it goes again has no item of what it no longer asks for.
create policy no_longer on request_item for delete to comity_app
  using (case_id in (select comity_cases_with_requests()) and actual is null);
grant delete on request_item to comity_app;
