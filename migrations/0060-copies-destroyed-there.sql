-- Of a package that was given or offered to another installation: which of its exhibits were destroyed there, by their numbers here.
alter table exchange_offer add column destroyed_there text[] not null default '{}';
grant update (destroyed_there) on exchange_offer to comity_app;
