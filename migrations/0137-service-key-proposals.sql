-- The key of the service too is replaced by two administrators on the web: the same proposal, of another key. The line that they
-- sign is then the one that enrols the new key (docs/decisions/service-key.md).

select set_config('search_path', current_schema() || ', pg_temp', true);

alter table log_key_change add column keys text not null default 'log' check (keys in ('log', 'service'));
