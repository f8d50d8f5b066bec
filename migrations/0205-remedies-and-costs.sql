-- Remedies used against an order of Regulation (EU) 2023/1543 (its Arts 16(10), 17 and 18), and costs claimed for its execution (Art. 14):
-- what its Art. 28(2)(h) and (j) count. Rows are only added; what becomes of the one that a row began is another row with its number.

select set_config('search_path', current_schema() || ', pg_temp', true);

create table request_remedy_event (
  id uuid primary key, -- UUID of version 7: its order is that of time
  request_id uuid not null references request (id),
  case_id uuid not null references case_file (id),
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
  -- Each once.
  unique (request_id, number, act),
  check (num_nonnulls(kind, used_by, court) = case act when 'used' then 3 else 0 end),
  check ((act = 'decided') = (outcome is not null)),
  check ((act = 'mistaken') = (on_day is null))
);
create index request_remedy_event_case on request_remedy_event (case_id);

create table request_cost_event (
  id uuid primary key, -- UUID of version 7: its order is that of time
  request_id uuid not null references request (id),
  case_id uuid not null references case_file (id),
  -- Of the claim within the request.
  number integer not null check (number > 0),
  act text not null check (act in ('claimed', 'reimbursed', 'refused', 'mistaken')),
  -- What was claimed, or reimbursed in the currency of the claim (ISO 4217).
  amount numeric(15, 3) check (amount > 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  on_day date,
  -- What shows it; of one that was refused or recorded by mistake, why.
  evidence text not null check (evidence <> '' and length(evidence) <= 4000),
  by_person uuid not null references person (id),
  at timestamptz not null,
  through text check (through ~ '^key [0-9a-f-]{36}$'),
  unique (request_id, number, act),
  check ((act in ('claimed', 'reimbursed')) = (amount is not null)),
  check ((act = 'claimed') = (currency is not null)),
  check ((act = 'mistaken') = (on_day is null))
);
create index request_cost_event_case on request_cost_event (case_id);
create unique index request_cost_event_answer on request_cost_event (request_id, number)
  where act in ('reimbursed', 'refused');

-- Who records them: the line `recordRemedy` of people/policy.ts, and `recordCosts`, which is the same.
create function comity_cases_recording() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select m.case_id from case_member m where m.case_id in (select comity_cases())
     and m.person_id = comity_person() and m.role in ('lead', 'prosecutor', 'judge') $$;

do $$
declare
  name text;
begin
  foreach name in array array['request_remedy_event', 'request_cost_event'] loop
    execute format('create trigger %s_is_final before update or delete on %1$s for each row execute function refuse_change()', name);
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
    execute format('create policy record on %s for insert to comity_app
      with check (case_id in (select comity_cases_recording()) and by_person = (select comity_person())
        and exists (select from request r where r.id = request_id and r.case_id = %1$s.case_id))', name);
    execute format('grant select, insert on %s to comity_app', name);
  end loop;
end $$;
