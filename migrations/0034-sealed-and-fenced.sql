-- Information whose conditions are accepted before it can be opened: the key of its letter, until the receiver has accepted.
select set_config('search_path', current_schema() || ', pg_temp', true);

alter table exchange_out add column sealed_with text check (sealed_with ~ '^AGE-SECRET-KEY-1[0-9A-Z]{58}$');
