// A process that records that every request which came to a case is withdrawn by its sender: `node withdrawal-worker.ts HOME CASE PERSON`,
// with the database in the environment. Tests kill it.
import assert from 'node:assert/strict';
import { Refusal } from '../../src/base/refusal.ts';
import { isUuid } from '../../src/base/ids.ts';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { caseOfMember } from '../../src/people/case-member.store.ts';
import { personById } from '../../src/people/person.store.ts';
import { homeAt } from '../../src/platform/home.ts';
import { takeAct } from '../../src/requests/verbs/life/life.acts.ts';
import { openHouse } from '../../src/server/server.ts';

const { env, argv } = process;
const [, , home = '', reference = '', by = ''] = argv;
assert.ok(isUuid(by));
const opened = await openHouse(homeAt(home), env, new URL('http://localhost:8470'), 'none');
const { house, people } = opened;
const [person, file] = await Promise.all([
  personById(house.db.kysely, by),
  caseOfMember(house.db.kysely, reference, by),
]);
assert.ok(person && file);
const acting = { people, person, file, law: await shippedLaw() };
process.stdout.write('ready\n');
const waiting = await house.db.kysely
  .selectFrom('request')
  .select('number')
  .where('case_id', '=', file.id)
  .where('state', '=', 'received')
  .orderBy('number')
  .execute();
for (const { number } of waiting)
  await takeAct(acting, { number, act: 'withdrawn', evidence: 'Their letter' }).catch((error: unknown) => {
    // The other worker was first.
    if (!(error instanceof Refusal && error.code === 'conflict')) throw error;
  });
await opened.close();
