-- How to reach the authorities of the directory. Kept here and not in the law data, which everybody may read and carry away:
-- networks of contact points give numbers to authorities only. A wrong number defeats the call-back by which an emergency is
-- verified, so a contact counts only when a second person has confirmed it. Nothing is changed or deleted; it ends.
create table authority_contact (
  id uuid primary key,
  -- Id in the law data.
  authority text not null check (authority ~ '^[a-z0-9-]{1,80}$'),
  kind text not null check (kind in ('telephone', 'email', 'fax', 'portal', 'post')),
  purpose text not null check (purpose in ('general', 'urgent', 'night')),
  value text not null check (length(value) between 1 and 500),
  -- Where it is from, and the day it was confirmed there.
  source text not null check (length(source) between 1 and 500),
  as_of date not null,
  added_by uuid not null references person (id),
  added_at timestamptz not null,
  confirmed_by uuid references person (id) check (confirmed_by <> added_by),
  confirmed_at timestamptz,
  ended_by uuid references person (id),
  ended_at timestamptz,
  check ((confirmed_by is null) = (confirmed_at is null)),
  check ((ended_by is null) = (ended_at is null))
);
create index authority_contact_of on authority_contact (authority) where ended_at is null;

-- The lines `seeContacts` and `changeContacts` of people/policy.ts.
create function comity_sees_contacts() returns boolean
  language sql stable set search_path from current as $$
  select comity_has_role('centralAuthority') or comity_has_role('dutyOfficer') or comity_has_role('knowledgeEditor') $$;
create function comity_changes_contacts() returns boolean
  language sql stable set search_path from current as $$
  select comity_has_role('centralAuthority') or comity_has_role('knowledgeEditor') $$;

alter table authority_contact enable row level security;
alter table authority_contact force row level security;
create policy owner on authority_contact to current_user using (true) with check (true);
create policy operator on authority_contact to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy sees on authority_contact for select to comity_app using ((select comity_sees_contacts()));
create policy adds on authority_contact for insert to comity_app
  with check ((select comity_changes_contacts()) and added_by = (select comity_person()) and confirmed_by is null and ended_by is null);
create policy confirms on authority_contact for update to comity_app
  using ((select comity_changes_contacts()) and ended_at is null)
  with check ((select comity_changes_contacts())
    and (confirmed_by = (select comity_person()) or ended_by = (select comity_person())));

grant select, insert on authority_contact to comity_app;
grant update (confirmed_by, confirmed_at, ended_by, ended_at) on authority_contact to comity_app;
