-- What the official text of a form calls its parts in a language, brought by the agency: not ours, with its source and day. The newest holds.
select set_config('search_path', current_schema() || ', pg_temp', true);

create table official_wording (
  form text not null check (form ~ '^[a-z0-9-]{1,80}$'),
  language text not null check (comity_is_language(language)),
  imported_at timestamptz not null,
  source text not null check (length(source) between 1 and 500),
  day date not null,
  -- What each part is called, by its id.
  words jsonb not null check (jsonb_typeof(words) = 'object'),
  primary key (form, language, imported_at)
);
create trigger official_wording_is_final before update or delete on official_wording
  for each row execute function refuse_change();

alter table official_wording enable row level security;
alter table official_wording force row level security;
create policy owner on official_wording to current_user using (true) with check (true);
-- Brought at the terminal of the server; read by everybody who writes letters.
create policy operator on official_wording to comity_app
  using ((select comity_is('operator'))) with check ((select comity_is('operator')));
create policy reader on official_wording for select to comity_app using ((select comity_person_here()) is not null);
grant select, insert on official_wording to comity_app;
