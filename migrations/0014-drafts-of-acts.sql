-- What somebody typed into the questions of an act and has not finished: sealed by the installation (src/people/seal.ts), theirs
-- alone, for a day. Once the act is done the row keeps where it led, so that the same form sent again does nothing more.
select set_config('search_path', current_schema() || ', pg_temp', true);

create table act_draft (
  id uuid primary key, -- of the person, the address and the key of the form: also the idempotency key of the act
  person_id uuid not null references person (id),
  address text not null check (address <> '' and length(address) <= 500),
  key uuid not null,
  touched_at timestamptz not null,
  sealed text check (length(sealed) <= 500000),
  led_to text check (length(led_to) <= 2000),
  check ((sealed is null) <> (led_to is null))
);
-- One open draft of an act: a second tab writes on the same one.
create unique index act_draft_open on act_draft (person_id, address) where led_to is null;
create index act_draft_touched on act_draft (touched_at);

alter table act_draft enable row level security;
alter table act_draft force row level security;
create policy owner on act_draft to current_user using (true) with check (true);
-- Not the system itself, and no key: the pages of that person alone.
create policy own on act_draft to comity_app
  using (person_id = (select comity_person_here())) with check (person_id = (select comity_person_here()));
grant select, insert, update, delete on act_draft to comity_app;

-- The system clears what it cannot see.
create function comity_clear_drafts(before timestamptz) returns bigint
  language sql volatile security definer set search_path from current as $$
  with gone as (delete from act_draft where touched_at < before and (select comity_is('operator')) returning 1)
  select count(*) from gone $$;
