-- A desk goes on where its last page ended. Beneath row security PostgreSQL seeks in an index only by what can leak nothing,
-- and coalesce() is not known as such to it: the moment by which a queue is ordered is a column of its own.

alter table request add column queue_at timestamptz not null
  generated always as (coalesce(due_at, 'infinity'::timestamptz)) stored;
alter table preservation add column queue_at timestamptz not null
  generated always as (coalesce(expires_at, 'infinity'::timestamptz)) stored;

-- For whoever has many cases by the queue itself; for whoever has few out of many, by case.
drop index request_queue;
drop index preservation_register;
create index request_queue on request (direction, queue_at, id);
create index request_queue_in_state on request (direction, state, queue_at, id);
create index request_queue_of_case on request (case_id, direction, queue_at, id);
create index preservation_register on preservation (queue_at, id);
create index preservation_register_of_case on preservation (case_id, queue_at, id);
