-- Packages whose hand-over is recorded and that are not whole yet. A row goes when its package stands at its path; one that
-- no living process holds was interrupted, and is completed under its id when the same is asked for again.

create table package_begun (
  id uuid primary key,
  path text not null,
  -- SHA-256 of what was asked for: the same path may be asked for with other exhibits
  request_sha256 text not null,
  begun_at timestamptz not null
);
create index package_begun_path on package_begun (path);

grant select, insert, delete on package_begun to comity_app;
