-- An order to keep data that came to us runs from its receipt, before anybody has recorded that the data are kept: it ends like the others.

select set_config('search_path', current_schema() || ', pg_temp', true);

drop index preservation_expires;
create index preservation_expires on preservation (expires_at) where state in ('requested', 'inForce', 'extended');
