// A copy of a letter that goes directly to a provider, for an authority of its State (background paper, para 57, third tip).
import { createHash } from 'node:crypto';
import { newUuid, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { Authority, Knowledge } from '../../law/model.ts';
import type { Drafting } from '../drafting/request-draft.acts.ts';
import type { LegalForm } from '../form.ts';
import { signaturesOf } from '../life/signature.store.ts';
import type { RequestRecord } from '../request.ts';
import { insertCopy } from '../drafting/counterpart-copy.store.ts';
import { renderLetter } from './document.ts';
import { letterAsked } from './letter.acts.ts';

/** Of the letter as it was signed, and no second request. Refusals: conflict (nothing signed stands). */
export async function makeCopy(
  { people, person, file, law }: Drafting & { readonly law: Knowledge },
  { request, legal }: { readonly request: RequestRecord; readonly legal: LegalForm },
  { id: authority, name }: Pick<Authority, 'id' | 'name'>,
): Promise<Uuid> {
  const { answers, explained, number: version } = request.version;
  const asked = await people.db.asPerson(person.id, async (tx) => {
    const signed = await signaturesOf(tx, request.id);
    if (!signed.some((one) => one.version === version && one.voidAt === undefined))
      throw new Refusal('conflict', {
        expected: 'a letter that somebody signed and that stands',
        found: 'none',
        next: 'Have the request authorised first.',
      });
    return letterAsked(tx, { request, draft: { legal, answers, explained } }, law);
  });
  const document = await renderLetter({ ...asked, copyFor: name });
  const id = newUuid(people.clock, people.random);
  const sha256 = createHash('sha256').update(document).digest();
  await people.db.asPerson(person.id, (tx) =>
    insertCopy(tx, {
      id,
      request: request.id,
      caseId: file.id,
      authority,
      name,
      version,
      document,
      sha256,
      by: person.id,
      madeAt: new Date(people.clock()),
    }),
  );
  return id;
}
