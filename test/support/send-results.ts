// A process of its own that sends results, to be killed while it does: `send-results.ts HOME JSON`, settings by the environment.
import type { Uuid } from '../../src/base/ids.ts';
import { openInstallation } from '../../src/evidence/installation/open.acts.ts';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { openPersonDatabase } from '../../src/people/as-person.store.ts';
import { caseOfMember } from '../../src/people/case-member.store.ts';
import { personById } from '../../src/people/person.store.ts';
import { homeAt } from '../../src/platform/home.ts';
import { sendResults, type Sending } from '../../src/requests/verbs/results/results-send.acts.ts';

export interface SentByChild {
  readonly by: Uuid;
  /** Of the case. */
  readonly reference: string;
  readonly sending: Sending;
}

const [path = '', told = ''] = process.argv.slice(2);
const home = homeAt(path);
const house = await openInstallation(home, { env: process.env });
const db = await openPersonDatabase(home, { env: process.env });
const { by, reference, sending } = JSON.parse(told) as SentByChild; // written by the test
const person = await personById(house.db.kysely, by);
const file = await caseOfMember(house.db.kysely, reference, by);
if (person === undefined || file === undefined) throw new Error('somebody of the case');
const { clock, random } = house;
// Nothing of this act signs anybody in.
const people = { db, operator: house.db, clock, random } as Parameters<typeof sendResults>[1]['people'];
const law = await shippedLaw();
await import('./crash-step.ts'); // counted from here
await sendResults(house, { people, person, file, law }, sending);
process.exit(0); // as whoever is killed: nothing is closed
