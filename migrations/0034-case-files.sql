-- What a case file says, and who changed what in it: nothing is written over without a line of history.
select set_config('search_path', current_schema() || ', pg_temp', true);

alter table case_file
  add column offences text not null default '' check (length(offences) <= 2000),
  add column legal_basis text not null default '' check (length(legal_basis) <= 2000),
  add column status text not null default 'open' check (status in ('open', 'closed')),
  -- not in anybody's counts, and what leaves it is always confirmed by a second person
  add column is_compartmented boolean not null default false;

-- Parties, deadlines and notes.
create table case_entry (
  id uuid primary key,
  case_id uuid not null references case_file (id),
  kind text not null check (kind in ('party', 'deadline', 'note')),
  role text check (role in ('suspect', 'victim', 'witness', 'counsel', 'other')),
  text text not null check (length(text) between 1 and 5000),
  due_on date,
  by_person uuid not null references person (id),
  at timestamptz not null,
  -- a party taken out, a deadline met or lapsed; a note stays
  ended_at timestamptz,
  check ((kind = 'party') = (role is not null) and (kind = 'deadline') = (due_on is not null)),
  check (kind <> 'note' or ended_at is null)
);
create index case_entry_case on case_entry (case_id, kind, at);
create index case_entry_due on case_entry (case_id, due_on) where kind = 'deadline' and ended_at is null;

create table case_change (
  id uuid primary key, -- UUID of version 7: its order is that of time
  case_id uuid not null references case_file (id),
  by_person uuid not null references person (id),
  at timestamptz not null,
  what text not null check (what in ('title', 'offences', 'legalBasis', 'status', 'compartment', 'party', 'deadline')),
  before text not null,
  after text not null,
  reason text
);
create index case_change_case on case_change (case_id, id);
create trigger case_change_is_final before update or delete on case_change
  for each row execute function refuse_change();

do $$
declare
  name text;
begin
  foreach name in array array['case_entry', 'case_change'] loop
    execute format('alter table %s enable row level security', name);
    execute format('alter table %s force row level security', name);
    execute format('create policy owner on %s to current_user using (true) with check (true)', name);
    execute format('create policy operator on %s to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
    execute format('create policy member on %s for select to comity_app using (case_id in (select comity_cases()))', name);
    execute format('create policy within on %s as restrictive to comity_app
      using ((select comity_within()) is null or case_id = (select comity_within()))', name);
  end loop;
end $$;

grant update (offences, legal_basis, status, is_compartmented) on case_file to comity_app;
grant select, insert on case_entry, case_change to comity_app;
grant update (ended_at) on case_entry to comity_app;
