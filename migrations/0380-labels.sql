-- Each row about a request carries its labels: the case, and what confidential thing covers it. A policy looks the labels up in two
-- lists of the person, which are made once a transaction, and goes through no other table. docs/decisions/labels.md

select set_config('search_path', current_schema() || ', pg_temp', true);

-- The lists -----------------------------------------------------------------------------------------------------------------------

-- The person's cases with their role in each. Kept in settings until the transaction ends, or somebody else looks, or what they were
-- made from changes. Whoever could set them could set `comity.as`.
create function comity_memberships() returns table (case_id uuid, role text) language plpgsql stable security definer rows 20
  set search_path from current as $$
begin
  if current_setting('comity.cases_of', true) is distinct from current_setting('comity.as', true) then
    perform set_config('comity.cases', coalesce(array_agg(m.case_id)::text, '{}'), true),
            set_config('comity.case_roles', coalesce(array_agg(m.role)::text, '{}'), true),
            set_config('comity.cases_of', current_setting('comity.as', true), true)
       from case_member m join person p on p.id = m.person_id
      where m.person_id = comity_person() and p.ended_at is null and (m.until is null or m.until > now());
  end if;
  return query select * from unnest(nullif(current_setting('comity.cases', true), '')::uuid[],
                                    nullif(current_setting('comity.case_roles', true), '')::text[]);
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

-- What the lists were made from has changed: the next look makes them again.
create function comity_lists_anew() returns trigger language plpgsql as $$
begin
  perform set_config('comity.cases', '', true), set_config('comity.case_roles', '', true), set_config('comity.cases_of', '', true),
          set_config('comity.secrets', '', true), set_config('comity.secrets_of', '', true);
  return null;
end $$;
create trigger lists_anew after insert or update or delete on case_member for each statement execute function comity_lists_anew();
create trigger lists_anew after update on person for each statement execute function comity_lists_anew();
create trigger lists_anew after insert or update or delete on request_knower for each statement execute function comity_lists_anew();
create trigger lists_anew after insert or update or delete on result_knower for each statement execute function comity_lists_anew();

-- In PL/pgSQL, whose plans are kept: one in SQL would be planned anew in each query that asks.
create or replace function comity_cases() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m;
end $$;
create or replace function comity_cases_led() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m where m.role = 'lead';
end $$;
create or replace function comity_cases_with_requests() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m where m.role in ('lead', 'investigator', 'prosecutor', 'judge', 'translator');
end $$;
create or replace function comity_cases_drafted() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m where m.role in ('lead', 'investigator', 'prosecutor');
end $$;
create or replace function comity_cases_restricting() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m where m.role in ('lead', 'prosecutor', 'judge');
end $$;
create or replace function comity_cases_informing() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m where m.role in ('lead', 'prosecutor', 'judge');
end $$;
create or replace function comity_cases_recording() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m where m.role in ('lead', 'prosecutor', 'judge');
end $$;
create or replace function comity_cases_reading_technique() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m where m.role in ('lead', 'investigator');
end $$;
create or replace function comity_cases_translated() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m where m.role in ('lead', 'investigator', 'prosecutor', 'translator');
end $$;
create or replace function comity_cases_certified() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m where m.role = 'translator';
end $$;
create or replace function comity_cases_registering() returns setof uuid language plpgsql stable rows 20 set search_path from current as $$
begin
  return query select m.case_id from comity_memberships() m
    where m.role in ('lead', 'prosecutor')
       or (m.role = 'investigator' and (comity_has_role('centralAuthority') or comity_has_role('dutyOfficer')));
end $$;

-- The labels ----------------------------------------------------------------------------------------------------------------------
--
--   secret              the confidential request that covers the row
--   secret_production   another one, which asks for the data that a preservation keeps
--   secret_result       the delivery that it belongs to, of a confidential result
--
-- No such thing is the id of zeros, and not null, so that a key can hold it: a row refers to what it belongs to *with its labels*.
-- None can differ, one that is confidential from now on takes its rows along (`on update cascade`), and a row that is written
-- meanwhile waits for that. Triggers fill them in.

alter table request
  add column secret uuid not null
    generated always as (case when restricted then id else '00000000-0000-0000-0000-000000000000' end) stored,
  add constraint request_labels unique (id, case_id, secret);

create function comity_label_by_request() returns trigger language plpgsql security definer set search_path from current as $$
begin
  new.secret := '00000000-0000-0000-0000-000000000000';
  if new.request_id is not null then
    select r.secret into new.secret from request r where r.id = new.request_id and r.case_id = new.case_id for key share;
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

-- Of rows that are never changed or removed the labels alone follow what they belong to.
create function refuse_change_but_labels() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - '{secret,secret_result}'::text[] = to_jsonb(old) - '{secret,secret_result}'::text[] then
    return new;
  end if;
  raise exception 'rows of % are never changed or removed', tg_table_name
    using errcode = 'insufficient_privilege', hint = 'Record a new event that corrects the earlier one.';
end $$;

-- What knows none of them has nothing to say of them.
create function comity_label(on_table regclass, label text, filled_by text, often text default 'insert') returns void language plpgsql as $$
declare
  part text;
begin
  foreach part in array string_to_array(label, ' ') loop
    execute format('alter table %s add column if not exists %I uuid not null default %L',
                   on_table, part, '00000000-0000-0000-0000-000000000000');
  end loop;
  execute format('create trigger labelled before %s on %s for each row execute function %I()', often, on_table, filled_by);
end $$;

do $$
declare
  one text;
  labels text[];
begin
  -- Of a request.
  foreach one in array array['request_item', 'request_event', 'request_version', 'request_knower', 'request_confidence',
      'request_remark', 'request_signature', 'request_notice', 'request_cost_event', 'request_remedy_event',
      'request_technical_reading', 'request_translation', 'request_translation_certificate', 'counterpart_copy', 'request_delivery',
      'result_brought'] loop
    perform comity_label(one::regclass, 'secret', 'comity_label_by_request');
    execute format('alter table %I drop constraint %I, drop constraint %I, add constraint %I
      foreign key (request_id, case_id, secret) references request (id, case_id, secret) on update cascade',
      one, one || '_request_id_fkey', one || '_case_id_fkey', one || '_labelled');
  end loop;
  -- One may wait for its request.
  perform comity_label('request_paper', 'secret', 'comity_label_by_request', 'insert or update of request_id');
  alter table request_paper drop constraint request_paper_request_id_fkey,
    add check (request_id is not null or secret = '00000000-0000-0000-0000-000000000000'),
    add constraint request_paper_labelled
      foreign key (request_id, case_id, secret) references request (id, case_id, secret) on update cascade;
  perform comity_label('preservation', 'secret secret_production', 'comity_label_preservation',
                       'insert or update of request_id, production_id');
  create index preservation_production on preservation (production_id) where production_id is not null;
  alter table preservation drop constraint preservation_request_id_fkey, drop constraint preservation_production_id_fkey,
    add constraint preservation_labels unique (id, case_id, secret, secret_production),
    add check (request_id is not null or secret = '00000000-0000-0000-0000-000000000000'),
    add check (production_id is not null or secret_production = '00000000-0000-0000-0000-000000000000'),
    add constraint preservation_labelled
      foreign key (request_id, case_id, secret) references request (id, case_id, secret) on update cascade,
    add constraint preservation_labelled_production
      foreign key (production_id, case_id, secret_production) references request (id, case_id, secret) on update cascade;
  perform comity_label('preservation_event', 'secret secret_production', 'comity_label_by_preservation');
  alter table preservation_event drop constraint preservation_event_preservation_id_fkey,
    drop constraint preservation_event_case_id_fkey,
    add constraint preservation_event_labelled foreign key (preservation_id, case_id, secret, secret_production)
      references preservation (id, case_id, secret, secret_production) on update cascade;

  perform comity_label('request_clock', 'secret secret_production', 'comity_label_clock');
  alter table request_clock drop constraint request_clock_request_id_fkey, drop constraint request_clock_preservation_id_fkey,
    drop constraint request_clock_case_id_fkey, add constraint request_clock_labels unique (id, case_id, secret, secret_production),
    add check (preservation_id is not null or secret_production = '00000000-0000-0000-0000-000000000000'),
    add constraint request_clock_labelled
      foreign key (request_id, case_id, secret) references request (id, case_id, secret) on update cascade,
    add constraint request_clock_labelled_preservation
      foreign key (preservation_id, case_id, secret, secret_production)
      references preservation (id, case_id, secret, secret_production) on update cascade;
  create index alarm_letter_clock on alarm_letter (clock_id);
  foreach one in array array['request_clock_event', 'clock_alarm', 'alarm_letter'] loop
    perform comity_label(one::regclass, 'secret secret_production', 'comity_label_by_clock');
    execute format('alter table %I drop constraint %I, drop constraint %I, add constraint %I
      foreign key (clock_id, case_id, secret, secret_production)
      references request_clock (id, case_id, secret, secret_production) on update cascade',
      one, one || '_clock_id_fkey', one || '_case_id_fkey', one || '_labelled');
  end loop;

  alter table request_notice add constraint request_notice_labels unique (id, request_id, case_id, secret);
  perform comity_label('request_notice_event', 'secret', 'comity_label_by_notice');
  alter table request_notice_event drop constraint request_notice_event_notice_id_fkey,
    drop constraint request_notice_event_request_id_fkey, drop constraint request_notice_event_case_id_fkey,
    add constraint request_notice_event_labelled foreign key (notice_id, request_id, case_id, secret)
      references request_notice (id, request_id, case_id, secret) on update cascade;

  alter table request_delivery
    add column secret_result uuid not null
      generated always as (case when restricted then id else '00000000-0000-0000-0000-000000000000' end) stored,
    add constraint request_delivery_labels unique (id, request_id, case_id, secret, secret_result);
  foreach one in array array['request_result', 'result_knower', 'result_confidence'] loop
    perform comity_label(one::regclass, 'secret secret_result', 'comity_label_by_delivery');
    execute format('alter table %I drop constraint %I, drop constraint %I, drop constraint %I,
      add constraint %I foreign key (delivery_id, request_id, case_id, secret, secret_result)
      references request_delivery (id, request_id, case_id, secret, secret_result) on update cascade',
      one, one || '_delivery_id_fkey', one || '_request_id_fkey', one || '_case_id_fkey', one || '_labelled');
  end loop;

  foreach one in array array['request_confidence', 'request_cost_event', 'request_notice_event', 'request_remedy_event',
      'request_technical_reading', 'request_translation', 'request_translation_certificate', 'result_confidence'] loop
    execute format('drop trigger %I on %I', one || '_is_final', one);
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change_but_labels()',
      one || '_is_final', one);
  end loop;

  -- Who may know. `known` is on each table that names a request or a preservation, as test/confidential-requests.test.ts asks.
  for one, labels in select c.relname, array_agg(a.attname order by a.attnum) from pg_attribute a join pg_class c on c.oid = a.attrelid
    where a.attname in ('secret', 'secret_production') and c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
    group by c.relname loop
    execute format('drop policy if exists known on %I', one);
    execute format('create policy %I on %I as restrictive to comity_app using ((select comity_is(''operator'')) or %s)',
      case when one in ('request_clock_event', 'clock_alarm', 'alarm_letter') then 'known_clock' else 'known' end, one,
      (select string_agg(format(
        '(%I = ''00000000-0000-0000-0000-000000000000'' or %1$I in (select comity_secrets())
          or ((select comity_has_many_secrets()) and comity_was_told(%1$I)))', label), ' and ') from unnest(labels) label));
  end loop;
  foreach one in array array['request_delivery', 'request_result', 'result_knower', 'result_confidence'] loop
    execute format('drop policy kept on %I', one);
    execute format('create policy kept on %I as restrictive to comity_app using ((select comity_is(''operator''))
      or secret_result = ''00000000-0000-0000-0000-000000000000'' or secret_result in (select comity_secrets())
      or ((select comity_has_many_secrets()) and comity_was_told(secret_result)))', one);
  end loop;
end $$;
drop function comity_label(regclass, text, text, text);
-- Two that were made without the search path of the others.
alter function comity_sees_contacts() set search_path from current;
alter function comity_changes_contacts() set search_path from current;

-- What a row belongs to is there, of the same case and known to the person, or its label would not stand: nothing else is asked.
alter policy own on alarm_letter
  using (person_id = (select comity_person()) and case_id in (select comity_cases_with_requests()));
alter policy member on clock_alarm using (case_id in (select comity_cases_with_requests()));
alter policy begin on clock_alarm
  with check (case_id in (select comity_cases_with_requests()) and fired_at is null and seen_at is null);
alter policy member on request_clock using (case_id in (select comity_cases_with_requests()));
alter policy begin on request_clock with check (case_id in (select comity_cases_with_requests()));
alter policy member on request_clock_event using (case_id in (select comity_cases_with_requests()));
alter policy begin on request_clock_event with check (case_id in (select comity_cases_with_requests()));
alter policy take_part on preservation_event
  with check (case_id in (select comity_cases_with_requests()) and by_person = (select comity_person()));
alter policy make on counterpart_copy
  with check (case_id in (select comity_cases_with_requests()) and made_by = (select comity_person()) and document is null and sent is null);
alter policy begin on request_confidence
  with check (request_id in (select comity_requests_begun()) and by_person = (select comity_person()));
alter policy decide on request_confidence
  with check (case_id in (select comity_cases_restricting()) and by_person = (select comity_person()));
alter policy record on request_cost_event
  with check (case_id in (select comity_cases_recording()) and by_person = (select comity_person()));
alter policy record on request_remedy_event
  with check (case_id in (select comity_cases_recording()) and by_person = (select comity_person()));
alter policy take_part on request_delivery
  with check (case_id in (select comity_cases_with_requests()) and by_person = (select comity_person()));
alter policy take_part on request_result
  with check (case_id in (select comity_cases_with_requests()) and by_person = (select comity_person()));
alter policy take_part on request_event
  with check (case_id in (select comity_cases_with_requests()) and by_person = (select comity_person()));
alter policy take_part on request_item with check (case_id in (select comity_cases_with_requests()));
alter policy begin on request_knower
  with check (request_id in (select comity_requests_begun()) and named_by = (select comity_person()));
alter policy name on request_knower
  with check (case_id in (select comity_cases_restricting()) and named_by = (select comity_person()));
alter policy plan on request_notice with check (case_id in (select comity_cases_informing()));
alter policy decide on request_notice_event
  with check (case_id in (select comity_cases_informing()) and by_person = (select comity_person()));
alter policy add on request_paper
  with check (case_id in (select comity_cases_with_requests()) and added_by = (select comity_person()));
alter policy register on request_paper
  with check (case_id in (select comity_cases_with_requests())
    and (discarded_by = (select comity_person()) or request_id is not null));
alter policy say on request_remark
  with check (case_id in (select comity_cases_with_requests()) and by_person = (select comity_person()) and decision is null);
alter policy sign on request_signature
  with check (case_id in (select comity_cases_with_requests()) and person_id = (select comity_person()) and void_at is null);
alter policy say on request_technical_reading
  with check (case_id in (select comity_cases_reading_technique()) and by_person = (select comity_person())
    and not exists (select from request_version v where v.request_id = request_technical_reading.request_id
                       and v.saved_by = request_technical_reading.by_person));
alter policy translate on request_translation
  with check (case_id in (select comity_cases_translated()) and by_person = (select comity_person()));
alter policy translate on request_translation_certificate
  with check (case_id in (select comity_cases_certified()) and by_person = (select comity_person()));
alter policy draft on request_version
  with check (case_id in (select comity_cases_drafted()) and saved_by = (select comity_person()));
alter policy decide on result_confidence
  with check ((case_id in (select comity_cases_restricting()) or delivery_id in (select comity_deliveries_begun()))
    and by_person = (select comity_person()));
alter policy name on result_knower
  with check ((case_id in (select comity_cases_restricting()) or delivery_id in (select comity_deliveries_begun()))
    and named_by = (select comity_person()));
