-- One vocabulary of grounds: acts take the codes of the forms (src/requests/grounds.ts). What was recorded under the codes of before
-- is the same ground under its new name.

select set_config('search_path', current_schema() || ', pg_temp', true);

create function comity_ground(code text) returns text language sql immutable as $$
  select coalesce('{
    "manifestErrors": "manifest-errors",
    "insufficientInformation": "insufficient",
    "dataNotStored": "not-stored",
    "notPossible": "impossible",
    "wrongAuthority": "authority",
    "offenceNotCovered": "offence",
    "serviceNotCovered": "service",
    "immunityOrPress": "immunity",
    "thirdCountryLaw": "third-country-law",
    "fundamentalRights": "fundamental-right",
    "neBisInIdem": "ne-bis-in-idem",
    "notAnOffence": "no-offence",
    "politicalOffence": "political-offence",
    "essentialInterests": "essential-interests",
    "ownInvestigation": "own-investigation",
    "contraryToLaw": "legal-system"
  }'::jsonb ->> code, code) $$;

update request_item set ground = comity_ground(ground) where ground <> comity_ground(ground);

do $$
declare
  name text;
begin
  foreach name in array array['request_event', 'preservation_event'] loop
    execute format($sql$ update %I set detail = jsonb_set(detail, '{ground}', to_jsonb(comity_ground(detail ->> 'ground')))
      where detail ->> 'ground' <> comity_ground(detail ->> 'ground') $sql$, name);
    execute format($sql$ update %I set detail = jsonb_set(detail, '{items}', (
        select jsonb_agg(case when one ? 'ground' then jsonb_set(one, '{ground}', to_jsonb(comity_ground(one ->> 'ground'))) else one end
            order by place)
          from jsonb_array_elements(detail -> 'items') with ordinality i (one, place)))
      where jsonb_typeof(detail -> 'items') = 'array' and exists (
        select from jsonb_array_elements(detail -> 'items') one where one ->> 'ground' <> comity_ground(one ->> 'ground')) $sql$, name);
  end loop;
end $$;

drop function comity_ground(text);
