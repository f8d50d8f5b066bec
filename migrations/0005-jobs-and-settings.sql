-- Jobs, what is brought in parts, and how the installation is set.

-- What functions look in; an attacker's temporary table of the same name comes last.
select set_config('search_path', current_schema() || ', pg_temp', true);

-- To ask for a job is to insert its row: the application's role can add nothing else to the queue, and cannot look into it.
create function job_is_queued() returns trigger
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

-- A row here is the whole of a job: what is to be done, for whom, how far it is. The queue (schema graphile_worker, which
-- platform/job-queue.store.ts installs) holds its id and nothing else. What the program cannot recompute is not in the queue.
create table job (
  id uuid primary key,
  kind text not null,
  -- what a member of the case must be allowed to do to see it (people/policy.ts)
  act text not null,
  -- null: about no case, seen by who asked alone
  case_id uuid references case_file (id),
  -- who asked; null: the system itself
  person_id uuid references person (id),
  title text not null,
  payload jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  asked_at timestamptz not null,
  -- the run that is under way, or the last one
  began_at timestamptz,
  ended_at timestamptz,
  cancel_asked_at timestamptz,
  runs integer not null default 0,
  -- Which go first, as a person says it: the queue takes the lower number first, of two that are equal the one that was asked for first.
  priority smallint not null default 0 check (priority between -1 and 1),
  done bigint not null default 0,
  -- null: not known
  total bigint,
  unit text not null default 'items' check (unit in ('items', 'bytes')),
  message text,
  -- where it led, or why it did not: as job.ts says
  result jsonb,
  check ((state in ('done', 'failed', 'cancelled')) = (ended_at is not null))
);
create index job_case on job (case_id, asked_at);
create index job_person on job (person_id, asked_at);
create index job_open on job (id) where ended_at is null;
create trigger job_is_queued after insert on job for each row execute function job_is_queued();
create trigger job_is_moved after update of priority on job for each row
  when (old.priority <> new.priority) execute function job_is_moved();

-- What somebody said about the evidence they are about to bring, as the files that follow are recorded with it. It is asked like every act:
-- until it is said in full, what is typed is a sealed draft (act_draft).
create table intake (
  id uuid primary key,
  case_id uuid not null references case_file (id),
  person_id uuid not null references person (id),
  answers jsonb not null check (answers ?& array['what', 'source', 'authority', 'taking', 'conditions', 'way']),
  begun_at timestamptz not null
);
create index intake_person on intake (person_id, begun_at);

-- It is on its way until it is taken into evidence, or cleared because nothing came of it for long: its bytes are gone then, and the
-- row stays as the word to who was bringing it. Whether all bytes are here is what the file itself says.
create table upload (
  id uuid primary key,
  intake_id uuid not null references intake (id) on delete cascade,
  case_id uuid not null references case_file (id),
  person_id uuid not null references person (id),
  name text not null,
  bytes bigint not null check (bytes >= 0),
  -- as the sender's system says
  modified_at timestamptz,
  begun_at timestamptz not null,
  -- when bytes of it last came
  last_at timestamptz not null,
  state text not null default 'receiving' check (state in ('receiving', 'taken', 'cleared')),
  -- computed where it came from
  sender_sha256 text check (sender_sha256 ~ '^[0-9a-f]{64}$'),
  -- Files that are parts of one image are taken in once whoever sends them has said of each that it is sent, with its digest: that the
  -- bytes of the last one are here is not enough.
  is_said boolean not null default false,
  job_id uuid references job (id) on delete cascade,
  check ((state = 'taken') = (job_id is not null))
);
create index upload_intake on upload (intake_id, begun_at);
create index upload_open on upload (last_at) where state = 'receiving';
create index upload_person on upload (person_id) where state <> 'taken';

-- What was done to keep the installation safe, and when: shown to administrators, so that what was forgotten is seen.
create table housekeeping (
  id uuid primary key,
  at timestamptz not null,
  what text not null check (what in ('backupMade', 'backupChecked', 'audited')),
  -- a folder, as the machine names it
  place text not null check (length(place) <= 4096),
  is_sound boolean not null
);
create index housekeeping_what on housekeeping (what, at);

-- What administrators set, one row a thing. Who changed it is in access_event (`settingChanged`); the forms of the values are
-- in the program.
create table setting (
  name text primary key check (name ~ '^[a-zA-Z]{1,40}$'),
  value jsonb not null,
  changed_by uuid not null references person (id),
  changed_at timestamptz not null
);

-- Every table: forced upon its owner too, who therefore has a policy of its own; and the system's own hand.
do $$
declare
  name text;
begin
  foreach name in array array['job', 'intake', 'upload', 'housekeeping', 'setting'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to current_user using (true) with check (true)', name);
    if name not in ('setting') then
      execute format('create policy operator on %I to comity_app
        using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
    end if;
  end loop;
end $$;

-- The system reads what administrators set, and sets nothing itself.
create policy operator on setting for select to comity_app using ((select comity_is('operator')));

do $$
declare
  name text;
begin
  foreach name in array array['job', 'intake', 'upload'] loop
    execute format('create policy within on %I as restrictive to comity_app
      using ((select comity_within()) is null or case_id = (select comity_within()))', name);
  end loop;
end $$;

-- Of a case: its members. Of none: who asked.
create policy seen on job for select to comity_app
  using (case_id in (select comity_cases()) or (case_id is null and person_id = (select comity_person())));
create policy own_name on job for insert to comity_app
  with check (person_id = (select comity_person()) and state = 'waiting' and (case_id is null or
    case_id in (select comity_cases())));

-- What is on its way is seen by who brings it, as long as they are in the case.
create policy own on intake to comity_app
  using (person_id = (select comity_person()) and case_id in (select comity_cases()))
  with check (person_id = (select comity_person()) and case_id in (select comity_cases()));

create policy own on upload to comity_app
  using (person_id = (select comity_person()) and case_id in (select comity_cases()))
  with check (person_id = (select comity_person()) and case_id in (select comity_cases()) and
    exists (select from intake i where i.id = upload.intake_id and i.case_id = upload.case_id));

create policy administrator on housekeeping for select to comity_app using ((select comity_has_role('administrator')));

create policy administrator on setting to comity_app
  using ((select comity_has_role('administrator')))
  with check ((select comity_has_role('administrator')) and changed_by = (select comity_person()));
-- Within how many hours a receipt is expected begins to run with the act of whoever sends: they read what is set for alarms, and
-- nothing else.
create policy alarms on setting for select to comity_app using (name = 'alarms' and (select comity_person()) is not null);
-- The agency's logo stands on letters that any of its members makes: they read it, and nothing else that administrators set.
create policy logo on setting for select to comity_app using (name = 'agencyLogo' and (select comity_person()) is not null);

grant select, insert, delete on intake, job, setting, upload to comity_app;
grant select, insert on housekeeping to comity_app;
grant update (answers) on intake to comity_app;
grant update (state, began_at, ended_at, cancel_asked_at, runs, priority, done, total, unit, message, result) on job to comity_app;
grant update (value, changed_by, changed_at) on setting to comity_app;
grant update (last_at, state, sender_sha256, is_said, job_id) on upload to comity_app;
