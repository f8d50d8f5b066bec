-- Who keeps sets of known material sees which there are; what is in them lies in files.
select set_config('search_path', current_schema() || ', pg_temp', true);

create policy keeper on known_set for select to comity_app
  using ((select comity_has_role('administrator')) or (select comity_has_role('knowledgeEditor')));

-- Why it was ended, and how the second person compared it with what its owner says.
alter table known_set
  add column confirmed_how text check (length(confirmed_how) between 1 and 500),
  add column ended_why text check (length(ended_why) between 1 and 500);
