-- What came in answer or was given in answer, in deliveries; whom to tell of it; remedies and costs.

-- What functions look in; an attacker's temporary table of the same name comes last.
select set_config('search_path', current_schema() || ', pg_temp', true);

-- It is the system that computes them: nobody else's word stands there.
create function comity_digests_by_system() returns trigger language plpgsql as $$
begin
  if new.digests is distinct from old.digests and not comity_is('operator') then
    raise exception 'digests of what is held are computed, not said' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

-- Whether it was said with which delivery it came. Until then it may be of any of its request, the confidential one too.
create function comity_is_named(exhibit uuid) returns boolean
  language plpgsql stable security definer set search_path from current as $$
begin
  return exists (select from request_result r where r.exhibit_id = exhibit);
end $$;

-- Who records a result may say at once who knows of it, whatever their role: the condition came with it.
create function comity_deliveries_begun() returns setof uuid
  language plpgsql stable security definer rows 20 set search_path from current as $$
begin
  return query
    select d.id from request_delivery d
     where d.by_person = comity_person() and not d.restricted and d.case_id in (select comity_cases_with_requests());
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

create function comity_label_by_notice() returns trigger language plpgsql security definer set search_path from current as $$
begin
  select n.secret into new.secret from request_notice n
   where n.id = new.notice_id and n.request_id = new.request_id and n.case_id = new.case_id for key share;
  return new;
end $$;

create function comity_label_by_delivery() returns trigger language plpgsql security definer set search_path from current as $$
begin
  select d.secret, d.secret_result into new.secret, new.secret_result from request_delivery d
   where d.id = new.delivery_id and d.request_id = new.request_id and d.case_id = new.case_id for key share;
  return new;
end $$;

create table request_delivery (
  id uuid primary key,
  request_id uuid not null,
  case_id uuid not null,
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
  restricted boolean not null default false,
  confidential_until date,
  -- the condition of the sender, or the rule, by which it is kept
  confidential_ground text check (confidential_ground <> '' and length(confidential_ground) <= 1000),
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  secret_result uuid not null generated always as (case when restricted then id else '00000000-0000-0000-0000-000000000000' end) stored,
  unique (request_id, number),
  constraint request_delivery_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade,
  constraint request_delivery_labels unique (id, request_id, case_id, secret, secret_result),
  check (restricted or confidential_until is null),
  check (restricted = (confidential_ground is not null))
);
create index request_delivery_case on request_delivery (case_id);
create index request_delivery_confidence_due on request_delivery (confidential_until) where restricted
  and confidential_until is not null;
create index request_delivery_kept on request_delivery (case_id) where secret <> '00000000-0000-0000-0000-000000000000'
  or secret_result <> '00000000-0000-0000-0000-000000000000';
create trigger kept before update on request_delivery for each row execute function comity_result_is_kept();
create trigger labelled before insert on request_delivery
  for each row execute function comity_label_by_request();

-- One file of an exhibit as it was sealed ('' for an exhibit of very many), and the item that it answers; none: no item, or not
-- yet said.
create table request_result (
  delivery_id uuid not null,
  request_id uuid not null,
  case_id uuid not null,
  exhibit_id uuid not null references exhibit (id),
  path text not null check (length(path) <= 4000),
  bytes bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  item integer check (item > 0),
  by_person uuid not null references person (id),
  at timestamptz not null,
  -- Digests that the sender of files stated by another algorithm than SHA-256, computed of what is held so that they can be
  -- compared: {"MD5": "…"}. SHA-256 stands in its own column, as it was recorded in the custody log.
  digests jsonb not null default '{}' check (jsonb_typeof(digests) = 'object'),
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  secret_result uuid not null default '00000000-0000-0000-0000-000000000000',
  primary key (delivery_id, exhibit_id, path),
  constraint request_result_labelled foreign key (delivery_id, request_id, case_id, secret, secret_result)
    references request_delivery (id, request_id, case_id, secret, secret_result) on update cascade
);
create index request_result_exhibit on request_result (exhibit_id);
create index request_result_request on request_result (request_id, item);
create index request_result_case on request_result (case_id);
create index request_result_kept on request_result (case_id) where secret <> '00000000-0000-0000-0000-000000000000'
  or secret_result <> '00000000-0000-0000-0000-000000000000';
create trigger request_result_digests before update on request_result
  for each row execute function comity_digests_by_system();
create trigger labelled before insert on request_result
  for each row execute function comity_label_by_delivery();

-- An exhibit that was brought as coming in answer to a request, from its first moment, before anybody says with which delivery.
create table result_brought (
  exhibit_id uuid primary key references exhibit (id),
  case_id uuid not null,
  request_id uuid not null,
  delivery_id uuid references request_delivery (id),
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  constraint result_brought_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade
);
create index result_brought_request on result_brought (request_id);
create index result_brought_delivery on result_brought (delivery_id) where delivery_id is not null;
create index result_brought_case on result_brought (case_id);
create trigger labelled before insert on result_brought
  for each row execute function comity_label_by_request();

-- Whom to tell that their data were obtained, and where that stands.
create table request_notice (
  id uuid primary key,
  request_id uuid not null,
  case_id uuid not null,
  number integer not null check (number > 0),
  person text not null check (person <> '' and length(person) <= 1000),
  -- On what rule, as whoever planned it says.
  basis text not null check (basis <> '' and length(basis) <= 1000),
  state text not null check (state in ('planned', 'delayed', 'done', 'notNeeded')),
  -- When somebody is reminded: the day it is planned for, or that of the review. None once it is over.
  due_on date,
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  unique (request_id, number),
  constraint request_notice_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade,
  constraint request_notice_labels unique (id, request_id, case_id, secret),
  check ((state in ('planned', 'delayed')) = (due_on is not null))
);
create index request_notice_due on request_notice (case_id, due_on) where due_on is not null;
create trigger labelled before insert on request_notice
  for each row execute function comity_label_by_request();

create table request_notice_event (
  -- UUID of version 7: its order is that of time
  id uuid primary key,
  notice_id uuid not null,
  request_id uuid not null,
  case_id uuid not null,
  act text not null check (act in ('planned', 'delayed', 'done', 'notNeeded')),
  by_person uuid not null references person (id),
  at timestamptz not null,
  due_on date,
  -- Of `done`: the day on which the person was told, and what shows it.
  done_on date,
  evidence text check (evidence <> '' and length(evidence) <= 4000),
  reason text check (reason <> '' and length(reason) <= 4000),
  through text check (through ~ '^key [0-9a-f-]{36}$'),
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  constraint request_notice_event_labelled foreign key (notice_id, request_id, case_id, secret)
    references request_notice (id, request_id, case_id, secret) on update cascade,
  check ((act = 'done') = ((done_on is not null) and (evidence is not null))),
  check (act in ('planned', 'done') or reason is not null)
);
create index request_notice_event_notice on request_notice_event (notice_id, id);
create index request_notice_event_case on request_notice_event (case_id);
create trigger labelled before insert on request_notice_event
  for each row execute function comity_label_by_notice();
create trigger request_notice_event_is_final before update or delete on request_notice_event
  for each row execute function refuse_change_but_labels();

-- Remedies used against an order of Regulation (EU) 2023/1543 (its Arts 16(10), 17 and 18), and costs claimed for its execution (Art. 14):
-- what its Art. 28(2)(h) and (j) count. Rows are only added; what becomes of the one that a row began is another row with its number.
create table request_remedy_event (
  -- UUID of version 7: its order is that of time
  id uuid primary key,
  request_id uuid not null,
  case_id uuid not null,
  -- Of the remedy within the request.
  number integer not null check (number > 0),
  act text not null check (act in ('used', 'decided', 'mistaken')),
  kind text check (kind in ('effective', 'conflict', 'nationalIssuing', 'penalty', 'nationalEnforcing')),
  used_by text check (used_by in ('dataSubject', 'suspect', 'addressee', 'authority', 'other')),
  court text check (court <> '' and length(court) <= 1000),
  outcome text check (outcome in ('granted', 'partly', 'rejected', 'inadmissible', 'withdrawn')),
  -- When it was used, or decided on.
  on_day date,
  -- What shows it; of one that was recorded by mistake, why.
  evidence text not null check (evidence <> '' and length(evidence) <= 4000),
  by_person uuid not null references person (id),
  at timestamptz not null,
  through text check (through ~ '^key [0-9a-f-]{36}$'),
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  unique (request_id, number, act),
  constraint request_remedy_event_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade,
  check (num_nonnulls(kind, used_by, court) = case act when 'used' then 3 else 0 end),
  check ((act = 'decided') = (outcome is not null)),
  check ((act = 'mistaken') = (on_day is null))
);
create index request_remedy_event_case on request_remedy_event (case_id);
create trigger labelled before insert on request_remedy_event
  for each row execute function comity_label_by_request();
create trigger request_remedy_event_is_final before update or delete on request_remedy_event
  for each row execute function refuse_change_but_labels();

create table request_cost_event (
  -- UUID of version 7: its order is that of time
  id uuid primary key,
  request_id uuid not null,
  case_id uuid not null,
  -- Of the claim within the request.
  number integer not null check (number > 0),
  act text not null check (act in ('claimed', 'reimbursed', 'refused', 'mistaken')),
  -- What was claimed, or reimbursed in the currency of the claim (ISO 4217).
  amount numeric(15,3) check (amount > (0)::numeric),
  currency text check (currency ~ '^[A-Z]{3}$'),
  on_day date,
  -- What shows it; of one that was refused or recorded by mistake, why.
  evidence text not null check (evidence <> '' and length(evidence) <= 4000),
  by_person uuid not null references person (id),
  at timestamptz not null,
  through text check (through ~ '^key [0-9a-f-]{36}$'),
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  unique (request_id, number, act),
  constraint request_cost_event_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade,
  check ((act in ('claimed', 'reimbursed')) = (amount is not null)),
  check ((act = 'claimed') = (currency is not null)),
  check ((act = 'mistaken') = (on_day is null))
);
create index request_cost_event_case on request_cost_event (case_id);
create unique index request_cost_event_answer on request_cost_event (request_id, number) where act in ('reimbursed', 'refused');
create trigger labelled before insert on request_cost_event
  for each row execute function comity_label_by_request();
create trigger request_cost_event_is_final before update or delete on request_cost_event
  for each row execute function refuse_change_but_labels();

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

-- Every table: forced upon its owner too, who therefore has a policy of its own; and the system's own hand.
do $$
declare
  name text;
begin
  foreach name in array array['request_delivery', 'request_result', 'result_brought', 'request_notice', 'request_notice_event',
    'request_remedy_event', 'request_cost_event'] loop
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
  foreach name in array array['request_delivery', 'request_result', 'request_notice', 'request_notice_event', 'result_brought',
    'request_remedy_event', 'request_cost_event'] loop
    execute format('create policy member on %I for select to comity_app using (case_id in (select comity_cases_with_requests()))', name);
  end loop;
  foreach name in array array['request_delivery', 'request_result', 'request_notice', 'request_notice_event', 'result_brought',
    'request_remedy_event', 'request_cost_event'] loop
    execute format('create policy within on %I as restrictive to comity_app
      using ((select comity_within()) is null or case_id = (select comity_within()))', name);
  end loop;
end $$;

create policy take_part on request_delivery for insert to comity_app
  with check (case_id in (select comity_cases_with_requests()) and by_person = (select comity_person()));
create policy go_on on request_delivery for update to comity_app
  using (case_id in (select comity_cases_with_requests()))
  with check (case_id in (select comity_cases_with_requests()));

create policy take_part on request_result for insert to comity_app
  with check (case_id in (select comity_cases_with_requests()) and by_person = (select comity_person()));
create policy go_on on request_result for update to comity_app
  using (case_id in (select comity_cases_with_requests()))
  with check (case_id in (select comity_cases_with_requests()));

create policy plan on request_notice for insert to comity_app with check (case_id in (select comity_cases_informing()));
create policy go_on on request_notice for update to comity_app
  using (case_id in (select comity_cases_informing()))
  with check (case_id in (select comity_cases_informing()));

create policy decide on request_notice_event for insert to comity_app
  with check (case_id in (select comity_cases_informing()) and by_person = (select comity_person()));

create policy record on request_remedy_event for insert to comity_app
  with check (case_id in (select comity_cases_recording()) and by_person = (select comity_person()));

create policy record on request_cost_event for insert to comity_app
  with check (case_id in (select comity_cases_recording()) and by_person = (select comity_person()));

grant select, insert on request_cost_event, request_delivery, request_notice, request_notice_event, request_remedy_event,
  request_result, result_brought to comity_app;
grant update (conditions, listing, share_id, restricted, confidential_until,
  confidential_ground) on request_delivery to comity_app;
grant update (state, due_on) on request_notice to comity_app;
grant update (item, by_person, at, digests) on request_result to comity_app;
