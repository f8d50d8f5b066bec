-- Persons, what they may do, and who is in which case. How they sign in is another matter (0003).

create table person (
  id uuid primary key, -- also the id of the person in schema auth
  name text not null,
  email text not null unique check (email = lower(email)),
  created_at timestamptz not null,
  -- no longer with us: the name stays, because events and decisions refer to it
  ended_at timestamptz
);

create table person_role (
  person_id uuid not null references person (id),
  role text not null check (role in
    ('administrator', 'registrar', 'centralAuthority', 'dutyOfficer', 'knowledgeEditor', 'auditor')),
  -- null: the first administrator, or a role given with an invitation whose sender is in access_event
  granted_by uuid references person (id),
  granted_at timestamptz not null,
  primary key (person_id, role)
);

create table invitation (
  id uuid primary key,
  token_sha256 bytea not null unique check (octet_length(token_sha256) = 32),
  name text not null,
  email text not null check (email = lower(email)),
  roles text[] not null,
  invited_by uuid not null references person (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz
);

-- An administrator is made by two: one proposes, another decides.
create table appointment (
  id uuid primary key,
  person_id uuid not null references person (id),
  proposed_by uuid not null references person (id),
  proposed_at timestamptz not null,
  decided_by uuid references person (id),
  decided_at timestamptz,
  outcome text check (outcome in ('confirmed', 'withdrawn')),
  check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null)),
  check (outcome is distinct from 'confirmed' or decided_by <> proposed_by),
  check (person_id <> proposed_by)
);
create unique index appointment_open on appointment (person_id) where outcome is null;

create table case_member (
  case_id uuid not null references case_file (id),
  person_id uuid not null references person (id),
  role text not null check (role in
    ('lead', 'investigator', 'prosecutor', 'judge', 'examiner', 'translator', 'observer', 'defence')),
  added_by uuid references person (id), -- null: from the terminal
  added_at timestamptz not null,
  primary key (case_id, person_id)
);
create index case_member_person on case_member (person_id);

-- Who let whom in, who was turned away. Rows are only ever added. Evidence has its own log.
create table access_event (
  id uuid primary key,
  at timestamptz not null,
  what text not null,
  by_person uuid references person (id), -- null: nobody known, or the terminal
  about_person uuid references person (id),
  case_id uuid references case_file (id),
  facts jsonb not null default '{}'
);
create index access_event_about on access_event (about_person, at);

create trigger access_event_is_final before update or delete on access_event
  for each row execute function refuse_change();
create trigger access_event_is_kept before truncate on access_event
  for each statement execute function refuse_change();
alter table access_event enable always trigger access_event_is_final;
alter table access_event enable always trigger access_event_is_kept;

-- Wrong passwords by account, whether or not there is one of that name: an account is known here by a digest.
create table sign_in_guard (
  account bytea primary key check (octet_length(account) = 32),
  failures integer not null,
  since timestamptz not null,
  locked_until timestamptz,
  -- the last code that let somebody in, so that it does so once
  used_code bytea
);

grant select, insert on person, access_event to comity_app;
grant update (name, ended_at) on person to comity_app;
grant select, insert, delete on person_role, case_member to comity_app;
grant select, insert on invitation to comity_app;
grant update (accepted_at, withdrawn_at) on invitation to comity_app;
grant select, insert on appointment to comity_app;
grant update (decided_by, decided_at, outcome) on appointment to comity_app;
grant select, insert, update, delete on sign_in_guard to comity_app;
