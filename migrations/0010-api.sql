-- Keys with which other programs act for a person, and the answers they were given (src/server/api.ts).

select set_config('search_path', current_schema() || ', pg_temp', true);

create table api_key (
  id uuid primary key,
  person_id uuid not null references person (id),
  name text not null check (length(name) between 1 and 100),
  token_sha256 bytea not null unique check (octet_length(token_sha256) = 32),
  may text not null check (may in ('read', 'write')),
  -- null: every case of the person
  case_id uuid references case_file (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  last_used_at timestamptz
);
create index api_key_person on api_key (person_id, created_at);

-- What a POST was answered, so that the same one sent again is answered alike. Kept for a week.
create table api_answer (
  person_id uuid not null references person (id),
  operation text not null,
  key_sha256 bytea not null check (octet_length(key_sha256) = 32),
  request_sha256 bytea not null check (octet_length(request_sha256) = 32),
  began_at timestamptz not null,
  -- null while the act runs, after a crash in it, and where the answer has a secret in it
  answer text,
  primary key (person_id, operation, key_sha256)
);
create index api_answer_age on api_answer (person_id, began_at);

do $$
declare
  name text;
begin
  foreach name in array array['api_key', 'api_answer'] loop
    execute format('alter table %s enable row level security', name);
    execute format('alter table %s force row level security', name);
    execute format('create policy owner on %s to current_user using (true) with check (true)', name);
    execute format(
      'create policy operator on %s to comity_app using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
  end loop;
end $$;

-- One's own, in one's own name; a key for one case only while one is in it.
create policy own_sees on api_key for select to comity_app using (person_id = (select comity_person()));
create policy own_makes on api_key for insert to comity_app
  with check (person_id = (select comity_person()) and (case_id is null or case_id in (select comity_cases())));
create policy own_ends on api_key for update to comity_app
  using (person_id = (select comity_person())) with check (person_id = (select comity_person()));
create policy own on api_answer to comity_app
  using (person_id = (select comity_person())) with check (person_id = (select comity_person()));

-- A key for one case: whatever the person may see else is absent while it is used. Unset: nothing is narrowed.
create function comity_within() returns uuid language sql stable parallel safe
  return case when current_setting('comity.within', true) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
              then current_setting('comity.within', true)::uuid end;

create policy within on case_file as restrictive to comity_app
  using ((select comity_within()) is null or id = (select comity_within()));
create policy within on exhibit as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));
create policy within on custody_event as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));
create policy within on case_member as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));

grant select, insert on api_key to comity_app;
grant update (ended_at, last_used_at) on api_key to comity_app;
grant select, insert, delete on api_answer to comity_app;
grant update (answer) on api_answer to comity_app;
