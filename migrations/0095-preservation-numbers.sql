-- The next number of a preservation in its case, also where the last one is of a request that is hidden from whoever asks
-- (0075-confidential-requests.sql).
select set_config('search_path', current_schema() || ', pg_temp', true);

create function comity_next_preservation(wanted uuid) returns integer
  language sql volatile security definer set search_path from current as $$
  select coalesce(max(p.number), 0) + 1 from preservation p
   where p.case_id = wanted and (comity_is('operator') or wanted in (select comity_cases())) $$;
