-- Requests for evidence, in a case. Every state of the answers is kept: a version is written once and never changed, and the
-- number in `request.version` says which is the newest.

-- Cases in which this person may write requests: the line `draftRequest` of people/policy.ts.
create function comity_cases_drafted() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select m.case_id from case_member m where m.case_id in (select comity_cases())
     and m.person_id = comity_person() and m.role in ('lead', 'investigator', 'prosecutor') $$;

create table request (
  id uuid primary key,
  case_id uuid not null references case_file (id),
  number integer not null check (number > 0),
  form text not null,
  version integer not null check (version > 0),
  begun_by uuid not null references person (id),
  begun_at timestamptz not null,
  unique (case_id, number)
);

create table request_version (
  request_id uuid not null references request (id),
  case_id uuid not null references case_file (id),
  version integer not null check (version > 0),
  -- Field ids and typed answers, as in docs/formats/request.md.
  answers jsonb not null,
  explained jsonb not null,
  -- Which page of questions was saved; none in the first version.
  page text,
  saved_by uuid not null references person (id),
  saved_at timestamptz not null,
  primary key (request_id, version)
);
create index request_version_case on request_version (case_id);

alter table request enable row level security;
alter table request force row level security;
create policy owner on request to current_user using (true) with check (true);
create policy operator on request to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy member on request for select to comity_app using (case_id in (select comity_cases()));
create policy draft on request for insert to comity_app
  with check (case_id in (select comity_cases_drafted()) and begun_by = (select comity_person()));
create policy go_on on request for update to comity_app
  using (case_id in (select comity_cases_drafted())) with check (case_id in (select comity_cases_drafted()));

alter table request_version enable row level security;
alter table request_version force row level security;
create policy owner on request_version to current_user using (true) with check (true);
create policy operator on request_version to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy member on request_version for select to comity_app using (case_id in (select comity_cases()));
create policy draft on request_version for insert to comity_app
  with check (case_id in (select comity_cases_drafted()) and saved_by = (select comity_person())
    and exists (select from request r where r.id = request_id and r.case_id = request_version.case_id));

-- A key for one case finds nothing of any other (0039-within-everywhere.sql).
create policy within on request as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));
create policy within on request_version as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));

grant select, insert on request, request_version to comity_app;
grant update (version) on request to comity_app;
