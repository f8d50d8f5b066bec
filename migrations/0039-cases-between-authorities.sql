-- A case that is handed to a peer, or one act that a peer is asked for: what was said, and what became of it on this side. The messages are
-- in a conversation of their own, about the case as a whole.
select set_config('search_path', current_schema() || ', pg_temp', true);

alter table exchange_conversation
  add column of_case uuid references case_file (id), -- null: about a request, about custody, or of theirs and in no case yet
  add check (of_case is null or request_id is null);
create index exchange_conversation_of_case on exchange_conversation (of_case) where of_case is not null;
grant update (of_case) on exchange_conversation to comity_app;

-- Whoever may know of the requests of the case may know what was said about it; before the desk lies what is in no case.
create policy member_of_case on exchange_conversation to comity_app
  using (of_case in (select comity_cases_with_requests())) with check (of_case in (select comity_cases_with_requests()));
drop policy desk on exchange_conversation;
create policy desk on exchange_conversation for select to comity_app
  using (request_id is null and of_case is null and (select comity_within()) is null
    and ((select comity_has_role('centralAuthority')) or (select comity_has_role('dutyOfficer'))));

create table case_between (
  id uuid primary key, -- of the act; theirs: of the message
  kind text not null check (kind in ('transfer', 'act')),
  is_ours boolean not null, -- we hand over, or ask
  peer_origin text not null check (length(peer_origin) between 1 and 255),
  conversation_id uuid not null unique references exchange_conversation (id),
  case_id uuid references case_file (id), -- null: of theirs, not taken
  state text not null check (state in ('offered', 'taken', 'declined', 'done')),
  said text not null check (length(said) <= 200000), -- the message that opened it
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

alter table case_between enable row level security;
alter table case_between force row level security;
do $$ begin execute 'create policy owner on case_between to current_user using (true) with check (true)'; end $$;
create policy operator on case_between to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy member on case_between for select to comity_app using (case_id in (select comity_cases_with_requests()));
create policy within on case_between as restrictive to comity_app
  using ((select comity_is('operator')) or (select comity_within()) is null or case_id = (select comity_within()));
create policy desk on case_between for select to comity_app
  using (not is_ours and case_id is null and (select comity_within()) is null
    and ((select comity_has_role('centralAuthority')) or (select comity_has_role('dutyOfficer'))));
grant select, insert on case_between to comity_app;
grant update (case_id, state, their_reference, role, taken_at, answer, answered_at, answered_by) on case_between to comity_app;

-- What says whose turn it is in a conversation about a case, among all that was said in it.
create index exchange_in_of_case on exchange_in (conversation_id, type)
  where state = 'delivered' and type in ('caseOffered', 'actAsked', 'caseTaken', 'caseDeclined', 'actDone', 'actDeclined');
create index exchange_out_of_case on exchange_out (conversation_id, type)
  where type in ('caseOffered', 'actAsked', 'caseTaken', 'caseDeclined', 'actDone', 'actDeclined');

drop index exchange_in_to_do;
create index exchange_in_to_do on exchange_in (arrived_at)
  where type in ('custodyAccepted', 'custodyRejected', 'offer', 'callBack', 'consentGiven', 'caseOffered', 'actAsked', 'caseTaken',
    'caseDeclined', 'actDone', 'actDeclined') and state = 'delivered' and done_at is null;

-- That a case was handed over, and to whom, stands in its history.
alter table case_change drop constraint case_change_what_check;
alter table case_change add constraint case_change_what_check
  check (what in ('title', 'offences', 'legalBasis', 'status', 'compartment', 'party', 'deadline', 'lead', 'member', 'transfer'));
