-- What auditors may ask, and what is told of guessing. The table of src/people/policy.ts says the same (`seeAudit`).

-- What the functions below look in; an attacker's temporary table of the same name comes last.
select set_config('search_path', current_schema() || ', pg_temp', true);

-- Identifiers are UUIDs of version 7: their order is that of time.
create index access_event_by on access_event (by_person, id);
create index access_event_of on access_event (about_person, id);
create index access_event_what on access_event (what, at);
-- Who acted stands in the private text of an event, as canonical JSON: no space, and a quote within a text is escaped.
create index event_detail_person on event_detail
  ((substring(text from '"personId":"([0-9a-f-]{36})"')), event_id) where text like '%"personId":"%';

-- Auditors look at the custody log through these two windows and nowhere else: names, times, acts and numbers. No policy
-- shows them a row of custody_event or event_detail, because both hold more than that.
create function comity_who_saw(wanted text, since timestamptz, until timestamptz, before integer, most integer)
  returns table (seq integer, at timestamptz, what text, role text, person uuid, name text)
  language sql stable security definer set search_path from current as $$
  select e.item_seq, e.recorded_at, e.type,
         (split_part(convert_from(e.note, 'UTF8'), E'\n', 1)::json -> 'actor' -> 'role') #>> '{}',
         substring(d.text from '"personId":"([0-9a-f-]{36})"')::uuid,
         (d.text::json -> 'person') #>> '{}'
    from custody_event e left join event_detail d on d.event_id = e.id
   where (select comity_has_role('auditor')) and e.item = wanted
     and e.type in ('viewed', 'streamed', 'downloaded')
     and e.recorded_at >= since and e.recorded_at < until and e.item_seq < before
   order by e.item_seq desc limit least(most, 1001) $$;

create function comity_what_done(wanted uuid, since timestamptz, until timestamptz, before uuid, most integer)
  returns table (id uuid, at timestamptz, log text, what text, item text, reference text, role text,
                 by_person uuid, by_name text, about_person uuid, about_name text, facts jsonb)
  language sql stable security definer set search_path from current as $$
  (select e.id, e.recorded_at, 'custody', e.type, e.item, f.reference,
          (split_part(convert_from(e.note, 'UTF8'), E'\n', 1)::json -> 'actor' -> 'role') #>> '{}',
          wanted, (d.text::json -> 'person') #>> '{}', null::uuid, null, null::jsonb
     from event_detail d join custody_event e on e.id = d.event_id left join case_file f on f.id = e.case_id
    where (select comity_has_role('auditor'))
      and d.text like '%"personId":"%' and substring(d.text from '"personId":"([0-9a-f-]{36})"') = wanted::text
      and d.event_id < before and e.recorded_at >= since and e.recorded_at < until
    order by d.event_id desc limit least(most, 1001))
  union all
  (select a.id, a.at, 'access', a.what, null, f.reference, null, a.by_person, b.name, a.about_person, p.name, a.facts
     from (select * from access_event where by_person = wanted and id < before and at >= since and at < until
           union
           select * from access_event where about_person = wanted and id < before and at >= since and at < until) a
     left join person b on b.id = a.by_person left join person p on p.id = a.about_person
     left join case_file f on f.id = a.case_id
    where (select comity_has_role('auditor'))
    order by a.id desc limit least(most, 1001))
  order by 1 desc limit least(most, 1001) $$;

-- Names, to ask by.
create policy auditor on person for select to comity_app using ((select comity_has_role('auditor')));
create policy auditor on access_event for select to comity_app using ((select comity_has_role('auditor')));

-- What concerns the door: one's own, and for administrators what may be guessing.
create policy own_door on access_event for select to comity_app
  using (about_person = (select comity_person())
         and what in ('signedIn', 'signInFailed', 'lockedOut', 'signedOut', 'sessionEnded', 'factorChanged',
                      'passkeyAdded', 'passkeyRemoved'));
create policy administrator_door on access_event for select to comity_app
  using ((select comity_has_role('administrator')) and what in ('signInFailed', 'lockedOut'));
