-- Packages that leave and come, and whom they are exchanged with; certificates for a court.

-- What functions look in; an attacker's temporary table of the same name comes last.
select set_config('search_path', current_schema() || ', pg_temp', true);

-- Packages whose hand-over is recorded and that are not whole yet. A row goes when its package stands at its path; one that
-- no living process holds was interrupted, and is completed under its id when the same is asked for again.
create table package_begun (
  id uuid primary key,
  path text not null,
  -- SHA-256 of what was asked for: the same path may be asked for with other exhibits
  request_sha256 text not null,
  begun_at timestamptz not null
);
create index package_begun_path on package_begun (path);

-- Packages asked for on a page: what is to leave, to whom and on what ground, who confirmed it, and what was made. The events
-- of the log say the same for good; these rows are what pages ask. docs/guides/share-evidence.md
create table shared_package (
  -- also of the package and of the job that makes it
  id uuid primary key,
  case_id uuid not null references case_file (id),
  exhibits text[] not null check (cardinality(exhibits) > 0),
  receiver_name text not null,
  receiver_state text not null check (receiver_state ~ '^[A-Z]{2}$'),
  -- age1…; null: not encrypted
  recipient text,
  hands_over text not null check (hands_over in ('copy', 'custody')),
  with_details boolean not null,
  basis_type text not null check (basis_type in ('warrant', 'order', 'request', 'consent', 'law', 'other')),
  basis_id text not null,
  purpose text not null,
  -- on what ground exhibits whose use is limited may leave; null: none of them is
  ground text,
  asked_by uuid not null references person (id),
  asked_at timestamptz not null,
  needs_second boolean not null,
  -- What a provider hands out is certified by who asks for it: their name, how the records are made, what was left out. Frozen when
  -- asked for.
  records jsonb check (jsonb_typeof(records) = 'object'),
  outcome text check (outcome in ('confirmed', 'withdrawn')),
  decided_by uuid references person (id),
  decided_at timestamptz,
  made_at timestamptz,
  note_sha256 text check (note_sha256 ~ '^[0-9a-f]{64}$'),
  bag text,
  files bigint,
  -- of the file that is downloaded
  bytes bigint,
  -- the file is gone; what it was stays here and in the log
  removed_at timestamptz,
  check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null)),
  check (not needs_second or outcome is distinct from 'confirmed' or decided_by <> asked_by),
  check (made_at is null or (outcome = 'confirmed' and note_sha256 is not null and bytes is not null))
);
create index shared_package_case on shared_package (case_id, asked_at);
create index shared_package_open on shared_package (case_id) where outcome is null;

-- A package that arrived: checked first, then taken into evidence when somebody says so.
create table incoming_package (
  id uuid primary key,
  case_id uuid not null references case_file (id),
  person_id uuid not null references person (id),
  name text not null,
  path text not null,
  is_upload boolean not null,
  -- keys that came by another road, as given
  trust text,
  begun_at timestamptz not null,
  check_job uuid not null,
  checked_at timestamptz,
  verdict jsonb,
  quarantine uuid,
  import_job uuid,
  imported_at timestamptz,
  exhibits text[],
  check ((checked_at is null) = (verdict is null))
);
create index incoming_package_case on incoming_package (case_id, begun_at);

-- Agencies whose keys came to this one by another road than their packages. What a package shows rests on them, so a peer
-- counts only when a second administrator has compared the keys too. Nothing is changed or deleted: a peer is withdrawn, with a
-- reason, and another added. The line `changePeers` of src/people/policy.ts, held again.
create table peer (
  id uuid primary key,
  agency text not null check (length(agency) >= 1 and length(agency) <= 200),
  state text not null check (state ~ '^[A-Z]{2}$'),
  -- of its log, as in its checkpoints
  origin text not null check (length(origin) >= 1 and length(origin) <= 255),
  -- as it came: keys of the log, witnesses and quorum (C2SP tlog-policy)
  trust text not null check (octet_length(trust) >= 1 and octet_length(trust) <= 32768),
  -- key of its service when it was made known, a C2SP verifier key; null: none came
  service_key text check (length(service_key) >= 1 and length(service_key) <= 4096),
  road text not null check (road in ('letter', 'meeting', 'callBack', 'network', 'publication')),
  how text not null check (length(how) >= 1 and length(how) <= 500),
  received_on date not null,
  added_by uuid not null references person (id),
  added_at timestamptz not null,
  confirmed_by uuid references person (id),
  confirmed_at timestamptz,
  confirmed_how text check (length(confirmed_how) >= 1 and length(confirmed_how) <= 500),
  withdrawn_by uuid references person (id),
  withdrawn_at timestamptz,
  withdrawn_why text check (length(withdrawn_why) >= 1 and length(withdrawn_why) <= 500),
  check (confirmed_by <> added_by),
  check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_by is null) = (confirmed_how is null)),
  check ((withdrawn_by is null) = (withdrawn_at is null) and (withdrawn_by is null) = (withdrawn_why is null))
);
-- One set of keys a log: of two, a package could choose.
create unique index peer_open on peer (origin) where withdrawn_at is null;
create index peer_by_time on peer (added_at);

-- Certificates to which the signer of a received document may lead: what an administrator was given by another road. Who added or
-- removed one is in access_event (`settingChanged`).
create table document_anchor (
  sha256 bytea primary key check (octet_length(sha256) = 32),
  -- DER.
  certificate bytea not null,
  added_by uuid not null references person (id),
  added_at timestamptz not null,
  check (octet_length(certificate) between 1 and 16384 and sha256(certificate) = sha256)
);

-- Certificates that were drafted for a court: the typed facts, each version kept. Signed they are on paper; what was signed
-- is not here. What is only being answered is a sealed draft of its person (act_draft). docs/guides/use-in-court.md
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

-- Every table: forced upon its owner too, who therefore has a policy of its own; and the system's own hand.
do $$
declare
  name text;
begin
  foreach name in array array['package_begun', 'shared_package', 'incoming_package', 'peer', 'document_anchor', 'certificate_draft'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to current_user using (true) with check (true)', name);
    if name not in ('peer', 'document_anchor') then
      execute format('create policy operator on %I to comity_app
        using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
    end if;
  end loop;
end $$;

-- The system trusts what administrators confirmed, and nobody itself.
create policy operator on peer for select to comity_app using ((select comity_is('operator')));

-- The system reads them, and sets none itself.
create policy operator on document_anchor for select to comity_app using ((select comity_is('operator')));

create policy member on shared_package for select to comity_app using (case_id in (select comity_cases()));
create policy within on shared_package as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));

create policy member on incoming_package for select to comity_app using (case_id in (select comity_cases()));
create policy within on incoming_package as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));

create policy sees on peer for select to comity_app using ((select comity_has_role('administrator')));
create policy adds on peer for insert to comity_app
  with check ((select comity_has_role('administrator')) and added_by = (select comity_person())
    and confirmed_by is null and withdrawn_by is null);
create policy decides on peer for update to comity_app
  using ((select comity_has_role('administrator')) and withdrawn_at is null)
  with check ((select comity_has_role('administrator')) and (withdrawn_by = (select comity_person())
    or (withdrawn_by is null and confirmed_by = (select comity_person()))));

create policy administrator on document_anchor to comity_app
  using ((select comity_has_role('administrator')))
  with check ((select comity_has_role('administrator')) and added_by = (select comity_person()));

create policy member on certificate_draft for select to comity_app using (case_id in (select comity_cases()));
create policy within on certificate_draft as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));

grant select, insert, delete on document_anchor, package_begun to comity_app;
grant select, insert on certificate_draft, incoming_package, peer, shared_package to comity_app;
grant update (trust, check_job, checked_at, verdict, quarantine, import_job, imported_at,
  exhibits) on incoming_package to comity_app;
grant update (confirmed_by, confirmed_at, confirmed_how, withdrawn_by, withdrawn_at, withdrawn_why) on peer to comity_app;
grant update (outcome, decided_by, decided_at, made_at, note_sha256, bag, files, bytes,
  removed_at) on shared_package to comity_app;
