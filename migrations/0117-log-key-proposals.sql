-- A change of the log's keys that two administrators sign with their passkeys (docs/decisions/log-keys.md). What they sign is
-- the line of the event, written down when it is proposed and never changed; a job records it when two have signed.

select set_config('search_path', current_schema() || ', pg_temp', true);

create table log_key_change (
  id uuid primary key, -- of the event too
  cause text not null check (cause in ('planned', 'compromised', 'lost')),
  line text not null check (octet_length(line) between 2 and 61440),
  proposed_by uuid not null references person (id),
  proposed_at timestamptz not null,
  job_id uuid,
  outcome text check (outcome in ('recorded', 'withdrawn')),
  ended_at timestamptz,
  check ((outcome is null) = (ended_at is null))
);
create unique index log_key_change_open on log_key_change ((true)) where outcome is null;

create table log_key_signature (
  change_id uuid not null references log_key_change (id),
  person_id uuid not null references person (id),
  key text not null check (key ~ '^[0-9a-f]{64}$'), -- fingerprint of the passkey
  origin text not null check (length(origin) between 1 and 300),
  line text not null check (octet_length(line) between 10 and 12000), -- of the note, as it is recorded
  signed_at timestamptz not null,
  primary key (change_id, person_id),
  unique (change_id, key)
);

do $$
declare
  name text;
begin
  foreach name in array array['log_key_change', 'log_key_signature'] loop
    execute format('alter table %s enable row level security', name);
    execute format('alter table %s force row level security', name);
    execute format('create policy owner on %s to current_user using (true) with check (true)', name);
    execute format('create policy operator on %s to comity_app using ((select comity_is(''operator'')))
                    with check ((select comity_is(''operator'')))', name);
    execute format('create policy administrator_sees on %s for select to comity_app
                    using ((select comity_has_role(''administrator'')))', name);
  end loop;
end $$;

create policy administrator_proposes on log_key_change for insert to comity_app
  with check ((select comity_has_role('administrator')) and proposed_by = (select comity_person())
              and outcome is null and job_id is null);
-- An administrator withdraws it, or has it carried out; that it was recorded, the job says alone.
create policy administrator_decides on log_key_change for update to comity_app
  using ((select comity_has_role('administrator')) and outcome is null)
  with check ((select comity_has_role('administrator')) and outcome is distinct from 'recorded');
create policy administrator_signs on log_key_signature for insert to comity_app
  with check ((select comity_has_role('administrator')) and person_id = (select comity_person())
              and exists (select from log_key_change c where c.id = change_id and c.outcome is null));

grant select, insert on log_key_change, log_key_signature to comity_app;
grant update (job_id, outcome, ended_at) on log_key_change to comity_app;
