-- What is signed has two parts: what leaves, and what is for the file alone. A signature of before has one, which held both.
select set_config('search_path', current_schema() || ', pg_temp', true);

alter table request_signature
  add column file_part bytea check (octet_length(file_part) <= 16777216),
  add column file_sha256 bytea check (octet_length(file_sha256) = 32),
  add check ((file_part is null) = (file_sha256 is null));
