-- What came in answer to a request may be kept to those who are named: its exhibits, their custody, the packages they left in.
-- What came in answer to a confidential request is always kept to those who know of the request.
-- docs/decisions/confidential-results.md

select set_config('search_path', current_schema() || ', pg_temp', true);

alter table request_delivery
  add column restricted boolean not null default false,
  add column confidential_until date,
  -- the condition of the sender, or the rule, by which it is kept
  add column confidential_ground text check (confidential_ground <> '' and length(confidential_ground) <= 1000),
  add check (restricted or confidential_until is null),
  add check (restricted = (confidential_ground is not null));
create index request_delivery_restricted on request_delivery (case_id) where restricted;

-- Who knows of it. Whoever is taken out learned of it, which the row still says.
create table result_knower (
  delivery_id uuid not null references request_delivery (id),
  request_id uuid not null references request (id),
  case_id uuid not null references case_file (id),
  person_id uuid not null references person (id),
  named_by uuid not null references person (id),
  named_at timestamptz not null,
  ended_at timestamptz,
  primary key (delivery_id, person_id)
);
create index result_knower_person on result_knower (person_id) where ended_at is null;
create index result_knower_case on result_knower (case_id);

-- Every decision on it, with its reason; never changed.
create table result_confidence (
  id uuid primary key, -- UUID of version 7: its order is that of time
  delivery_id uuid not null references request_delivery (id),
  request_id uuid not null references request (id),
  case_id uuid not null references case_file (id),
  act text not null check (act in ('restricted', 'named', 'removed', 'extended', 'opened')),
  by_person uuid not null references person (id),
  at timestamptz not null,
  about_person uuid references person (id),
  until date,
  ground text check (ground <> '' and length(ground) <= 1000),
  reason text not null check (reason <> '' and length(reason) <= 2000),
  through text check (through ~ '^key [0-9a-f-]{36}$'),
  check ((act in ('named', 'removed')) = (about_person is not null)),
  check ((act in ('restricted', 'extended')) = (ground is not null))
);
create index result_confidence_delivery on result_confidence (delivery_id, id);
create index result_confidence_case on result_confidence (case_id);
create trigger result_confidence_is_final before update or delete on result_confidence
  for each row execute function refuse_change();

-- An exhibit that was brought as coming in answer to a request, from its first moment, before anybody says with which delivery.
create table result_brought (
  exhibit_id uuid primary key references exhibit (id),
  case_id uuid not null references case_file (id),
  request_id uuid not null references request (id),
  delivery_id uuid references request_delivery (id)
);
create index result_brought_request on result_brought (request_id);
create index result_brought_delivery on result_brought (delivery_id) where delivery_id is not null;
create index result_brought_case on result_brought (case_id);

-- For what runs as the system.
create function comity_knows_result(person uuid, delivery uuid) returns boolean
  language sql stable security definer set search_path from current as $$
  select not exists (select from request_delivery d where d.id = delivery and (not comity_knows(person, d.request_id)
    or (d.restricted and not exists (
      select from result_knower k where k.delivery_id = d.id and k.person_id = person and k.ended_at is null)))) $$;

-- Whether it was said with which delivery it came. Until then it may be of any of its request, the confidential one too.
create function comity_is_named(exhibit uuid) returns boolean
  language sql stable security definer set search_path from current as $$
  select exists (select from request_result r where r.exhibit_id = exhibit) $$;

create function comity_knows_exhibit(person uuid, exhibit uuid) returns boolean
  language sql stable security definer set search_path from current as $$
  select not exists (select from request_result r where r.exhibit_id = exhibit and not comity_knows_result(person, r.delivery_id))
     and not exists (select from result_brought b where b.exhibit_id = exhibit
                      and (not comity_knows(person, b.request_id)
                        or (b.delivery_id is not null and not comity_knows_result(person, b.delivery_id))
                        or (b.delivery_id is null and exists (
                          select from request_delivery d where d.request_id = b.request_id and d.restricted
                             and not comity_knows_result(person, d.id)) and not comity_is_named(b.exhibit_id)))) $$;

-- They are few: said to the planner, so that what names them is found by index, and not by reading all that is held.
alter function comity_requests_hidden() rows 20;

-- What this person must not learn of, in their cases. Nobody's but a person's, as for requests.
create function comity_deliveries_hidden() returns setof uuid
  language sql stable security definer rows 20 set search_path from current as $$
  select d.id from request_delivery d where d.request_id in (select comity_requests_hidden())
  union
  select d.id from request_delivery d
   where d.restricted and comity_person() is not null and d.case_id in (select comity_cases())
     and not exists (select from result_knower k
                      where k.delivery_id = d.id and k.person_id = comity_person() and k.ended_at is null) $$;

create function comity_exhibits_hidden() returns setof uuid
  language sql stable security definer rows 20 set search_path from current as $$
  select r.exhibit_id from request_result r where r.delivery_id in (select comity_deliveries_hidden())
  union
  select b.exhibit_id from result_brought b where b.request_id in (select comity_requests_hidden())
  union
  select b.exhibit_id from result_brought b where b.delivery_id in (select comity_deliveries_hidden())
  union
  select b.exhibit_id from result_brought b
   where b.delivery_id is null and not comity_is_named(b.exhibit_id)
     and b.request_id in (select d.request_id from request_delivery d where d.id in (select comity_deliveries_hidden())) $$;

-- Their numbers, as the custody log and packages name them.
create function comity_items_hidden() returns setof text
  language sql stable security definer rows 20 set search_path from current as $$
  select e.number from exhibit e where e.id in (select comity_exhibits_hidden()) $$;

-- How many exhibits of a case its member must not learn of: what is counted for them leaves those out.
create function comity_count_hidden(who uuid, wanted uuid) returns integer
  language sql stable security definer set search_path from current as $$
  select count(*)::integer from (
    select r.exhibit_id as id from request q join request_result r on r.request_id = q.id
     where q.case_id = wanted and q.restricted
    union
    select r.exhibit_id from request_delivery d join request_result r on r.delivery_id = d.id
     where d.case_id = wanted and d.restricted
    union
    select b.exhibit_id from result_brought b join request q on q.id = b.request_id
      left join request_delivery d on d.id = b.delivery_id
     where b.case_id = wanted and (q.restricted or d.restricted or (b.delivery_id is null
       and exists (select from request_delivery o where o.request_id = b.request_id and o.restricted)
       and not comity_is_named(b.exhibit_id)))) of_results
   where (comity_is('operator') or who = comity_person()) and not comity_knows_exhibit(who, id) $$;

-- For what is counted over all cases, like the exhibits of a compartment: no confidential result is in it.
create function comity_kept_exhibits() returns setof uuid
  language sql stable security definer rows 20 set search_path from current as $$
  select r.exhibit_id from request q join request_result r on r.request_id = q.id where q.restricted and comity_is('operator')
  union
  select r.exhibit_id from request_delivery d join request_result r on r.delivery_id = d.id
   where d.restricted and comity_is('operator')
  union
  select b.exhibit_id from result_brought b join request q on q.id = b.request_id left join request_delivery d on d.id = b.delivery_id
   where (q.restricted or d.restricted or (b.delivery_id is null
       and exists (select from request_delivery o where o.request_id = b.request_id and o.restricted)
       and not comity_is_named(b.exhibit_id))) and comity_is('operator') $$;

-- Jobs tell of exhibits by their names: those that bring one, read one, compare its digests, or put it into a package.
create function comity_jobs_hidden() returns setof uuid
  language sql stable security definer rows 20 set search_path from current as $$
  select j.id from job j
   where j.case_id in (select d.case_id from request_delivery d where d.id in (select comity_deliveries_hidden())
                       union select b.case_id from result_brought b where b.exhibit_id in (select comity_exhibits_hidden()))
     and (j.payload ->> 'number' in (select comity_items_hidden())
       or j.result ->> 'note' in (select comity_items_hidden())
       or j.payload ->> 'delivery' in (select h::text from comity_deliveries_hidden() h)
       or j.payload ->> 'cameWith' in (select h::text from comity_deliveries_hidden() h)
       or j.payload -> 'answers' ->> 'cameWith' in (select h::text from comity_deliveries_hidden() h)
       or j.id in (select s.id from shared_package s where s.exhibits && array(select comity_items_hidden()))
       or j.id in (select i.check_job from incoming_package i where i.exhibits && array(select comity_items_hidden())
                   union select i.import_job from incoming_package i where i.exhibits && array(select comity_items_hidden()))) $$;

-- The next number of a request, also where the last one is hidden from whoever asks.
create function comity_next_delivery(wanted uuid) returns integer
  language sql volatile security definer set search_path from current as $$
  select coalesce(max(d.number), 0) + 1 from request_delivery d join request r on r.id = d.request_id
   where d.request_id = wanted and (comity_is('operator')
     or (r.case_id in (select comity_cases()) and r.id not in (select comity_requests_hidden()))) $$;

-- Who records a result may say at once who knows of it, whatever their role: the condition came with it.
create function comity_deliveries_begun() returns setof uuid
  language sql stable security definer rows 20 set search_path from current as $$
  select d.id from request_delivery d
   where d.by_person = comity_person() and not d.restricted and d.case_id in (select comity_cases_with_requests()) $$;

do $$
declare
  name text;
begin
  foreach name in array array['result_knower', 'result_confidence', 'result_brought'] loop
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
end $$;

create policy name on result_knower for insert to comity_app
  with check ((case_id in (select comity_cases_restricting()) or delivery_id in (select comity_deliveries_begun()))
    and named_by = (select comity_person())
    and exists (select from request_delivery d where d.id = delivery_id and d.case_id = result_knower.case_id
                   and d.request_id = result_knower.request_id));
create policy go_on on result_knower for update to comity_app
  using (case_id in (select comity_cases_restricting())) with check (case_id in (select comity_cases_restricting()));
create policy decide on result_confidence for insert to comity_app
  with check ((case_id in (select comity_cases_restricting()) or delivery_id in (select comity_deliveries_begun()))
    and by_person = (select comity_person())
    and exists (select from request_delivery d where d.id = delivery_id and d.case_id = result_confidence.case_id
                   and d.request_id = result_confidence.request_id));

-- Of every table that names an exhibit or a delivery. test/confidential-results.test.ts asks the catalogue, so a table that comes
-- later says it for itself.
create policy kept on exhibit as restrictive to comity_app
  using ((select comity_is('operator')) or id not in (select comity_exhibits_hidden()));
create policy kept on custody_event as restrictive to comity_app
  using ((select comity_is('operator')) or item not in (select comity_items_hidden()));
create policy kept on request_delivery as restrictive to comity_app using (id not in (select comity_deliveries_hidden()));
create policy kept on job as restrictive to comity_app
  using ((select comity_is('operator')) or person_id = (select comity_person()) or id not in (select comity_jobs_hidden()));
do $$
declare
  name text;
begin
  foreach name in array array['hand_over', 'disposal', 'certificate_draft', 'certificate_answers'] loop
    execute format('create policy kept on %s as restrictive to comity_app
      using (exhibit_id not in (select comity_exhibits_hidden()))', name);
  end loop;
  foreach name in array array['request_result', 'result_knower', 'result_confidence'] loop
    execute format('create policy kept on %s as restrictive to comity_app
      using (delivery_id not in (select comity_deliveries_hidden()))', name);
  end loop;
  execute 'create policy kept on result_brought as restrictive to comity_app
    using (exhibit_id not in (select comity_exhibits_hidden()))';
  foreach name in array array['shared_package', 'incoming_package'] loop
    execute format('create policy kept on %s as restrictive to comity_app
      using (exhibits is null or not exhibits && (select array(select comity_items_hidden())))', name);
  end loop;
end $$;

-- What restricts, and what opens, is decided by who may; the knowers come first, so that nobody is locked out.
create function comity_result_is_kept() returns trigger language plpgsql set search_path from current as $$
begin
  if (new.restricted, new.confidential_until, new.confidential_ground)
       is distinct from (old.restricted, old.confidential_until, old.confidential_ground)
     and comity_person() is not null and not exists (select from comity_cases_restricting() c where c = new.case_id)
     and not exists (select from comity_deliveries_begun() d where d = new.id) then
    raise exception 'this person does not decide who may know of the result' using errcode = 'insufficient_privilege';
  end if;
  if new.restricted and not exists (select from result_knower k
      where k.delivery_id = new.id and k.ended_at is null) then
    raise exception 'nobody is named who may know of the result' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger kept before update on request_delivery for each row execute function comity_result_is_kept();

grant select, insert on result_knower, result_confidence, result_brought to comity_app;
grant update (ended_at, named_by, named_at) on result_knower to comity_app;
grant update (restricted, confidential_until, confidential_ground) on request_delivery to comity_app;
