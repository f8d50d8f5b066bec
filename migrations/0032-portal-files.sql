-- Files that an addressee hands over in the portal: they come in as every upload does, in the name of somebody of the case who may take
-- evidence, each account with a draft of its own for each order.
select set_config('search_path', current_schema() || ', pg_temp', true);

create table portal_intake (
  order_id uuid not null references portal_order (id),
  account_id uuid not null references portal_account (id),
  intake_id uuid not null unique references intake (id) on delete cascade,
  primary key (order_id, account_id)
);
alter table portal_intake enable row level security;
alter table portal_intake force row level security;
create policy owner on portal_intake to current_user using (true) with check (true);
create policy operator on portal_intake to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
grant select, insert on portal_intake to comity_app;

-- Of a file: its name is the text.
alter table portal_entry
  add column sha256 text check (sha256 ~ '^[0-9a-f]{64}$'), -- as it was where it came from
  add column bytes bigint check (bytes >= 0),
  add check ((kind = 'file') = (sha256 is not null) and (sha256 is null) = (bytes is null));
