-- The law data as it was published, every version of it, and the proposals that made each from the one before.
-- What is published is never changed: no update, no delete. docs/guides/law-data.md

-- One file of the law data by the SHA-256 of its bytes; the same bytes are kept once.
create table law_file (
  digest bytea primary key check (octet_length(digest) = 32),
  name text not null,
  -- the file, Brotli (RFC 7932)
  bytes bytea not null
);

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
  -- Nobody publishes or sends back their own; only they withdraw it.
  check (outcome is null or (outcome = 'withdrawn') = (decided_by = proposed_by)),
  check ((outcome = 'returned') = (answer is not null and answer <> '') or outcome is null)
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
  set_aside uuid[] not null default '{}'
);
create index law_version_named on law_version (data_version, number);

create table law_version_file (
  version integer not null references law_version (number),
  digest bytea not null references law_file (digest),
  name text not null,
  primary key (version, name)
);

grant select, insert on law_file, law_version, law_version_file to comity_app;
grant select, insert on law_proposal to comity_app;
grant update (outcome, answer, decided_by, decided_at) on law_proposal to comity_app;

select set_config('search_path', current_schema() || ', pg_temp', true);

-- The editor who publishes in this moment: the one who decided a proposal of somebody else.
create function comity_publishes(proposal uuid) returns boolean
  language sql stable security definer set search_path from current as $$
  select exists (select from law_proposal p where p.id = proposal and p.outcome = 'published'
                    and p.decided_by = comity_person() and p.proposed_by <> comity_person()) $$;

-- Who proposed and decided: editors see each other's names.
create function comity_law_editors() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select proposed_by from law_proposal where comity_has_role('knowledgeEditor')
  union select decided_by from law_proposal where decided_by is not null and comity_has_role('knowledgeEditor') $$;

do $$
declare
  name text;
begin
  foreach name in array array['law_file', 'law_proposal', 'law_version', 'law_version_file'] loop
    execute format('alter table %s enable row level security', name);
    execute format('alter table %s force row level security', name);
    execute format('create policy owner on %s to current_user using (true) with check (true)', name);
    execute format('create policy operator on %s to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
  end loop;
end $$;

-- What is published is for everybody with an account; what is only proposed is for editors.
create policy reader on law_file for select to comity_app using ((select comity_person_here()) is not null);
create policy reader on law_version for select to comity_app using ((select comity_person_here()) is not null);
create policy reader on law_version_file for select to comity_app using ((select comity_person_here()) is not null);
create policy reader on law_proposal for select to comity_app
  using (outcome = 'published' and (select comity_person_here()) is not null);
create policy editor_sees on law_proposal for select to comity_app using ((select comity_has_role('knowledgeEditor')));

create policy editor_proposes on law_proposal for insert to comity_app
  with check ((select comity_has_role('knowledgeEditor')) and proposed_by = (select comity_person()) and outcome is null);
create policy editor_decides on law_proposal for update to comity_app
  using ((select comity_has_role('knowledgeEditor')) and outcome is null)
  with check (decided_by = (select comity_person()));
create policy editor_files on law_file for insert to comity_app with check ((select comity_has_role('knowledgeEditor')));
create policy editor_publishes on law_version for insert to comity_app
  with check ((select comity_has_role('knowledgeEditor')) and comity_publishes(proposal_id));
create policy editor_publishes on law_version_file for insert to comity_app
  with check ((select comity_has_role('knowledgeEditor')) and exists (
    select from law_version v where v.number = version and comity_publishes(v.proposal_id)));

create policy editors_see on person for select to comity_app using (id in (select comity_law_editors()));
