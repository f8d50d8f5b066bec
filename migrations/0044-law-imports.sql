-- Downloads of depositaries as they were read, so that their differences can be looked at, and proposed one by one.
create table law_import (
  id uuid primary key,
  format text not null,
  instrument text not null,
  -- of the download
  day text not null check (day ~ '^\d{4}-\d{2}-\d{2}$'),
  file_name text not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  -- what src/law/import-reading.ts made of it
  reading json not null,
  read_by uuid not null references person (id),
  read_at timestamptz not null
);

grant select, insert on law_import to comity_app;

alter table law_import enable row level security;
alter table law_import force row level security;
create policy owner on law_import to current_user using (true) with check (true);
create policy operator on law_import to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy editor_sees on law_import for select to comity_app using ((select comity_has_role('knowledgeEditor')));
create policy editor_reads on law_import for insert to comity_app
  with check ((select comity_has_role('knowledgeEditor')) and read_by = (select comity_person()));
