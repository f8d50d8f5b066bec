-- What administrators set, one row a thing. Who changed it is in access_event (`settingChanged`); the forms of the values are
-- in the program.

select set_config('search_path', current_schema() || ', pg_temp', true);

create table setting (
  name text primary key check (name ~ '^[a-zA-Z]{1,40}$'),
  value jsonb not null,
  changed_by uuid not null references person (id),
  changed_at timestamptz not null
);

alter table setting enable row level security;
alter table setting force row level security;
create policy owner on setting to current_user using (true) with check (true);
-- The system reads what administrators set, and sets nothing itself.
create policy operator on setting for select to comity_app using ((select comity_is('operator')));
create policy administrator on setting to comity_app
  using ((select comity_has_role('administrator')))
  with check ((select comity_has_role('administrator')) and changed_by = (select comity_person()));

grant select, insert, delete on setting to comity_app;
grant update (value, changed_by, changed_at) on setting to comity_app;

-- Administrators see what one of them changed.
create policy administrator_settings on access_event for select to comity_app
  using ((select comity_has_role('administrator')) and what in ('settingChanged', 'settingRemoved', 'keyRotated'));

-- A provider knows each of its persons by one name, and that name is one person's.
create unique index "account_provider_idx" on auth."account" ("providerId", "accountId");
