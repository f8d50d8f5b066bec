-- What came with a request: the document by which another State asked, and what followed it. Kept as it came.

select set_config('search_path', current_schema() || ', pg_temp', true);

create table request_paper (
  id uuid primary key,
  case_id uuid not null references case_file (id),
  -- None until it is registered; then for good.
  request_id uuid references request (id),
  name text not null check (name <> '' and length(name) <= 200),
  media_type text not null check (media_type ~ '^[a-z]+/[a-z]+$'),
  sha256 bytea not null check (octet_length(sha256) = 32),
  bytes bytea not null check (octet_length(bytes) between 1 and 33554432),
  added_by uuid not null references person (id),
  at timestamptz not null
);
create index request_paper_request on request_paper (request_id);
create index request_paper_case on request_paper (case_id);

alter table request_paper enable row level security;
alter table request_paper force row level security;
create policy owner on request_paper to current_user using (true) with check (true);
create policy operator on request_paper to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy member on request_paper for select to comity_app
  using (case_id in (select comity_cases_with_requests()));
create policy add on request_paper for insert to comity_app
  with check (case_id in (select comity_cases_with_requests()) and added_by = (select comity_person())
    and (request_id is null
      or exists (select from request r where r.id = request_id and r.case_id = request_paper.case_id)));
create policy register on request_paper for update to comity_app
  using (case_id in (select comity_cases_with_requests()) and request_id is null)
  with check (case_id in (select comity_cases_with_requests())
    and exists (select from request r where r.id = request_id and r.case_id = request_paper.case_id));
-- A key for one case finds nothing of any other (0039-within-everywhere.sql).
create policy within on request_paper as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));
create policy known on request_paper as restrictive to comity_app
  using (request_id is null or request_id not in (select comity_requests_hidden()));

grant select, insert on request_paper to comity_app;
grant update (request_id) on request_paper to comity_app;
