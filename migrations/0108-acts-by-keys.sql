-- Which key an act on a request came through, where another program took it in somebody's name (docs/decisions/api.md).

select set_config('search_path', current_schema() || ', pg_temp', true);

alter table request_event add column through text check (through ~ '^key [0-9a-f-]{36}$');
alter table preservation_event add column through text check (through ~ '^key [0-9a-f-]{36}$');
alter table request_version add column through text check (through ~ '^key [0-9a-f-]{36}$');
