-- What a request was begun from: a plan of the planner, an earlier request, or an exhibit. Written once.
alter table request add column origin jsonb check (jsonb_typeof(origin) = 'object');
