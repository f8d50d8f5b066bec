-- Certificates that were drafted for a court: the typed facts, each version kept. Signed they are on paper; what was signed
-- is not here. docs/guides/use-in-court.md
create table certificate_draft (
  id uuid primary key,
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  rule text not null check (rule ~ '^[A-Za-z0-9][A-Za-z0-9_./()+-]{0,79}$'), -- id of admissibility.yaml
  data_version text not null check (data_version ~ '^[0-9a-f]{16}$'),
  answers jsonb not null check (jsonb_typeof(answers) = 'object'),
  made_by uuid not null references person (id),
  made_at timestamptz not null
);
create index certificate_draft_exhibit on certificate_draft (exhibit_id, rule, made_at);

alter table certificate_draft enable row level security;
alter table certificate_draft force row level security;
create policy owner on certificate_draft to current_user using (true) with check (true);
create policy operator on certificate_draft to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy member on certificate_draft for select to comity_app using (case_id in (select comity_cases()));
create policy within on certificate_draft as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));

grant select, insert on certificate_draft to comity_app;
