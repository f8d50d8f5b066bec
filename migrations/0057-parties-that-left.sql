-- A party of a joint investigation that is in the agreement no more: by which change, and since when. A copy that nobody fetched in its time.
alter table joint_party add column left_by text check (left_by ~ '^[0-9a-f]{64}$'); -- digest of the agreement without it, or without us
alter table exchange_offer add column expired_at timestamptz;
grant update (left_by) on joint_party to comity_app;
grant update (expired_at) on exchange_offer to comity_app;
