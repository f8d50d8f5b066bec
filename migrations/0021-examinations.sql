-- What an examination found in an exhibit: its runs, its work units, its items. Nothing here is a copy of evidence: an item is where
-- its bytes lie and their digest; text that was taken out of one is marked as derived by standing with the unit that made it.
-- docs/decisions/examination.md
select set_config('search_path', current_schema() || ', pg_temp', true);

create table examination (
  id uuid primary key,
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  job_id uuid,
  asked_by uuid references person (id), -- null: at the terminal
  began_at timestamptz not null,
  -- done and total of each stage, as far as it is
  stages jsonb not null default '{}' check (jsonb_typeof(stages) = 'object'),
  ended_at timestamptz,
  items bigint,
  failures bigint,
  root bytea check (octet_length(root) = 32),
  check ((ended_at is null) = (root is null) and (root is null) = (items is null) and (root is null) = (failures is null))
);
create unique index examination_under_way on examination (exhibit_id) where ended_at is null;
create index examination_of on examination (exhibit_id, began_at desc);

-- One piece of work, done once for its key: content, stage, version, settings. Its effect and its row are one transaction.
create table examined_unit (
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  key bytea not null check (octet_length(key) = 32),
  stage text not null check (length(stage) between 1 and 40),
  version integer not null check (version > 0),
  item_id bytea check (octet_length(item_id) = 32),
  outcome text not null check (outcome in ('done', 'failed')),
  reason text check (length(reason) between 1 and 40),
  detail text check (length(detail) <= 1000),
  -- facts that an extractor read, and text: derived, never evidence itself
  facts jsonb,
  text text,
  -- walls that were missing, version of the program
  made_by jsonb not null,
  at timestamptz not null,
  primary key (exhibit_id, key),
  check ((outcome = 'failed') = (reason is not null))
);
create index examined_unit_failed on examined_unit (exhibit_id, key) where outcome = 'failed';
create index examined_unit_item on examined_unit (exhibit_id, item_id);

create table examined_item (
  id bytea not null check (octet_length(id) = 32),
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  parent bytea check (octet_length(parent) = 32),
  depth integer not null check (depth between 0 and 64),
  volume integer not null check (volume >= 0),
  place bigint not null check (place >= 0), -- in the order of its volume or container
  path text not null,
  address text not null,
  type text not null check (type in ('file', 'folder', 'link', 'other')),
  bytes bigint not null check (bytes >= 0),
  deleted boolean not null,
  modified text,
  more jsonb not null, -- other times, mode, owner, target
  place_of jsonb, -- stored, assumed, runs
  sha256 bytea check (octet_length(sha256) = 32),
  sha1 bytea check (octet_length(sha1) = 20),
  md5 bytea check (octet_length(md5) = 16),
  first bytea check (octet_length(first) <= 512),
  kind text check (length(kind) <= 40),
  says text check (length(says) <= 10), -- what the name promises, where it is something else
  type_version integer,
  primary key (exhibit_id, id)
);
create index examined_item_places on examined_item (exhibit_id, parent, volume, place);
create index examined_item_paths on examined_item (exhibit_id, (left(path, 300)) collate "C", id); -- a path may be longer than an index takes
create index examined_item_contents on examined_item (exhibit_id, sha256);

-- What is not held any more is not told of any more.
create function comity_forget_examined() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from examined_unit where exhibit_id = new.id;
  delete from examined_item where exhibit_id = new.id;
  delete from examination where exhibit_id = new.id;
  return null;
end $$;
create trigger examined_forgotten after update of status on exhibit
  for each row when (old.status = 'held' and new.status <> 'held') execute function comity_forget_examined();

do $$
declare
  name text;
begin
  foreach name in array array['examination', 'examined_unit', 'examined_item'] loop
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
