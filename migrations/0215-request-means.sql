-- By which means a request is sent, as whoever writes it says: held to what the directory says that the other State takes.

select set_config('search_path', current_schema() || ', pg_temp', true);

alter table request
  add column means text check (means in (
    'secure_email', 'e_codex', 'i24_7', 'siena', 'diplomatic_bag', 'post', 'courier', 'fax', 'web_portal', 'platform_api'));
grant update (means) on request to comity_app;
