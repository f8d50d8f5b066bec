// Evidence on its way in, as the web leaves it: what was said of it, and one file.
import { newUuid, type Uuid } from '../../src/base/ids.ts';
import { insertIntake } from '../../src/evidence/intake/intake.store.ts';
import type { Answers } from '../../src/evidence/intake/intake.ts';
import { insertUpload } from '../../src/evidence/intake/upload.store.ts';
import type { People } from '../../src/people/people.acts.ts';

/** A file on its way, which nobody else is to learn of. */
export async function broughtBy(
  people: People,
  person: Uuid,
  caseId: Uuid,
): Promise<{ intake: string; upload: string }> {
  const [intake, upload] = [newUuid(people.clock, people.random), newUuid(people.clock, people.random)];
  const at = new Date(people.clock());
  await people.operator.transaction(async (tx) => {
    await insertIntake(tx, {
      id: intake,
      caseId,
      person,
      answers: answersOf('Letter of the harbour master'),
      begunAt: at,
    });
    const name = 'Letter of the harbour master';
    await insertUpload(tx, { id: upload, intakeId: intake, caseId, person, name, bytes: 9, at });
  });
  return { intake, upload };
}

/** Said in full. */
function answersOf(what: string): Answers {
  return {
    what,
    source: 'Harbour office (invented)',
    authority: { type: 'warrant', id: '441/26' },
    taking: { by: '', on: '', at: '' },
    conditions: [],
    way: 'upload',
  };
}
