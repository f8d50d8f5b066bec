// A person who may keep sets of known material, in the installation of COMITY_HOME; prints how they sign in.
import { newUuid } from '../src/base/ids.ts';
import { openInstallation } from '../src/evidence/installation/open.acts.ts';
import { grantRoles, insertPerson } from '../src/people/person.store.ts';
import { homeOf } from '../src/platform/home.ts';

const house = await openInstallation(homeOf(process.env), { env: process.env });
try {
  const [id, createdAt] = [newUuid(house.clock, house.random), new Date(house.clock())];
  const email = 'keeper@agency.example';
  await house.db.transaction(async (tx) => {
    await insertPerson(tx, { id, name: 'Keeper', email, createdAt });
    await grantRoles(tx, { person: id, roles: ['knowledgeEditor'], by: undefined, at: createdAt });
  });
  console.log(email);
} finally {
  await house.close();
}
