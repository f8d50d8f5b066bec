-- What a translator wrote, sentence by sentence. The source is kept with every translation, and a translation is never changed:
-- the newest of a sentence is the one that holds, wherever in the request the sentence stands.

select set_config('search_path', current_schema() || ', pg_temp', true);

-- Cases in which this person may translate, and may answer for a translation: the lines `translateRequest` and
-- `certifyTranslation` of people/policy.ts.
create function comity_cases_translated() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select m.case_id from case_member m where m.case_id in (select comity_cases())
     and m.person_id = comity_person() and m.role in ('lead', 'investigator', 'prosecutor', 'translator') $$;
create function comity_cases_certified() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select m.case_id from case_member m where m.case_id in (select comity_cases())
     and m.person_id = comity_person() and m.role = 'translator' $$;

create table request_translation (
  id uuid primary key, -- UUID of version 7: its order is that of time
  request_id uuid not null references request (id),
  case_id uuid not null references case_file (id),
  from_language text not null check (from_language in ('ar', 'zh', 'en', 'fr', 'ru', 'es')),
  to_language text not null check (to_language in ('ar', 'zh', 'en', 'fr', 'ru', 'es') and to_language <> from_language),
  -- The field of the form it was translated for.
  field text not null,
  source text not null check (source <> '' and length(source) <= 20000),
  target text not null check (target <> '' and length(target) <= 40000),
  by_person uuid not null references person (id),
  at timestamptz not null
);
create index request_translation_request on request_translation (request_id, id);
create index request_translation_case on request_translation (case_id);
create trigger request_translation_is_final before update or delete on request_translation
  for each row execute function refuse_change();

-- What a translator answers for: exactly these sentences and their translations. Another sentence, and it no longer holds.
create table request_translation_certificate (
  id uuid primary key,
  request_id uuid not null references request (id),
  case_id uuid not null references case_file (id),
  from_language text not null,
  to_language text not null,
  pairs_sha256 text not null check (pairs_sha256 ~ '^[0-9a-f]{64}$'),
  name text not null check (name <> '' and length(name) <= 200),
  by_person uuid not null references person (id),
  at timestamptz not null
);
create index request_translation_certificate_request on request_translation_certificate (request_id, id);
create index request_translation_certificate_case on request_translation_certificate (case_id);
create trigger request_translation_certificate_is_final before update or delete on request_translation_certificate
  for each row execute function refuse_change();

do $$
declare
  name text;
  cases text;
begin
  for name, cases in values
    ('request_translation', 'comity_cases_translated()'),
    ('request_translation_certificate', 'comity_cases_certified()')
  loop
    execute format('alter table %s enable row level security', name);
    execute format('alter table %s force row level security', name);
    execute format('create policy owner on %s to current_user using (true) with check (true)', name);
    execute format('create policy operator on %s to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
    execute format('create policy member on %s for select to comity_app
      using (case_id in (select comity_cases_with_requests()))', name);
    execute format('create policy translate on %s for insert to comity_app
      with check (case_id in (select %s) and by_person = (select comity_person())
        and exists (select from request r where r.id = request_id and r.case_id = %s.case_id))', name, cases, name);
    -- A key for one case finds nothing of any other (0039-within-everywhere.sql).
    execute format('create policy within on %s as restrictive to comity_app
      using ((select comity_within()) is null or case_id = (select comity_within()))', name);
    execute format('create policy known on %s as restrictive to comity_app
      using (request_id not in (select comity_requests_hidden()))', name);
  end loop;
end $$;

grant select, insert on request_translation, request_translation_certificate to comity_app;
