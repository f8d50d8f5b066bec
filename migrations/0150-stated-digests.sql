-- Digests that the sender of files stated by another algorithm than SHA-256, computed of what is held so that they can be
-- compared: {"MD5": "…"}. SHA-256 stands in its own column, as it was recorded in the custody log.

alter table request_result add column digests jsonb not null default '{}' check (jsonb_typeof(digests) = 'object');
grant update (digests) on request_result to comity_app;

-- It is the system that computes them: nobody else's word stands there.
create function comity_digests_by_system() returns trigger language plpgsql as $$
begin
  if new.digests is distinct from old.digests and not comity_is('operator') then
    raise exception 'digests of what is held are computed, not said' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger request_result_digests before update on request_result
  for each row execute function comity_digests_by_system();
