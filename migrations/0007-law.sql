-- The law as data, in versions that two persons publish; the directory of authorities; answers of the planner; official wording of forms.

-- What functions look in; an attacker's temporary table of the same name comes last.
select set_config('search_path', current_schema() || ', pg_temp', true);

-- Who proposed and decided: editors see each other's names.
create function comity_law_editors() returns setof uuid
  language plpgsql stable security definer set search_path from current as $$
begin
  if not comity_has_role('knowledgeEditor') then return; end if;
  return query select proposed_by from law_proposal union select decided_by from law_proposal where decided_by is not null;
end $$;

-- One file of the law data by the SHA-256 of its bytes; the same bytes are kept once.
create table law_file (
  digest bytea primary key check (octet_length(digest) = 32),
  name text not null,
  -- the file, Brotli (RFC 7932)
  bytes bytea not null
);

-- The law data as it was published, every version of it, and the proposals that made each from the one before.
-- What is published is never changed: no update, no delete. docs/guides/law-data.md
create table law_proposal (
  id uuid primary key,
  -- as src/law/change.ts describes it
  change json not null,
  record text not null,
  reason text not null check (reason <> ''),
  -- the data that the proposer saw
  drafted_on text not null,
  -- the proposal that was sent back and is drafted again here
  revises uuid references law_proposal (id),
  proposed_by uuid not null references person (id),
  proposed_at timestamptz not null,
  outcome text check (outcome in ('published', 'returned', 'withdrawn')),
  -- why it was sent back
  answer text,
  decided_by uuid references person (id),
  decided_at timestamptz,
  check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null)),
  check (outcome is null or (outcome = 'withdrawn') = (decided_by = proposed_by)),
  check ((outcome = 'returned') = ((answer is not null) and (answer <> '')) or outcome is null)
);
create index law_proposal_open on law_proposal (proposed_at) where outcome is null;
create index law_proposal_of on law_proposal (record, decided_at);

create table law_version (
  number integer primary key,
  data_version text not null,
  -- the data that came with the program and that the published changes were made to
  shipped_version text not null,
  published_at timestamptz not null,
  -- null: the program brought new data
  proposal_id uuid unique references law_proposal (id),
  -- published changes that new data of the program contradicts, and that therefore stand beside it
  set_aside uuid[] not null default '{}'::uuid[]
);
create index law_version_named on law_version (data_version, number);

create table law_version_file (
  version integer not null references law_version (number),
  digest bytea not null references law_file (digest),
  name text not null,
  primary key (version, name)
);

-- Which version the passages are of. One row, or none while it is made.
create table law_index (
  data_version text primary key,
  made_at timestamptz not null
);

-- The texts of the published law data, to be searched in any language. Made anew for each version from its files, so it
-- holds nothing of its own and may be emptied at any time.
create table law_passage (
  data_version text not null,
  -- in the order of the files
  place integer not null,
  record text not null,
  kind text not null,
  title text not null,
  field text not null,
  text text not null,
  at text not null,
  states text[] not null,
  confidence text,
  -- what the record is about
  instruments text[] not null,
  measures text[] not null,
  categories text[] not null,
  offences text[] not null,
  is_for_all_offences boolean not null,
  -- the words as src/law/search-words.ts folds and cuts them
  words tsvector not null,
  primary key (data_version, place)
);
create index law_passage_words on law_passage using gin (words);

-- Downloads of depositaries as they were read, so that their differences can be looked at, and proposed one by one.
create table law_import (
  id uuid primary key,
  format text not null,
  instrument text not null,
  -- of the download
  day text not null check (day ~ '^\d{4}-\d{2}-\d{2}$'),
  file_name text not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  -- what src/law/import-reading.ts made of it
  reading json not null,
  read_by uuid not null references person (id),
  read_at timestamptz not null
);

-- How to reach the authorities of the directory. Kept here and not in the law data, which everybody may read and carry away:
-- networks of contact points give numbers to authorities only. A wrong number defeats the call-back by which an emergency is
-- verified, so a contact counts only when a second person has confirmed it. Nothing is changed or deleted; it ends.
create table authority_contact (
  id uuid primary key,
  -- Id in the law data.
  authority text not null check (authority ~ '^[a-z0-9-]{1,80}$'),
  kind text not null check (kind in ('telephone', 'email', 'fax', 'portal', 'post')),
  purpose text not null check (purpose in ('general', 'urgent', 'night')),
  value text not null check (length(value) >= 1 and length(value) <= 500),
  -- Where it is from, and the day it was confirmed there.
  source text not null check (length(source) >= 1 and length(source) <= 500),
  as_of date not null,
  added_by uuid not null references person (id),
  added_at timestamptz not null,
  confirmed_by uuid references person (id),
  confirmed_at timestamptz,
  ended_by uuid references person (id),
  ended_at timestamptz,
  check (confirmed_by <> added_by),
  check ((confirmed_by is null) = (confirmed_at is null)),
  check ((ended_by is null) = (ended_at is null))
);
create index authority_contact_of on authority_contact (authority) where ended_at is null;

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
create index channel_answer_of on channel_answer (asked_by, asked_at DESC);

-- What the official text of a form calls its parts in a language, brought by the agency: not ours, with its source and day. The newest holds.
create table official_wording (
  form text not null check (form ~ '^[a-z0-9-]{1,80}$'),
  language text not null check (comity_is_language(language)),
  imported_at timestamptz not null,
  source text not null check (length(source) between 1 and 500),
  day date not null,
  -- What each part is called, by its id.
  words jsonb not null check (jsonb_typeof(words) = 'object'),
  primary key (form, language, imported_at)
);
create trigger official_wording_is_final before update or delete on official_wording
  for each row execute function refuse_change();

-- The editor who publishes in this moment: the one who decided a proposal of somebody else.
create function comity_publishes(proposal uuid) returns boolean
  language sql stable security definer set search_path from current as $$
  select exists (select from law_proposal p where p.id = proposal and p.outcome = 'published'
                    and p.decided_by = comity_person() and p.proposed_by <> comity_person()) $$;

-- Whether a number that a request gives for calling back is one of the directory (check 14): whoever writes a request need not see
-- how authorities are reached, and learns of the numbers that they wrote themselves alone.
create function comity_in_directory(authorities text[], numbers text[]) returns setof text
  language sql stable security definer set search_path from current as $$
  select given from unnest(numbers) as given
   where comity_person() is not null and exists (
     select from authority_contact c
      where c.authority = any (authorities) and c.kind = 'telephone' and c.confirmed_at is not null and c.ended_at is null
        and regexp_replace(c.value, '[^0-9+]', '', 'g') = regexp_replace(given, '[^0-9+]', '', 'g')) $$;

-- Whether a number, fax or mail address that a request gives of whom it asks is one of the directory (check 15). As of numbers to call
-- back, whoever writes a request learns of what they wrote themselves alone.
create function comity_contacts_in_directory(authorities text[], contacts text[]) returns setof text
  language sql stable security definer set search_path from current as $$
  select given from unnest(contacts) as given
   where comity_person() is not null and exists (
     select from authority_contact c
      where c.authority = any (authorities) and c.confirmed_at is not null and c.ended_at is null
        and case
          when c.kind = 'email' then lower(c.value) = lower(trim(given))
          when c.kind in ('telephone', 'fax') then position('@' in given) = 0
            and regexp_replace(c.value, '[^0-9+]', '', 'g') = regexp_replace(given, '[^0-9+]', '', 'g')
          else false end) $$;

-- Every table: forced upon its owner too, who therefore has a policy of its own; and the system's own hand.
do $$
declare
  name text;
begin
  foreach name in array array['law_file', 'law_proposal', 'law_version', 'law_version_file', 'law_index', 'law_passage', 'law_import',
    'authority_contact', 'channel_answer', 'official_wording'] loop
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
  -- What is published is for everybody with an account; what is only proposed is for editors.
  foreach name in array array['law_file', 'law_version', 'law_version_file', 'law_passage', 'law_index'] loop
    execute format('create policy reader on %I for select to comity_app using ((select comity_person_here()) is not null)', name);
  end loop;
end $$;

create policy editors_see on person for select to comity_app using (id in (select comity_law_editors()));

create policy editor_files on law_file for insert to comity_app with check ((select comity_has_role('knowledgeEditor')));

create policy reader on law_proposal for select to comity_app
  using (outcome = 'published' and (select comity_person_here()) is not null);
-- What became of a change that a peer proposed is told to it by the program, which reads no other words of editors for that.
create policy operator_sees on law_proposal for select to comity_app using ((select comity_is('operator')));
create policy editor_sees on law_proposal for select to comity_app using ((select comity_has_role('knowledgeEditor')));
create policy editor_proposes on law_proposal for insert to comity_app
  with check ((select comity_has_role('knowledgeEditor')) and proposed_by = (select comity_person()) and outcome is null);
create policy editor_decides on law_proposal for update to comity_app
  using ((select comity_has_role('knowledgeEditor')) and outcome is null)
  with check (decided_by = (select comity_person()));

create policy editor_publishes on law_version for insert to comity_app
  with check ((select comity_has_role('knowledgeEditor')) and comity_publishes(proposal_id));

create policy editor_publishes on law_version_file for insert to comity_app
  with check ((select comity_has_role('knowledgeEditor')) and
    exists (select from law_version v where v.number = law_version_file.version and comity_publishes(v.proposal_id)));

create policy editor_sees on law_import for select to comity_app using ((select comity_has_role('knowledgeEditor')));
create policy editor_reads on law_import for insert to comity_app
  with check ((select comity_has_role('knowledgeEditor')) and read_by = (select comity_person()));

create policy sees on authority_contact for select to comity_app using ((select comity_sees_contacts()));
create policy adds on authority_contact for insert to comity_app
  with check ((select comity_changes_contacts()) and added_by = (select comity_person()) and confirmed_by is null
    and ended_by is null);
create policy confirms on authority_contact for update to comity_app
  using ((select comity_changes_contacts()) and ended_at is null)
  with check ((select comity_changes_contacts()) and (confirmed_by = (select comity_person()) or
    ended_by = (select comity_person())));

create policy own_sees on channel_answer for select to comity_app using (asked_by = (select comity_person_here()));
create policy own_asks on channel_answer for insert to comity_app with check (asked_by = (select comity_person_here()));

-- Brought at the terminal of the server; read by everybody who writes letters.
create policy reader on official_wording for select to comity_app using ((select comity_person_here()) is not null);

grant select, insert on authority_contact, channel_answer, law_file, law_import, law_proposal, law_version,
  law_version_file, official_wording to comity_app;
grant select, insert, delete on law_index, law_passage to comity_app;
grant update (confirmed_by, confirmed_at, ended_by, ended_at) on authority_contact to comity_app;
grant update (outcome, answer, decided_by, decided_at) on law_proposal to comity_app;
