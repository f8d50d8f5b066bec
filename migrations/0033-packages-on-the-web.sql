-- Packages asked for on a page: what is to leave, to whom and on what ground, who confirmed it, and what was made. The events
-- of the log say the same for good; these rows are what pages ask. docs/guides/share-evidence.md
create table shared_package (
  id uuid primary key, -- also of the package and of the job that makes it
  case_id uuid not null references case_file (id),
  exhibits text[] not null check (cardinality(exhibits) > 0),
  receiver_name text not null,
  receiver_state text not null check (receiver_state ~ '^[A-Z]{2}$'),
  recipient text, -- age1…; null: not encrypted
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
  outcome text check (outcome in ('confirmed', 'withdrawn')),
  decided_by uuid references person (id),
  decided_at timestamptz,
  made_at timestamptz,
  note_sha256 text check (note_sha256 ~ '^[0-9a-f]{64}$'),
  bag text,
  files bigint,
  bytes bigint, -- of the file that is downloaded
  removed_at timestamptz, -- the file is gone; what it was stays here and in the log
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
  trust text, -- keys that came by another road, as given
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

do $$
declare
  name text;
begin
  foreach name in array array['shared_package', 'incoming_package'] loop
    execute format('alter table %s enable row level security', name);
    execute format('alter table %s force row level security', name);
    execute format('create policy owner on %s to current_user using (true) with check (true)', name);
    execute format('create policy operator on %s to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
    execute format('create policy member on %s for select to comity_app using (case_id in (select comity_cases()))', name);
    execute format('create policy within on %s as restrictive to comity_app
      using ((select comity_within()) is null or case_id = (select comity_within()))', name);
  end loop;
end $$;

grant select, insert on shared_package, incoming_package to comity_app;
grant update (outcome, decided_by, decided_at, made_at, note_sha256, bag, files, bytes, removed_at) on shared_package to comity_app;
grant update (trust, check_job, checked_at, verdict, quarantine, import_job, imported_at, exhibits) on incoming_package to comity_app;
