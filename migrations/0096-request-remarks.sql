-- Remarks on a request, field by field, and answers that somebody suggests. What was said is never changed; how it was
-- decided is written once.
create table request_remark (
  id uuid primary key,
  request_id uuid not null references request (id),
  case_id uuid not null references case_file (id),
  -- Of the answers that were read.
  version integer not null check (version > 0),
  field text not null check (field ~ '^[a-zA-Z0-9._-]{1,80}$'),
  text text check (text <> '' and length(text) <= 4000),
  -- An answer to the field, as in docs/formats/request.md, in an array of one.
  suggestion jsonb check (jsonb_typeof(suggestion) = 'array'),
  by_person uuid not null references person (id),
  at timestamptz not null,
  decision text check (decision in ('accepted', 'declined', 'done')),
  decided_by uuid references person (id),
  decided_at timestamptz,
  check (text is not null or suggestion is not null),
  check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  check (decision is distinct from 'accepted' or suggestion is not null)
);
create index request_remark_request on request_remark (request_id, at);
create index request_remark_case on request_remark (case_id);

alter table request_remark enable row level security;
alter table request_remark force row level security;
create policy owner on request_remark to current_user using (true) with check (true);
create policy operator on request_remark to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy member on request_remark for select to comity_app
  using (case_id in (select comity_cases_with_requests()));
create policy say on request_remark for insert to comity_app
  with check (case_id in (select comity_cases_with_requests()) and by_person = (select comity_person()) and decision is null
    and exists (select from request r where r.id = request_id and r.case_id = request_remark.case_id));
-- By whoever writes the request, once.
create policy decide on request_remark for update to comity_app
  using (case_id in (select comity_cases_drafted()) and decision is null)
  with check (case_id in (select comity_cases_drafted()) and decided_by = (select comity_person()));
-- A key for one case finds nothing of any other (0039-within-everywhere.sql); whoever must not know of the request, nothing.
create policy within on request_remark as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));
create policy known on request_remark as restrictive to comity_app
  using (request_id not in (select comity_requests_hidden()));

grant select, insert on request_remark to comity_app;
grant update (decision, decided_by, decided_at) on request_remark to comity_app;
