-- The language a person reads the pages in. A table of its own, because a person may change this and nothing else of
-- the row of person.

create table person_language (
  person_id uuid primary key references person (id),
  language text not null check (language in ('ar', 'zh', 'en', 'fr', 'ru', 'es'))
);

alter table person_language enable row level security;
alter table person_language force row level security;
create policy owner on person_language to current_user using (true) with check (true);
create policy operator on person_language to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy own on person_language to comity_app
  using (person_id = (select comity_person_here())) with check (person_id = (select comity_person_here()));

grant select, insert on person_language to comity_app;
grant update (language) on person_language to comity_app;
