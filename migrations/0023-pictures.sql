-- Fingerprints of known pictures, what of an exhibit is near to one, and what people who looked said of it. A match is computed; only two
-- people who agree make a finding of it. docs/guides/review-pictures.md
select set_config('search_path', current_schema() || ', pg_temp', true);

-- Lists of others: who owns each, by what right we hold it, how long, and who may be told of a match.
create table picture_set (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  version text not null check (length(version) between 1 and 60),
  category text not null check (length(category) between 1 and 200),
  owner text not null check (length(owner) between 1 and 200),
  basis text not null check (length(basis) between 1 and 500),
  may_be_told text check (length(may_be_told) between 1 and 500),
  expires_on date not null,
  hashes bytea not null check (octet_length(hashes) > 0 and octet_length(hashes) % 32 = 0),
  sha256 bytea not null check (sha256 = sha256(hashes)),
  made_at timestamptz not null,
  unique (name, version, category)
);
alter table picture_set alter column hashes set storage external; -- noise does not get smaller

create table picture_hit (
  id uuid primary key, -- a digest of the set and of where the picture lies: found again it is the same hit
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  volume integer check (volume >= 0), -- of a medium
  path text not null,
  address text not null check (length(address) <= 60),
  bytes bigint not null check (bytes >= 0),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  hash bytea not null check (octet_length(hash) = 32),
  quality integer not null check (quality between 0 and 100),
  -- a few grey squares: all that is shown until somebody asks
  veil bytea not null check (octet_length(veil) between 1 and 256),
  veil_width integer not null check (veil_width between 1 and 16),
  set_id uuid not null references picture_set (id),
  set_name text not null,
  set_version text not null,
  category text not null,
  entry integer not null check (entry > 0),
  distance integer not null check (distance between 0 and 31),
  found_at timestamptz not null,
  check (octet_length(veil) % veil_width = 0)
);
create index picture_hit_of on picture_hit (exhibit_id, distance, id);

create table picture_decision (
  hit_id uuid not null references picture_hit (id) on delete cascade,
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  person_id uuid not null references person (id),
  decision text not null check (decision in ('match', 'other', 'unsure')),
  at timestamptz not null,
  primary key (hit_id, person_id)
);
create index picture_decision_of on picture_decision (exhibit_id);

-- Each time somebody asked to see one: the event of the log says so too; this counts what a person has to bear.
create table picture_opening (
  id uuid primary key,
  hit_id uuid not null references picture_hit (id) on delete cascade,
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  person_id uuid not null references person (id),
  at timestamptz not null
);
create index picture_opening_of on picture_opening (person_id, at);

-- What is not held any more is not told of any more.
create function comity_forget_pictures() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from picture_hit where exhibit_id = new.id;
  return null;
end $$;
create trigger pictures_forgotten after update of status on exhibit
  for each row when (old.status = 'held' and new.status <> 'held') execute function comity_forget_pictures();

do $$
declare
  name text;
begin
  foreach name in array array['picture_hit', 'picture_decision', 'picture_opening'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to current_user using (true) with check (true)', name);
    execute format('create policy operator on %I to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
    execute format('create policy member on %I for select to comity_app using (case_id in (select comity_cases()))', name);
    execute format('create policy within on %I as restrictive to comity_app
      using ((select comity_within()) is null or case_id = (select comity_within()))', name);
    execute format('create policy kept on %I as restrictive to comity_app
      using ((select comity_is(''operator'')) or exhibit_id not in (select comity_exhibits_hidden()))', name);
    execute format('grant select, insert, update, delete on %I to comity_app', name);
  end loop;
end $$;
-- How much somebody had to see is nobody else's to read.
create policy own on picture_opening as restrictive for select to comity_app
  using ((select comity_is('operator')) or person_id = (select comity_person()));

alter table picture_set enable row level security;
alter table picture_set force row level security;
create policy owner on picture_set to current_user using (true) with check (true);
create policy operator on picture_set to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
grant select, insert, delete on picture_set to comity_app;
