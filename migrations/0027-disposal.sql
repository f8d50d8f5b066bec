-- Disposals that one person proposed: another confirms or refuses. What was done is an event of the log; this is who waits
-- for whom, and what was decided. docs/guides/dispose-of-an-exhibit.md
create table disposal (
  id uuid primary key,
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  order_type text not null check (order_type in ('warrant', 'order', 'request', 'consent', 'law', 'other')),
  order_id text not null,
  reason text not null,
  proposed_by uuid not null references person (id),
  proposed_at timestamptz not null,
  outcome text check (outcome in ('confirmed', 'withdrawn')),
  decided_by uuid references person (id),
  decided_at timestamptz,
  check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null)),
  check (outcome is distinct from 'confirmed' or decided_by <> proposed_by)
);
create unique index disposal_open on disposal (exhibit_id) where outcome is null;
create index disposal_case on disposal (case_id) where outcome is null;

alter table disposal enable row level security;
alter table disposal force row level security;
create policy owner on disposal to current_user using (true) with check (true);
create policy operator on disposal to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy member on disposal for select to comity_app using (case_id in (select comity_cases()));

grant select, insert on disposal to comity_app;
grant update (outcome, decided_by, decided_at) on disposal to comity_app;
