-- What one peer has of us is counted before its next message costs anything: by when it came, and what is held or not answered.
select set_config('search_path', current_schema() || ', pg_temp', true);

create index exchange_conversation_theirs on exchange_conversation (peer_origin, opened_at) where not is_ours;
create index exchange_in_arrived on exchange_in (arrived_at);
create index exchange_in_held on exchange_in (conversation_id) where state = 'held';
