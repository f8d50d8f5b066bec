-- Who holds an exhibit, and hand-overs between persons: two acts of two persons, an offer and its answer. The events of the
-- log say the same for good; these rows are what the pages ask.

-- null: the agency's evidence store, nobody in particular
alter table exhibit add column holder uuid references person (id);

create table hand_over (
  id uuid primary key, -- also in the facts of its events
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  from_person uuid not null references person (id),
  to_person uuid not null references person (id),
  offered_at timestamptz not null,
  outcome text check (outcome in ('accepted', 'rejected', 'withdrawn')),
  decided_by uuid references person (id),
  decided_at timestamptz,
  check (from_person <> to_person),
  check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null)),
  -- nobody answers for another
  check (outcome is null or outcome = 'withdrawn' or decided_by = to_person)
);
create unique index hand_over_open on hand_over (exhibit_id) where outcome is null;
create index hand_over_to on hand_over (to_person) where outcome is null;
create index hand_over_from on hand_over (from_person) where outcome is null;
create index hand_over_exhibit on hand_over (exhibit_id, decided_at);

alter table hand_over enable row level security;
alter table hand_over force row level security;
create policy owner on hand_over to current_user using (true) with check (true);
create policy operator on hand_over to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy member on hand_over for select to comity_app using (case_id in (select comity_cases()));

grant select, insert on hand_over to comity_app;
grant update (outcome, decided_by, decided_at) on hand_over to comity_app;
grant update (holder) on exhibit to comity_app;
