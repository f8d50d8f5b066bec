-- Agencies whose keys came to this one by another road than their packages. What a package shows rests on them, so a peer
-- counts only when a second administrator has compared the keys too. Nothing is changed or deleted: a peer is withdrawn, with a
-- reason, and another added. The line `changePeers` of src/people/policy.ts, held again.

select set_config('search_path', current_schema() || ', pg_temp', true);

create table peer (
  id uuid primary key,
  agency text not null check (length(agency) between 1 and 200),
  state text not null check (state ~ '^[A-Z]{2}$'),
  -- of its log, as in its checkpoints
  origin text not null check (length(origin) between 1 and 255),
  -- as it came: keys of the log, witnesses and quorum (C2SP tlog-policy)
  trust text not null check (octet_length(trust) between 1 and 32768),
  -- key of its service when it was made known, a C2SP verifier key; null: none came
  service_key text check (length(service_key) between 1 and 4096),
  road text not null check (road in ('letter', 'meeting', 'callBack', 'network', 'publication')),
  how text not null check (length(how) between 1 and 500),
  received_on date not null,
  added_by uuid not null references person (id),
  added_at timestamptz not null,
  confirmed_by uuid references person (id) check (confirmed_by <> added_by),
  confirmed_at timestamptz,
  confirmed_how text check (length(confirmed_how) between 1 and 500),
  withdrawn_by uuid references person (id),
  withdrawn_at timestamptz,
  withdrawn_why text check (length(withdrawn_why) between 1 and 500),
  check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_by is null) = (confirmed_how is null)),
  check ((withdrawn_by is null) = (withdrawn_at is null) and (withdrawn_by is null) = (withdrawn_why is null))
);
-- One set of keys a log: of two, a package could choose.
create unique index peer_open on peer (origin) where withdrawn_at is null;
create index peer_by_time on peer (added_at);

alter table peer enable row level security;
alter table peer force row level security;
create policy owner on peer to current_user using (true) with check (true);
-- Packages are checked by the system, which trusts what administrators confirmed and nobody itself.
create policy operator on peer for select to comity_app using ((select comity_is('operator')));
create policy sees on peer for select to comity_app using ((select comity_has_role('administrator')));
create policy adds on peer for insert to comity_app
  with check ((select comity_has_role('administrator')) and added_by = (select comity_person())
    and confirmed_by is null and withdrawn_by is null);
create policy decides on peer for update to comity_app
  using ((select comity_has_role('administrator')) and withdrawn_at is null)
  with check ((select comity_has_role('administrator'))
    and (withdrawn_by = (select comity_person()) or (withdrawn_by is null and confirmed_by = (select comity_person()))));

grant select, insert on peer to comity_app;
grant update (confirmed_by, confirmed_at, confirmed_how, withdrawn_by, withdrawn_at, withdrawn_why) on peer to comity_app;
