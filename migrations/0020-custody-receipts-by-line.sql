-- An acceptance of custody is told to the peer who offered it, once, and filed there without a person: what a message is about, and what
-- became of one that has an effect by itself.
select set_config('search_path', current_schema() || ', pg_temp', true);

alter table exchange_out add column about text check (length(about) between 1 and 200);
create unique index exchange_out_about on exchange_out (peer_origin, about) where about is not null;

alter table exchange_in
  add column done_at timestamptz,
  add column done_as text check (length(done_as) between 1 and 500),
  add check ((done_at is null) = (done_as is null));
create index exchange_in_to_do on exchange_in (arrived_at) where type = 'custodyAccepted' and state = 'delivered' and done_at is null;
grant update (done_at, done_as) on exchange_in to comity_app;
