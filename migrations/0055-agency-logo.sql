-- The agency's logo stands on letters that any of its members makes: they read it, and nothing else that administrators set.
select set_config('search_path', current_schema() || ', pg_temp', true);

create policy logo on setting for select to comity_app using (name = 'agencyLogo' and (select comity_person()) is not null);
