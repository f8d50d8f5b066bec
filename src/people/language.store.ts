// SQL of the language a person reads.
import type { Uuid } from '../base/ids.ts';
import type { Language } from '../web/messages.ts';
import type { Tx } from './as-person.store.ts';

export async function keepLanguage(tx: Tx, person: Uuid, language: Language): Promise<void> {
  await tx
    .insertInto('person_language')
    .values({ person_id: person, language })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ language }))
    .execute();
}
