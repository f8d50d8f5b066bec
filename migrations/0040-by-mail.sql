-- Messages by mail, for peers that have only a mailbox: when one was given to the mail server, and when our own mailbox was read.
select set_config('search_path', current_schema() || ', pg_temp', true);

alter table exchange_out add column mailed_at timestamptz; -- the last time
grant update (mailed_at) on exchange_out to comity_app;

create table exchange_mailbox (
  id integer primary key default 1 check (id = 1),
  tried_at timestamptz not null,
  read_at timestamptz, -- the last time that it was
  error text check (length(error) <= 500) -- of the last try; null: it was read
);
alter table exchange_mailbox enable row level security;
alter table exchange_mailbox force row level security;
create policy owner on exchange_mailbox to current_user using (true) with check (true);
create policy operator on exchange_mailbox to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy sees on exchange_mailbox for select to comity_app using ((select comity_has_role('administrator')));
grant select, insert on exchange_mailbox to comity_app;
grant update (tried_at, read_at, error) on exchange_mailbox to comity_app;
