// A process in which a person signs one condition after another with a passkey: `node signing-worker.ts HOME PERSON REFERENCE EXHIBIT
// KEY COUNT`, with the database in the environment; KEY is the private key as PKCS #8, Base64. Tests kill it.
import assert from 'node:assert/strict';
import { createPrivateKey, createHash } from 'node:crypto';
import { isUuid, type Uuid } from '../../src/base/ids.ts';
import { Refusal } from '../../src/base/refusal.ts';
import { addCondition } from '../../src/evidence/custody/condition.acts.ts';
import { prepareSigning, recordSigned } from '../../src/evidence/custody/signing.acts.ts';
import { openInstallation } from '../../src/evidence/installation/open.acts.ts';
import type { Installation } from '../../src/evidence/log/installation.acts.ts';
import { caseOfMember } from '../../src/people/case-member.store.ts';
import { personById } from '../../src/people/person.store.ts';
import { homeAt } from '../../src/platform/home.ts';
import { fakeSignIn } from './fake-sign-in.ts';
import { assertionOver, SITE } from './passkey-fixture.ts';

const { env, argv } = process;
const [, , home = '', by = '', reference = '', number = '', pkcs8 = '', count = ''] = argv;
assert.ok(isUuid(by));
const key = createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' });
const house = await openInstallation(homeAt(home), { env });
const [person, file] = await Promise.all([
  personById(house.db.kysely, by),
  caseOfMember(house.db.kysely, reference, by),
]);
assert.ok(person && file);
const desk = { house, url: new URL(SITE), signIn: fakeSignIn(new Map([[by, [{ key, counter: 0 }]]])) };
const who = { person: by, session: String(process.pid) };
process.stdout.write('ready\n');
for (let i = 0; i < Number(count);) if (await sign(i)) i += 1;
await house.close();

/** False: the other process was first, so it is asked again. */
async function sign(i: number): Promise<boolean> {
  const condition = `Condition ${i}`;
  const added = { by: { person: person!, file: file! }, number, condition, reason: 'Letter', key: formOf(i) }; // both are there
  const run = (with_: Installation): Promise<void> => addCondition(with_, added);
  try {
    const prepared = await prepareSigning(desk, who, run);
    if (prepared === undefined) return true; // it was recorded before
    const [choice] = prepared.choices;
    assert.ok(choice);
    const assertions = prepared.lines.map(({ text }) =>
      assertionOver(key, Buffer.from(text).toString(), { counter: 0 }),
    );
    return (await recordSigned(desk, who, { ...choice.request, assertions }, run)).ok;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'conflict') return false;
    throw error;
  }
}

/** The same form whoever sends it, and however often. */
function formOf(i: number): Uuid {
  const digits = createHash('sha256').update(`form ${i}`).digest('hex');
  const id = `${digits.slice(0, 8)}-${digits.slice(8, 12)}-7${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
  assert.ok(isUuid(id));
  return id;
}
