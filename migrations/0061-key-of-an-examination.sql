-- The key of an encrypted volume, sealed, from when somebody gives it for an examination until that has ended: a worker of another machine,
-- or one that goes on after a crash, opens the volume with it. Nobody reads this table but the system's own hand.
-- docs/decisions/examination.md
select set_config('search_path', current_schema() || ', pg_temp', true);

create table examination_key (
  exhibit_id uuid primary key references exhibit (id),
  case_id uuid not null references case_file (id),
  id uuid not null, -- of the event that says that it was given
  sealed text not null check (length(sealed) between 1 and 60000),
  given_at timestamptz not null
);
create index examination_key_old on examination_key (given_at);

create function comity_forget_examination_key() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from examination_key where exhibit_id = new.id;
  return null;
end $$;
create trigger examination_key_forgotten after update of status on exhibit
  for each row when (old.status = 'held' and new.status <> 'held') execute function comity_forget_examination_key();

alter table examination_key enable row level security;
alter table examination_key force row level security;
create policy owner on examination_key to current_user using (true) with check (true);
create policy operator on examination_key to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
grant select, insert, update, delete on examination_key to comity_app;
