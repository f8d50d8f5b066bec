-- Legal clocks of requests and preservations: started, paused and stopped by recorded events, under the rule as it was then.
-- Their alarms, the letters that tell of them, and the calendars of persons.

select set_config('search_path', current_schema() || ', pg_temp', true);

create table request_clock (
  id uuid primary key,
  case_id uuid not null references case_file (id),
  request_id uuid references request (id),
  preservation_id uuid references preservation (id),
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
  check (num_nonnulls(request_id, preservation_id) = 1)
);
create index request_clock_request on request_clock (request_id);
create index request_clock_preservation on request_clock (preservation_id);
create index request_clock_case on request_clock (case_id);

-- What started, paused, resumed, extended or ended it: an event of the request or the preservation, by its name for the clock.
create table request_clock_event (
  clock_id uuid not null references request_clock (id),
  case_id uuid not null references case_file (id),
  number integer not null check (number > 0),
  event text not null check (event ~ '^[a-z0-9_]{1,80}$'),
  at timestamptz not null,
  last_day date,
  -- Of an end that was agreed and is no end of a day.
  ends_at timestamptz,
  request_event_id uuid references request_event (id),
  preservation_event_id uuid references preservation_event (id),
  primary key (clock_id, number),
  check (num_nonnulls(request_event_id, preservation_event_id) = 1)
);
create index request_clock_event_case on request_clock_event (case_id);

create table clock_alarm (
  id uuid primary key,
  clock_id uuid not null references request_clock (id),
  case_id uuid not null references case_file (id),
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
  unique (clock_id, kind, due_at),
  check ((seen_by is null) = (seen_at is null)),
  check (escalated_at is null or fired_at is not null)
);
create index clock_alarm_due on clock_alarm (due_at) where fired_at is null and void_at is null;
create index clock_alarm_escalates on clock_alarm (escalates_at)
  where fired_at is not null and seen_at is null and escalated_at is null and void_at is null;
create index clock_alarm_case on clock_alarm (case_id) where fired_at is not null and seen_at is null and void_at is null;
create index clock_alarm_clock on clock_alarm (clock_id);

-- A letter that tells one person that something waits. It is kept until it has gone.
create table alarm_letter (
  id uuid primary key,
  clock_id uuid not null references request_clock (id),
  case_id uuid not null references case_file (id),
  person_id uuid not null references person (id),
  made_at timestamptz not null,
  sent_at timestamptz,
  tries integer not null default 0,
  given_up_at timestamptz
);
create index alarm_letter_waiting on alarm_letter (made_at) where sent_at is null and given_up_at is null;
create index alarm_letter_case on alarm_letter (case_id);

-- A calendar that a person's own program fetches by a secret address: its digest is kept, the address is not.
create table calendar_feed (
  person_id uuid primary key references person (id),
  token_sha256 bytea not null unique check (octet_length(token_sha256) = 32),
  made_at timestamptz not null
);

-- What ends first, for the desks.
alter table request add column due_at timestamptz;
grant update (due_at) on request to comity_app;

do $$
declare
  name text;
begin
  foreach name in array array['request_clock', 'request_clock_event', 'clock_alarm', 'alarm_letter', 'calendar_feed'] loop
    execute format('alter table %s enable row level security', name);
    execute format('alter table %s force row level security', name);
    execute format('create policy owner on %s to current_user using (true) with check (true)', name);
    execute format('create policy operator on %s to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
    if name <> 'calendar_feed' then
      -- A key for one case finds nothing of any other (0039-within-everywhere.sql).
      execute format('create policy within on %s as restrictive to comity_app
        using ((select comity_within()) is null or case_id = (select comity_within()))', name);
    end if;
  end loop;
end $$;

-- Who sees the request, or the preservation, sees its clocks: whatever hides the one hides the other.
create policy member on request_clock for select to comity_app
  using (case_id in (select comity_cases_with_requests())
    and (request_id is null or exists (select from request r where r.id = request_id))
    and (preservation_id is null or exists (select from preservation p where p.id = preservation_id)));
create policy begin on request_clock for insert to comity_app
  with check (case_id in (select comity_cases_with_requests())
    and (request_id is null or exists (select from request r where r.id = request_id and r.case_id = request_clock.case_id))
    and (preservation_id is null
      or exists (select from preservation p where p.id = preservation_id and p.case_id = request_clock.case_id)));
create policy go_on on request_clock for update to comity_app
  using (case_id in (select comity_cases_with_requests())) with check (case_id in (select comity_cases_with_requests()));

create policy member on request_clock_event for select to comity_app
  using (case_id in (select comity_cases_with_requests()) and exists (select from request_clock c where c.id = clock_id));
create policy begin on request_clock_event for insert to comity_app
  with check (exists (select from request_clock c where c.id = clock_id and c.case_id = request_clock_event.case_id));

create policy member on clock_alarm for select to comity_app
  using (case_id in (select comity_cases_with_requests()) and exists (select from request_clock c where c.id = clock_id));
create policy begin on clock_alarm for insert to comity_app
  with check (fired_at is null and seen_at is null
    and exists (select from request_clock c where c.id = clock_id and c.case_id = clock_alarm.case_id));
-- An end that moves takes its alarms along; who sees to one says so in their own name. Firing is the system's.
create policy go_on on clock_alarm for update to comity_app
  using (case_id in (select comity_cases_with_requests()))
  with check (case_id in (select comity_cases_with_requests())
    and (seen_by is null or seen_by = (select comity_person())));
create function comity_alarm_fires() returns trigger language plpgsql set search_path from current as $$
begin
  if comity_person() is not null and (new.fired_at is distinct from old.fired_at
      or new.escalates_at is distinct from old.escalates_at or new.escalated_at is distinct from old.escalated_at) then
    raise exception 'alarms are fired by the system' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger fires before update on clock_alarm for each row execute function comity_alarm_fires();

-- Of a request, or a preservation, that this person must not learn of (0075-confidential-requests.sql).
create policy known on request_clock as restrictive to comity_app
  using ((request_id is null or request_id not in (select comity_requests_hidden()))
    and (preservation_id is null or preservation_id not in (select comity_preservations_hidden())));

create policy own on calendar_feed to comity_app
  using (person_id = (select comity_person_here())) with check (person_id = (select comity_person_here()));

grant select, insert on request_clock, request_clock_event, clock_alarm, alarm_letter to comity_app;
grant update (status, earliest, latest, run, computed_at) on request_clock to comity_app;
grant update (void_at, fired_at, seen_by, seen_at, escalates_at, escalated_at) on clock_alarm to comity_app;
grant update (sent_at, tries, given_up_at) on alarm_letter to comity_app;
grant select, insert, delete on calendar_feed to comity_app;
grant update (token_sha256, made_at) on calendar_feed to comity_app;
