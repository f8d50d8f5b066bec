-- Whether each peer answers, as it was asked last; and who was told of an urgent request that nobody had opened.
select set_config('search_path', current_schema() || ', pg_temp', true);

create table exchange_probe (
  peer_origin text primary key check (length(peer_origin) between 1 and 255),
  tried_at timestamptz not null,
  answered_at timestamptz, -- the last time
  round_ms integer check (round_ms >= 0),
  offset_ms bigint, -- their clock less ours, in the middle of the round
  error text check (length(error) <= 500) -- of the last try; null: it answered
);

create table exchange_page (
  message_id uuid primary key references exchange_in (id),
  paged_at timestamptz not null,
  escalated_at timestamptz
);

alter table exchange_in add column lane text check (lane in ('normal', 'urgent')); -- null: came before lanes were kept

do $$
declare
  name text;
begin
  foreach name in array array['exchange_probe', 'exchange_page'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to current_user using (true) with check (true)', name);
    execute format('create policy operator on %I to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
  end loop;
end $$;
create policy sees on exchange_probe for select to comity_app using ((select comity_has_role('administrator')));

grant select, insert on exchange_probe, exchange_page to comity_app;
grant update (tried_at, answered_at, round_ms, offset_ms, error) on exchange_probe to comity_app;
grant update (escalated_at) on exchange_page to comity_app;
