-- What decides about a request, or tells of a part of it, is looked for from each line of a desk: by the form of the letters of
-- its case. (Row security keeps what is within `origin` from being looked for in an index.)
select set_config('search_path', current_schema() || ', pg_temp', true);

create index request_of_form on request (case_id, form);
drop index request_refusal_about;
