-- The agreement of a joint investigation is changed: proposed by a party, decided by each, in effect when all of it have agreed. A copy of an
-- exhibit goes by line without custody.
select set_config('search_path', current_schema() || ', pg_temp', true);

create table joint_change (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'), -- of the agreement as it would be
  team_id uuid not null references joint_team (id),
  base text not null check (base ~ '^[0-9a-f]{64}$'), -- of the one that it changes
  agreement text not null check (length(agreement) <= 100000), -- canonical JSON
  proposer text not null check (length(proposer) between 1 and 255),
  why text not null check (length(why) <= 100000), -- as who proposes it says, JSON
  ours text not null check (ours in ('asked', 'agreed', 'declined')), -- what we say of it
  said text check (length(said) <= 100000), -- why we declined
  state text not null check (state in ('open', 'agreed', 'declined', 'lapsed')),
  at timestamptz not null,
  by_person uuid references person (id) -- who proposed it here, or decided
);
create index joint_change_of on joint_change (team_id, base);

create table joint_change_answer (
  sha256 text not null references joint_change (sha256),
  origin text not null check (length(origin) between 1 and 255),
  is_agreed boolean not null,
  answer text check (length(answer) <= 100000), -- why it declined
  at timestamptz not null,
  primary key (sha256, origin)
);

-- A party that came by a change: who asked it, and when.
alter table joint_party add column asked_by text check (length(asked_by) between 1 and 255);
alter table joint_party add column added_at timestamptz;

do $$
declare
  name text;
begin
  foreach name in array array['joint_change', 'joint_change_answer'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to current_user using (true) with check (true)', name);
    execute format('create policy operator on %I to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
  end loop;
end $$;
create policy of_team on joint_change for select to comity_app using (team_id in (select id from joint_team));
create policy of_team on joint_change_answer for select to comity_app using (sha256 in (select sha256 from joint_change));
grant select, insert on joint_change, joint_change_answer to comity_app;
grant update (ours, said, state, by_person) on joint_change to comity_app;
grant update (sha256, agreement) on joint_team to comity_app;

-- A copy: custody stays where it is. Answered by that it was taken into evidence, or set aside.
alter table exchange_offer add column is_copy boolean not null default false;
alter table exchange_offer add column answered_at timestamptz;
grant update (answered_at) on exchange_offer to comity_app;

drop index exchange_in_of_case;
drop index exchange_out_of_case;
create index exchange_in_of_case on exchange_in (conversation_id, type)
  where state = 'delivered' and type in ('caseOffered', 'actAsked', 'caseTaken', 'caseDeclined', 'actDone', 'actDeclined', 'jointProposed',
    'jointAgreed', 'jointDeclined', 'jointChanged', 'jointShared', 'jointUnshared', 'jointEnded');
create index exchange_out_of_case on exchange_out (conversation_id, type)
  where type in ('caseOffered', 'actAsked', 'caseTaken', 'caseDeclined', 'actDone', 'actDeclined', 'jointProposed',
    'jointAgreed', 'jointDeclined', 'jointChanged', 'jointShared', 'jointUnshared', 'jointEnded');
drop index exchange_in_to_do;
create index exchange_in_to_do on exchange_in (arrived_at)
  where type in ('fork', 'custodyAccepted', 'custodyRejected', 'offer', 'callBack', 'consentGiven', 'copySent', 'copyTaken', 'caseOffered', 'actAsked',
    'caseTaken', 'caseDeclined', 'actDone', 'actDeclined', 'jointProposed', 'jointAgreed', 'jointDeclined', 'jointChanged',
    'jointShared', 'jointUnshared', 'jointEnded') and state = 'delivered' and done_at is null;
