-- What an examination found in an exhibit: its runs, its work units, its items; what of them is known material or a known picture, and what
-- people who looked said of it. Nothing here is a copy of evidence: an item is where its bytes lie and their digest; text that was taken
-- out of one is marked as derived by standing with the unit that made it. docs/decisions/examination.md

-- What functions look in; an attacker's temporary table of the same name comes last.
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

-- The key of an encrypted volume, sealed, from when somebody gives it for an examination until that has ended: a worker of another machine,
-- or one that goes on after a crash, opens the volume with it. A key may be kept for a selection too: for that one job, beside the one that
-- an examination of the exhibit waits for. Nobody reads this table but the system's own hand.
create table examination_key (
  id uuid primary key, -- of the event that says that it was given
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  job_id uuid, -- of the selection; null: for the next examination
  sealed text not null check (length(sealed) between 1 and 60000),
  given_at timestamptz not null
);
create index examination_key_old on examination_key (given_at);
create unique index examination_key_next on examination_key (exhibit_id) where job_id is null;
create unique index examination_key_job on examination_key (job_id) where job_id is not null;

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
  photodna bytea check (octet_length(photodna) = 32), -- SHA-256 of the string that a licensed tool gave for it: compared, never computed here
  first bytea check (octet_length(first) <= 512),
  kind text check (length(kind) <= 40),
  says text check (length(says) <= 10), -- what the name promises, where it is something else
  type_version integer,
  primary key (exhibit_id, id)
);
create index examined_item_places on examined_item (exhibit_id, parent, volume, place);
create index examined_item_paths on examined_item (exhibit_id, (left(path, 300)) collate "C", id); -- a path may be longer than an index takes
-- As the files of sets of known material are read.
create index examined_item_sha256 on examined_item (exhibit_id, sha256, id);
create index examined_item_sha1 on examined_item (exhibit_id, sha1, id);
create index examined_item_md5 on examined_item (exhibit_id, md5, id);
create index examined_item_photodna on examined_item (exhibit_id, photodna, id) where photodna is not null;

-- Words of the texts that an examination took out of files, for the search within an exhibit: derived from examined_unit, made again at any
-- time. Cut by law/search-words.ts, so that scripts without spaces are found too. A text of very many words lies in several parts.
create table examined_words (
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  key bytea not null check (octet_length(key) = 32), -- of the unit
  part integer not null check (part >= 0),
  words tsvector not null,
  primary key (exhibit_id, key, part)
);
create index examined_words_found on examined_words using gin (words);

-- What an examiner says of an item: tag, note, relevant or not. Never changed: a later mark of the same person stands in its place.
create table item_mark (
  id uuid primary key,
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  item_id bytea not null check (octet_length(item_id) = 32),
  is_relevant boolean not null,
  tag text check (length(tag) between 1 and 60),
  note text check (length(note) between 1 and 2000),
  by_person uuid not null references person (id),
  at timestamptz not null
);
create index item_mark_of on item_mark (exhibit_id, item_id, by_person, at desc);

-- Sets of known material, whatever their entries are: digests, PDQ fingerprints, PhotoDNA strings; each with its owner, its ground, its last
-- day and who may be told. All are taken in by one person and confirmed by another, and their entries lie in files beside.
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
  confirmed_how text check (length(confirmed_how) between 1 and 500), -- how the second person compared it with what its owner says
  ended_at timestamptz,
  ended_why text check (length(ended_why) between 1 and 500),
  unique (name, version),
  check (confirmed_by <> imported_by),
  check ((confirmed_by is null) = (confirmed_at is null))
);

-- What of an exhibit is in a set by its digest. A hit keeps what it was told with, so that it can be read when the set is not here any more.
create table known_hit (
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  item_id bytea not null check (octet_length(item_id) = 32),
  set_id uuid not null,
  set_name text not null,
  set_version integer not null,
  use text not null check (use in ('alert', 'ignore')),
  digest text not null check (digest in ('sha256', 'sha1', 'md5', 'photodna')),
  category text,
  flags jsonb not null,
  may_be_told text not null,
  primary key (exhibit_id, item_id, set_name)
);

-- Where the agency says so, two people confirm a hit by digest as they do a picture. What each said is kept by the bytes of the file and
-- the name of the set: it holds for every file with these bytes, and stays when the exhibit is compared again. docs/guides/review-pictures.md
create table known_decision (
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  content bytea not null check (octet_length(content) = 32), -- SHA-256 of the file
  set_name text not null,
  set_version integer not null check (set_version > 0), -- that was looked at
  person_id uuid not null references person (id),
  decision text not null check (decision in ('match', 'other', 'unsure')),
  at timestamptz not null,
  primary key (exhibit_id, content, set_name, person_id)
);

-- What of an exhibit is near to a known picture. A match is computed; only two people who agree make a finding of it. A hit is of an item,
-- by which its picture is read again wherever it lies; and it keeps what it was told with. The same picture in several files of an exhibit
-- is one thing to look at and one decision: a hit knows the bytes it was found in, and the first of those with the same bytes and set
-- stands for all. What people said so far is kept beside it, so that a queue of any length begins where somebody still has to decide.
-- docs/guides/review-pictures.md
create table picture_hit (
  id uuid primary key, -- a digest of the set and of where the picture lies: found again it is the same hit
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  item_id bytea check (octet_length(item_id) = 32),
  content bytea check (octet_length(content) = 32), -- SHA-256 of the bytes; null: not known
  volume integer check (volume >= 0), -- of a medium
  path text not null,
  path_start text collate "C" not null generated always as (left(path, 300)) stored,
  address text not null check (length(address) <= 60),
  bytes bigint not null check (bytes >= 0),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  hash bytea not null check (octet_length(hash) = 32),
  quality integer not null check (quality between 0 and 100),
  -- a few grey squares: all that is shown until somebody asks
  veil bytea not null check (octet_length(veil) between 1 and 256),
  veil_width integer not null check (veil_width between 1 and 16),
  set_id uuid not null,
  set_name text not null,
  set_version integer not null,
  category text,
  flags jsonb not null default '[]' check (jsonb_typeof(flags) = 'array'),
  may_be_told text check (length(may_be_told) between 1 and 500),
  entry integer not null check (entry > 0),
  distance integer not null check (distance between 0 and 31),
  -- how the picture was turned or mirrored to be near
  turn text not null default 'original'
    check (turn in ('original', 'rotate90', 'rotate180', 'rotate270', 'flipX', 'flipY', 'flipPlus1', 'flipMinus1')),
  found_at timestamptz not null,
  is_first boolean not null default true,
  result text not null default 'waiting' check (result in ('waiting', 'differ', 'match', 'other', 'unsure')),
  check (octet_length(veil) % veil_width = 0)
);
create index picture_hit_item on picture_hit (exhibit_id, item_id);
create index picture_hit_content on picture_hit (exhibit_id, content, set_id);
create index picture_hit_of on picture_hit (exhibit_id, distance, path_start, id) include (result) where is_first;
create index picture_hit_open on picture_hit (exhibit_id, distance, path_start, id) where is_first and result in ('waiting', 'differ');
create index picture_hit_settled on picture_hit (exhibit_id, distance, path_start, id)
  where is_first and result in ('match', 'other', 'unsure');

create table picture_decision (
  hit_id uuid not null references picture_hit (id) on delete cascade,
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  person_id uuid not null references person (id),
  decision text not null check (decision in ('match', 'other', 'unsure')),
  at timestamptz not null,
  primary key (hit_id, person_id)
);
create index picture_decision_of on picture_decision (exhibit_id, person_id);

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
create function comity_forget_examined() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from item_mark where exhibit_id = new.id;
  delete from known_hit where exhibit_id = new.id;
  delete from examined_unit where exhibit_id = new.id;
  delete from examined_item where exhibit_id = new.id;
  delete from examination where exhibit_id = new.id;
  return null;
end $$;
create trigger examined_forgotten after update of status on exhibit
  for each row when (old.status = 'held' and new.status <> 'held') execute function comity_forget_examined();

create function comity_forget_examination_key() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from examination_key where exhibit_id = new.id;
  return null;
end $$;
create trigger examination_key_forgotten after update of status on exhibit
  for each row when (old.status = 'held' and new.status <> 'held') execute function comity_forget_examination_key();

create function comity_forget_examined_words() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from examined_words where exhibit_id = new.id;
  return null;
end $$;
create trigger examined_words_forgotten after update of status on exhibit
  for each row when (old.status = 'held' and new.status <> 'held') execute function comity_forget_examined_words();

create function comity_forget_known_decisions() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from known_decision where exhibit_id = new.id;
  return null;
end $$;
create trigger known_decisions_forgotten after update of status on exhibit
  for each row when (old.status = 'held' and new.status <> 'held') execute function comity_forget_known_decisions();

create function comity_forget_pictures() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from picture_hit where exhibit_id = new.id;
  return null;
end $$;
create trigger pictures_forgotten after update of status on exhibit
  for each row when (old.status = 'held' and new.status <> 'held') execute function comity_forget_pictures();

-- Contents of an exhibit in whose text all of these stand, each a tsquery. A function of the owner, because an index of words is not used
-- beneath a row rule; it asks what the rule of the items asks.
create function comity_contents_with_words(wanted uuid, terms text[]) returns setof bytea
  language plpgsql stable security definer set search_path from current as $$
begin
  if not comity_is('operator') and not exists (
    select from exhibit e where e.id = wanted and e.case_id in (select comity_cases())
       and (comity_within() is null or e.case_id = comity_within()) and e.id not in (select comity_exhibits_hidden()))
  then return; end if;
  return query
    select distinct o.sha256
      from (select w.key from examined_words w where w.exhibit_id = wanted and w.words @@ terms[1]::tsquery) k
      join examined_unit u on u.exhibit_id = wanted and u.key = k.key
      join examined_item o on o.exhibit_id = wanted and o.id = u.item_id
     where o.sha256 is not null and not exists (
       select from unnest(terms) t where not exists (
         select from examined_words v where v.exhibit_id = wanted and v.key = k.key and v.words @@ t::tsquery));
end $$;

-- Every table: forced upon its owner too, who therefore has a policy of its own; and the system's own hand.
do $$
declare
  name text;
begin
  foreach name in array array['examination', 'examination_key', 'examined_unit', 'examined_item', 'examined_words', 'item_mark',
    'known_set', 'known_hit', 'known_decision', 'picture_hit', 'picture_decision', 'picture_opening'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to current_user using (true) with check (true)', name);
    execute format('create policy operator on %I to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
  end loop;
end $$;

do $$
declare
  name text;
begin
  -- Who may see the exhibit sees what was found in it.
  foreach name in array array['examination', 'examined_unit', 'examined_item', 'item_mark', 'known_hit', 'known_decision', 'picture_hit',
    'picture_decision', 'picture_opening'] loop
    execute format('create policy member on %I for select to comity_app using (case_id in (select comity_cases()))', name);
    execute format('create policy within on %I as restrictive to comity_app
      using ((select comity_within()) is null or case_id = (select comity_within()))', name);
    execute format('create policy kept on %I as restrictive to comity_app
      using ((select comity_is(''operator'')) or exhibit_id not in (select comity_exhibits_hidden()))', name);
  end loop;
end $$;

-- Who keeps sets of known material sees which there are; what is in them lies in files.
create policy keeper on known_set for select to comity_app
  using ((select comity_has_role('administrator')) or (select comity_has_role('knowledgeEditor')));
-- How much somebody had to see is nobody else's to read.
create policy own on picture_opening as restrictive for select to comity_app
  using ((select comity_is('operator')) or person_id = (select comity_person()));

grant select, insert, update, delete on examination, examination_key, examined_item, examined_unit, examined_words, known_decision, known_hit,
  picture_decision, picture_hit, picture_opening to comity_app;
grant select, insert, update on known_set to comity_app;
grant select, insert, delete on item_mark to comity_app;
