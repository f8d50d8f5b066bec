-- What a provider hands out is certified by who asks for it: their name, how the records are made, what was left out. Frozen when asked for.
select set_config('search_path', current_schema() || ', pg_temp', true);

alter table shared_package add column records jsonb check (jsonb_typeof(records) = 'object');
