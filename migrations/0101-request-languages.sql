-- In which language a request was written, and in which its letter goes out: what is signed is the letter in that language. And
-- what a translator signs with a passkey: a line that names the sentences and translations by their digest.

select set_config('search_path', current_schema() || ', pg_temp', true);

alter table request
  add column written_in text not null default 'en' check (written_in in ('ar', 'zh', 'en', 'fr', 'ru', 'es')),
  add column letter_in text not null default 'en' check (letter_in in ('ar', 'zh', 'en', 'fr', 'ru', 'es'));
grant update (written_in, letter_in) on request to comity_app;

-- What was signed is in a language: neither it nor the translation in it changes under a signature that stands.
create function comity_letter_stands() returns trigger language plpgsql set search_path from current as $$
begin
  if (new.written_in, new.letter_in) is distinct from (old.written_in, old.letter_in)
     and exists (select from request_signature s where s.request_id = new.id and s.void_at is null) then
    raise exception 'a signature still stands' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger letter_stands before update on request for each row execute function comity_letter_stands();

create function comity_translation_stands() returns trigger language plpgsql set search_path from current as $$
begin
  if exists (select from request r join request_signature s on s.request_id = r.id and s.void_at is null
     where r.id = new.request_id and r.written_in = new.from_language and r.letter_in = new.to_language) then
    raise exception 'the letter is signed with its translation' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger translation_stands before insert on request_translation
  for each row execute function comity_translation_stands();

alter table request_translation_certificate
  -- Sentences and translations as they were certified: canonical JSON, of which `pairs_sha256` is the digest.
  add column pairs text check (length(pairs) <= 33554432),
  -- One line of canonical JSON; its SHA-256 was the challenge. Certificates given before had none.
  add column statement text check (length(statement) <= 8000),
  add column key_fingerprint text check (key_fingerprint ~ '^[0-9a-f]{64}$'),
  add column key_spki bytea check (octet_length(key_spki) <= 400),
  add column origin text,
  add column assertion bytea check (octet_length(assertion) <= 20000),
  add constraint request_translation_certificate_is_signed check (
    num_nulls(pairs, statement, key_fingerprint, key_spki, origin, assertion) in (0, 6));
