-- Which key these came through too, where another program said, translated or recorded them in somebody's name
-- (0108-acts-by-keys.sql, docs/decisions/api.md).

select set_config('search_path', current_schema() || ', pg_temp', true);

alter table request_remark add column through text check (through ~ '^key [0-9a-f-]{36}$');
alter table request_remark add column decided_through text check (decided_through ~ '^key [0-9a-f-]{36}$');
alter table request_translation add column through text check (through ~ '^key [0-9a-f-]{36}$');
alter table request_notice_event add column through text check (through ~ '^key [0-9a-f-]{36}$');
alter table request_confidence add column through text check (through ~ '^key [0-9a-f-]{36}$');

grant update (decided_through) on request_remark to comity_app;
