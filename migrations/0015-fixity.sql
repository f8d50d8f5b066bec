-- Stored bytes are read again and compared on a schedule: the longest unread first.
alter table exhibit add column checked_at timestamptz; -- null: not since it was taken in
create index exhibit_unread on exhibit ((coalesce(checked_at, added_at))) where status = 'held';
create index exhibit_unread_in_case on exhibit (case_id, (coalesce(checked_at, added_at))) where status = 'held';
grant update (checked_at) on exhibit to comity_app;

update exhibit e set checked_at = v.at
  from (select item, max(recorded_at) as at from custody_event where type in ('checked', 'checkFailed') group by item) v
 where v.item = e.number;
