-- Certificates to which the signer of a received document may lead: what an administrator was given by another road. Who added or
-- removed one is in access_event (`settingChanged`).

select set_config('search_path', current_schema() || ', pg_temp', true);

create table document_anchor (
  sha256 bytea primary key check (octet_length(sha256) = 32),
  -- DER.
  certificate bytea not null check (octet_length(certificate) between 1 and 16384 and sha256(certificate) = sha256),
  added_by uuid not null references person (id),
  added_at timestamptz not null
);

alter table document_anchor enable row level security;
alter table document_anchor force row level security;
create policy owner on document_anchor to current_user using (true) with check (true);
-- The system reads them, and sets none itself.
create policy operator on document_anchor for select to comity_app using ((select comity_is('operator')));
create policy administrator on document_anchor to comity_app
  using ((select comity_has_role('administrator')))
  with check ((select comity_has_role('administrator')) and added_by = (select comity_person()));

grant select, insert, delete on document_anchor to comity_app;
