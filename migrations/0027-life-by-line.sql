-- What came by line takes its place in the life of the request: the receipt of the request, and messages that are acts of it. Once.
select set_config('search_path', current_schema() || ', pg_temp', true);

alter table exchange_out
  add column followed_at timestamptz,
  add column followed_as text check (length(followed_as) between 1 and 500),
  add check ((followed_at is null) = (followed_as is null));
create index exchange_out_to_follow on exchange_out (queued_at) where type = 'request' and delivery is not null and followed_at is null;
create index exchange_in_to_follow on exchange_in (arrived_at)
  where type in ('registered', 'question', 'answer') and state = 'delivered' and done_at is null;
grant update (followed_at, followed_as) on exchange_out to comity_app;
