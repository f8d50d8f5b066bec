-- Who is put into a case, and who is taken out of it, stands in its history: written by the lead who did it, in their own name.
select set_config('search_path', current_schema() || ', pg_temp', true);

alter table case_change drop constraint case_change_what_check;
alter table case_change add constraint case_change_what_check
  check (what in ('title', 'offences', 'legalBasis', 'status', 'compartment', 'party', 'deadline', 'lead', 'member'));

create policy lead_records on case_change for insert to comity_app
  with check (what = 'member' and by_person = (select comity_person()) and case_id in (select comity_cases_led()));
