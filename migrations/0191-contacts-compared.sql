-- Whether a number, fax or mail address that a request gives of whom it asks is one of the directory (check 15). As of numbers to call
-- back, whoever writes a request learns of what they wrote themselves alone.

select set_config('search_path', current_schema() || ', pg_temp', true);

create function comity_contacts_in_directory(authorities text[], contacts text[]) returns setof text
  language sql stable security definer set search_path from current as $$
  select given from unnest(contacts) as given
   where comity_person() is not null and exists (
     select from authority_contact c
      where c.authority = any (authorities) and c.confirmed_at is not null and c.ended_at is null
        and case
          when c.kind = 'email' then lower(c.value) = lower(trim(given))
          when c.kind in ('telephone', 'fax') then position('@' in given) = 0
            and regexp_replace(c.value, '[^0-9+]', '', 'g') = regexp_replace(given, '[^0-9+]', '', 'g')
          else false end) $$;
