-- Answers of the planner as they were given, so that one can be looked at again when the law data has long changed.
-- An answer names accounts and persons of a case, so each is seen by whoever asked and by nobody else.

create table channel_answer (
  id uuid primary key,
  -- SHA-256 of the answer's bytes: its name
  digest bytea not null check (octet_length(digest) = 32),
  -- null: asked at the terminal
  asked_by uuid references person (id),
  asked_at timestamptz not null,
  -- the day of the plan
  day text not null check (day ~ '^\d{4}-\d{2}-\d{2}$'),
  data_version text not null,
  -- the question as the query of an address
  question text not null,
  -- the answer's bytes, Brotli (RFC 7932)
  bytes bytea not null,
  unique nulls not distinct (digest, asked_by)
);
create index channel_answer_of on channel_answer (asked_by, asked_at desc);

-- Never changed by the program: no update, no delete. It is no record of custody, though, and an order to erase personal
-- data must be possible to carry out, so the owner of the tables may.
grant select, insert on channel_answer to comity_app;

-- What the function below looks in, as in 0005.
select set_config('search_path', current_schema() || ', pg_temp', true);

-- The person who looks, while their access lasts.
create function comity_person_here() returns uuid
  language sql stable security definer set search_path from current as $$
  select p.id from person p where p.id = comity_person() and p.ended_at is null $$;

alter table channel_answer enable row level security;
alter table channel_answer force row level security;
create policy owner on channel_answer to current_user using (true) with check (true);
create policy operator on channel_answer to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy own_sees on channel_answer for select to comity_app using (asked_by = (select comity_person_here()));
create policy own_asks on channel_answer for insert to comity_app with check (asked_by = (select comity_person_here()));
