-- The wording of a form, kept once and by its digest: a draft knows on which it was begun, and what was submitted and signed is read by
-- the one of then, whatever becomes of the form.

select set_config('search_path', current_schema() || ', pg_temp', true);

create table form_wording (
  -- SHA-256 of what a form asks, and in which words.
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  form text not null check (form ~ '^[a-z0-9-]{1,80}$'),
  -- The record of the law data.
  wording jsonb not null check (jsonb_typeof(wording) = 'object'),
  kept_at timestamptz not null
);
create trigger form_wording_is_final before update or delete on form_wording
  for each row execute function refuse_change();

alter table form_wording enable row level security;
alter table form_wording force row level security;
create policy owner on form_wording to current_user using (true) with check (true);
create policy operator on form_wording to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
-- Law, which everybody here may read.
create policy reader on form_wording for select to comity_app using ((select comity_person_here()) is not null);
create policy keep on form_wording for insert to comity_app with check ((select comity_person_here()) is not null);
grant select, insert on form_wording to comity_app;

alter table request
  -- On which it was begun; none of those that were begun before this was kept.
  add column begun_wording text references form_wording (digest),
  -- By which it is read since its answers are no longer written.
  add column wording text references form_wording (digest);
grant update (wording) on request to comity_app;

alter table request_signature add column wording text references form_wording (digest);
