-- What was disclosed to a person who is no member of the case: the defence, a court. It rests on a package that was made for them, with all
-- that was asked before it left; the row says who gets it, by which way and until when. Who reads it in the portal has an account of its own
-- for this alone, is named in `comity.as` as `portal:<uuid>` as other accounts of the portal are, and finds this row and nothing else.
select set_config('search_path', current_schema() || ', pg_temp', true);

create table portal_disclosure (
  id uuid primary key,
  package_id uuid not null references shared_package (id),
  case_id uuid not null references case_file (id),
  exhibits text[] not null check (cardinality(exhibits) > 0), -- of the package
  way text not null check (way in ('portal', 'carrier')),
  who text not null check (who in ('defence', 'court', 'other')),
  name text not null check (length(name) between 1 and 100),
  capacity text not null check (length(capacity) between 1 and 200), -- such as counsel of the accused
  proceeding text not null check (length(proceeding) between 1 and 200),
  given_by uuid not null references person (id),
  given_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references person (id),
  -- In the portal. The link travels by one road, the code by another; neither is kept: both are made again from a secret that the database
  -- does not have.
  until timestamptz,
  token_sha256 bytea unique check (octet_length(token_sha256) = 32),
  code_road text check (code_road in ('telephone', 'person', 'post', 'message')),
  code_round integer check (code_round between 1 and 1000),
  code_made_by uuid references person (id),
  code_until timestamptz,
  code_tries integer not null default 0 check (code_tries >= 0),
  code_used_at timestamptz,
  account_id uuid unique, -- in schema auth; never that of a person
  check ((ended_at is null) = (ended_by is null)),
  check ((way = 'portal') = (until is not null) and (way = 'portal') = (token_sha256 is not null)
    and (way = 'portal') = (code_road is not null) and (way = 'portal') = (code_round is not null)
    and (way = 'portal') = (code_made_by is not null) and (way = 'portal') = (code_until is not null)),
  check (way = 'portal' or (account_id is null and code_used_at is null))
);
create index portal_disclosure_of on portal_disclosure (package_id, given_at);

alter table portal_disclosure enable row level security;
alter table portal_disclosure force row level security;
create policy owner on portal_disclosure to current_user using (true) with check (true);
create policy operator on portal_disclosure to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy member on portal_disclosure for select to comity_app using (case_id in (select comity_cases()));
create policy own on portal_disclosure for select to comity_app
  using (account_id = (select comity_portal()) and ended_at is null);
create policy within on portal_disclosure as restrictive to comity_app
  using ((select comity_within()) is null or case_id = (select comity_within()));
-- Who was given it knows of it.
create policy kept on portal_disclosure as restrictive to comity_app
  using ((select comity_portal()) is not null or not (exhibits && (select array(select comity_items_hidden()) as "array")));

grant select, insert on portal_disclosure to comity_app;
grant update (ended_at, ended_by, code_round, code_made_by, code_until, code_tries, code_used_at, account_id)
  on portal_disclosure to comity_app;
