-- Files that are parts of one image are taken in once whoever sends them has said of each that it is sent, with its digest: that the bytes
-- of the last one are here is not enough.
select set_config('search_path', current_schema() || ', pg_temp', true);

alter table upload add column is_said boolean not null default false;
grant update (is_said) on upload to comity_app;
