// A copy of a letter that goes directly to a provider, for an authority of its State (background paper, para 57, third tip): asked for
// by hand, its document made, and how it went recorded.
import { createHash } from 'node:crypto';
import { isUuid, type Uuid } from '../../../base/ids.ts';
import { Refusal } from '../../../base/refusal.ts';
import type { Installation } from '../../../evidence/log/installation.acts.ts';
import { utcDay } from '../../../base/time.ts';
import type { Knowledge } from '../../../law/model.ts';
import { knowledgeOn } from '../../../law/on-day.ts';
import { askForCopy } from '../life/counterpart-copy.acts.ts';
import { copiesOf, copyToMake, keepDocument, tellCopy } from '../../machine/way/counterpart-copy.store.ts';
import { copyWanted, nextOfCopy } from '../../machine/way/counterpart-copy.ts';
import { formOf } from '../../forms/index.ts';
import { standing } from '../../machine/states/guard-facts.ts';
import { lifeOf, type Acting } from '../life/life.acts.ts';
import { requestOf, versionOf } from '../../machine/states/request.store.ts';
import { legalOf } from '../../machine/states/wording.store.ts';
import { renderLetter, type LetterAsked } from './document.ts';
import { letterAsked } from './letter.acts.ts';

/** Of the letter as it was signed, and no second request. Refusals: notFound, badInput (no such authority), conflict (nothing signed stands). */
export function makeCopy(
  acting: Acting,
  { number, authority }: { readonly number: number; readonly authority: string },
): Promise<Uuid> {
  const { people, person, law } = acting;
  return people.db.asPerson(person.id, async (tx) => {
    const { request, legal, facts, setting } = await lifeOf(tx, acting, number, 'lock');
    const today = knowledgeOn(law, utcDay(people.clock()));
    const wanted = setting && copyWanted({ legal, setting, law: today }, authority);
    if (wanted === undefined) throw new Refusal('badInput.copyAuthority', { found: authority.slice(0, 80) });
    if (standing(facts).length === 0) throw new Refusal('conflict.letterStands');
    return askForCopy(tx, acting, request, wanted);
  });
}

/** What was asked for, by the system's own hand. Begun again, it is made once. `law`: the data as they are published. */
export async function writeCopy(
  house: Pick<Installation, 'db' | 'clock'>,
  law: Knowledge,
  { copy: id }: { readonly copy: string },
): Promise<void> {
  if (!isUuid(id)) return;
  const asked = await house.db.transaction((tx) => copyAsked(tx, law, id));
  if (asked === undefined) return;
  const document = await renderLetter(asked);
  const sha256 = createHash('sha256').update(document).digest();
  await house.db.transaction((tx) => keepDocument(tx, id, { document, sha256, at: new Date(house.clock()) }));
}

async function copyAsked(
  tx: Parameters<typeof letterAsked>[0],
  law: Knowledge,
  id: Uuid,
): Promise<LetterAsked | undefined> {
  const copy = await copyToMake(tx, id);
  const request = copy && (await requestOf(tx, copy.caseId, copy.number));
  const version = request && (await versionOf(tx, request.id, copy.version));
  const form = formOf(request?.form);
  if (copy === undefined || request === undefined || version === undefined || form === undefined)
    return undefined;
  const { legal } = await legalOf(tx, form, request, law);
  const { answers, explained } = version;
  const { language, beside, name } = copy;
  const letter = await letterAsked(
    tx,
    {
      request: { ...request, version },
      draft: { legal, answers, explained },
      languages: beside === undefined ? [language] : [language, beside],
    },
    law,
  );
  return { ...letter, copyFor: name };
}

/** Once each; said again in the same words, it is recorded. Refusals: notFound, conflict (out of order, or said otherwise before). */
export async function recordCopy(
  { people, person }: Pick<Acting, 'people' | 'person'>,
  { request, id }: { readonly request: Uuid; readonly id: Uuid },
  what: 'sent' | 'received',
  evidence: string,
): Promise<void> {
  await people.db.asPerson(person.id, async (tx) => {
    const copy = (await copiesOf(tx, request)).find((one) => one.id === id);
    if (copy === undefined) throw new Refusal('notFound.copyOfRequest');
    if (copy[what]?.evidence === evidence) return;
    const next = nextOfCopy(copy);
    if (next === undefined) throw new Refusal('conflict.copyOver');
    if (next !== what) throw new Refusal('conflict.copyOrder', { next, what });
    const at = new Date(people.clock());
    await tellCopy(tx, { request, id }, what, { evidence, by: person.id, at, through: people.through });
  });
}
