-- A letter that tells of an alarm and could not be sent is told of on the pages: to whoever it was for, and to administrators.

select set_config('search_path', current_schema() || ', pg_temp', true);

-- Given up because whoever it was for may not see any more what it tells of: that is no failure, and nobody is told.
alter table alarm_letter add column is_unwanted boolean not null default false;
grant update (is_unwanted) on alarm_letter to comity_app;
create index alarm_letter_given_up on alarm_letter (person_id, clock_id) where given_up_at is not null and not is_unwanted;
create index alarm_letter_sent on alarm_letter (person_id, sent_at) where sent_at is not null;

-- One's own, of what one still sees.
create policy own on alarm_letter for select to comity_app
  using (person_id = (select comity_person()) and exists (select from request_clock c where c.id = clock_id));

-- Whom no letter has reached since, for administrators: nothing of a case or of what it was about.
create function comity_letters_given_up()
  returns table (person uuid, name text, email text, letters integer, since timestamptz, until timestamptz)
  language sql stable security definer set search_path from current as $$
  select p.id, p.name, p.email, count(*)::integer, min(l.made_at), max(l.given_up_at)
    from alarm_letter l join person p on p.id = l.person_id
   where comity_has_role('administrator') and l.given_up_at is not null and not l.is_unwanted and p.ended_at is null
     and not exists (select from alarm_letter s where s.person_id = l.person_id and s.sent_at > l.given_up_at)
   group by p.id order by max(l.given_up_at) desc, p.id $$;
