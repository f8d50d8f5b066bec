-- What was written about a request on the form of a refusal is looked for from each line of a desk.
create index request_refusal_about on request (case_id, ((origin ->> 'number')::integer))
  where form = 'refusal' and origin ->> 'kind' = 'request';
