-- What was done to keep the installation safe, and when: shown to administrators, so that what was forgotten is seen.

select set_config('search_path', current_schema() || ', pg_temp', true);

create table housekeeping (
  id uuid primary key,
  at timestamptz not null,
  what text not null check (what in ('backupMade', 'backupChecked', 'audited')),
  -- a folder, as the machine names it
  place text not null check (length(place) <= 4096),
  is_sound boolean not null
);
create index housekeeping_what on housekeeping (what, at);

alter table housekeeping enable row level security;
alter table housekeeping force row level security;
create policy owner on housekeeping to current_user using (true) with check (true);
create policy operator on housekeeping to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy administrator on housekeeping for select to comity_app
  using ((select comity_has_role('administrator')));

grant select, insert on housekeeping to comity_app;
