-- Whose passkey is enrolled in the log to sign custody events. The log says which keys, and when they began and ended; the
-- person stands there in private text alone, so this says whose they are. docs/formats/passkey.md, "Enrolment"
create table signing_key (
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  origin text not null,
  person_id uuid not null references person (id),
  enrolled_at timestamptz not null,
  ended_at timestamptz,
  primary key (fingerprint, origin)
);
create index signing_key_of on signing_key (person_id);

alter table signing_key enable row level security;
alter table signing_key force row level security;
create policy owner on signing_key to current_user using (true) with check (true);
create policy operator on signing_key to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));

grant select, insert on signing_key to comity_app;
grant update (ended_at) on signing_key to comity_app;
