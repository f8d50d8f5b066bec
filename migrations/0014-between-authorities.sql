-- What two authorities or more do together: a case that is handed to a peer, one act that a peer is asked for, a joint investigation. The
-- messages are in conversations of their own (exchange_conversation.of_case), about the case as a whole.

-- What functions look in; an attacker's temporary table of the same name comes last.
select set_config('search_path', current_schema() || ', pg_temp', true);

-- A case that is handed to a peer, or one act that a peer is asked for: what was said, and what became of it on this side.
create table case_between (
  id uuid primary key, -- of the act; theirs: of the message
  kind text not null check (kind in ('transfer', 'act')),
  is_ours boolean not null, -- we hand over, or ask
  peer_origin text not null check (length(peer_origin) between 1 and 255),
  conversation_id uuid not null unique references exchange_conversation (id),
  case_id uuid references case_file (id), -- null: of theirs, not taken
  -- What reached nobody is given up, so that the case can be handed to another.
  state text not null check (state in ('offered', 'taken', 'declined', 'done', 'undelivered')),
  said text not null check (length(said) <= 200000), -- the message that opened it
  -- What becomes of the requests of a case that is handed over: of ours those that go along, of theirs those that came, as JSON. The signed
  -- messages themselves are in exchange_out and exchange_in.
  requests text check (length(requests) <= 200000),
  at timestamptz not null,
  by_person uuid references person (id), -- ours: who said it
  their_reference text check (length(their_reference) between 1 and 100), -- ours: of their case
  role text check (length(role) between 1 and 40), -- in which it was taken
  taken_at timestamptz,
  answer text check (length(answer) <= 100000), -- the last message of who was asked, when it says why or what came of it
  answered_at timestamptz,
  answered_by uuid references person (id), -- theirs: who here
  check (is_ours = (by_person is not null)),
  check (not is_ours or case_id is not null),
  check ((taken_at is null) = (role is null)),
  check (state <> 'taken' or taken_at is not null)
);
create index case_between_case on case_between (case_id, at);
create index case_between_desk on case_between (at) where case_id is null and state = 'offered';
-- A case is handed to one authority at a time.
create unique index case_between_once on case_between (case_id) where kind = 'transfer' and is_ours and state in ('offered', 'taken');

-- Joint investigations (UNTOC Art. 19): the agreement as it was said, its parties, what each chose to share, and the division at its end.
-- A row that came from a party is of that party: no other can change it, and neither can we.
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
  -- A party that came by a change: who asked it, and when.
  asked_by text check (length(asked_by) between 1 and 255),
  added_at timestamptz,
  leader text check (length(leader) between 1 and 200),
  answer text check (length(answer) <= 100000), -- why it declined
  answered_at timestamptz,
  division text check (length(division) <= 500000), -- as it signed it last
  division_said text check (length(division_said) <= 100000),
  ended_at timestamptz, -- both have signed the same, or it is in the agreement no more
  left_by text check (left_by ~ '^[0-9a-f]{64}$'), -- by which change: digest of the agreement without it, or without us
  primary key (team_id, origin)
);

-- The agreement is changed: proposed by a party, decided by each, in effect when all of it have agreed.
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

-- Every table: forced upon its owner too, who therefore has a policy of its own; and the system's own hand.
do $$
declare
  name text;
begin
  foreach name in array array['case_between', 'joint_team', 'joint_party', 'joint_change', 'joint_change_answer', 'joint_shared'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to current_user using (true) with check (true)', name);
    execute format('create policy operator on %I to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
  end loop;
end $$;

-- Of a case: whoever may know of its requests. Of none yet: the desk, and no key for one case.
create policy member on case_between for select to comity_app using (case_id in (select comity_cases_with_requests()));
create policy within on case_between as restrictive to comity_app
  using ((select comity_is('operator')) or (select comity_within()) is null or case_id = (select comity_within()));
create policy desk on case_between for select to comity_app
  using (not is_ours and case_id is null and (select comity_within()) is null
    and ((select comity_has_role('centralAuthority')) or (select comity_has_role('dutyOfficer'))));

create policy member on joint_team for select to comity_app using (case_id in (select comity_cases_with_requests()));
create policy within on joint_team as restrictive to comity_app
  using ((select comity_is('operator')) or (select comity_within()) is null or case_id = (select comity_within()));
create policy desk on joint_team for select to comity_app
  using (case_id is null and (select comity_within()) is null
    and ((select comity_has_role('centralAuthority')) or (select comity_has_role('dutyOfficer'))));

create policy of_team on joint_party for select to comity_app using (team_id in (select id from joint_team));
create policy of_team on joint_change for select to comity_app using (team_id in (select id from joint_team));
create policy of_team on joint_change_answer for select to comity_app using (sha256 in (select sha256 from joint_change));
-- What was shared of a request that has become confidential since is there for those who know of the request.
create policy of_team on joint_shared for select to comity_app
  using (team_id in (select id from joint_team)
    and (request_number is null or exists (select from request r join joint_team t on t.case_id = r.case_id
                                            where t.id = joint_shared.team_id and r.number = joint_shared.request_number)));

grant select, insert on case_between, joint_change, joint_change_answer, joint_party, joint_shared, joint_team to comity_app;
grant update (case_id, state, requests, their_reference, role, taken_at, answer, answered_at, answered_by) on case_between to comity_app;
grant update (ours, said, state, by_person) on joint_change to comity_app;
grant update (conversation_id, state, leader, answer, answered_at, division, division_said, ended_at, left_by) on joint_party to comity_app;
grant update (version, said, unshared_at) on joint_shared to comity_app;
grant update (case_id, sha256, agreement, state, leader, by_person, division, division_said, division_version) on joint_team to comity_app;
