-- Requests and results that not all of a case may know of: who does, who decided so, and what hides them.
-- docs/decisions/confidential-requests.md, confidential-results.md, labels.md

-- What functions look in; an attacker's temporary table of the same name comes last.
select set_config('search_path', current_schema() || ', pg_temp', true);

-- Requests of this person's cases that they must not learn of. Nobody's but a person's: the system's own hand sees all, so what
-- it reads for a person asks comity_knows.
create function comity_requests_hidden() returns setof uuid
  language plpgsql stable security definer rows 20 set search_path from current as $$
declare
  who constant uuid := comity_person();
begin
  return query
    select r.id from request r
     where r.restricted and r.case_id in (select comity_cases())
       and not exists (select from request_knower k where k.request_id = r.id and k.person_id = who and k.ended_at is null);
end $$;

-- For what runs as the system: whether this person may learn of this request.
create function comity_knows(person uuid, request uuid) returns boolean
  language plpgsql stable security definer set search_path from current as $$
begin
  return not exists (select from request r where r.id = comity_knows.request and r.restricted and not exists (
    select from request_knower k where k.request_id = r.id and k.person_id = person and k.ended_at is null));
end $$;

-- For what runs as the system.
create function comity_knows_result(person uuid, delivery uuid) returns boolean
  language plpgsql stable security definer set search_path from current as $$
begin
  return not exists (select from request_delivery d where d.id = delivery and (not comity_knows(person, d.request_id)
    or (d.restricted and not exists (
      select from result_knower k where k.delivery_id = d.id and k.person_id = person and k.ended_at is null))));
end $$;

-- What came in answer to a request may be kept to those who are named: its exhibits, their custody, the packages they left in.
-- What came in answer to a confidential request is always kept to those who know of the request.
-- docs/decisions/confidential-results.md
create function comity_knows_exhibit(person uuid, exhibit uuid) returns boolean
  language plpgsql stable security definer set search_path from current as $$
begin
  return not exists (select from request_result r where r.exhibit_id = exhibit and not comity_knows_result(person, r.delivery_id))
     and not exists (select from result_brought b where b.exhibit_id = exhibit
                      and (not comity_knows(person, b.request_id)
                        or (b.delivery_id is not null and not comity_knows_result(person, b.delivery_id))
                        or (b.delivery_id is null and exists (
                          select from request_delivery d where d.request_id = b.request_id and d.restricted
                             and not comity_knows_result(person, d.id)) and not comity_is_named(b.exhibit_id))));
end $$;

-- What this person must not learn of, in their cases. Nobody's but a person's, as for requests.
create function comity_deliveries_hidden() returns setof uuid
  language plpgsql stable security definer rows 20 set search_path from current as $$
declare
  who constant uuid := comity_person();
  none constant uuid := '00000000-0000-0000-0000-000000000000';
begin
  return query
    select d.id from request_delivery d
     where (d.secret <> '00000000-0000-0000-0000-000000000000' or d.secret_result <> '00000000-0000-0000-0000-000000000000')
       and d.case_id in (select comity_cases())
       and ((d.secret <> none and not exists (
              select from request_knower k where k.request_id = d.secret and k.person_id = who and k.ended_at is null))
         or (d.secret_result <> none and not exists (
              select from result_knower k where k.delivery_id = d.secret_result and k.person_id = who and k.ended_at is null)));
end $$;

-- What came in a delivery is hidden with it; what was brought before it was named in one, with the request, and with any delivery of
-- it that is.
create function comity_exhibits_hidden() returns setof uuid
  language plpgsql stable security definer rows 20 set search_path from current as $$
declare
  deliveries constant uuid[] := array(select comity_deliveries_hidden());
  requests constant uuid[] := array(select comity_requests_hidden());
begin
  return query
    select r.exhibit_id from request_result r where r.delivery_id = any (deliveries)
    union
    select b.exhibit_id from result_brought b where b.request_id = any (requests)
    union
    select b.exhibit_id from result_brought b where b.delivery_id = any (deliveries)
    union
    select b.exhibit_id from request_delivery d join result_brought b on b.request_id = d.request_id and b.delivery_id is null
     where d.id = any (deliveries) and not exists (select from request_result r where r.exhibit_id = b.exhibit_id);
end $$;

-- Their numbers, as the custody log and packages name them.
create function comity_items_hidden() returns setof text
  language plpgsql stable security definer rows 20 set search_path from current as $$
declare
  exhibits constant uuid[] := array(select comity_exhibits_hidden());
begin
  return query select e.number from exhibit e where e.id = any (exhibits);
end $$;

-- Jobs tell of exhibits by their names: those that bring one, read one, compare its digests, or put it into a package.
create function comity_jobs_hidden() returns setof uuid
  language plpgsql stable security definer rows 20 set search_path from current as $$
declare
  deliveries constant uuid[] := array(select comity_deliveries_hidden());
  exhibits constant uuid[] := array(select comity_exhibits_hidden());
  items constant text[] := array(select e.number from exhibit e where e.id = any (exhibits));
begin
  if cardinality(deliveries) = 0 and cardinality(exhibits) = 0 then return; end if;
  return query
    select j.id from job j
     where j.case_id in (select d.case_id from request_delivery d where d.id = any (deliveries)
                         union select b.case_id from result_brought b where b.exhibit_id = any (exhibits))
       and (j.payload ->> 'number' = any (items)
         or j.result ->> 'note' = any (items)
         or j.payload ->> 'delivery' = any (deliveries::text[])
         or j.payload ->> 'cameWith' = any (deliveries::text[])
         or j.payload -> 'answers' ->> 'cameWith' = any (deliveries::text[])
         or j.id in (select s.id from shared_package s where s.exhibits && items)
         or j.id in (select i.check_job from incoming_package i where i.exhibits && items
                     union select i.import_job from incoming_package i where i.exhibits && items));
end $$;

-- The confidential requests and results that the person was told of. Whoever knows of very many has no list, which would be read
-- for each question, but is asked for row by row.
create function comity_secrets() returns setof uuid language plpgsql stable security definer rows 20 set search_path from current as $$
declare
  told uuid[];
  most constant integer := 1000;
begin
  if current_setting('comity.secrets_of', true) is distinct from current_setting('comity.as', true) then
    told := array(select request_id from request_knower where person_id = comity_person() and ended_at is null
                  union all
                  select delivery_id from result_knower where person_id = comity_person() and ended_at is null limit most + 1);
    perform set_config('comity.secrets', case when cardinality(told) <= most then told::text else 'many' end, true),
            set_config('comity.secrets_of', current_setting('comity.as', true), true);
  end if;
  if current_setting('comity.secrets', true) <> 'many' then
    return query select unnest(nullif(current_setting('comity.secrets', true), '')::uuid[]);
  end if;
end $$;

create function comity_has_many_secrets() returns boolean language plpgsql stable set search_path from current as $$
begin
  perform comity_secrets();
  return current_setting('comity.secrets', true) = 'many';
end $$;

create function comity_was_told(wanted uuid) returns boolean language plpgsql stable security definer cost 1000
  set search_path from current as $$
begin
  return exists (select from request_knower where request_id = wanted and person_id = comity_person() and ended_at is null)
      or exists (select from result_knower where delivery_id = wanted and person_id = comity_person() and ended_at is null);
end $$;

-- Who knows. Whoever is taken out learned of it, which the row still says.
create table request_knower (
  request_id uuid not null,
  case_id uuid not null,
  person_id uuid not null references person (id),
  named_by uuid not null references person (id),
  named_at timestamptz not null,
  ended_at timestamptz,
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  primary key (request_id, person_id),
  constraint request_knower_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade
);
create index request_knower_case on request_knower (case_id);
-- Both orders are those of the questions below, which are answered from the index alone.
create index request_knower_known on request_knower (person_id, request_id) where ended_at is null;
create trigger lists_anew after insert or update or delete on request_knower
  for each statement execute function comity_lists_anew();
create trigger labelled before insert on request_knower
  for each row execute function comity_label_by_request();

-- Every decision on it, with its reason; never changed.
create table request_confidence (
  -- UUID of version 7: its order is that of time
  id uuid primary key,
  request_id uuid not null,
  case_id uuid not null,
  act text not null check (act in ('restricted', 'named', 'removed', 'extended', 'opened')),
  by_person uuid not null references person (id),
  at timestamptz not null,
  about_person uuid references person (id),
  until date,
  reason text not null check (reason <> '' and length(reason) <= 2000),
  through text check (through ~ '^key [0-9a-f-]{36}$'),
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  constraint request_confidence_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade,
  check ((act in ('named', 'removed')) = (about_person is not null))
);
create index request_confidence_request on request_confidence (request_id, id);
create index request_confidence_case on request_confidence (case_id);
create trigger labelled before insert on request_confidence
  for each row execute function comity_label_by_request();
create trigger request_confidence_is_final before update or delete on request_confidence
  for each row execute function refuse_change_but_labels();

-- Who knows of it. Whoever is taken out learned of it, which the row still says.
create table result_knower (
  delivery_id uuid not null,
  request_id uuid not null,
  case_id uuid not null,
  person_id uuid not null references person (id),
  named_by uuid not null references person (id),
  named_at timestamptz not null,
  ended_at timestamptz,
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  secret_result uuid not null default '00000000-0000-0000-0000-000000000000',
  primary key (delivery_id, person_id),
  constraint result_knower_labelled foreign key (delivery_id, request_id, case_id, secret, secret_result)
    references request_delivery (id, request_id, case_id, secret, secret_result) on update cascade
);
create index result_knower_person on result_knower (person_id) where ended_at is null;
create index result_knower_case on result_knower (case_id);
create trigger lists_anew after insert or update or delete on result_knower
  for each statement execute function comity_lists_anew();
create trigger labelled before insert on result_knower
  for each row execute function comity_label_by_delivery();

-- Every decision on it, with its reason; never changed.
create table result_confidence (
  -- UUID of version 7: its order is that of time
  id uuid primary key,
  delivery_id uuid not null,
  request_id uuid not null,
  case_id uuid not null,
  act text not null check (act in ('restricted', 'named', 'removed', 'extended', 'opened')),
  by_person uuid not null references person (id),
  at timestamptz not null,
  about_person uuid references person (id),
  until date,
  ground text check (ground <> '' and length(ground) <= 1000),
  reason text not null check (reason <> '' and length(reason) <= 2000),
  through text check (through ~ '^key [0-9a-f-]{36}$'),
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  secret_result uuid not null default '00000000-0000-0000-0000-000000000000',
  constraint result_confidence_labelled foreign key (delivery_id, request_id, case_id, secret, secret_result)
    references request_delivery (id, request_id, case_id, secret, secret_result) on update cascade,
  check ((act in ('named', 'removed')) = (about_person is not null)),
  check ((act in ('restricted', 'extended')) = (ground is not null))
);
create index result_confidence_delivery on result_confidence (delivery_id, id);
create index result_confidence_case on result_confidence (case_id);
create trigger labelled before insert on result_confidence
  for each row execute function comity_label_by_delivery();
create trigger result_confidence_is_final before update or delete on result_confidence
  for each row execute function refuse_change_but_labels();

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

-- The next number of a request, also where the last one is hidden from whoever asks.
create function comity_next_delivery(wanted uuid) returns integer
  language sql volatile security definer set search_path from current as $$
  select coalesce(max(d.number), 0) + 1 from request_delivery d join request r on r.id = d.request_id
   where d.request_id = wanted and (comity_is('operator')
     or (r.case_id in (select comity_cases()) and r.id not in (select comity_requests_hidden()))) $$;

-- What is kept to some of a case, once the last of them who decides about it has left the case, or their account was closed.
create function comity_kept_without(wanted text[]) returns table (case_id uuid, request_id uuid, delivery_id uuid)
  language sql stable security definer set search_path from current as $$
  with deciding as materialized (select d.case_id, d.person_id from comity_deciding(wanted) d)
  select r.case_id, r.id, null::uuid from request r
   where r.restricted and not exists (
     select from request_knower k join deciding d on d.person_id = k.person_id and d.case_id = r.case_id
      where k.request_id = r.id and k.ended_at is null)
  union all
  select q.case_id, q.request_id, q.id from request_delivery q
   where q.restricted and not exists (
     select from result_knower k join deciding d on d.person_id = k.person_id and d.case_id = q.case_id
      where k.delivery_id = q.id and k.ended_at is null and comity_knows(k.person_id, q.request_id)) $$;
revoke execute on function comity_kept_without(text[]) from public;

-- Who decides on it: the line `restrictRequest` of people/policy.ts. For the machine alone.
create function comity_kept_by_nobody() returns table (case_id uuid, request_id uuid, delivery_id uuid)
  language sql stable security definer set search_path from current as $$
  select k.* from comity_kept_without(array['lead', 'prosecutor', 'judge']) k where comity_is('operator') $$;

-- How many there are, for administrators; none of a case whose member the administrator is, for whoever took the last one out would
-- learn by it that there was something to know.
create function comity_kept_by_nobody_count() returns integer
  language sql stable security definer set search_path from current as $$
  select count(*)::integer from comity_kept_without(array['lead', 'prosecutor', 'judge']) k
   where comity_has_role('administrator')
     and not exists (select from case_member m where m.case_id = k.case_id and m.person_id = comity_person()) $$;

-- What this person knows of in their cases, and no lead of the case does.
create function comity_known_without_lead() returns table (case_id uuid, request_id uuid, delivery_id uuid)
  language sql stable security definer rows 20 set search_path from current as $$
  select r.case_id, r.id, null::uuid from request_knower own join request r on r.id = own.request_id
   where own.person_id = (select comity_person()) and own.ended_at is null and r.restricted
     and r.case_id in (select comity_cases()) and not exists (
       select from request_knower k join case_member m on m.person_id = k.person_id and m.case_id = r.case_id join person p on p.id = k.person_id
        where k.request_id = r.id and k.ended_at is null and m.role = 'lead' and m.until is null and p.ended_at is null)
  union all
  select q.case_id, q.request_id, q.id from result_knower own join request_delivery q on q.id = own.delivery_id
   where own.person_id = (select comity_person()) and own.ended_at is null and q.restricted
     and q.case_id in (select comity_cases()) and comity_knows((select comity_person()), q.request_id) and not exists (
       select from result_knower k join case_member m on m.person_id = k.person_id and m.case_id = q.case_id join person p on p.id = k.person_id
        where k.delivery_id = q.id and k.ended_at is null and m.role = 'lead' and m.until is null and p.ended_at is null
          and comity_knows(k.person_id, q.request_id)) $$;

-- Numbers of the requests that this person alone of the leads of a case knows of, or of what came in answer.
create function comity_known_by_this_lead_alone(wanted uuid) returns setof integer
  language sql stable security definer set search_path from current as $$
  with others as (
    select d.person_id from comity_deciding(array['lead']) d where d.case_id = wanted and d.person_id <> comity_person())
  select r.number from request r
   where r.case_id = wanted and wanted in (select comity_cases_led()) and comity_knows(comity_person(), r.id) and (
     (r.restricted and not exists (
       select from request_knower k join others using (person_id) where k.request_id = r.id and k.ended_at is null))
     or exists (select from request_delivery d where d.request_id = r.id and d.restricted
                   and comity_knows_result(comity_person(), d.id) and not exists (
       select from result_knower k join others using (person_id)
        where k.delivery_id = d.id and k.ended_at is null and comity_knows(k.person_id, r.id))))
   order by r.number $$;

-- Views, and not functions, so that the planner sees into them: it looks a few rows up one by one, and reads all there is for many.
-- They look as the owner. What this person knows of:
create view comity_request_known with (security_barrier) as
  select k.request_id from request_knower k where k.person_id = (select comity_person()) and k.ended_at is null;

-- What they must not learn of, in their own cases: of those of others they learn not even that there is something. Nobody's but a
-- person's, as before.
create view comity_request_hidden with (security_barrier) as
  select r.id from request r
   where r.restricted and (select comity_person()) is not null and r.case_id in (select comity_cases()) and not exists (
     select from request_knower k
      where k.request_id = r.id and k.person_id = (select comity_person()) and k.ended_at is null);

create view comity_preservation_hidden with (security_barrier) as
  select p.id from preservation p
   where exists (select from comity_request_hidden h where h.id = p.request_id)
      or exists (select from comity_request_hidden h where h.id = p.production_id);

-- Every table: forced upon its owner too, who therefore has a policy of its own; and the system's own hand.
do $$
declare
  name text;
begin
  foreach name in array array['request_knower', 'request_confidence', 'result_knower', 'result_confidence'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to current_user using (true) with check (true)', name);
    execute format('create policy operator on %I to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
  end loop;
end $$;

do $$
declare
  name text;
begin
  foreach name in array array['request_knower', 'request_confidence', 'result_knower', 'result_confidence'] loop
    execute format('create policy member on %I for select to comity_app using (case_id in (select comity_cases_with_requests()))', name);
  end loop;
  foreach name in array array['request_knower', 'request_confidence', 'result_knower', 'result_confidence'] loop
    execute format('create policy within on %I as restrictive to comity_app
      using ((select comity_within()) is null or case_id = (select comity_within()))', name);
  end loop;
  foreach name in array array['hand_over', 'disposal', 'certificate_draft', 'result_brought'] loop
    execute format('create policy kept on %I as restrictive to comity_app using (exhibit_id not in (select comity_exhibits_hidden()))', name);
  end loop;
  foreach name in array array['alarm_letter', 'clock_alarm', 'request_clock_event'] loop
    execute format('create policy known_clock on %I as restrictive to comity_app
      using ((select comity_is(''operator'')) or ((secret = ''00000000-0000-0000-0000-000000000000'' or
        secret in (select comity_secrets()) or ((select comity_has_many_secrets()) and comity_was_told(secret)))
        and (secret_production = ''00000000-0000-0000-0000-000000000000'' or secret_production in (select comity_secrets())
        or ((select comity_has_many_secrets()) and comity_was_told(secret_production)))))', name);
  end loop;
  -- Who may know: the label is none, or one of those that the person was told of. test/confidential-requests.test.ts asks the catalogue.
  foreach name in array array['counterpart_copy', 'request', 'request_confidence', 'request_cost_event', 'request_delivery', 'request_event',
    'request_item', 'request_knower', 'request_notice', 'request_notice_event', 'request_paper', 'request_remark',
    'request_remedy_event', 'request_result', 'request_signature', 'request_technical_reading', 'request_translation',
    'request_translation_certificate', 'request_version', 'result_brought', 'result_confidence', 'result_knower'] loop
    execute format('create policy known on %I as restrictive to comity_app
      using ((select comity_is(''operator'')) or (secret = ''00000000-0000-0000-0000-000000000000'' or secret in (select comity_secrets())
        or ((select comity_has_many_secrets()) and comity_was_told(secret))))', name);
  end loop;
  foreach name in array array['preservation', 'preservation_event', 'request_clock'] loop
    execute format('create policy known on %I as restrictive to comity_app
      using ((select comity_is(''operator'')) or ((secret = ''00000000-0000-0000-0000-000000000000'' or
        secret in (select comity_secrets()) or ((select comity_has_many_secrets()) and comity_was_told(secret)))
        and (secret_production = ''00000000-0000-0000-0000-000000000000'' or secret_production in (select comity_secrets())
        or ((select comity_has_many_secrets()) and comity_was_told(secret_production)))))', name);
  end loop;
  foreach name in array array['request_delivery', 'request_result', 'result_knower', 'result_confidence'] loop
    execute format('create policy kept on %I as restrictive to comity_app
      using ((select comity_is(''operator'')) or secret_result = ''00000000-0000-0000-0000-000000000000''
        or secret_result in (select comity_secrets()) or ((select comity_has_many_secrets()) and comity_was_told(secret_result)))', name);
  end loop;
end $$;

-- Of every table that names an exhibit or a delivery. test/confidential-results.test.ts asks the catalogue, so a table that comes
-- later says it for itself.
create policy kept on exhibit as restrictive to comity_app
  using ((select comity_is('operator')) or id not in (select comity_exhibits_hidden()));

create policy kept on custody_event as restrictive to comity_app
  using ((select comity_is('operator')) or item not in (select comity_items_hidden()));

create policy kept on job as restrictive to comity_app
  using ((select comity_is('operator')) or person_id = (select comity_person()) or id not in (select comity_jobs_hidden()));

create policy kept on shared_package as restrictive to comity_app
  using (exhibits is null or not (exhibits && (select array(select comity_items_hidden()) as "array")));

create policy kept on incoming_package as restrictive to comity_app
  using (exhibits is null or not (exhibits && (select array(select comity_items_hidden()) as "array")));

create policy name on request_knower for insert to comity_app
  with check (case_id in (select comity_cases_restricting()) and named_by = (select comity_person()));
create policy go_on on request_knower for update to comity_app
  using (case_id in (select comity_cases_restricting()))
  with check (case_id in (select comity_cases_restricting()));
create policy begin on request_knower for insert to comity_app
  with check (request_id in (select comity_requests_begun()) and named_by = (select comity_person()));

create policy decide on request_confidence for insert to comity_app
  with check (case_id in (select comity_cases_restricting()) and by_person = (select comity_person()));
create policy begin on request_confidence for insert to comity_app
  with check (request_id in (select comity_requests_begun()) and by_person = (select comity_person()));

create policy go_on on result_knower for update to comity_app
  using (case_id in (select comity_cases_restricting()))
  with check (case_id in (select comity_cases_restricting()));
create policy name on result_knower for insert to comity_app
  with check ((case_id in (select comity_cases_restricting()) or delivery_id in (select comity_deliveries_begun()))
    and named_by = (select comity_person()));

create policy decide on result_confidence for insert to comity_app
  with check ((case_id in (select comity_cases_restricting()) or delivery_id in (select comity_deliveries_begun()))
    and by_person = (select comity_person()));

grant select, insert on request_confidence, request_knower, result_confidence, result_knower to comity_app;
grant select on comity_preservation_hidden, comity_request_hidden, comity_request_known to comity_app;
grant update (named_by, named_at, ended_at) on request_knower to comity_app;
grant update (named_by, named_at, ended_at) on result_knower to comity_app;
