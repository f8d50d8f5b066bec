-- An installation of a provider: each order that comes by line is read by the program before any person, its data are to be kept from that
-- moment where it asks for that, and whose account each identifier is, is recorded. Seen by whoever may know of the conversation.
select set_config('search_path', current_schema() || ', pg_temp', true);

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

do $$
declare
  name text;
begin
  foreach name in array array['provider_order', 'provider_account'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to current_user using (true) with check (true)', name);
    execute format('create policy operator on %I to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
  end loop;
end $$;
create policy about on provider_order for select to comity_app
  using (conversation_id in (select id from exchange_conversation));
create policy answers on provider_order for update to comity_app
  using (conversation_id in (select id from exchange_conversation) and kept_as is null)
  with check (conversation_id in (select id from exchange_conversation) and kept_by = (select comity_person()));
create policy about on provider_account for select to comity_app
  using (order_id in (select id from provider_order));
create policy records on provider_account for insert to comity_app
  with check (order_id in (select id from provider_order) and by_person = (select comity_person()));

grant select, insert on provider_order, provider_account to comity_app;
grant update (kept_as, kept_at, kept_by, kept_through, kept_reference, kept_reason, settled_at, settled_as) on provider_order to comity_app;
