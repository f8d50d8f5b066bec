-- A document that waits to be registered is there once, however often it is sent, and is discarded with a reason: its bytes
-- go, what it was and who decided stays.

select set_config('search_path', current_schema() || ', pg_temp', true);

alter table request_paper
  add column discarded_at timestamptz,
  add column discarded_by uuid references person (id),
  add column discard_reason text check (discard_reason <> '' and length(discard_reason) <= 4000),
  alter column bytes drop not null;

-- Of those that were sent twice before this, the last to come are set aside; nothing of theirs is lost, the first is the same.
update request_paper p
   set discarded_at = p.at, discarded_by = p.added_by, discard_reason = 'Sent twice', bytes = null
 where p.request_id is null
   and exists (select from request_paper o where o.request_id is null and o.case_id = p.case_id and o.sha256 = p.sha256 and o.id < p.id);

alter table request_paper
  add constraint request_paper_discarded check (
    (discarded_at is null) = (bytes is not null)
    and (discarded_at is null) = (discarded_by is null)
    and (discarded_at is null) = (discard_reason is null)
    and (discarded_at is null or request_id is null));

create unique index request_paper_waits on request_paper (case_id, sha256)
  where request_id is null and discarded_at is null;
create index request_paper_discards on request_paper (case_id, discarded_at) where discarded_at is not null;
create index request_paper_waiting on request_paper (case_id, id) where request_id is null and discarded_at is null;

-- What came is kept as it came, or goes whole.
create function comity_paper_kept() returns trigger language plpgsql set search_path from current as $$
begin
  if new.bytes is distinct from old.bytes and (new.bytes is not null or new.discarded_at is null)
    or old.discarded_at is not null
  then raise insufficient_privilege using message = 'a document is kept as it came, or discarded once';
  end if;
  return new;
end $$;
create trigger kept before update on request_paper for each row execute function comity_paper_kept();

drop policy register on request_paper;
create policy register on request_paper for update to comity_app
  using (case_id in (select comity_cases_with_requests()) and request_id is null and discarded_at is null)
  with check (case_id in (select comity_cases_with_requests()) and (
    discarded_by = (select comity_person())
    or exists (select from request r where r.id = request_id and r.case_id = request_paper.case_id)));

grant update (discarded_at, discarded_by, discard_reason, bytes) on request_paper to comity_app;
