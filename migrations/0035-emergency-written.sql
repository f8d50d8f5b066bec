-- What was said by telephone is written down once the call back has shown that the emergency is genuine.
select set_config('search_path', current_schema() || ', pg_temp', true);

create or replace function comity_request_moves() returns trigger language plpgsql set search_path from current as $$
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
