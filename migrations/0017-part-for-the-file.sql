-- What is signed has two parts: what leaves, and what is for the file alone. A signature of before has one, which held both.
select set_config('search_path', current_schema() || ', pg_temp', true);

alter table request_signature
  add column file_part bytea check (octet_length(file_part) <= 16777216),
  add column file_sha256 bytea check (octet_length(file_sha256) = 32),
  add check ((file_part is null) = (file_sha256 is null));

-- The letter as it leaves, where a seal was put on it: made after it was signed, by the network's leave, and so not the same twice. Kept.
alter table request_signature
  add column sealed bytea check (octet_length(sealed) <= 67108864),
  add column sealed_level text check (sealed_level in ('B-B', 'B-T', 'B-LT')),
  add column sealed_by text check (sealed_by <> '' and length(sealed_by) <= 400),
  add column sealed_at timestamptz,
  add check ((sealed is null) = (sealed_level is null) and (sealed is null) = (sealed_at is null)
    and (sealed is null) = (sealed_by is null));

-- By the system's own hand: of the policies for persons the one of 0010 alone lets a row be written again, and only to void it.
grant update (sealed, sealed_level, sealed_by, sealed_at) on request_signature to comity_app;
