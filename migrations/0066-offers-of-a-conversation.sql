-- The page of a conversation asks for the offers in it, each time it is looked at.
select set_config('search_path', current_schema() || ', pg_temp', true);

create index exchange_offer_conversation on exchange_offer (conversation_id) where conversation_id is not null;
