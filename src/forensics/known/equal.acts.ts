// The policy for hits by digest, as administrators set it.
import type { Db } from '../../evidence/log/log.store.ts';
import type { People } from '../../people/people.acts.ts';
import type { Person } from '../../people/person.ts';
import { changeSetting } from '../../people/setting.acts.ts';
import { readSetting } from '../../people/setting.store.ts';
import { EQUAL_SETTING, equalPolicy, USUAL_POLICY, type EqualPolicy } from './equal.ts';

export async function equalPolicySet(db: Db): Promise<EqualPolicy> {
  return (await readSetting(db, EQUAL_SETTING, equalPolicy))?.value ?? USUAL_POLICY;
}

export async function setEqualPolicy(people: People, by: Person, policy: EqualPolicy): Promise<void> {
  await changeSetting(people, by, EQUAL_SETTING, policy);
}
