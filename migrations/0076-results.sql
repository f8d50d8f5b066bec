-- What comes in answer to a request, and what we give in answer to another's: one delivery each time, with its exhibits, the
-- item of the request that each file answers, and what was said of its use. And the duty to tell the person concerned.

select set_config('search_path', current_schema() || ', pg_temp', true);

create table request_delivery (
  id uuid primary key,
  request_id uuid not null references request (id),
  case_id uuid not null references case_file (id),
  number integer not null check (number > 0),
  -- When it came, and how that is known; of an incoming request, when it was gathered.
  arrived_at timestamptz not null,
  evidence text not null check (evidence <> '' and length(evidence) <= 4000),
  -- Not an answer to a formal request: for leads only until one cures it.
  is_informal boolean not null,
  -- Limits on use that came with it.
  conditions text[] not null default '{}' check (cardinality(conditions) <= 50),
  -- Digests that the sender gave: a list of {file, algorithm, digest}.
  listing jsonb not null default '[]' check (jsonb_typeof(listing) = 'array'),
  by_person uuid not null references person (id),
  at timestamptz not null,
  -- The package that it left in, of an incoming request.
  share_id uuid references shared_package (id),
  unique (request_id, number)
);
create index request_delivery_case on request_delivery (case_id);

-- One file of an exhibit as it was sealed ('' for an exhibit of very many), and the item that it answers; none: no item, or not
-- yet said.
create table request_result (
  delivery_id uuid not null references request_delivery (id),
  request_id uuid not null references request (id),
  case_id uuid not null references case_file (id),
  exhibit_id uuid not null references exhibit (id),
  path text not null check (length(path) <= 4000),
  bytes bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  item integer check (item > 0),
  by_person uuid not null references person (id),
  at timestamptz not null,
  primary key (delivery_id, exhibit_id, path)
);
create index request_result_exhibit on request_result (exhibit_id);
create index request_result_request on request_result (request_id, item);
create index request_result_case on request_result (case_id);

-- Whom to tell that their data were obtained, and where that stands.
create table request_notice (
  id uuid primary key,
  request_id uuid not null references request (id),
  case_id uuid not null references case_file (id),
  number integer not null check (number > 0),
  person text not null check (person <> '' and length(person) <= 1000),
  -- On what rule, as whoever planned it says.
  basis text not null check (basis <> '' and length(basis) <= 1000),
  state text not null check (state in ('planned', 'delayed', 'done', 'notNeeded')),
  -- When somebody is reminded: the day it is planned for, or that of the review. None once it is over.
  due_on date,
  unique (request_id, number),
  check ((state in ('planned', 'delayed')) = (due_on is not null))
);
create index request_notice_due on request_notice (case_id, due_on) where due_on is not null;

create table request_notice_event (
  id uuid primary key, -- UUID of version 7: its order is that of time
  notice_id uuid not null references request_notice (id),
  request_id uuid not null references request (id),
  case_id uuid not null references case_file (id),
  act text not null check (act in ('planned', 'delayed', 'done', 'notNeeded')),
  by_person uuid not null references person (id),
  at timestamptz not null,
  due_on date,
  -- Of `done`: the day on which the person was told, and what shows it.
  done_on date,
  evidence text check (evidence <> '' and length(evidence) <= 4000),
  reason text check (reason <> '' and length(reason) <= 4000),
  check ((act = 'done') = (done_on is not null and evidence is not null)),
  check (act in ('planned', 'done') or reason is not null)
);
create index request_notice_event_notice on request_notice_event (notice_id, id);
create index request_notice_event_case on request_notice_event (case_id);
create trigger request_notice_event_is_final before update or delete on request_notice_event
  for each row execute function refuse_change();

-- Who tells the person: the line `informPerson` of people/policy.ts.
create function comity_cases_informing() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select m.case_id from case_member m where m.case_id in (select comity_cases())
     and m.person_id = comity_person() and m.role in ('lead', 'prosecutor', 'judge') $$;

do $$
declare
  name text;
begin
  foreach name in array array['request_delivery', 'request_result', 'request_notice', 'request_notice_event'] loop
    execute format('alter table %s enable row level security', name);
    execute format('alter table %s force row level security', name);
    execute format('create policy owner on %s to current_user using (true) with check (true)', name);
    execute format('create policy operator on %s to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
    execute format('create policy member on %s for select to comity_app
      using (case_id in (select comity_cases_with_requests()))', name);
    execute format('create policy within on %s as restrictive to comity_app
      using ((select comity_within()) is null or case_id = (select comity_within()))', name);
    execute format('create policy known on %s as restrictive to comity_app
      using (request_id not in (select comity_requests_hidden()))', name);
  end loop;
  foreach name in array array['request_delivery', 'request_result'] loop
    execute format('create policy take_part on %s for insert to comity_app
      with check (case_id in (select comity_cases_with_requests()) and by_person = (select comity_person())
        and exists (select from request r where r.id = request_id and r.case_id = %s.case_id))', name, name);
    execute format('create policy go_on on %s for update to comity_app
      using (case_id in (select comity_cases_with_requests())) with check (case_id in (select comity_cases_with_requests()))', name);
  end loop;
end $$;

create policy plan on request_notice for insert to comity_app
  with check (case_id in (select comity_cases_informing())
    and exists (select from request r where r.id = request_id and r.case_id = request_notice.case_id));
create policy go_on on request_notice for update to comity_app
  using (case_id in (select comity_cases_informing())) with check (case_id in (select comity_cases_informing()));
create policy decide on request_notice_event for insert to comity_app
  with check (case_id in (select comity_cases_informing()) and by_person = (select comity_person())
    and exists (select from request_notice n where n.id = notice_id and n.request_id = request_notice_event.request_id));

grant select, insert on request_delivery, request_result, request_notice, request_notice_event to comity_app;
grant update (conditions, listing, share_id) on request_delivery to comity_app;
grant update (item, by_person, at) on request_result to comity_app;
grant update (state, due_on) on request_notice to comity_app;
