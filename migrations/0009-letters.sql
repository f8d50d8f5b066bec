-- What leaves and what came: signatures, documents, translations, copies for the counterpart.

-- What functions look in; an attacker's temporary table of the same name comes last.
select set_config('search_path', current_schema() || ', pg_temp', true);

-- In which language a request was written, and in which its letter goes out: what is signed is the letter in that language. And
-- what a translator signs with a passkey: a line that names the sentences and translations by their digest.
create function comity_translation_stands() returns trigger language plpgsql set search_path from current as $$
begin
  if exists (select from request r join request_signature s on s.request_id = r.id and s.void_at is null
     where r.id = new.request_id and r.written_in = new.from_language and r.letter_in = new.to_language) then
    raise exception 'the letter is signed with its translation' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

-- What came is kept as it came, or goes whole.
create function comity_paper_kept() returns trigger language plpgsql set search_path from current as $$
begin
  if new.bytes is distinct from old.bytes and (new.bytes is not null or new.discarded_at is null)
    or old.discarded_at is not null
  then raise insufficient_privilege using message = 'a document is kept as it came, or discarded once';
  end if;
  return new;
end $$;

create function comity_copy_said_once() returns trigger language plpgsql as $$
begin
  if (old.sent is not null and new.sent is distinct from old.sent)
     or (old.received is not null and new.received is distinct from old.received) then
    raise exception 'what was recorded of a copy is not changed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

-- It is the system that makes the document: once, and nobody else puts one there.
create function comity_copy_by_system() returns trigger language plpgsql set search_path from current as $$
begin
  if new.document is distinct from old.document or new.document_sha256 is distinct from old.document_sha256
     or new.made_at is distinct from old.made_at then
    if old.document is not null or not comity_is('operator') then
      raise exception 'the document of a copy is made once, by the program' using errcode = 'insufficient_privilege';
    end if;
  end if;
  return new;
end $$;

-- What somebody signed: this version, as this document and this data. Voided when anything changes; never deleted. It has two parts: what
-- leaves, and what is for the file alone; where there is one part, it holds both.
create table request_signature (
  id uuid primary key,
  request_id uuid not null,
  case_id uuid not null,
  version integer not null check (version > 0),
  role text not null,
  person_id uuid not null references person (id),
  -- The bytes that were seen, and their digests, which stand in the statement too.
  document bytea not null check (octet_length(document) <= 33554432),
  document_sha256 bytea not null check (octet_length(document_sha256) = 32),
  data bytea not null check (octet_length(data) <= 16777216),
  data_sha256 bytea not null check (octet_length(data_sha256) = 32),
  -- One line of canonical JSON; its SHA-256 was the challenge.
  statement text not null check (length(statement) <= 8000),
  -- The passkey, and what device and browser gave (docs/formats/passkey.md).
  key_fingerprint text not null check (key_fingerprint ~ '^[0-9a-f]{64}$'),
  key_spki bytea not null check (octet_length(key_spki) <= 400),
  origin text not null,
  assertion bytea not null check (octet_length(assertion) <= 20000),
  at timestamptz not null,
  void_at timestamptz,
  void_reason text,
  wording text references form_wording (digest),
  file_part bytea check (octet_length(file_part) <= 16777216),
  file_sha256 bytea check (octet_length(file_sha256) = 32),
  -- The letter as it leaves, where a seal was put on it: made after it was signed, by the network's leave, and so not the same twice. Kept.
  sealed bytea check (octet_length(sealed) <= 67108864),
  sealed_level text check (sealed_level in ('B-B', 'B-T', 'B-LT')),
  sealed_by text check (sealed_by <> '' and length(sealed_by) <= 400),
  sealed_at timestamptz,
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  foreign key (request_id, version) references request_version (request_id, version),
  constraint request_signature_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade,
  check ((void_at is null) = (void_reason is null)),
  check ((file_part is null) = (file_sha256 is null)),
  check ((sealed is null) = (sealed_level is null) and (sealed is null) = (sealed_at is null)
    and (sealed is null) = (sealed_by is null))
);
create index request_signature_request on request_signature (request_id, version);
create index request_signature_case on request_signature (case_id);
create trigger labelled before insert on request_signature
  for each row execute function comity_label_by_request();

-- What came with a request: the document by which another State asked, and what followed it. Kept as it came.
create table request_paper (
  id uuid primary key,
  case_id uuid not null references case_file (id),
  -- None until it is registered; then for good.
  request_id uuid,
  name text not null check (name <> '' and length(name) <= 200),
  media_type text not null check (media_type ~ '^[a-z]+/[a-z]+$'),
  sha256 bytea not null check (octet_length(sha256) = 32),
  bytes bytea check (octet_length(bytes) >= 1 and octet_length(bytes) <= 33554432),
  added_by uuid not null references person (id),
  at timestamptz not null,
  -- A document that waits to be registered is there once, however often it is sent, and is discarded with a reason: its bytes
  -- go, what it was and who decided stays.
  discarded_at timestamptz,
  discarded_by uuid references person (id),
  discard_reason text check (discard_reason <> '' and length(discard_reason) <= 4000),
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  constraint request_paper_discarded check ((discarded_at is null) = (bytes is not null) and
    (discarded_at is null) = (discarded_by is null) and (discarded_at is null) = (discard_reason is null)
    and (discarded_at is null or request_id is null)),
  constraint request_paper_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade,
  check (request_id is not null or secret = '00000000-0000-0000-0000-000000000000')
);
create index request_paper_request on request_paper (request_id);
create index request_paper_case on request_paper (case_id);
create unique index request_paper_waits on request_paper (case_id, sha256) where request_id is null and discarded_at is null;
create index request_paper_discards on request_paper (case_id, discarded_at) where discarded_at is not null;
create index request_paper_waiting on request_paper (case_id, id) where request_id is null and discarded_at is null;
create trigger kept before update on request_paper for each row execute function comity_paper_kept();
create trigger labelled before insert or update of request_id on request_paper
  for each row execute function comity_label_by_request();

-- What a translator wrote, sentence by sentence. The source is kept with every translation, and a translation is never changed:
-- the newest of a sentence is the one that holds, wherever in the request the sentence stands.
create table request_translation (
  -- UUID of version 7: its order is that of time
  id uuid primary key,
  request_id uuid not null,
  case_id uuid not null,
  from_language text not null check (comity_is_language(from_language)),
  to_language text not null,
  -- The field of the form it was translated for.
  field text not null,
  source text not null check (source <> '' and length(source) <= 20000),
  target text not null check (target <> '' and length(target) <= 40000),
  by_person uuid not null references person (id),
  at timestamptz not null,
  through text check (through ~ '^key [0-9a-f-]{36}$'),
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  constraint request_translation_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade,
  constraint request_translation_to_language_check check (comity_is_language(to_language) and to_language <> from_language)
);
create index request_translation_request on request_translation (request_id, id);
create index request_translation_case on request_translation (case_id);
create trigger translation_stands before insert on request_translation
  for each row execute function comity_translation_stands();
create trigger labelled before insert on request_translation
  for each row execute function comity_label_by_request();
create trigger request_translation_is_final before update or delete on request_translation
  for each row execute function refuse_change_but_labels();

-- What a translator answers for: exactly these sentences and their translations. Another sentence, and it no longer holds.
create table request_translation_certificate (
  id uuid primary key,
  request_id uuid not null,
  case_id uuid not null,
  from_language text not null,
  to_language text not null,
  pairs_sha256 text not null check (pairs_sha256 ~ '^[0-9a-f]{64}$'),
  name text not null check (name <> '' and length(name) <= 200),
  by_person uuid not null references person (id),
  at timestamptz not null,
  -- Sentences and translations as they were certified: canonical JSON, of which `pairs_sha256` is the digest.
  pairs text check (length(pairs) <= 33554432),
  -- One line of canonical JSON; its SHA-256 was the challenge. Certificates given before had none.
  statement text check (length(statement) <= 8000),
  key_fingerprint text check (key_fingerprint ~ '^[0-9a-f]{64}$'),
  key_spki bytea check (octet_length(key_spki) <= 400),
  origin text,
  assertion bytea check (octet_length(assertion) <= 20000),
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  constraint request_translation_certificate_is_signed check (num_nulls(pairs, statement, key_fingerprint, key_spki, origin,
    assertion) = any (array[0, 6])),
  constraint request_translation_certificate_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade
);
create index request_translation_certificate_request on request_translation_certificate (request_id, id);
create index request_translation_certificate_case on request_translation_certificate (case_id);
create trigger labelled before insert on request_translation_certificate
  for each row execute function comity_label_by_request();
create trigger request_translation_certificate_is_final before update or delete on request_translation_certificate
  for each row execute function refuse_change_but_labels();

-- Copies of a letter that went directly to a provider, for an authority of that State (background paper, para 57, third tip): a document
-- with a record of its own, and no second request.
create table counterpart_copy (
  -- UUID of version 7: its order is that of time
  id uuid primary key,
  request_id uuid not null,
  case_id uuid not null,
  -- Of the directory, and its name as it stood there.
  authority text not null check (authority ~ '^[a-z0-9-]{1,80}$'),
  name text not null check (name <> '' and length(name) <= 1000),
  version integer not null check (version > 0),
  document bytea check (octet_length(document) <= 33554432),
  document_sha256 bytea check (octet_length(document_sha256) = 32),
  made_by uuid not null references person (id),
  made_at timestamptz,
  -- How it is known that it went and that it came, each recorded once.
  sent text check (sent <> '' and length(sent) <= 4000),
  sent_by uuid references person (id),
  sent_at timestamptz,
  received text check (received <> '' and length(received) <= 4000),
  received_by uuid references person (id),
  received_at timestamptz,
  -- In which language, at most one beside it; when it was asked for, and by which act of sending (null: by hand).
  language text not null check (comity_is_language(language)),
  beside text,
  asked_at timestamptz not null,
  event_id uuid references request_event (id),
  through text check (through <> ''),
  sent_through text check (sent_through <> ''),
  received_through text check (received_through <> ''),
  secret uuid not null default '00000000-0000-0000-0000-000000000000',
  foreign key (request_id, version) references request_version (request_id, version),
  constraint counterpart_copy_labelled foreign key (request_id, case_id, secret)
    references request (id, case_id, secret) on update cascade,
  check ((sent is null) = (sent_at is null) and (sent is null) = (sent_by is null)),
  check ((received is null) = (received_at is null) and (received is null) = (received_by is null)),
  check (received is null or sent is not null),
  constraint counterpart_copy_beside_check check (comity_is_language(beside) and beside <> language),
  check ((document is null) = (document_sha256 is null) and (document is null) = (made_at is null)),
  check (sent is null or document is not null)
);
create index counterpart_copy_request on counterpart_copy (request_id);
create index counterpart_copy_case on counterpart_copy (case_id);
-- One sending makes one copy.
create unique index counterpart_copy_event on counterpart_copy (event_id);
-- For the desk: those that have not gone.
create index counterpart_copy_to_send on counterpart_copy (id) where sent is null;
create trigger counterpart_copy_once before update on counterpart_copy
  for each row execute function comity_copy_said_once();
create trigger counterpart_copy_made before update on counterpart_copy
  for each row execute function comity_copy_by_system();
create trigger labelled before insert on counterpart_copy
  for each row execute function comity_label_by_request();

-- Every table: forced upon its owner too, who therefore has a policy of its own; and the system's own hand.
do $$
declare
  name text;
begin
  foreach name in array array['request_signature', 'request_paper', 'request_translation', 'request_translation_certificate', 'counterpart_copy'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to current_user using (true) with check (true)', name);
    execute format('create policy operator on %I to comity_app
      using ((select comity_is(''operator''))) with check ((select comity_is(''operator'')))', name);
  end loop;
end $$;

do $$
declare
  name text;
begin
  foreach name in array array['request_signature', 'request_paper', 'request_translation', 'request_translation_certificate', 'counterpart_copy'] loop
    execute format('create policy member on %I for select to comity_app using (case_id in (select comity_cases_with_requests()))', name);
  end loop;
  -- A key for one case finds nothing of any other.
  foreach name in array array['request_signature', 'request_paper', 'request_translation', 'request_translation_certificate', 'counterpart_copy'] loop
    execute format('create policy within on %I as restrictive to comity_app
      using ((select comity_within()) is null or case_id = (select comity_within()))', name);
  end loop;
end $$;

create policy sign on request_signature for insert to comity_app
  with check (case_id in (select comity_cases_with_requests()) and person_id = (select comity_person()) and void_at is null);
-- Voided once, for good.
create policy void on request_signature for update to comity_app
  using (case_id in (select comity_cases_with_requests()) and void_at is null)
  with check (case_id in (select comity_cases_with_requests()) and void_at is not null);

create policy add on request_paper for insert to comity_app
  with check (case_id in (select comity_cases_with_requests()) and added_by = (select comity_person()));
create policy register on request_paper for update to comity_app
  using (case_id in (select comity_cases_with_requests()) and request_id is null and discarded_at is null)
  with check (case_id in (select comity_cases_with_requests()) and (discarded_by = (select comity_person())
    or request_id is not null));
create policy waits on request_paper as restrictive to comity_app
  using (request_id is not null or (select comity_is('operator')) or case_id in (select comity_cases_registering()));

create policy translate on request_translation for insert to comity_app
  with check (case_id in (select comity_cases_translated()) and by_person = (select comity_person()));

create policy translate on request_translation_certificate for insert to comity_app
  with check (case_id in (select comity_cases_certified()) and by_person = (select comity_person()));

create policy go_on on counterpart_copy for update to comity_app
  using (case_id in (select comity_cases_with_requests()))
  with check (case_id in (select comity_cases_with_requests()));
create policy make on counterpart_copy for insert to comity_app
  with check (case_id in (select comity_cases_with_requests()) and made_by = (select comity_person())
    and document is null and sent is null);

grant select, insert on counterpart_copy, request_paper, request_signature, request_translation,
  request_translation_certificate to comity_app;
grant update (document, document_sha256, made_at, sent, sent_by, sent_at, received, received_by, received_at, sent_through,
  received_through) on counterpart_copy to comity_app;
grant update (request_id, bytes, discarded_at, discarded_by, discard_reason) on request_paper to comity_app;
-- Sealed by the system's own hand: of the policies for persons `void` alone lets a row be written again.
grant update (void_at, void_reason, sealed, sealed_level, sealed_by, sealed_at) on request_signature to comity_app;
