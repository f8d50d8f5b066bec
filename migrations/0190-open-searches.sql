-- What was looked for in open sources before a request was written (background paper, para 57, first tip): done, or not applicable
-- and why. Kept with each version of the answers, and internal: it goes out with no letter and no message.

select set_config('search_path', current_schema() || ', pg_temp', true);

alter table request_version
  add column open_search jsonb check (
    jsonb_typeof(open_search) = 'object' and open_search ->> 'kind' in ('done', 'notApplicable')
    and length(open_search::text) <= 40000
  );
