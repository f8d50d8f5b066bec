-- Who knows the technique and wrote none of a request says that its technical part is right: what is asked for, whose and of when
-- (background paper, para 57, fourth tip). It counts for exactly the part that was read, and is never changed.

select set_config('search_path', current_schema() || ', pg_temp', true);

create table request_technical_reading (
  id uuid primary key, -- UUID of version 7: its order is that of time
  request_id uuid not null references request (id),
  case_id uuid not null references case_file (id),
  -- Of the technical part that was read.
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  by_person uuid not null references person (id),
  -- As they say themselves.
  unit text not null check (unit <> '' and length(unit) <= 300),
  at timestamptz not null,
  unique (request_id, digest, by_person)
);
create index request_technical_reading_case on request_technical_reading (case_id);
create trigger request_technical_reading_is_final before update or delete on request_technical_reading
  for each row execute function refuse_change();

-- The line `readTechnique` of people/policy.ts.
create function comity_cases_reading_technique() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select m.case_id from case_member m where m.case_id in (select comity_cases_with_requests())
     and m.person_id = comity_person() and m.role in ('lead', 'investigator') $$;

alter table request_technical_reading enable row level security;
alter table request_technical_reading force row level security;
create policy owner on request_technical_reading to current_user using (true) with check (true);
create policy operator on request_technical_reading to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy member on request_technical_reading for select to comity_app
  using (case_id in (select comity_cases_with_requests()));
create policy within on request_technical_reading as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));
create policy known on request_technical_reading as restrictive to comity_app
  using (request_id not in (select comity_requests_hidden()));
create policy say on request_technical_reading for insert to comity_app
  with check (case_id in (select comity_cases_reading_technique()) and by_person = (select comity_person())
    and exists (select from request r where r.id = request_id and r.case_id = request_technical_reading.case_id)
    and not exists (select from request_version v
                     where v.request_id = request_technical_reading.request_id and v.saved_by = by_person));
grant select, insert on request_technical_reading to comity_app;
