-- Desks: what ends first comes first, in pages; views that somebody keeps; and the log of the 24/7 desk from shift to shift.

select set_config('search_path', current_schema() || ', pg_temp', true);

-- Pages of a queue: by this, and nothing else, is it ordered.
create index request_queue on request (direction, (coalesce(due_at, 'infinity'::timestamptz)), id);
create index preservation_register on preservation ((coalesce(expires_at, 'infinity'::timestamptz)), id);

create table desk_view (
  id uuid primary key,
  person_id uuid not null references person (id),
  desk text not null check (desk in ('outgoing', 'incoming', 'preservations', 'statistics')),
  name text not null check (name <> '' and length(name) <= 60),
  query text not null check (length(query) <= 500),
  made_at timestamptz not null,
  unique (person_id, desk, name)
);

-- What one shift tells the next: a note, or a promise that is kept later. Of the agency, so nothing of a case stands here.
create table shift_note (
  id uuid primary key, -- UUID of version 7: its order is that of time
  kind text not null check (kind in ('note', 'promise', 'handOver')),
  text text not null check (text <> '' and length(text) <= 2000),
  by_person uuid not null references person (id),
  at timestamptz not null,
  kept_by uuid references person (id),
  kept_at timestamptz,
  check ((kept_by is null) = (kept_at is null)),
  check (kept_at is null or kind = 'promise')
);
create index shift_note_open on shift_note (id) where kind = 'promise' and kept_at is null;

-- The line `verifyEmergency` of people/policy.ts.
create function comity_at_duty_desk() returns boolean
  language sql stable set search_path from current as $$
  select comity_has_role('centralAuthority') or comity_has_role('dutyOfficer') $$;

do $$
declare
  name text;
begin
  foreach name in array array['desk_view', 'shift_note'] loop
    execute format('alter table %s enable row level security', name);
    execute format('alter table %s force row level security', name);
    execute format('create policy owner on %s to current_user using (true) with check (true)', name);
    execute format('create policy operator on %s to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
  end loop;
end $$;

create policy own on desk_view to comity_app
  using (person_id = (select comity_person_here())) with check (person_id = (select comity_person_here()));

create policy sees on shift_note for select to comity_app
  using ((select comity_at_duty_desk()) and (select comity_within()) is null);
create policy writes on shift_note for insert to comity_app
  with check ((select comity_at_duty_desk()) and (select comity_within()) is null
    and by_person = (select comity_person()) and kept_at is null);
create policy keeps on shift_note for update to comity_app
  using ((select comity_at_duty_desk()) and kept_at is null)
  with check ((select comity_at_duty_desk()) and kept_by = (select comity_person()));

-- Whoever stands at the desk sees who wrote its notes.
create function comity_shift_writers() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select distinct by_person from shift_note where (select comity_at_duty_desk())
  union select distinct kept_by from shift_note where kept_by is not null and (select comity_at_duty_desk()) $$;
create policy at_duty_desk on person for select to comity_app using (id in (select comity_shift_writers()));

grant select, insert, delete on desk_view to comity_app;
grant select, insert on shift_note to comity_app;
grant update (kept_by, kept_at) on shift_note to comity_app;
