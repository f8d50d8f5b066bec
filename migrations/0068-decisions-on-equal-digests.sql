-- Where the agency says so, two people confirm a hit by digest as they do a picture. What each said is kept by the bytes of the file and
-- the name of the set: it holds for every file with these bytes, and stays when the exhibit is compared again. docs/guides/review-pictures.md
select set_config('search_path', current_schema() || ', pg_temp', true);

create table known_decision (
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  content bytea not null check (octet_length(content) = 32), -- SHA-256 of the file
  set_name text not null,
  set_version integer not null check (set_version > 0), -- that was looked at
  person_id uuid not null references person (id),
  decision text not null check (decision in ('match', 'other', 'unsure')),
  at timestamptz not null,
  primary key (exhibit_id, content, set_name, person_id)
);
alter table known_decision enable row level security;
alter table known_decision force row level security;
create policy owner on known_decision to current_user using (true) with check (true);
create policy operator on known_decision to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy member on known_decision for select to comity_app using (case_id in (select comity_cases()));
create policy within on known_decision as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));
create policy kept on known_decision as restrictive to comity_app
  using ((select comity_is('operator')) or exhibit_id not in (select comity_exhibits_hidden()));
grant select, insert, update, delete on known_decision to comity_app;

-- What is not held any more is not told of any more.
create function comity_forget_known_decisions() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from known_decision where exhibit_id = new.id;
  return null;
end $$;
create trigger known_decisions_forgotten after update of status on exhibit
  for each row when (old.status = 'held' and new.status <> 'held') execute function comity_forget_known_decisions();
