-- A key for one case (0010) finds nothing of any other: held now of every table whose rows are of a case, and not only of
-- those that 0010 named. test/need-to-know.test.ts asks the catalogue, so a table that comes later says it for itself.

select set_config('search_path', current_schema() || ', pg_temp', true);

do $$
declare
  one regclass;
begin
  for one in
    select a.attrelid::regclass from pg_attribute a join pg_class c on c.oid = a.attrelid
     where a.attname = 'case_id' and not a.attisdropped and c.relkind in ('r', 'p')
       and c.relnamespace = current_schema()::regnamespace
       and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'within')
  loop
    execute format('create policy within on %s as restrictive to comity_app
      using ((select comity_within()) is null or case_id = (select comity_within()))', one);
  end loop;
end $$;
