// A case that somebody filled to do harm: `hostile-fill.ts HOME URL`. Prints the case, a session, a key of the API and the number of a
// request whose answers and reasons are as long, and as much made of digits, brackets and marks, as a form lets them be.
import { randomFillSync } from 'node:crypto';
import { newUuid } from '../src/base/ids.ts';
import { insertCase } from '../src/cases/case.store.ts';
import { makeApiKey } from '../src/people/api-key.acts.ts';
import { homeAt } from '../src/platform/home.ts';
import type { Answers } from '../src/requests/core/answers.ts';
import { insertRequest } from '../src/requests/machine/states/request.store.ts';
import { openHouse } from '../src/server/server.ts';
import { completeDraft } from '../test/support/complete-request.ts';
import { enrol } from '../test/support/people.ts';

const FORM = 'bc-31-subscriber';
/** As many signs as a reason takes. */
const LONG = 19_900;
const RUNS = ['1', '1 111 ', '(a)', '\u2068', '29(2)', '9.', 'a@', '\u0301', '<!--', '[U+'].map((part) =>
  part.repeat(Math.ceil(LONG / part.length)).slice(0, LONG),
);

const [path = '', url = ''] = process.argv.slice(2);
const opened = await openHouse(homeAt(path), process.env, new URL(url), 'bench');
const { house, people } = opened;
const random = (bytes: Uint8Array<ArrayBuffer>): void => void randomFillSync(bytes);
const now = new Date();
const file = await house.db.transaction((tx) =>
  insertCase(tx, {
    id: newUuid(Date.now, random),
    title: RUNS[0]?.slice(0, 200) ?? '',
    state: 'FR',
    createdAt: now,
  }),
);
const eve = await enrol(people, 'eve', ['centralAuthority', 'dutyOfficer'], [[file, 'lead']]);
const { answers } = await completeDraft(FORM);
const number = await people.operator.transaction((tx) =>
  insertRequest(tx, {
    id: newUuid(Date.now, random),
    caseId: file.id,
    form: FORM,
    begunBy: eve.id,
    begunAt: now,
    answers: lengthened(answers),
    explained: Object.fromEntries(RUNS.map((text, i) => [String(i + 1), text])),
    counterpart: 'JP',
  }),
);
const key = await makeApiKey(people, { by: eve.person, name: 'bench', may: 'write', days: 30 });
console.log(JSON.stringify({ reference: file.reference, cookie: eve.cookie, key, number }));
await opened.close();

/** Every sentence becomes one of the long runs. */
function lengthened(answers: Answers): Answers {
  let at = 0;
  return JSON.parse(
    JSON.stringify(answers, (_name, value: unknown) =>
      typeof value === 'string' && value.length > 40 ? RUNS[at++ % RUNS.length] : value,
    ),
  ) as Answers; // the same names
}
