-- An upload is on its way until it is taken into evidence, or cleared because nothing came of it for long: its bytes are
-- gone then, and the row stays as the word to who was bringing it. Whether all bytes are here is what the file itself says.
alter table upload drop constraint upload_state_check;
update upload set state = 'receiving' where state = 'received';
alter table upload add constraint upload_state_check check (state in ('receiving', 'taken', 'cleared'));

drop index upload_open;
create index upload_open on upload (last_at) where state = 'receiving';
create index upload_person on upload (person_id) where state <> 'taken';
