-- Copies of a letter that went directly to a provider, for an authority of that State (background paper, para 57, third tip): a document
-- with a record of its own, and no second request.

select set_config('search_path', current_schema() || ', pg_temp', true);

create table counterpart_copy (
  id uuid primary key, -- UUID of version 7: its order is that of time
  request_id uuid not null references request (id),
  case_id uuid not null references case_file (id),
  -- Of the directory, and its name as it stood there.
  authority text not null check (authority ~ '^[a-z0-9-]{1,80}$'),
  name text not null check (name <> '' and length(name) <= 1000),
  version integer not null check (version > 0),
  document bytea not null check (octet_length(document) <= 33554432),
  document_sha256 bytea not null check (octet_length(document_sha256) = 32),
  made_by uuid not null references person (id),
  made_at timestamptz not null,
  -- How it is known that it went and that it came, each recorded once.
  sent text check (sent <> '' and length(sent) <= 4000),
  sent_by uuid references person (id),
  sent_at timestamptz,
  received text check (received <> '' and length(received) <= 4000),
  received_by uuid references person (id),
  received_at timestamptz,
  foreign key (request_id, version) references request_version (request_id, version),
  check ((sent is null) = (sent_at is null) and (sent is null) = (sent_by is null)),
  check ((received is null) = (received_at is null) and (received is null) = (received_by is null)),
  check (received is null or sent is not null)
);
create index counterpart_copy_request on counterpart_copy (request_id);
create index counterpart_copy_case on counterpart_copy (case_id);

alter table counterpart_copy enable row level security;
alter table counterpart_copy force row level security;
create policy owner on counterpart_copy to current_user using (true) with check (true);
create policy operator on counterpart_copy to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy member on counterpart_copy for select to comity_app
  using (case_id in (select comity_cases_with_requests()));
create policy within on counterpart_copy as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));
create policy known on counterpart_copy as restrictive to comity_app
  using (request_id not in (select comity_requests_hidden()));
create policy make on counterpart_copy for insert to comity_app
  with check (case_id in (select comity_cases_with_requests()) and made_by = (select comity_person()) and sent is null
    and exists (select from request r where r.id = request_id and r.case_id = counterpart_copy.case_id));
create policy go_on on counterpart_copy for update to comity_app
  using (case_id in (select comity_cases_with_requests())) with check (case_id in (select comity_cases_with_requests()));
grant select, insert on counterpart_copy to comity_app;
grant update (sent, sent_by, sent_at, received, received_by, received_at) on counterpart_copy to comity_app;

create function comity_copy_said_once() returns trigger language plpgsql as $$
begin
  if (old.sent is not null and new.sent is distinct from old.sent)
     or (old.received is not null and new.received is distinct from old.received) then
    raise exception 'what was recorded of a copy is not changed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger counterpart_copy_once before update on counterpart_copy
  for each row execute function comity_copy_said_once();
