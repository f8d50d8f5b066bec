-- Whether a number that a request gives for calling back is one of the directory (check 14): whoever writes a request need not see
-- how authorities are reached, and learns of the numbers that they wrote themselves alone.

select set_config('search_path', current_schema() || ', pg_temp', true);

create function comity_in_directory(authorities text[], numbers text[]) returns setof text
  language sql stable security definer set search_path from current as $$
  select given from unnest(numbers) as given
   where comity_person() is not null and exists (
     select from authority_contact c
      where c.authority = any (authorities) and c.kind = 'telephone' and c.confirmed_at is not null and c.ended_at is null
        and regexp_replace(c.value, '[^0-9+]', '', 'g') = regexp_replace(given, '[^0-9+]', '', 'g')) $$;
