-- What is due is taken in the order in which it goes, without looking at all that waits.
drop index exchange_out_due;
create index exchange_out_due on exchange_out (lane desc, next_at) where state in ('queued', 'relayed');
