-- What a person has answered of a certificate so far, one question at a time: theirs alone, until it is kept as a draft
-- (0046) and goes from here. docs/guides/use-in-court.md
create table certificate_answers (
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  rule text not null check (rule ~ '^[A-Za-z0-9][A-Za-z0-9_./()+-]{0,79}$'), -- id of admissibility.yaml
  person_id uuid not null references person (id),
  answers jsonb not null check (jsonb_typeof(answers) = 'object' and pg_column_size(answers) <= 262144),
  saved_at timestamptz not null,
  primary key (exhibit_id, rule, person_id)
);

alter table certificate_answers enable row level security;
alter table certificate_answers force row level security;
create policy owner on certificate_answers to current_user using (true) with check (true);
create policy operator on certificate_answers to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy own on certificate_answers to comity_app
  using (person_id = (select comity_person()) and case_id in (select comity_cases()))
  with check (person_id = (select comity_person()) and case_id in (select comity_cases())
    and exists (select from exhibit e where e.id = exhibit_id and e.case_id = certificate_answers.case_id));
create policy within on certificate_answers as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));

grant select, insert, update, delete on certificate_answers to comity_app;
