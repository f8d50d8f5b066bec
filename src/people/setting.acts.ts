// Setting what administrators set: the value, and one entry under their name, in one transaction.
import { record, type People } from './people.acts.ts';
import type { Person } from './person.ts';
import { writeSetting } from './setting.store.ts';

export async function changeSetting(people: People, by: Person, name: string, value: object): Promise<void> {
  const at = new Date(people.clock());
  await people.db.asPerson(by.id, async (tx) => {
    await writeSetting(tx, { name, value, by: by.id, at });
    await record(people, tx, { what: 'settingChanged', by: by.id, facts: { setting: name } });
  });
}
