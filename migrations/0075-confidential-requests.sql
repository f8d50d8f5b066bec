-- A request that somebody must not learn of: only those who are named know that it exists, whatever table speaks of it.
-- docs/decisions/confidential-requests.md

select set_config('search_path', current_schema() || ', pg_temp', true);

alter table request
  add column confidential_until date,
  add check (restricted or confidential_until is null);
create index request_restricted on request (case_id) where restricted;

-- Who knows. Whoever is taken out learned of it, which the row still says.
create table request_knower (
  request_id uuid not null references request (id),
  case_id uuid not null references case_file (id),
  person_id uuid not null references person (id),
  named_by uuid not null references person (id),
  named_at timestamptz not null,
  ended_at timestamptz,
  primary key (request_id, person_id)
);
create index request_knower_person on request_knower (person_id) where ended_at is null;
create index request_knower_case on request_knower (case_id);

-- Every decision on it, with its reason; never changed.
create table request_confidence (
  id uuid primary key, -- UUID of version 7: its order is that of time
  request_id uuid not null references request (id),
  case_id uuid not null references case_file (id),
  act text not null check (act in ('restricted', 'named', 'removed', 'extended', 'opened')),
  by_person uuid not null references person (id),
  at timestamptz not null,
  about_person uuid references person (id),
  until date,
  reason text not null check (reason <> '' and length(reason) <= 2000),
  check ((act in ('named', 'removed')) = (about_person is not null))
);
create index request_confidence_request on request_confidence (request_id, id);
create index request_confidence_case on request_confidence (case_id);
create trigger request_confidence_is_final before update or delete on request_confidence
  for each row execute function refuse_change();

-- Requests of this person's cases that they must not learn of. Nobody's but a person's: the system's own hand sees all, so what
-- it reads for a person asks comity_knows.
create function comity_requests_hidden() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select r.id from request r
   where r.restricted and comity_person() is not null and r.case_id in (select comity_cases())
     and not exists (select from request_knower k
                      where k.request_id = r.id and k.person_id = comity_person() and k.ended_at is null) $$;

create function comity_preservations_hidden() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select p.id from preservation p
   where p.request_id in (select comity_requests_hidden()) or p.production_id in (select comity_requests_hidden()) $$;

-- For what runs as the system: whether this person may learn of this request.
create function comity_knows(person uuid, request uuid) returns boolean
  language sql stable security definer set search_path from current as $$
  select not exists (select from request r where r.id = request and r.restricted and not exists (
    select from request_knower k where k.request_id = r.id and k.person_id = person and k.ended_at is null)) $$;

-- The next number of a case, also where the last one is hidden from whoever asks.
create function comity_next_request(wanted uuid) returns integer
  language sql volatile security definer set search_path from current as $$
  select coalesce(max(r.number), 0) + 1 from request r
   where r.case_id = wanted and (comity_is('operator') or wanted in (select comity_cases())) $$;

do $$
declare
  name text;
begin
  foreach name in array array['request_knower', 'request_confidence'] loop
    execute format('alter table %s enable row level security', name);
    execute format('alter table %s force row level security', name);
    execute format('create policy owner on %s to current_user using (true) with check (true)', name);
    execute format('create policy operator on %s to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
    execute format('create policy member on %s for select to comity_app
      using (case_id in (select comity_cases_with_requests()))', name);
    execute format('create policy within on %s as restrictive to comity_app
      using ((select comity_within()) is null or case_id = (select comity_within()))', name);
  end loop;
end $$;

-- Who decides on it: the line `restrictRequest` of people/policy.ts.
create function comity_cases_restricting() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select m.case_id from case_member m where m.case_id in (select comity_cases())
     and m.person_id = comity_person() and m.role in ('lead', 'prosecutor', 'judge') $$;

create policy name on request_knower for insert to comity_app
  with check (case_id in (select comity_cases_restricting()) and named_by = (select comity_person())
    and exists (select from request r where r.id = request_id and r.case_id = request_knower.case_id));
create policy go_on on request_knower for update to comity_app
  using (case_id in (select comity_cases_restricting())) with check (case_id in (select comity_cases_restricting()));
create policy decide on request_confidence for insert to comity_app
  with check (case_id in (select comity_cases_restricting()) and by_person = (select comity_person())
    and exists (select from request r where r.id = request_id and r.case_id = request_confidence.case_id));

-- Of every table that names a request, or a preservation. test/confidential-requests.test.ts asks the catalogue, so a table that
-- comes later says it for itself.
create policy known on request as restrictive to comity_app using (id not in (select comity_requests_hidden()));
create policy known on preservation as restrictive to comity_app using (id not in (select comity_preservations_hidden()));
create policy known on preservation_event as restrictive to comity_app
  using (preservation_id not in (select comity_preservations_hidden()));
do $$
declare
  one regclass;
begin
  for one in
    select a.attrelid::regclass from pg_attribute a join pg_class c on c.oid = a.attrelid
     where a.attname = 'request_id' and not a.attisdropped and c.relkind in ('r', 'p')
       and c.relnamespace = current_schema()::regnamespace
       and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'known')
  loop
    execute format('create policy known on %s as restrictive to comity_app
      using (request_id is null or request_id not in (select comity_requests_hidden()))', one);
  end loop;
end $$;

-- What restricts, and what opens, is decided by who may; the knowers come first, so that nobody is locked out.
create function comity_request_is_kept() returns trigger language plpgsql set search_path from current as $$
begin
  if (new.restricted, new.confidential_until) is distinct from (old.restricted, old.confidential_until)
     and comity_person() is not null and not exists (select from comity_cases_restricting() c where c = new.case_id) then
    raise exception 'this person does not decide who may know of the request' using errcode = 'insufficient_privilege';
  end if;
  if new.restricted and not exists (select from request_knower k
      where k.request_id = new.id and k.ended_at is null) then
    raise exception 'nobody is named who may know of the request' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger kept before update on request for each row execute function comity_request_is_kept();

grant select, insert on request_knower, request_confidence to comity_app;
grant update (ended_at, named_by, named_at) on request_knower to comity_app;
grant update (confidential_until) on request to comity_app;
