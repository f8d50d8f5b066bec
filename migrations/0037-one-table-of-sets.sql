-- One table of sets, whatever their entries are: digests, PDQ fingerprints, PhotoDNA strings. All are taken in by one person and
-- confirmed by another, and their entries lie in files beside. A list of fingerprints that one person alone had taken in is not used any
-- more: it is imported again, and confirmed. What was found with it stays, with its name.
select set_config('search_path', current_schema() || ', pg_temp', true);

alter table picture_hit drop constraint picture_hit_set_id_fkey;
drop table picture_set;

-- A hit is of an item, by which its picture is read again wherever it lies; and it keeps what it was told with.
alter table picture_hit
  add column item_id bytea check (octet_length(item_id) = 32),
  add column flags jsonb not null default '[]' check (jsonb_typeof(flags) = 'array'),
  add column may_be_told text check (length(may_be_told) between 1 and 500),
  alter column category drop not null;
update picture_hit h set item_id = i.id from examined_item i
 where i.exhibit_id = h.exhibit_id and i.parent is null and i.volume = coalesce(h.volume, i.volume) and i.path = h.path
   and i.address = h.address;
-- What a list of fingerprints called its version was any text.
update picture_hit set set_name = left(set_name || ' ' || set_version, 500);
alter table picture_hit alter column set_version type integer using 1;
create index picture_hit_item on picture_hit (exhibit_id, item_id);

-- SHA-256 of the string that a licensed tool gave for it: compared, never computed here.
alter table examined_item add column photodna bytea check (octet_length(photodna) = 32);
create index examined_item_photodna on examined_item (exhibit_id, photodna, id) where photodna is not null;

alter table known_hit drop constraint known_hit_digest_check;
alter table known_hit add constraint known_hit_digest_check check (digest in ('sha256', 'sha1', 'md5', 'photodna'));
