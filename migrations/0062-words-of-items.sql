-- Words of the texts that an examination took out of files, for the search within an exhibit: derived from examined_unit, made again at any
-- time. Cut by law/search-words.ts, so that scripts without spaces are found too. A text of very many words lies in several parts.
select set_config('search_path', current_schema() || ', pg_temp', true);

create table examined_words (
  exhibit_id uuid not null references exhibit (id),
  case_id uuid not null references case_file (id),
  key bytea not null check (octet_length(key) = 32), -- of the unit
  part integer not null check (part >= 0),
  words tsvector not null,
  primary key (exhibit_id, key, part)
);
create index examined_words_found on examined_words using gin (words);

create function comity_forget_examined_words() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from examined_words where exhibit_id = new.id;
  return null;
end $$;
create trigger examined_words_forgotten after update of status on exhibit
  for each row when (old.status = 'held' and new.status <> 'held') execute function comity_forget_examined_words();

alter table examined_words enable row level security;
alter table examined_words force row level security;
create policy owner on examined_words to current_user using (true) with check (true);
create policy operator on examined_words to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
grant select, insert, update, delete on examined_words to comity_app;

-- Contents of an exhibit in whose text all of these stand, each a tsquery. A function of the owner, because an index of words is not used
-- beneath a row rule; it asks what the rule of the items asks.
create function comity_contents_with_words(wanted uuid, terms text[]) returns setof bytea
  language plpgsql stable security definer set search_path from current as $$
begin
  if not comity_is('operator') and not exists (
    select from exhibit e where e.id = wanted and e.case_id in (select comity_cases())
       and (comity_within() is null or e.case_id = comity_within()) and e.id not in (select comity_exhibits_hidden()))
  then return; end if;
  return query
    select distinct o.sha256
      from (select w.key from examined_words w where w.exhibit_id = wanted and w.words @@ terms[1]::tsquery) k
      join examined_unit u on u.exhibit_id = wanted and u.key = k.key
      join examined_item o on o.exhibit_id = wanted and o.id = u.item_id
     where o.sha256 is not null and not exists (
       select from unnest(terms) t where not exists (
         select from examined_words v where v.exhibit_id = wanted and v.key = k.key and v.words @@ t::tsquery));
end $$;
