-- The list across one's cases begins in each of them with what was taken in last: its length is no reason to wait.
create index exhibit_in_case_added on exhibit (case_id, added_at desc, number desc);
