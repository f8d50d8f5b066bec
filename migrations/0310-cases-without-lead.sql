-- Cases whose leads have all lost their accounts: nobody can add anybody to them any more. docs/decisions/confidential-requests.md

select set_config('search_path', current_schema() || ', pg_temp', true);

-- Of every case: nobody's to ask but the functions below.
create function comity_without_lead() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select m.case_id from case_member m join person p on p.id = m.person_id
   where m.role = 'lead' and m.until is null
   group by m.case_id having bool_and(p.ended_at is not null) $$;
revoke execute on function comity_without_lead() from public;

-- For the machine alone.
create function comity_cases_without_lead() returns setof uuid
  language sql stable security definer set search_path from current as $$
  select c from comity_without_lead() c where comity_is('operator') $$;

-- How many there are, for administrators. A compartment is in nobody's counts; what is closed waits for nobody.
create function comity_cases_without_lead_count() returns integer
  language sql stable security definer set search_path from current as $$
  select count(*)::integer from comity_without_lead() w join case_file c on c.id = w
   where comity_has_role('administrator') and c.status = 'open' and not c.is_compartmented $$;
