-- Exchange with other installations: what we say of ourselves, what our peers say of themselves, and the messages between us, each once
-- in effect. An act that sends writes its envelope here in its own transaction; what arrives is written with the effect that it has.

-- What functions look in; an attacker's temporary table of the same name comes last.
select set_config('search_path', current_schema() || ', pg_temp', true);

-- Our own peer documents, each as it was signed.
create table exchange_document (
  serial integer primary key check (serial > 0),
  note bytea not null check (octet_length(note) between 1 and 65536),
  made_by uuid not null references person (id),
  made_at timestamptz not null
);

-- Those of peers, each as it came. One counts when two administrators have looked at it, or when the one before it announced it: signed
-- with the key that was known, leading to no other place.
create table peer_document (
  id uuid primary key,
  peer_id uuid not null references peer (id),
  serial integer not null check (serial > 0),
  file bytea not null check (octet_length(file) between 1 and 262144),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'), -- of its note
  came_at timestamptz not null,
  added_by uuid references person (id), -- null: announced by the one before it
  confirmed_by uuid references person (id),
  confirmed_at timestamptz,
  check (confirmed_by <> added_by),
  check ((confirmed_by is null) = (confirmed_at is null)),
  check (confirmed_by is null or added_by is not null),
  unique (peer_id, sha256)
);
create index peer_document_newest on peer_document (peer_id, serial desc);

-- From here on nothing goes to a peer and nothing of it is taken, until two administrators confirm a later document.
create table peer_stop (
  id uuid primary key,
  peer_id uuid not null references peer (id),
  why text not null check (why in ('keyNotInLog', 'fork', 'notAnnounced')),
  file bytea not null check (octet_length(file) between 1 and 262144), -- what showed it
  at timestamptz not null
);
create index peer_stop_of on peer_stop (peer_id, at desc);

-- One request, a case, or whatever else is talked about, between us and one peer: numbered and chained in each direction.
create table exchange_conversation (
  id uuid primary key,
  peer_origin text not null check (length(peer_origin) between 1 and 255),
  is_ours boolean not null, -- we opened it: we ask
  request_id uuid, -- null: of theirs, not registered yet
  case_id uuid,
  of_case uuid references case_file (id), -- null: about a request, about custody, or of theirs and in no case yet
  opened_at timestamptz not null,
  next_out integer not null default 1 check (next_out > 0),
  prev_out text check (prev_out ~ '^[0-9a-f]{64}$'),
  next_in integer not null default 1 check (next_in > 0),
  prev_in text check (prev_in ~ '^[0-9a-f]{64}$'),
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  constraint exchange_conversation_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade,
  check ((request_id is null) = (case_id is null)),
  check (request_id is not null or secret = '00000000-0000-0000-0000-000000000000'),
  check (of_case is null or request_id is null)
);
create unique index exchange_conversation_request on exchange_conversation (request_id);
create index exchange_conversation_of_case on exchange_conversation (of_case) where of_case is not null;
-- What one peer has of us is counted before its next message costs anything: by when it came, and what is held or not answered.
create index exchange_conversation_theirs on exchange_conversation (peer_origin, opened_at) where not is_ours;

-- Its labels are those of the request, from the moment that it is about one.
create function comity_label_conversation() returns trigger language plpgsql security definer set search_path from current as $$
begin
  new.case_id := null;
  new.secret := '00000000-0000-0000-0000-000000000000';
  if new.request_id is not null then
    select r.case_id, r.secret into new.case_id, new.secret from request r where r.id = new.request_id for key share;
  end if;
  return new;
end $$;
create trigger labelled before insert or update of request_id on exchange_conversation
  for each row execute function comity_label_conversation();

create table exchange_out (
  id uuid primary key,
  conversation_id uuid not null references exchange_conversation (id),
  peer_origin text not null,
  seq integer not null check (seq > 0),
  type text not null check (length(type) between 1 and 40),
  lane text not null check (lane in ('normal', 'urgent')),
  -- An acceptance of custody is told to the peer who offered it, once: what a message is about.
  about text check (length(about) between 1 and 200),
  note_sha256 text not null check (note_sha256 ~ '^[0-9a-f]{64}$'),
  envelope bytea not null check (octet_length(envelope) between 1 and 1065024),
  plain bytea not null,
  -- Of information whose conditions are accepted before it can be opened: the key of its letter, until the receiver has accepted.
  sealed_with text check (sealed_with ~ '^AGE-SECRET-KEY-1[0-9A-Z]{58}$'),
  by_person uuid references person (id),
  queued_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null default 'queued' check (state in ('queued', 'relayed', 'delivered', 'refused', 'expired')),
  attempts integer not null default 0,
  next_at timestamptz not null,
  last_error text check (length(last_error) <= 500),
  mailed_at timestamptz, -- when it was given to the mail server last, for a peer that has only a mailbox
  relay bytea,
  delivery bytea,
  retrieval bytea,
  rejection bytea,
  answered_at timestamptz, -- when the last receipt came, by our clock
  followed_at timestamptz, -- when its receipt took its place in the life of the request, once
  followed_as text check (length(followed_as) between 1 and 500),
  unique (conversation_id, seq),
  check ((followed_at is null) = (followed_as is null))
);
-- What is due is taken in the order in which it goes, without looking at all that waits.
create index exchange_out_due on exchange_out (lane desc, next_at) where state in ('queued', 'relayed');
create unique index exchange_out_about on exchange_out (peer_origin, about) where about is not null;
create index exchange_out_to_follow on exchange_out (queued_at) where type = 'request' and delivery is not null and followed_at is null;
-- What says whose turn it is in a conversation about a case, among all that was said in it.
create index exchange_out_of_case on exchange_out (conversation_id, type)
  where type in ('caseOffered', 'actAsked', 'caseTaken', 'caseDeclined', 'caseRequest', 'actDone', 'actDeclined', 'jointProposed',
    'jointAgreed', 'jointDeclined', 'jointChanged', 'jointShared', 'jointUnshared', 'jointEnded');

create table exchange_in (
  id uuid primary key,
  conversation_id uuid not null references exchange_conversation (id),
  seq integer not null check (seq > 0),
  type text check (length(type) between 1 and 40),
  lane text check (lane in ('normal', 'urgent')), -- null: not known
  note_sha256 text not null check (note_sha256 ~ '^[0-9a-f]{64}$'),
  prev text check (prev ~ '^[0-9a-f]{64}$'),
  envelope bytea not null check (octet_length(envelope) between 1 and 1065024),
  plain bytea, -- null: refused unread
  state text not null check (state in ('held', 'delivered', 'refused')),
  arrived_at timestamptz not null,
  relay bytea,
  delivery bytea,
  rejection bytea,
  opened_at timestamptz,
  opened_by uuid references person (id),
  retrieval bytea,
  retrieval_due boolean not null default false, -- signed, and not known to have arrived
  -- What became of one that has an effect by itself, filed without a person, or that is an act of the request. Once.
  done_at timestamptz,
  done_as text check (length(done_as) between 1 and 500),
  unique (conversation_id, seq),
  check ((done_at is null) = (done_as is null))
);
create index exchange_in_retrieval on exchange_in (id) where retrieval_due;
-- Messages that have an effect by themselves.
create index exchange_in_to_do on exchange_in (arrived_at)
  where type in ('fork', 'custodyAccepted', 'custodyRejected', 'offer', 'callBack', 'consentGiven', 'copySent', 'copyTaken', 'copyExpired',
    'caseOffered', 'actAsked', 'caseTaken', 'caseDeclined', 'caseRequest', 'actDone', 'actDeclined', 'jointProposed', 'jointAgreed',
    'jointDeclined', 'jointChanged', 'jointShared', 'jointUnshared', 'jointEnded') and state = 'delivered' and done_at is null;
-- What came is an act of the request, whatever its type.
create index exchange_in_to_follow on exchange_in (arrived_at) where state = 'delivered' and done_at is null;
create index exchange_in_of_case on exchange_in (conversation_id, type)
  where state = 'delivered' and type in ('caseOffered', 'actAsked', 'caseTaken', 'caseDeclined', 'caseRequest', 'actDone', 'actDeclined',
    'jointProposed', 'jointAgreed', 'jointDeclined', 'jointChanged', 'jointShared', 'jointUnshared', 'jointEnded');
create index exchange_in_arrived on exchange_in (arrived_at);
create index exchange_in_held on exchange_in (conversation_id) where state = 'held';

-- What was refused before it was anything, by day; and nothing of what it was.
create table exchange_refused (
  peer_origin text not null check (length(peer_origin) <= 255),
  day date not null,
  what text not null check (length(what) <= 40),
  times bigint not null default 1,
  primary key (peer_origin, day, what)
);

-- Whether each peer answers, as it was asked last.
create table exchange_probe (
  peer_origin text primary key check (length(peer_origin) between 1 and 255),
  tried_at timestamptz not null,
  answered_at timestamptz, -- the last time
  round_ms integer check (round_ms >= 0),
  offset_ms bigint, -- their clock less ours, in the middle of the round
  error text check (length(error) <= 500) -- of the last try; null: it answered
);

-- Who was told of an urgent request that nobody had opened.
create table exchange_page (
  message_id uuid primary key references exchange_in (id),
  paged_at timestamptz not null,
  escalated_at timestamptz
);

-- Messages by mail, of peers that have only a mailbox: when our own was read.
create table exchange_mailbox (
  id integer primary key default 1 check (id = 1),
  tried_at timestamptz not null,
  read_at timestamptz, -- the last time that it was
  error text check (length(error) <= 500) -- of the last try; null: it was read
);

-- Evidence that is offered to a peer by line: the file with its parts, and for each exhibit in it where its custody stands. Steps are taken
-- by the tables of src/evidence/custody/passing.ts alone, in the transaction of the custody event and of what is said of it.
create table exchange_offer (
  id uuid primary key, -- theirs: of the message
  package uuid not null, -- as the sender's events `offered` name it
  peer_origin text not null check (length(peer_origin) between 1 and 255),
  is_ours boolean not null,
  is_copy boolean not null default false, -- custody stays where it is
  conversation_id uuid references exchange_conversation (id), -- null: of ours, not told yet
  until timestamptz not null,
  by_person uuid references person (id), -- ours: who offers; theirs: who took it into a case
  into_file uuid references case_file (id), -- theirs
  arrives_as uuid unique, -- theirs: what it is checked and imported as
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint check (bytes > 0),
  chunks text check (chunks ~ '^[0-9a-f]{64}$'),
  said text check (length(said) <= 100000), -- theirs: what is to be known before it is taken
  at timestamptz not null,
  have bigint not null default 0 check (have >= 0), -- theirs: bytes that are here and checked
  here_at timestamptz,
  last_error text check (length(last_error) <= 500),
  called_back_at timestamptz,
  answered_at timestamptz, -- of a copy: that it was taken into evidence, or set aside
  expired_at timestamptz, -- of a copy that nobody fetched in its time
  destroyed_there text[] not null default '{}', -- of what we gave or offered: which exhibits of it were destroyed there, by their numbers here
  unique (package, peer_origin, is_ours)
);
create index exchange_offer_work on exchange_offer (is_ours) where here_at is null or conversation_id is null;
-- The page of a conversation asks for the offers in it, each time it is looked at.
create index exchange_offer_conversation on exchange_offer (conversation_id) where conversation_id is not null;

create table custody_offer (
  event text not null check (event ~ '^[0-9a-f]{64}$'), -- leaf hash of the sender's event `offered`
  peer_origin text not null check (length(peer_origin) between 1 and 255),
  is_ours boolean not null,
  package uuid not null,
  item text not null check (length(item) between 1 and 100), -- as the sender numbers it
  state text not null check (state in ('open', 'desk', 'accepted', 'rejected')),
  why text check (why in ('person', 'expire', 'callBack', 'fence', 'history')),
  history bytea[] not null default '{}', -- acceptances by which it came to the sender, with their proofs
  answered_at timestamptz,
  primary key (event, peer_origin, is_ours),
  check (is_ours or state <> 'open'),
  check (not is_ours or state <> 'desk')
);
create index custody_offer_of on custody_offer (package, peer_origin, is_ours);
create index custody_offer_open on custody_offer (item) where is_ours and state = 'open';

-- An installation of a provider: each order that comes by line is read by the program before any person, its data are to be kept from that
-- moment where it asks for that, and whose account each identifier is, is recorded. Seen by whoever may know of the conversation.
create table provider_order (
  id uuid primary key references exchange_in (id), -- the message that is the order
  conversation_id uuid not null references exchange_conversation (id),
  read_at timestamptz not null,
  form text check (length(form) between 1 and 80), -- null: its data could not be read
  entities text[] not null default '{}' check (cardinality(entities) <= 50), -- as the order names them, its addressee first
  services text[] not null default '{}' check (cardinality(services) <= 50),
  identifiers jsonb not null default '[]',
  categories text[] not null default '{}',
  secrecy text check (length(secrecy) between 1 and 4000), -- what it says of telling the person, in its own words
  keep_from timestamptz, -- the instruction to keep; null: it asks for none
  kept_as text check (kept_as in ('kept', 'nothing', 'unable')),
  kept_at timestamptz,
  kept_by uuid references person (id),
  kept_through text check (length(kept_through) <= 200), -- a program that holds a key of that person
  kept_reference text check (length(kept_reference) between 1 and 200),
  kept_reason text check (length(kept_reason) between 1 and 4000),
  settled_at timestamptz, -- when that became an act of what was registered
  settled_as text check (length(settled_as) between 1 and 500),
  check ((kept_as is null) = (kept_at is null) and (kept_as is null) = (kept_by is null)),
  check (kept_as is null or keep_from is not null),
  check (kept_as is null or kept_as = 'kept' or kept_reason is not null),
  check ((settled_at is null) = (settled_as is null))
);
create index provider_order_of on provider_order (conversation_id);
create index provider_order_to_keep on provider_order (keep_from) where keep_from is not null and kept_as is null;

-- Of each identifier of an order, by its place from 1: our own account, or that there is none. The newest counts; none is changed.
create table provider_account (
  id uuid primary key,
  order_id uuid not null references provider_order (id),
  place integer not null check (place between 1 and 1000),
  account text check (length(account) between 1 and 500), -- null: no such account
  by_person uuid not null references person (id),
  through text check (length(through) <= 200),
  at timestamptz not null
);
create index provider_account_of on provider_account (order_id, place, at desc);

-- A request that came by the exchange is registered from its letter, which is kept under the id of the message: by that the
-- conversation is about it, in the same transaction.
create function comity_conversation_registered() returns trigger
  language plpgsql security definer set search_path from current as $$
begin
  update exchange_conversation c set request_id = new.request_id
    from exchange_in i where i.id = new.id and c.id = i.conversation_id and c.request_id is null;
  return new;
end $$;
create trigger conversation_registered after update of request_id on request_paper
  for each row when (old.request_id is null and new.request_id is not null)
  execute function comity_conversation_registered();

-- How much waits with whom, and since when, without what it is: for administrators, who see no request.
create function comity_exchange_standing()
  returns table (peer_origin text, state text, how_many bigint, oldest timestamptz)
  language sql stable security definer set search_path from current as $$
  select o.peer_origin, o.state, count(*), min(o.queued_at) from exchange_out o
   where (select comity_has_role('administrator')) or (select comity_is('operator'))
   group by o.peer_origin, o.state $$;

-- Every table: forced upon its owner too, who therefore has a policy of its own; and the system's own hand. Pages ask it for offers with
-- what a person was shown already: a package of a case, or the desk of what came.
do $$
declare
  name text;
begin
  foreach name in array array['exchange_document', 'peer_document', 'peer_stop', 'exchange_conversation', 'exchange_out', 'exchange_in',
    'exchange_refused', 'exchange_probe', 'exchange_page', 'exchange_mailbox', 'exchange_offer', 'custody_offer', 'provider_order',
    'provider_account'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to current_user using (true) with check (true)', name);
    if name not in ('exchange_document', 'peer_document', 'peer_stop') then
      execute format('create policy operator on %I to comity_app
        using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
    end if;
  end loop;
end $$;

-- The system reads documents, and takes those that the one before announced; it confirms none.
create policy operator on exchange_document for select to comity_app using ((select comity_is('operator')));
create policy operator on peer_document for select to comity_app using ((select comity_is('operator')));
create policy announced on peer_document for insert to comity_app
  with check ((select comity_is('operator')) and added_by is null and confirmed_by is null);
create policy operator on peer_stop for select to comity_app using ((select comity_is('operator')));
create policy stops on peer_stop for insert to comity_app with check ((select comity_is('operator')));

create policy administrator on exchange_document to comity_app
  using ((select comity_has_role('administrator')))
  with check ((select comity_has_role('administrator')) and made_by = (select comity_person()));
create policy sees on peer_document for select to comity_app using ((select comity_has_role('administrator')));
create policy adds on peer_document for insert to comity_app
  with check ((select comity_has_role('administrator')) and added_by = (select comity_person()) and confirmed_by is null);
create policy confirms on peer_document for update to comity_app
  using ((select comity_has_role('administrator')) and added_by is not null and confirmed_by is null)
  with check ((select comity_has_role('administrator')) and confirmed_by = (select comity_person()));
create policy sees on peer_stop for select to comity_app using ((select comity_has_role('administrator')));
create policy sees on exchange_refused for select to comity_app using ((select comity_has_role('administrator')));
create policy sees on exchange_probe for select to comity_app using ((select comity_has_role('administrator')));
create policy sees on exchange_mailbox for select to comity_app using ((select comity_has_role('administrator')));

-- Whoever may know of the request may know what was said about it, and whoever may know of the requests of a case what was said about the
-- case as a whole.
create policy member on exchange_conversation to comity_app
  using (case_id in (select comity_cases_with_requests())) with check (case_id in (select comity_cases_with_requests()));
create policy member_of_case on exchange_conversation to comity_app
  using (of_case in (select comity_cases_with_requests())) with check (of_case in (select comity_cases_with_requests()));
create policy known on exchange_conversation as restrictive to comity_app
  using ((select comity_is('operator')) or (secret = '00000000-0000-0000-0000-000000000000' or secret in (select comity_secrets())
    or ((select comity_has_many_secrets()) and comity_was_told(secret))));
create policy within on exchange_conversation as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));
-- What has not been registered yet, and is in no case, lies before the desk. A key for one case finds nothing of the desk.
create policy desk on exchange_conversation for select to comity_app
  using (request_id is null and of_case is null and (select comity_within()) is null
    and ((select comity_has_role('centralAuthority')) or (select comity_has_role('dutyOfficer'))));
create policy about on exchange_out for select to comity_app
  using (conversation_id in (select id from exchange_conversation));
create policy sends on exchange_out for insert to comity_app
  with check (conversation_id in (select id from exchange_conversation) and by_person = (select comity_person())
    and state = 'queued');
create policy about on exchange_in for select to comity_app
  using (conversation_id in (select id from exchange_conversation));
create policy opens on exchange_in for update to comity_app
  using (conversation_id in (select id from exchange_conversation) and opened_at is null)
  with check (opened_by = (select comity_person()));

create policy about on provider_order for select to comity_app
  using (conversation_id in (select id from exchange_conversation));
create policy answers on provider_order for update to comity_app
  using (conversation_id in (select id from exchange_conversation) and kept_as is null)
  with check (conversation_id in (select id from exchange_conversation) and kept_by = (select comity_person()));
create policy about on provider_account for select to comity_app
  using (order_id in (select id from provider_order));
create policy records on provider_account for insert to comity_app
  with check (order_id in (select id from provider_order) and by_person = (select comity_person()));

grant select, insert on custody_offer, exchange_conversation, exchange_document, exchange_in, exchange_mailbox, exchange_offer, exchange_out,
  exchange_page, exchange_probe, exchange_refused, peer_document, peer_stop, provider_account, provider_order to comity_app;
grant update (state, why, history, answered_at) on custody_offer to comity_app;
grant update (request_id, of_case, next_out, prev_out, next_in, prev_in) on exchange_conversation to comity_app;
grant update (state, type, plain, relay, delivery, rejection, opened_at, opened_by, retrieval, retrieval_due, done_at,
  done_as) on exchange_in to comity_app;
grant update (tried_at, read_at, error) on exchange_mailbox to comity_app;
grant update (conversation_id, by_person, into_file, arrives_as, sha256, bytes, chunks, have, here_at, last_error, called_back_at,
  answered_at, expired_at, destroyed_there) on exchange_offer to comity_app;
grant update (state, attempts, next_at, last_error, mailed_at, relay, delivery, retrieval, rejection, answered_at, followed_at,
  followed_as) on exchange_out to comity_app;
grant update (escalated_at) on exchange_page to comity_app;
grant update (tried_at, answered_at, round_ms, offset_ms, error) on exchange_probe to comity_app;
grant update (times) on exchange_refused to comity_app;
grant update (confirmed_by, confirmed_at) on peer_document to comity_app;
grant update (kept_as, kept_at, kept_by, kept_through, kept_reference, kept_reason, settled_at, settled_as) on provider_order to comity_app;
