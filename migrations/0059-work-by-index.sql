-- What the pages ask of the log all day, found without reading through it: its size is no reason to wait.

-- Exhibits whose last check failed: begins with the failures of one's cases, of which there are few.
create index custody_event_failed on custody_event (case_id, item, item_seq) where type = 'checkFailed';
-- The last check of an exhibit, however often it was looked at since.
create index custody_event_checked on custody_event (item, item_seq) where type in ('checked', 'checkFailed');
