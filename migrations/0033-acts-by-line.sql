-- What is done on a request that is with a peer is told to it: looked for by when it was recorded. And what came is an act, whatever its type.
select set_config('search_path', current_schema() || ', pg_temp', true);

create index request_event_ours on request_event (at) where side = 'ours';
drop index exchange_in_to_follow;
create index exchange_in_to_follow on exchange_in (arrived_at) where state = 'delivered' and done_at is null;
