-- Access to a case for a time, opened by two: what migration 0009 began. The line `breakGlass` of src/people/policy.ts, held again.

select set_config('search_path', current_schema() || ', pg_temp', true);

-- Never longer than was asked for, whoever writes the row.
alter table break_glass add check (until is null or until <= decided_at + make_interval(hours => hours));

-- A membership with an end is one that two persons opened, with that end: the system's own hand cannot make another.
create function comity_refuse_unopened() returns trigger
  language plpgsql security definer set search_path from current as $$
begin
  if not exists (select from break_glass g where g.outcome = 'confirmed' and g.case_id = new.case_id
                    and g.asked_by = new.person_id and g.until = new.until and g.until > now()) then
    raise exception 'a membership with an end takes a confirmation by a second person' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger case_member_until before insert or update on case_member
  for each row when (new.until is not null) execute function comity_refuse_unopened();

create policy auditor on break_glass for select to comity_app using ((select comity_has_role('auditor')));

-- The names of who asked and who decided, for those who may see the row.
create or replace function comity_glass_names() returns table (id uuid, name text)
  language sql stable security definer set search_path from current as $$
  select p.id, p.name from person p
   where exists (select from break_glass g where p.id in (g.asked_by, g.decided_by)
                    and (((select comity_breaks_glass()) and (g.outcome is null or g.decided_by = comity_person()))
                         or g.asked_by = comity_person() or g.case_id in (select comity_cases_led())
                         or (select comity_has_role('auditor')))) $$;

create index break_glass_asked_by on break_glass (asked_by, asked_at);
