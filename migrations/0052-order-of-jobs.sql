-- Which jobs go first, as a person says it.
select set_config('search_path', current_schema() || ', pg_temp', true);

-- The queue takes the lower number first; of two that are equal the one that was asked for first.
alter table job add column priority smallint not null default 0 check (priority between -1 and 1);
grant update (priority) on job to comity_app;

create or replace function job_is_queued() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.add_job(
    new.kind, json_build_object('job', new.id), max_attempts := 8, job_key := new.id::text, priority := new.priority);
  return null;
end $$;

-- One that is being worked on goes on; its new place counts where it is taken up again.
create function job_is_moved() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.reschedule_jobs(array_agg(q.id), priority := new.priority)
     from graphile_worker.jobs q where q.key = new.id::text having count(*) > 0;
  return null;
end $$;
create trigger job_is_moved after update of priority on job for each row
  when (old.priority <> new.priority) execute function job_is_moved();
