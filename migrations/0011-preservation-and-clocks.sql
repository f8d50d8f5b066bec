-- Preservations. Legal clocks of requests and preservations: started, paused and stopped by recorded events, under the rule as it was then;
-- their alarms, the letters that tell of them, and the calendars of persons.

-- What functions look in; an attacker's temporary table of the same name comes last.
select set_config('search_path', current_schema() || ', pg_temp', true);

create function comity_preservation_moves() returns trigger language plpgsql set search_path from current as $$
begin
  if new.state is distinct from old.state and not exists (
    select from preservation_event e where e.preservation_id = new.id and e.from_state = old.state
       and e.to_state = new.state
       and e.number = (select max(number) from preservation_event where preservation_id = new.id)) then
    raise exception 'no event leads from % to %', old.state, new.state using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create function comity_alarm_fires() returns trigger language plpgsql set search_path from current as $$
begin
  if comity_person() is not null and (new.fired_at is distinct from old.fired_at
      or new.escalates_at is distinct from old.escalates_at or new.escalated_at is distinct from old.escalated_at) then
    raise exception 'alarms are fired by the system' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create function comity_label_preservation() returns trigger language plpgsql security definer set search_path from current as $$
begin
  new.secret := '00000000-0000-0000-0000-000000000000';
  new.secret_production := '00000000-0000-0000-0000-000000000000';
  if new.request_id is not null then
    select r.secret into new.secret from request r where r.id = new.request_id and r.case_id = new.case_id for key share;
  end if;
  if new.production_id is not null then
    select r.secret into new.secret_production from request r
     where r.id = new.production_id and r.case_id = new.case_id for key share;
  end if;
  return new;
end $$;

create function comity_label_by_preservation() returns trigger language plpgsql security definer set search_path from current as $$
begin
  select p.secret, p.secret_production into new.secret, new.secret_production from preservation p
   where p.id = new.preservation_id and p.case_id = new.case_id for key share;
  return new;
end $$;

-- A clock is one of a request or one of a preservation.
create function comity_label_clock() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if new.preservation_id is null then
    new.secret_production := '00000000-0000-0000-0000-000000000000';
    select r.secret into new.secret from request r where r.id = new.request_id and r.case_id = new.case_id for key share;
  else
    select p.secret, p.secret_production into new.secret, new.secret_production from preservation p
     where p.id = new.preservation_id and p.case_id = new.case_id for key share;
  end if;
  return new;
end $$;

create function comity_label_by_clock() returns trigger language plpgsql security definer set search_path from current as $$
begin
  select c.secret, c.secret_production into new.secret, new.secret_production from request_clock c
   where c.id = new.clock_id and c.case_id = new.case_id for key share;
  return new;
end $$;

-- Data that somebody was asked to keep. It never ends silently with the request it was made for.
create table preservation (
  id uuid primary key,
  case_id uuid not null references case_file (id),
  number integer not null check (number > 0),
  direction text not null default 'outgoing' check (direction in ('outgoing', 'incoming')),
  -- The request that asked for it, and the one that asks for the data.
  request_id uuid,
  production_id uuid,
  state text not null default 'requested' check (state ~ '^[a-zA-Z]{1,40}$'),
  state_since timestamptz not null,
  holder text not null check (holder <> '' and length(holder) <= 1000),
  state_code text check (state_code ~ '^[A-Z]{2}$'),
  instrument text check (instrument <> '' and length(instrument) <= 80),
  -- As in docs/formats/request.md.
  identifiers jsonb not null check (jsonb_typeof(identifiers) = 'array'),
  categories text[] not null,
  period_from timestamptz,
  period_to timestamptz,
  -- The holder's own number of it.
  reference text check (reference <> '' and length(reference) <= 1000),
  begun_by uuid not null references person (id),
  begun_at timestamptz not null,
  in_force_at timestamptz,
  -- The first moment after it; none known, or held until further notice.
  expires_at timestamptz,
  queue_at timestamptz not null generated always as (coalesce(expires_at, 'infinity'::timestamptz)) stored,
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  secret_production uuid not null default '00000000-0000-0000-0000-000000000000',
  unique (case_id, number),
  constraint preservation_labels unique (id, case_id, secret, secret_production),
  constraint preservation_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade,
  constraint preservation_labelled_production foreign key (production_id, case_id, secret_production)
    references request (id, case_id, secret) on update cascade,
  check (request_id is not null or secret = '00000000-0000-0000-0000-000000000000'),
  check (production_id is not null or secret_production = '00000000-0000-0000-0000-000000000000')
);
create index preservation_request on preservation (request_id);
create index preservation_register on preservation (queue_at, id);
create index preservation_register_of_case on preservation (case_id, queue_at, id);
-- An order to keep data that came to us runs from its receipt, before anybody has recorded that the data are kept: it ends like the others.
create index preservation_expires on preservation (expires_at) where state in ('requested', 'inForce', 'extended');
create index preservation_production on preservation (production_id) where production_id is not null;
create trigger moves before update on preservation for each row execute function comity_preservation_moves();
create trigger labelled before insert or update of request_id, production_id on preservation
  for each row execute function comity_label_preservation();

create table preservation_event (
  id uuid primary key,
  preservation_id uuid not null,
  case_id uuid not null,
  number integer not null check (number > 0),
  act text not null check (act ~ '^[a-zA-Z]{1,40}$'),
  from_state text not null,
  to_state text not null,
  side text not null check (side in ('ours', 'theirs', 'system')),
  by_person uuid references person (id),
  at timestamptz not null,
  occurred_at timestamptz not null,
  zone text not null check (zone ~ '^[A-Za-z0-9_+/-]{1,64}$'),
  evidence text check (evidence <> '' and length(evidence) <= 4000),
  reason text check (reason <> '' and length(reason) <= 20000),
  detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
  through text check (through ~ '^key [0-9a-f-]{36}$'),
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  secret_production uuid not null default '00000000-0000-0000-0000-000000000000',
  unique (preservation_id, number),
  constraint preservation_event_labelled foreign key (preservation_id, case_id, secret, secret_production)
    references preservation (id, case_id, secret, secret_production) on update cascade
);
create index preservation_event_case on preservation_event (case_id, at);
create trigger labelled before insert on preservation_event
  for each row execute function comity_label_by_preservation();

create table request_clock (
  id uuid primary key,
  case_id uuid not null,
  request_id uuid,
  preservation_id uuid,
  -- Id in clocks.yaml, and the rule itself as it was under that version of the law data: a change of the data moves no date.
  clock text not null check (clock <> '' and length(clock) <= 80),
  rule jsonb not null check (jsonb_typeof(rule) = 'object'),
  law_version text not null,
  -- Whose days count, and where midnight is: of whoever has the duty. ZZ: not known.
  state_code text not null check (state_code ~ '^[A-Z]{2}$'),
  week text not null check (week in ('own', 'eu')),
  zone text not null check (zone ~ '^[A-Za-z0-9_+/-]{1,64}$'),
  -- Who is to see to it before it ends.
  desk text not null check (desk in ('desk', 'duty', 'drafter')),
  status text not null check (status in ('running', 'paused', 'stopped', 'done')),
  -- The first moments after the period, by the readings of a text that is silent.
  earliest timestamptz,
  latest timestamptz,
  -- How they were found: both readings with their steps, and what had no effect.
  run jsonb not null check (jsonb_typeof(run) = 'object'),
  begun_at timestamptz not null,
  computed_at timestamptz not null,
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  secret_production uuid not null default '00000000-0000-0000-0000-000000000000',
  constraint request_clock_labels unique (id, case_id, secret, secret_production),
  constraint request_clock_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade,
  constraint request_clock_labelled_preservation foreign key (preservation_id, case_id, secret, secret_production)
    references preservation (id, case_id, secret, secret_production) on update cascade,
  check (num_nonnulls(request_id, preservation_id) = 1),
  check (preservation_id is not null or secret_production = '00000000-0000-0000-0000-000000000000')
);
create index request_clock_request on request_clock (request_id);
create index request_clock_preservation on request_clock (preservation_id);
create index request_clock_case on request_clock (case_id);
-- Orders that were issued in an emergency before anybody validated them (Regulation (EU) 2023/1543, Art. 4(5)), by what ends first: the
-- authoriser's desk finds them, however many time limits run.
create index request_clock_validation on request_clock (latest) where clock = 'epoc.ex-post-validation' and status <> 'done';
create trigger labelled before insert on request_clock for each row execute function comity_label_clock();

-- What started, paused, resumed, extended or ended it: an event of the request or the preservation, by its name for the clock.
create table request_clock_event (
  clock_id uuid not null,
  case_id uuid not null,
  number integer not null check (number > 0),
  event text not null check (event ~ '^[a-z0-9_]{1,80}$'),
  at timestamptz not null,
  last_day date,
  -- Of an end that was agreed and is no end of a day.
  ends_at timestamptz,
  request_event_id uuid references request_event (id),
  preservation_event_id uuid references preservation_event (id),
  -- That the person concerned was told, or need not be, ends a clock too: it is a step of a notice, with the evidence of it.
  notice_event_id uuid references request_notice_event (id),
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  secret_production uuid not null default '00000000-0000-0000-0000-000000000000',
  primary key (clock_id, number),
  constraint request_clock_event_labelled foreign key (clock_id, case_id, secret, secret_production)
    references request_clock (id, case_id, secret, secret_production) on update cascade,
  check (num_nonnulls(request_event_id, preservation_event_id, notice_event_id) = 1)
);
create index request_clock_event_case on request_clock_event (case_id);
create trigger labelled before insert on request_clock_event
  for each row execute function comity_label_by_clock();

create table clock_alarm (
  id uuid primary key,
  clock_id uuid not null,
  case_id uuid not null,
  -- Before the end, or the end itself.
  kind text not null check (kind in ('before', 'end')),
  due_at timestamptz not null,
  -- The end has moved, or there is nothing to warn of any more.
  void_at timestamptz,
  fired_at timestamptz,
  -- Somebody said that they see to it; where nobody has by then, others are told.
  seen_by uuid references person (id),
  seen_at timestamptz,
  escalates_at timestamptz,
  escalated_at timestamptz,
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  secret_production uuid not null default '00000000-0000-0000-0000-000000000000',
  unique (clock_id, kind, due_at),
  constraint clock_alarm_labelled foreign key (clock_id, case_id, secret, secret_production)
    references request_clock (id, case_id, secret, secret_production) on update cascade,
  check ((seen_by is null) = (seen_at is null)),
  check (escalated_at is null or fired_at is not null)
);
create index clock_alarm_due on clock_alarm (due_at) where fired_at is null and void_at is null;
create index clock_alarm_escalates on clock_alarm (escalates_at) where fired_at is not null and seen_at is null
  and escalated_at is null and void_at is null;
create index clock_alarm_case on clock_alarm (case_id) where fired_at is not null and seen_at is null and void_at is null;
create index clock_alarm_clock on clock_alarm (clock_id);
create trigger fires before update on clock_alarm for each row execute function comity_alarm_fires();
create trigger labelled before insert on clock_alarm for each row execute function comity_label_by_clock();

-- A letter that tells one person that something waits. It is kept until it has gone.
create table alarm_letter (
  id uuid primary key,
  clock_id uuid not null,
  case_id uuid not null,
  person_id uuid not null references person (id),
  made_at timestamptz not null,
  sent_at timestamptz,
  tries integer not null default 0,
  given_up_at timestamptz,
  -- Given up because whoever it was for may not see any more what it tells of: that is no failure, and nobody is told.
  is_unwanted boolean not null default false,
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  secret_production uuid not null default '00000000-0000-0000-0000-000000000000',
  constraint alarm_letter_labelled foreign key (clock_id, case_id, secret, secret_production)
    references request_clock (id, case_id, secret, secret_production) on update cascade
);
create index alarm_letter_waiting on alarm_letter (made_at) where sent_at is null and given_up_at is null;
create index alarm_letter_case on alarm_letter (case_id);
-- A letter that tells of an alarm and could not be sent is told of on the pages: to whoever it was for, and to administrators.
create index alarm_letter_given_up on alarm_letter (person_id, clock_id) where given_up_at is not null and not is_unwanted;
create index alarm_letter_sent on alarm_letter (person_id, sent_at) where sent_at is not null;
create index alarm_letter_clock on alarm_letter (clock_id);
create trigger labelled before insert on alarm_letter for each row execute function comity_label_by_clock();

-- A calendar that a person's own program fetches by a secret address: its digest is kept, the address is not.
create table calendar_feed (
  person_id uuid primary key references person (id),
  token_sha256 bytea not null unique check (octet_length(token_sha256) = 32),
  made_at timestamptz not null
);

-- The next number in its case, also where the last one is of a request that is hidden from whoever asks.
create function comity_next_preservation(wanted uuid) returns integer
  language sql volatile security definer set search_path from current as $$
  select coalesce(max(p.number), 0) + 1 from preservation p
   where p.case_id = wanted and (comity_is('operator') or wanted in (select comity_cases())) $$;

-- Whom no letter has reached since, for administrators: nothing of a case or of what it was about.
create function comity_letters_given_up()
  returns table (person uuid, name text, email text, letters integer, since timestamptz, until timestamptz)
  language sql stable security definer set search_path from current as $$
  select p.id, p.name, p.email, count(*)::integer, min(l.made_at), max(l.given_up_at)
    from alarm_letter l join person p on p.id = l.person_id
   where comity_has_role('administrator') and l.given_up_at is not null and not l.is_unwanted and p.ended_at is null
     and not exists (select from alarm_letter s where s.person_id = l.person_id and s.sent_at > l.given_up_at)
   group by p.id order by max(l.given_up_at) desc, p.id $$;

-- Every table: forced upon its owner too, who therefore has a policy of its own; and the system's own hand.
do $$
declare
  name text;
begin
  foreach name in array array['preservation', 'preservation_event', 'request_clock', 'request_clock_event', 'clock_alarm', 'alarm_letter',
    'calendar_feed'] loop
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
  -- Who sees the request, or the preservation, sees its clocks: whatever hides the one hides the other.
  foreach name in array array['preservation', 'preservation_event', 'request_clock', 'request_clock_event', 'clock_alarm'] loop
    execute format('create policy member on %I for select to comity_app using (case_id in (select comity_cases_with_requests()))', name);
  end loop;
  foreach name in array array['preservation', 'preservation_event', 'request_clock', 'request_clock_event', 'clock_alarm', 'alarm_letter'] loop
    execute format('create policy within on %I as restrictive to comity_app
      using ((select comity_within()) is null or case_id = (select comity_within()))', name);
  end loop;
end $$;

create policy begin on preservation for insert to comity_app
  with check (case_id in (select comity_cases_with_requests()) and begun_by = (select comity_person()));
create policy go_on on preservation for update to comity_app
  using (case_id in (select comity_cases_with_requests()))
  with check (case_id in (select comity_cases_with_requests()));

create policy take_part on preservation_event for insert to comity_app
  with check (case_id in (select comity_cases_with_requests()) and by_person = (select comity_person()));

create policy go_on on request_clock for update to comity_app
  using (case_id in (select comity_cases_with_requests()))
  with check (case_id in (select comity_cases_with_requests()));
create policy begin on request_clock for insert to comity_app with check (case_id in (select comity_cases_with_requests()));

create policy begin on request_clock_event for insert to comity_app with check (case_id in (select comity_cases_with_requests()));

create policy begin on clock_alarm for insert to comity_app
  with check (case_id in (select comity_cases_with_requests()) and fired_at is null and seen_at is null);
-- An end that moves takes its alarms along; who sees to one says so in their own name. Firing is the system's.
create policy go_on on clock_alarm for update to comity_app
  using (case_id in (select comity_cases_with_requests()))
  with check (case_id in (select comity_cases_with_requests()) and (seen_by is null or seen_by = (select comity_person())));

-- One's own, of what one still sees.
create policy own on alarm_letter for select to comity_app
  using (person_id = (select comity_person()) and case_id in (select comity_cases_with_requests()));

create policy own on calendar_feed to comity_app
  using (person_id = (select comity_person_here()))
  with check (person_id = (select comity_person_here()));

grant select, insert on alarm_letter, clock_alarm, preservation, preservation_event, request_clock,
  request_clock_event to comity_app;
grant select, insert, delete on calendar_feed to comity_app;
grant update (sent_at, tries, given_up_at, is_unwanted) on alarm_letter to comity_app;
grant update (token_sha256, made_at) on calendar_feed to comity_app;
grant update (void_at, fired_at, seen_by, seen_at, escalates_at, escalated_at) on clock_alarm to comity_app;
grant update (production_id, state, state_since, holder, reference, in_force_at, expires_at) on preservation to comity_app;
grant update (status, earliest, latest, run, computed_at) on request_clock to comity_app;
