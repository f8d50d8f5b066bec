-- Whose task a request is: My work asks by the person.
select set_config('search_path', current_schema() || ', pg_temp', true);

create index request_event_assignee on request_event ((detail ->> 'assignee'), request_id) where act = 'assign';
