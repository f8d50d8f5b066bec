-- The texts of the published law data, to be searched in any language. Made anew for each version from its files, so it
-- holds nothing of its own and may be emptied at any time.
create table law_passage (
  data_version text not null,
  -- in the order of the files
  place integer not null,
  record text not null,
  kind text not null,
  title text not null,
  field text not null,
  text text not null,
  at text not null,
  states text[] not null,
  confidence text,
  -- what the record is about
  instruments text[] not null,
  measures text[] not null,
  categories text[] not null,
  offences text[] not null,
  is_for_all_offences boolean not null,
  -- the words as src/law/search-words.ts folds and cuts them
  words tsvector not null,
  primary key (data_version, place)
);
create index law_passage_words on law_passage using gin (words);

-- Which version the passages are of. One row, or none while it is made.
create table law_index (data_version text primary key, made_at timestamptz not null);

grant select, insert, delete on law_passage, law_index to comity_app;

do $$
declare
  name text;
begin
  foreach name in array array['law_passage', 'law_index'] loop
    execute format('alter table %s enable row level security', name);
    execute format('alter table %s force row level security', name);
    execute format('create policy owner on %s to current_user using (true) with check (true)', name);
    execute format('create policy operator on %s to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
    execute format('create policy reader on %s for select to comity_app
      using ((select comity_person_here()) is not null)', name);
  end loop;
end $$;
