-- Within how many hours a receipt is expected begins to run with the act of whoever sends: they read what administrators set for alarms,
-- and nothing else of the settings.

select set_config('search_path', current_schema() || ', pg_temp', true);

create policy alarms on setting for select to comity_app using (name = 'alarms' and (select comity_person()) is not null);
