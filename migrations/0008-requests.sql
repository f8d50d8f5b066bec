-- Requests for evidence, in a case: written, asked item by item, answered item by item. Every state of the answers is kept: a version is
-- written once and never changed, and the number in `request.version` says which is the newest. The machine of `src/requests/` has the
-- states of its life; here stands what no act may get round.
--
-- Each row carries its labels (docs/decisions/labels.md):
--
--   secret              the confidential request that covers the row
--   secret_production   another one, which asks for the data that a preservation keeps
--   secret_result       the delivery that it belongs to, of a confidential result
--
-- No such thing is the id of zeros, and not null, so that a key can hold it: a row refers to what it belongs to *with its labels*. None can
-- differ, one that is confidential from now on takes its rows along (`on update cascade`), and a row that is written meanwhile waits for
-- that. Triggers fill them in.

-- What functions look in; an attacker's temporary table of the same name comes last.
select set_config('search_path', current_schema() || ', pg_temp', true);

-- A state changes only with the event that changes it; answers only by who may write them, while they may be written, and
-- never under a signature that still stands. What was said by telephone is written down once the call back has shown that the emergency is
-- genuine.
create function comity_request_moves() returns trigger language plpgsql set search_path from current as $$
begin
  if new.version is distinct from old.version then
    if old.state not in ('draft', 'received', 'authenticated', 'emergencyVerified', 'registered') then
      raise exception 'a request that is % is not written on', old.state using errcode = 'insufficient_privilege';
    end if;
    if comity_person() is not null and not exists (select from comity_cases_drafted() c where c = new.case_id) then
      raise exception 'this person does not write requests of the case' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from request_signature s where s.request_id = new.id and s.void_at is null) then
      raise exception 'a signature still stands' using errcode = 'insufficient_privilege';
    end if;
  end if;
  if new.state is distinct from old.state and not exists (
    select from request_event e where e.request_id = new.id and e.from_state = old.state and e.to_state = new.state
       and e.number = (select max(number) from request_event where request_id = new.id)) then
    raise exception 'no event leads from % to %', old.state, new.state using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

-- Whoever stands at the desk sees who wrote its notes.
create function comity_shift_writers() returns setof uuid
  language plpgsql stable security definer set search_path from current as $$
begin
  if not comity_at_duty_desk() then return; end if;
  return query select by_person from shift_note union select kept_by from shift_note where kept_by is not null;
end $$;

-- What was signed is in a language: neither it nor the translation in it changes under a signature that stands.
create function comity_letter_stands() returns trigger language plpgsql set search_path from current as $$
begin
  if (new.written_in, new.letter_in) is distinct from (old.written_in, old.letter_in)
     and exists (select from request_signature s where s.request_id = new.id and s.void_at is null) then
    raise exception 'a signature still stands' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

-- Of what comes in too, until its receipt is recorded: both are one act.
create function comity_requests_begun() returns setof uuid
  language plpgsql stable security definer rows 20 set search_path from current as $$
begin
  return query
    select r.id from request r
     where r.begun_by = comity_person() and not r.restricted and r.case_id in (select comity_cases_drafted())
       and (r.state = 'draft' or (r.direction = 'incoming' and not exists (select from request_event e where e.request_id = r.id)))
       and not exists (select from request_version v where v.request_id = r.id and v.version > 1);
end $$;

-- What restricts, and what opens, is decided by who may; the knowers come first, so that nobody is locked out.
create function comity_request_is_kept() returns trigger language plpgsql set search_path from current as $$
begin
  if (new.restricted, new.confidential_until) is distinct from (old.restricted, old.confidential_until)
     and comity_person() is not null and not exists (select from comity_cases_restricting() c where c = new.case_id)
     and not exists (select from comity_requests_begun() b where b = new.id) then
    raise exception 'this person does not decide who may know of the request' using errcode = 'insufficient_privilege';
  end if;
  if new.restricted and not exists (select from request_knower k
      where k.request_id = new.id and k.ended_at is null) then
    raise exception 'nobody is named who may know of the request' using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- A copy for an authority of the other State is made by itself when the letter leaves (background paper, para 57, third tip): for whom
-- stands with the request, and the copy is asked for in the transaction that sends it. What has no document yet is being made.
create function comity_copy_stands() returns trigger language plpgsql set search_path from current as $$
begin
  if new.copy_for is distinct from old.copy_for and old.state <> 'draft' then
    raise exception 'for whom a request that is % is copied is not changed', old.state using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create function comity_label_by_request() returns trigger language plpgsql security definer set search_path from current as $$
begin
  new.secret := '00000000-0000-0000-0000-000000000000';
  if new.request_id is not null then
    select r.secret into new.secret from request r where r.id = new.request_id and r.case_id = new.case_id for key share;
  end if;
  return new;
end $$;

-- Of rows that are never changed or removed the labels alone follow what they belong to.
create function refuse_change_but_labels() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - '{secret,secret_result}'::text[] = to_jsonb(old) - '{secret,secret_result}'::text[] then
    return new;
  end if;
  raise exception 'rows of % are never changed or removed', tg_table_name
    using errcode = 'insufficient_privilege', hint = 'Record a new event that corrects the earlier one.';
end $$;

-- The wording of a form, kept once and by its digest: a draft knows on which it was begun, and what was submitted and signed is read by
-- the one of then, whatever becomes of the form.
create table form_wording (
  -- SHA-256 of what a form asks, and in which words.
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  form text not null check (form ~ '^[a-z0-9-]{1,80}$'),
  -- The record of the law data.
  wording jsonb not null check (jsonb_typeof(wording) = 'object'),
  kept_at timestamptz not null
);
create trigger form_wording_is_final before update or delete on form_wording
  for each row execute function refuse_change();

create table request (
  id uuid primary key,
  case_id uuid not null references case_file (id),
  number integer not null check (number > 0),
  form text not null,
  version integer not null check (version > 0),
  begun_by uuid not null references person (id),
  begun_at timestamptz not null,
  direction text not null default 'outgoing' check (direction in ('outgoing', 'incoming')),
  state text not null default 'draft' check (state ~ '^[a-zA-Z]{1,40}$'),
  state_since timestamptz,
  -- The State on the other side.
  counterpart text check (counterpart ~ '^[A-Z]{2}$'),
  urgency text not null default 'normal' check (urgency in ('normal', 'urgent', 'emergency')),
  -- Somebody must not learn that it exists.
  restricted boolean not null default false,
  confidential_until date,
  -- What ends first, for the desks.
  due_at timestamptz,
  -- What a request was begun from: a plan of the planner, an earlier request, or an exhibit. Written once.
  origin jsonb check (jsonb_typeof(origin) = 'object'),
  written_in text not null default 'en' check (comity_is_language(written_in)),
  letter_in text not null default 'en' check (comity_is_language(letter_in)),
  -- A desk goes on where its last page ended. Beneath row security PostgreSQL seeks in an index only by what can leak nothing,
  -- and coalesce() is not known as such to it: the moment by which a queue is ordered is a column of its own.
  queue_at timestamptz not null generated always as (coalesce(due_at, 'infinity'::timestamptz)) stored,
  -- On which it was begun; none of those that were begun before this was kept.
  begun_wording text references form_wording (digest),
  -- By which it is read since its answers are no longer written.
  wording text references form_wording (digest),
  -- Of the directory; null: nobody has chosen one.
  copy_for text check (copy_for ~ '^[a-z0-9-]{1,80}$'),
  -- By which means a request is sent, as whoever writes it says: held to what the directory says that the other State takes.
  means text check (means in ('secure_email', 'e_codex', 'i24_7', 'siena', 'diplomatic_bag', 'post', 'courier', 'fax',
    'web_portal', 'platform_api')),
  -- This request, where it is confidential.
  secret uuid not null generated always as (case when restricted then id else '00000000-0000-0000-0000-000000000000' end) stored,
  unique (case_id, number),
  constraint request_labels unique (id, case_id, secret),
  check (restricted or confidential_until is null)
);
create index request_restricted on request (case_id) where restricted;
-- Pages of a queue: by this, and nothing else, is it ordered.
create index request_queue on request (direction, queue_at, id);
create index request_queue_in_state on request (direction, state, queue_at, id);
create index request_queue_of_case on request (case_id, direction, queue_at, id);
create index request_kept on request (id) where restricted;
-- What comes due is found by its day, and not by looking at all that is kept.
create index request_confidence_due on request (confidential_until) where restricted and confidential_until is not null;
-- What decides about a request, or tells of a part of it, is looked for from each line of a desk. (Row security keeps what is within
-- `origin` from being looked for in an index.)
create index request_of_form on request (case_id, form);
create trigger moves before update on request for each row execute function comity_request_moves();
create trigger kept before update on request for each row execute function comity_request_is_kept();
create trigger letter_stands before update on request for each row execute function comity_letter_stands();
create trigger copy_stands before update on request for each row execute function comity_copy_stands();

create table request_version (
  request_id uuid not null,
  case_id uuid not null,
  version integer not null check (version > 0),
  -- Field ids and typed answers, as in docs/formats/request.md.
  answers jsonb not null,
  explained jsonb not null,
  -- Which page of questions was saved; none in the first version.
  page text,
  saved_by uuid not null references person (id),
  saved_at timestamptz not null,
  through text check (through ~ '^key [0-9a-f-]{36}$'),
  -- What was looked for in open sources before a request was written (background paper, para 57, first tip): done, or not applicable
  -- and why. Kept with each version of the answers, and internal: it goes out with no letter and no message.
  open_search jsonb check (jsonb_typeof(open_search) = 'object' and (open_search ->> 'kind') in ('done', 'notApplicable')
    and length((open_search)::text) <= 40000),
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  primary key (request_id, version),
  constraint request_version_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade
);
create index request_version_case on request_version (case_id);
create trigger labelled before insert on request_version
  for each row execute function comity_label_by_request();

-- Remarks on a request, field by field, and answers that somebody suggests. What was said is never changed; how it was
-- decided is written once.
create table request_remark (
  id uuid primary key,
  request_id uuid not null,
  case_id uuid not null,
  -- Of the answers that were read.
  version integer not null check (version > 0),
  field text not null check (field ~ '^[a-zA-Z0-9._-]{1,80}$'),
  text text check (text <> '' and length(text) <= 4000),
  -- An answer to the field, as in docs/formats/request.md, in an array of one.
  suggestion jsonb check (jsonb_typeof(suggestion) = 'array'),
  by_person uuid not null references person (id),
  at timestamptz not null,
  decision text check (decision in ('accepted', 'declined', 'done')),
  decided_by uuid references person (id),
  decided_at timestamptz,
  through text check (through ~ '^key [0-9a-f-]{36}$'),
  decided_through text check (decided_through ~ '^key [0-9a-f-]{36}$'),
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  constraint request_remark_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade,
  check (text is not null or suggestion is not null),
  check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  check (decision is distinct from 'accepted' or suggestion is not null)
);
create index request_remark_request on request_remark (request_id, at);
create index request_remark_case on request_remark (case_id);
create trigger labelled before insert on request_remark
  for each row execute function comity_label_by_request();

-- One act each, in order; never changed, never deleted.
create table request_event (
  id uuid primary key,
  request_id uuid not null,
  case_id uuid not null,
  number integer not null check (number > 0),
  act text not null check (act ~ '^[a-zA-Z]{1,40}$'),
  from_state text not null,
  to_state text not null,
  -- Whose act it was; theirs is recorded by one of ours, or by the exchange.
  side text not null check (side in ('ours', 'theirs', 'system')),
  by_person uuid references person (id),
  -- When it was recorded, and when it took effect, in the zone of whom it happened to.
  at timestamptz not null,
  occurred_at timestamptz not null,
  zone text not null check (zone ~ '^[A-Za-z0-9_+/-]{1,64}$'),
  -- How it is known: a receipt, a letter, a call.
  evidence text check (evidence <> '' and length(evidence) <= 4000),
  reason text check (reason <> '' and length(reason) <= 20000),
  detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
  -- Of the answers, as they stood.
  version integer not null check (version > 0),
  through text check (through ~ '^key [0-9a-f-]{36}$'),
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  unique (request_id, number),
  constraint request_event_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade
);
create index request_event_case on request_event (case_id, at);
-- Whose task a request is: My work asks by the person.
create index request_event_assignee on request_event ((detail ->> 'assignee'), request_id) where act = 'assign';
-- What is done on a request that is with a peer is told to it: looked for by when it was recorded.
create index request_event_ours on request_event (at) where side = 'ours';
create trigger labelled before insert on request_event for each row execute function comity_label_by_request();

-- Two sides: what the sender wants of an item, and what the receiver says of it. Neither sets the other's.
create table request_item (
  request_id uuid not null,
  case_id uuid not null,
  item integer not null check (item > 0),
  desired text not null check (desired ~ '^[a-zA-Z]{1,40}$'),
  desired_at timestamptz not null,
  -- The number of the event that said so.
  desired_event integer not null,
  actual text check (actual ~ '^[a-zA-Z]{1,40}$'),
  actual_at timestamptz,
  actual_event integer,
  -- Coded ground and words, where it was refused or is not to be had.
  ground text check (ground <> '' and length(ground) <= 80),
  note text check (note <> '' and length(note) <= 4000),
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  primary key (request_id, item),
  foreign key (request_id, desired_event) references request_event (request_id, number),
  foreign key (request_id, actual_event) references request_event (request_id, number),
  constraint request_item_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade,
  check ((actual is null) = (actual_at is null) and (actual is null) = (actual_event is null))
);
create index request_item_case on request_item (case_id);
create trigger labelled before insert on request_item for each row execute function comity_label_by_request();

-- Who knows the technique and wrote none of a request says that its technical part is right: what is asked for, whose and of when
-- (background paper, para 57, fourth tip). It counts for exactly the part that was read, and is never changed.
create table request_technical_reading (
  -- UUID of version 7: its order is that of time
  id uuid primary key,
  request_id uuid not null,
  case_id uuid not null,
  -- Of the technical part that was read.
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  by_person uuid not null references person (id),
  -- As they say themselves.
  unit text not null check (unit <> '' and length(unit) <= 300),
  at timestamptz not null,
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  unique (request_id, digest, by_person),
  constraint request_technical_reading_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade
);
create index request_technical_reading_case on request_technical_reading (case_id);
create trigger labelled before insert on request_technical_reading
  for each row execute function comity_label_by_request();
create trigger request_technical_reading_is_final before update or delete on request_technical_reading
  for each row execute function refuse_change_but_labels();

-- Whether this person wrote any of a request, also where they no longer see it.
create function comity_wrote(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path from current as $$
begin
  return exists (select from request_version v where v.request_id = wanted and v.saved_by = comity_person());
end $$;

-- Examiners read the technical part of a request, and nothing else of it. They see no row of a request; two functions hand out what is
-- read, of requests that the person may know of. This one: the outgoing requests of a case of which the person may read that part; `wanted`
-- null: all. No answer of any.
create function comity_technical_parts(wanted_case uuid, wanted integer)
  returns table (id uuid, number integer, form text, state text, begun_at timestamptz, begun_wording text, wording text, wrote boolean)
  language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select r.id, r.number, r.form, r.state, r.begun_at, r.begun_wording, r.wording, comity_wrote(r.id)
      from request r
     where r.case_id = wanted_case and (wanted is null or r.number = wanted) and r.direction = 'outgoing'
       and r.case_id in (select comity_cases_reading_technique())
       and (comity_within() is null or r.case_id = comity_within())
       and (not r.restricted or exists (
         select from request_knower k where k.request_id = r.id and k.person_id = comity_person() and k.ended_at is null))
     order by r.number desc limit 200;
end $$;

-- Of its newest version the answers to these fields, and of these only lists and periods: no text of its own, and no name.
create function comity_technical_answers(wanted_case uuid, wanted integer, fields text[]) returns jsonb
  language plpgsql stable security definer set search_path from current as $$
begin
  return (
    select coalesce(jsonb_object_agg(a.key, a.value), '{}'::jsonb)
      from comity_technical_parts(wanted_case, wanted) p
      join request r on r.id = p.id
      join request_version v on v.request_id = r.id and v.version = r.version
      cross join jsonb_each(v.answers) a
     where a.key = any (fields) and (jsonb_typeof(a.value) = 'array'
       or (jsonb_typeof(a.value) = 'object' and (a.value - '{from,to}'::text[]) = '{}'::jsonb)));
end $$;

-- Desks: what ends first comes first, in pages; views that somebody keeps; and the log of the 24/7 desk from shift to shift.
create table desk_view (
  id uuid primary key,
  person_id uuid not null references person (id),
  desk text not null check (desk in ('outgoing', 'incoming', 'preservations', 'statistics')),
  name text not null check (name <> '' and length(name) <= 60),
  query text not null check (length(query) <= 500),
  made_at timestamptz not null,
  unique (person_id, desk, name)
);

-- What one shift tells the next: a note, or a promise that is kept later. Of the agency, so nothing of a case stands here.
create table shift_note (
  -- UUID of version 7: its order is that of time
  id uuid primary key,
  kind text not null check (kind in ('note', 'promise', 'handOver')),
  text text not null check (text <> '' and length(text) <= 2000),
  by_person uuid not null references person (id),
  at timestamptz not null,
  kept_by uuid references person (id),
  kept_at timestamptz,
  check ((kept_by is null) = (kept_at is null)),
  check (kept_at is null or kind = 'promise')
);
create index shift_note_open on shift_note (id) where kind = 'promise' and kept_at is null;

-- The next number of a case, also where the last one is hidden from whoever asks.
create function comity_next_request(wanted uuid) returns integer
  language sql volatile security definer set search_path from current as $$
  select coalesce(max(r.number), 0) + 1 from request r
   where r.case_id = wanted and (comity_is('operator') or wanted in (select comity_cases())) $$;

-- Every table: forced upon its owner too, who therefore has a policy of its own; and the system's own hand.
do $$
declare
  name text;
begin
  foreach name in array array['form_wording', 'request', 'request_version', 'request_remark', 'request_event', 'request_item',
    'request_technical_reading', 'desk_view', 'shift_note'] loop
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
  -- A key for one case finds nothing of any other.
  foreach name in array array['request', 'request_version', 'request_event', 'request_item', 'request_remark', 'request_technical_reading'] loop
    execute format('create policy within on %I as restrictive to comity_app
      using ((select comity_within()) is null or case_id = (select comity_within()))', name);
  end loop;
  foreach name in array array['request_event', 'request_item', 'request', 'request_version', 'request_remark', 'request_technical_reading'] loop
    execute format('create policy member on %I for select to comity_app using (case_id in (select comity_cases_with_requests()))', name);
  end loop;
end $$;

create policy at_duty_desk on person for select to comity_app using (id in (select comity_shift_writers()));

-- Law, which everybody here may read.
create policy reader on form_wording for select to comity_app using ((select comity_person_here()) is not null);
create policy keep on form_wording for insert to comity_app with check ((select comity_person_here()) is not null);

create policy draft on request for insert to comity_app
  with check (case_id in (select comity_cases_drafted()) and begun_by = (select comity_person()));
create policy go_on on request for update to comity_app
  using (case_id in (select comity_cases_drafted()))
  with check (case_id in (select comity_cases_drafted()));
create policy take_part on request for update to comity_app
  using (case_id in (select comity_cases_with_requests()))
  with check (case_id in (select comity_cases_with_requests()));

create policy draft on request_version for insert to comity_app
  with check (case_id in (select comity_cases_drafted()) and saved_by = (select comity_person()));

create policy say on request_remark for insert to comity_app
  with check (case_id in (select comity_cases_with_requests()) and by_person = (select comity_person()) and decision is null);
-- By whoever writes the request, once.
create policy decide on request_remark for update to comity_app
  using (case_id in (select comity_cases_drafted()) and decision is null)
  with check (case_id in (select comity_cases_drafted()) and decided_by = (select comity_person()));

create policy take_part on request_event for insert to comity_app
  with check (case_id in (select comity_cases_with_requests()) and by_person = (select comity_person()));

create policy take_part on request_item for insert to comity_app with check (case_id in (select comity_cases_with_requests()));
create policy go_on on request_item for update to comity_app
  using (case_id in (select comity_cases_with_requests()))
  with check (case_id in (select comity_cases_with_requests()));
-- An order that came back undelivered and asks for less when it goes again has no item of what it no longer asks for.
create policy no_longer on request_item for delete to comity_app
  using (case_id in (select comity_cases_with_requests()) and actual is null);

create policy technique on request_technical_reading for select to comity_app
  using (case_id in (select comity_cases_reading_technique()));
create policy say on request_technical_reading for insert to comity_app
  with check (case_id in (select comity_cases_reading_technique()) and by_person = (select comity_person())
    and not comity_wrote(request_id));

create policy own on desk_view to comity_app
  using (person_id = (select comity_person_here()))
  with check (person_id = (select comity_person_here()));

create policy sees on shift_note for select to comity_app
  using ((select comity_at_duty_desk()) and (select comity_within()) is null);
create policy writes on shift_note for insert to comity_app
  with check ((select comity_at_duty_desk()) and (select comity_within()) is null and by_person = (select comity_person())
    and kept_at is null);
create policy keeps on shift_note for update to comity_app
  using ((select comity_at_duty_desk()) and kept_at is null)
  with check ((select comity_at_duty_desk()) and kept_by = (select comity_person()));

grant select, insert on form_wording, request, request_event, request_remark, request_technical_reading, request_version,
  shift_note to comity_app;
grant select, insert, delete on desk_view, request_item to comity_app;
grant update (version, state, state_since, counterpart, urgency, restricted, confidential_until, due_at, written_in, letter_in,
  wording, copy_for, means) on request to comity_app;
grant update (desired, desired_at, desired_event, actual, actual_at, actual_event, ground, note) on request_item to comity_app;
grant update (decision, decided_by, decided_at, decided_through) on request_remark to comity_app;
grant update (kept_by, kept_at) on shift_note to comity_app;
