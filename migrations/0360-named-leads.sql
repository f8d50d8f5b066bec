-- Who leads a case that nobody led is named by an administrator, with a reason that its members read in its history.
select set_config('search_path', current_schema() || ', pg_temp', true);

alter table case_change drop constraint case_change_what_check;
alter table case_change add constraint case_change_what_check
  check (what in ('title', 'offences', 'legalBasis', 'status', 'compartment', 'party', 'deadline', 'lead'));
