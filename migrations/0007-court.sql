-- Certificates for a court: their drafts, and what was answered.

-- What functions look in; an attacker's temporary table of the same name comes last.
select set_config('search_path', current_schema() || ', pg_temp', true);

-- Certificates that were drafted for a court: the typed facts, each version kept. Signed they are on paper; what was signed
-- is not here. docs/guides/use-in-court.md
create table certificate_draft (
  id uuid primary key,
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  -- id of admissibility.yaml
  rule text not null check (rule ~ '^[A-Za-z0-9][A-Za-z0-9_./()+-]{0,79}$'),
  data_version text not null check (data_version ~ '^[0-9a-f]{16}$'),
  answers jsonb not null check (jsonb_typeof(answers) = 'object'),
  made_by uuid not null references person (id),
  made_at timestamptz not null
);
create index certificate_draft_exhibit on certificate_draft (exhibit_id, rule, made_at);

-- What a person has answered of a certificate so far, one question at a time: theirs alone, until it is kept as a draft
-- and goes from here. docs/guides/use-in-court.md
create table certificate_answers (
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  -- id of admissibility.yaml
  rule text not null check (rule ~ '^[A-Za-z0-9][A-Za-z0-9_./()+-]{0,79}$'),
  person_id uuid not null references person (id),
  answers jsonb not null check (jsonb_typeof(answers) = 'object' and pg_column_size(answers) <= 262144),
  saved_at timestamptz not null,
  primary key (exhibit_id, rule, person_id)
);

-- Every table: forced upon its owner too, who therefore has a policy of its own; and the system's own hand.
do $$
declare
  name text;
begin
  foreach name in array array['certificate_draft', 'certificate_answers'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to current_user using (true) with check (true)', name);
    execute format('create policy operator on %I to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
  end loop;
end $$;

create policy member on certificate_draft for select to comity_app using (case_id in (select comity_cases()));
create policy within on certificate_draft as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));

create policy within on certificate_answers as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));
create policy own on certificate_answers to comity_app
  using (person_id = (select comity_person()) and case_id in (select comity_cases()))
  with check (person_id = (select comity_person()) and case_id in (select comity_cases()) and
    exists (select from exhibit e where e.id = certificate_answers.exhibit_id and e.case_id = certificate_answers.case_id));

grant select, insert on certificate_draft to comity_app;
grant select, insert, update, delete on certificate_answers to comity_app;
