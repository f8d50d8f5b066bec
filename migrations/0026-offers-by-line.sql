-- Evidence that is offered to a peer by line: the file with its parts, and for each exhibit in it where its custody stands. Steps are taken
-- by the tables of src/evidence/custody/passing.ts alone, in the transaction of the custody event and of what is said of it.
select set_config('search_path', current_schema() || ', pg_temp', true);

create table exchange_offer (
  id uuid primary key, -- theirs: of the message
  package uuid not null, -- as the sender's events `offered` name it
  peer_origin text not null check (length(peer_origin) between 1 and 255),
  is_ours boolean not null,
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
  unique (package, peer_origin, is_ours)
);
create index exchange_offer_work on exchange_offer (is_ours) where here_at is null or conversation_id is null;

-- Messages that have an effect by themselves.
drop index exchange_in_to_do;
create index exchange_in_to_do on exchange_in (arrived_at)
  where type in ('custodyAccepted', 'custodyRejected', 'offer', 'callBack') and state = 'delivered' and done_at is null;

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

do $$
declare
  name text;
begin
  foreach name in array array['exchange_offer', 'custody_offer'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to current_user using (true) with check (true)', name);
    -- Pages ask for them with what a person was shown already: a package of a case, or the desk of what came.
    execute format('create policy operator on %I to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
  end loop;
end $$;

grant select, insert on exchange_offer, custody_offer to comity_app;
grant update (conversation_id, by_person, into_file, arrives_as, sha256, bytes, chunks, have, here_at, last_error, called_back_at)
  on exchange_offer to comity_app;
grant update (state, why, history, answered_at) on custody_offer to comity_app;
