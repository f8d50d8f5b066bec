-- A key may be kept for a selection too: for that one job, beside the one that an examination of the exhibit waits for.
select set_config('search_path', current_schema() || ', pg_temp', true);

alter table examination_key add column job_id uuid; -- of the selection; null: for the next examination
alter table examination_key drop constraint examination_key_pkey;
alter table examination_key add primary key (id);
create unique index examination_key_next on examination_key (exhibit_id) where job_id is null;
create unique index examination_key_job on examination_key (job_id) where job_id is not null;
