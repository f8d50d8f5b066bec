-- Of an authenticator app the last time step is kept, not the last code: codes of three steps are right at one time, and two of them
-- in turn would let in again and again (RFC 6238, section 5.2). Recovery codes stay in used_code.
select set_config('search_path', current_schema() || ', pg_temp', true);

alter table sign_in_guard add column used_step integer;
