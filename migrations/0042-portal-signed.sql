-- Who handed over a file signs its digest with their passkey: a step of its own, whose receipt carries that signature beside the service's.
select set_config('search_path', current_schema() || ', pg_temp', true);

alter table portal_entry
  add column of_entry uuid references portal_entry (id),
  drop constraint portal_entry_kind_check,
  add constraint portal_entry_kind_check check (kind in
    ('opened', 'acknowledged', 'question', 'answer', 'working', 'produced', 'none', 'unable', 'file', 'signed')),
  add check ((kind = 'signed') = (of_entry is not null));
create unique index portal_entry_signed on portal_entry (of_entry);
