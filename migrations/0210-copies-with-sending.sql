-- A copy for an authority of the other State is made by itself when the letter leaves (background paper, para 57, third tip): for whom
-- stands with the request, and the copy is asked for in the transaction that sends it. What has no document yet is being made.

select set_config('search_path', current_schema() || ', pg_temp', true);

-- Of the directory; null: nobody has chosen one.
alter table request add column copy_for text check (copy_for ~ '^[a-z0-9-]{1,80}$');
grant update (copy_for) on request to comity_app;
create function comity_copy_stands() returns trigger language plpgsql set search_path from current as $$
begin
  if new.copy_for is distinct from old.copy_for and old.state <> 'draft' then
    raise exception 'for whom a request that is % is copied is not changed', old.state using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger copy_stands before update on request for each row execute function comity_copy_stands();

-- In which language, at most one beside it; when it was asked for, and by which act of sending (null: by hand).
alter table counterpart_copy
  add column language text check (language in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  add column beside text check (beside in ('ar', 'en', 'es', 'fr', 'ru', 'zh') and beside <> language),
  add column asked_at timestamptz,
  add column event_id uuid references request_event (id),
  add column through text check (through <> ''),
  add column sent_through text check (sent_through <> ''),
  add column received_through text check (received_through <> ''),
  alter column document drop not null,
  alter column document_sha256 drop not null,
  alter column made_at drop not null;
update counterpart_copy c set asked_at = made_at, language = (select r.letter_in from request r where r.id = c.request_id);
alter table counterpart_copy
  alter column language set not null,
  alter column asked_at set not null,
  add check ((document is null) = (document_sha256 is null) and (document is null) = (made_at is null)),
  add check (sent is null or document is not null);
-- One sending makes one copy.
create unique index counterpart_copy_event on counterpart_copy (event_id);
-- For the desk: those that have not gone.
create index counterpart_copy_to_send on counterpart_copy (id) where sent is null;

drop policy make on counterpart_copy;
create policy make on counterpart_copy for insert to comity_app
  with check (case_id in (select comity_cases_with_requests()) and made_by = (select comity_person())
    and document is null and sent is null
    and exists (select from request r where r.id = request_id and r.case_id = counterpart_copy.case_id));
grant update (document, document_sha256, made_at, sent_through, received_through) on counterpart_copy to comity_app;

-- It is the system that makes the document: once, and nobody else puts one there.
create function comity_copy_by_system() returns trigger language plpgsql set search_path from current as $$
begin
  if new.document is distinct from old.document or new.document_sha256 is distinct from old.document_sha256
     or new.made_at is distinct from old.made_at then
    if old.document is not null or not comity_is('operator') then
      raise exception 'the document of a copy is made once, by the program' using errcode = 'insufficient_privilege';
    end if;
  end if;
  return new;
end $$;
create trigger counterpart_copy_made before update on counterpart_copy
  for each row execute function comity_copy_by_system();
