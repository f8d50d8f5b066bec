-- Sets of digests of known material, each with its ground and its last day; the digests lie in files beside. And what of exhibits is in
-- them: a hit keeps what it was told with, so that it can be read when the set is not here any more.
select set_config('search_path', current_schema() || ', pg_temp', true);

create table known_set (
  id uuid primary key,
  name text not null check (length(name) between 1 and 500),
  version integer not null check (version > 0),
  owner text not null check (length(owner) between 1 and 500),
  basis text not null check (length(basis) between 1 and 500),
  may_be_told text not null check (length(may_be_told) between 1 and 500),
  use text not null check (use in ('alert', 'ignore')),
  is_own boolean not null,
  expires date not null,
  format text not null check (length(format) between 1 and 20),
  sha256 bytea not null check (octet_length(sha256) = 32), -- of the file that was read
  counts jsonb not null,
  labels jsonb not null,
  imported_by uuid not null references person (id),
  imported_at timestamptz not null,
  confirmed_by uuid references person (id),
  confirmed_at timestamptz,
  ended_at timestamptz,
  unique (name, version),
  check (confirmed_by <> imported_by),
  check ((confirmed_by is null) = (confirmed_at is null))
);
alter table known_set enable row level security;
alter table known_set force row level security;
create policy owner on known_set to current_user using (true) with check (true);
create policy operator on known_set to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
grant select, insert, update on known_set to comity_app;

create table known_hit (
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  item_id bytea not null check (octet_length(item_id) = 32),
  set_id uuid not null,
  set_name text not null,
  set_version integer not null,
  use text not null check (use in ('alert', 'ignore')),
  digest text not null check (digest in ('sha256', 'sha1', 'md5')),
  category text,
  flags jsonb not null,
  may_be_told text not null,
  primary key (exhibit_id, item_id, set_name)
);
alter table known_hit enable row level security;
alter table known_hit force row level security;
create policy owner on known_hit to current_user using (true) with check (true);
create policy operator on known_hit to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy member on known_hit for select to comity_app using (case_id in (select comity_cases()));
create policy within on known_hit as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));
create policy kept on known_hit as restrictive to comity_app
  using ((select comity_is('operator')) or exhibit_id not in (select comity_exhibits_hidden()));
grant select, insert, update, delete on known_hit to comity_app;

-- As the files of sets are read.
create index examined_item_sha256 on examined_item (exhibit_id, sha256, id);
create index examined_item_sha1 on examined_item (exhibit_id, sha1, id);
create index examined_item_md5 on examined_item (exhibit_id, md5, id);
drop index examined_item_contents;

create or replace function comity_forget_examined() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from known_hit where exhibit_id = new.id;
  delete from examined_unit where exhibit_id = new.id;
  delete from examined_item where exhibit_id = new.id;
  delete from examination where exhibit_id = new.id;
  return null;
end $$;
