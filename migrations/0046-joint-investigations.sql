-- Joint investigations (UNTOC Art. 19): the agreement as it was said, its parties, what each chose to share, and the division at its end.
-- A row that came from a party is of that party: no other can change it, and neither can we.
select set_config('search_path', current_schema() || ', pg_temp', true);

create table joint_team (
  id uuid primary key, -- of the agreement, by who proposes
  case_id uuid unique references case_file (id), -- null: proposed to us, and in no case yet
  proposer text not null check (length(proposer) between 1 and 255),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'), -- of the agreement as canonical JSON
  agreement text not null check (length(agreement) <= 100000),
  message_id uuid unique, -- theirs: that proposed it
  state text not null check (state in ('proposed', 'agreed', 'declined')), -- as far as it is ours to say
  leader text check (length(leader) between 1 and 200), -- ours
  at timestamptz not null,
  by_person uuid references person (id),
  division text check (length(division) <= 500000), -- as we sign it, canonical JSON
  division_said text check (length(division_said) <= 100000),
  division_version integer not null default 0,
  check (state <> 'agreed' or (case_id is not null and leader is not null))
);
create index joint_team_desk on joint_team (at) where case_id is null and state = 'proposed';

-- The others of it.
create table joint_party (
  team_id uuid not null references joint_team (id),
  origin text not null check (length(origin) between 1 and 255),
  conversation_id uuid unique references exchange_conversation (id), -- null: neither of the two has opened one
  state text not null check (state in ('asked', 'agreed', 'declined')),
  leader text check (length(leader) between 1 and 200),
  answer text check (length(answer) <= 100000), -- why it declined
  answered_at timestamptz,
  division text check (length(division) <= 500000), -- as it signed it last
  division_said text check (length(division_said) <= 100000),
  ended_at timestamptz, -- both have signed the same
  primary key (team_id, origin)
);

create table joint_shared (
  team_id uuid not null references joint_team (id),
  origin text not null, -- whose it is; ours: our own
  id uuid not null,
  version integer not null default 1 check (version > 0), -- of what is told: grows when the state of a request does, and when it is no longer shared
  said text not null check (length(said) <= 100000),
  at timestamptz not null,
  by_person uuid references person (id), -- ours
  request_number integer check (request_number > 0), -- ours: of the request of the case whose state is told
  unshared_at timestamptz,
  primary key (team_id, origin, id)
);

do $$
declare
  name text;
begin
  foreach name in array array['joint_team', 'joint_party', 'joint_shared'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to current_user using (true) with check (true)', name);
    execute format('create policy operator on %I to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
  end loop;
end $$;
create policy of_team on joint_party for select to comity_app using (team_id in (select id from joint_team));
-- What was shared of a request that has become confidential since is there for those who know of the request.
create policy of_team on joint_shared for select to comity_app
  using (team_id in (select id from joint_team)
    and (request_number is null or exists (select from request r join joint_team t on t.case_id = r.case_id
                                            where t.id = joint_shared.team_id and r.number = joint_shared.request_number)));
create policy member on joint_team for select to comity_app using (case_id in (select comity_cases_with_requests()));
create policy within on joint_team as restrictive to comity_app
  using ((select comity_is('operator')) or (select comity_within()) is null or case_id = (select comity_within()));
create policy desk on joint_team for select to comity_app
  using (case_id is null and (select comity_within()) is null
    and ((select comity_has_role('centralAuthority')) or (select comity_has_role('dutyOfficer'))));
grant select, insert on joint_team, joint_party, joint_shared to comity_app;
grant update (case_id, state, leader, by_person, division, division_said, division_version) on joint_team to comity_app;
grant update (conversation_id, state, leader, answer, answered_at, division, division_said, ended_at) on joint_party to comity_app;
grant update (version, said, unshared_at) on joint_shared to comity_app;

drop index exchange_in_of_case;
drop index exchange_out_of_case;
create index exchange_in_of_case on exchange_in (conversation_id, type)
  where state = 'delivered' and type in ('caseOffered', 'actAsked', 'caseTaken', 'caseDeclined', 'actDone', 'actDeclined', 'jointProposed',
    'jointAgreed', 'jointDeclined', 'jointShared', 'jointUnshared', 'jointEnded');
create index exchange_out_of_case on exchange_out (conversation_id, type)
  where type in ('caseOffered', 'actAsked', 'caseTaken', 'caseDeclined', 'actDone', 'actDeclined', 'jointProposed', 'jointAgreed',
    'jointDeclined', 'jointShared', 'jointUnshared', 'jointEnded');
drop index exchange_in_to_do;
create index exchange_in_to_do on exchange_in (arrived_at)
  where type in ('custodyAccepted', 'custodyRejected', 'offer', 'callBack', 'consentGiven', 'caseOffered', 'actAsked', 'caseTaken',
    'caseDeclined', 'actDone', 'actDeclined', 'jointProposed', 'jointAgreed', 'jointDeclined', 'jointShared', 'jointUnshared',
    'jointEnded') and state = 'delivered' and done_at is null;

-- That a case is a joint one, and with whom, stands in its history.
alter table case_change drop constraint case_change_what_check;
alter table case_change add constraint case_change_what_check
  check (what in ('title', 'offences', 'legalBasis', 'status', 'compartment', 'party', 'deadline', 'lead', 'member', 'transfer', 'joint'));

-- What reached nobody is given up, so that the case can be handed to another.
alter table case_between drop constraint case_between_state_check;
alter table case_between add constraint case_between_state_check
  check (state in ('offered', 'taken', 'declined', 'done', 'undelivered'));
