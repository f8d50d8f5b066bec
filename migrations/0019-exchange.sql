-- Exchange with other installations: what we say of ourselves, what our peers say of themselves, and the messages between us, each once
-- in effect. An act that sends writes its envelope here in its own transaction; what arrives is written with the effect that it has.
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

-- One request, or whatever else is talked about, between us and one peer: numbered and chained in each direction.
create table exchange_conversation (
  id uuid primary key,
  peer_origin text not null check (length(peer_origin) between 1 and 255),
  is_ours boolean not null, -- we opened it: we ask
  request_id uuid, -- null: of theirs, not registered yet
  case_id uuid,
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  opened_at timestamptz not null,
  next_out integer not null default 1 check (next_out > 0),
  prev_out text check (prev_out ~ '^[0-9a-f]{64}$'),
  next_in integer not null default 1 check (next_in > 0),
  prev_in text check (prev_in ~ '^[0-9a-f]{64}$'),
  constraint exchange_conversation_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade,
  check ((request_id is null) = (case_id is null)),
  check (request_id is not null or secret = '00000000-0000-0000-0000-000000000000')
);
create unique index exchange_conversation_request on exchange_conversation (request_id);

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
  note_sha256 text not null check (note_sha256 ~ '^[0-9a-f]{64}$'),
  envelope bytea not null check (octet_length(envelope) between 1 and 1065024),
  plain bytea not null,
  by_person uuid references person (id),
  queued_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null default 'queued' check (state in ('queued', 'relayed', 'delivered', 'refused', 'expired')),
  attempts integer not null default 0,
  next_at timestamptz not null,
  last_error text check (length(last_error) <= 500),
  relay bytea,
  delivery bytea,
  retrieval bytea,
  rejection bytea,
  answered_at timestamptz, -- when the last receipt came, by our clock
  unique (conversation_id, seq)
);
create index exchange_out_due on exchange_out (next_at) where state in ('queued', 'relayed');

create table exchange_in (
  id uuid primary key,
  conversation_id uuid not null references exchange_conversation (id),
  seq integer not null check (seq > 0),
  type text check (length(type) between 1 and 40),
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
  unique (conversation_id, seq)
);
create index exchange_in_retrieval on exchange_in (id) where retrieval_due;

-- What was refused before it was anything, by day; and nothing of what it was.
create table exchange_refused (
  peer_origin text not null check (length(peer_origin) <= 255),
  day date not null,
  what text not null check (length(what) <= 40),
  times bigint not null default 1,
  primary key (peer_origin, day, what)
);

do $$
declare
  name text;
begin
  foreach name in array array['exchange_document', 'peer_document', 'peer_stop', 'exchange_conversation', 'exchange_out',
    'exchange_in', 'exchange_refused'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to current_user using (true) with check (true)', name);
  end loop;
  foreach name in array array['exchange_conversation', 'exchange_out', 'exchange_in', 'exchange_refused'] loop
    execute format('create policy operator on %I to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
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

-- Whoever may know of the request may know what was said about it. What has not been registered yet lies before the desk.
create policy member on exchange_conversation to comity_app
  using (case_id in (select comity_cases_with_requests())) with check (case_id in (select comity_cases_with_requests()));
create policy known on exchange_conversation as restrictive to comity_app
  using ((select comity_is('operator')) or (secret = '00000000-0000-0000-0000-000000000000' or secret in (select comity_secrets())
    or ((select comity_has_many_secrets()) and comity_was_told(secret))));
create policy within on exchange_conversation as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));
-- A key for one case finds nothing of the desk.
create policy desk on exchange_conversation for select to comity_app
  using (request_id is null and (select comity_within()) is null and ((select comity_has_role('centralAuthority')) or (select comity_has_role('dutyOfficer'))));
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

grant select, insert on exchange_document, peer_document, peer_stop to comity_app;
grant update (confirmed_by, confirmed_at) on peer_document to comity_app;
grant select, insert on exchange_conversation, exchange_out, exchange_in, exchange_refused to comity_app;
grant update (request_id, next_out, prev_out, next_in, prev_in) on exchange_conversation to comity_app;
grant update (state, attempts, next_at, last_error, relay, delivery, retrieval, rejection, answered_at) on exchange_out to comity_app;
grant update (state, type, plain, relay, delivery, rejection, opened_at, opened_by, retrieval, retrieval_due) on exchange_in to comity_app;
grant update (times) on exchange_refused to comity_app;

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
