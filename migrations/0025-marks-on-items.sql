-- What an examiner says of an item: tag, note, relevant or not. Never changed: a later mark of the same person stands in its place.
select set_config('search_path', current_schema() || ', pg_temp', true);

create table item_mark (
  id uuid primary key,
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  item_id bytea not null check (octet_length(item_id) = 32),
  is_relevant boolean not null,
  tag text check (length(tag) between 1 and 60),
  note text check (length(note) between 1 and 2000),
  by_person uuid not null references person (id),
  at timestamptz not null
);
create index item_mark_of on item_mark (exhibit_id, item_id, by_person, at desc);

alter table item_mark enable row level security;
alter table item_mark force row level security;
create policy owner on item_mark to current_user using (true) with check (true);
create policy operator on item_mark to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy member on item_mark for select to comity_app using (case_id in (select comity_cases()));
create policy within on item_mark as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));
create policy kept on item_mark as restrictive to comity_app
  using ((select comity_is('operator')) or exhibit_id not in (select comity_exhibits_hidden()));
grant select, insert, delete on item_mark to comity_app;

create or replace function comity_forget_examined() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from item_mark where exhibit_id = new.id;
  delete from known_hit where exhibit_id = new.id;
  delete from examined_unit where exhibit_id = new.id;
  delete from examined_item where exhibit_id = new.id;
  delete from examination where exhibit_id = new.id;
  return null;
end $$;
