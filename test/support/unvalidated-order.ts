// An order to keep data that another authority issues in an emergency, before anybody validates it.
import type { TestContext } from 'node:test';
import { lifeOf, takeAct } from '../../src/requests/verbs/life/life.acts.ts';
import type { Answers } from '../../src/requests/core/answers.ts';
import { beginRequest, savePage, setAsked } from '../../src/requests/verbs/drafting/request-draft.acts.ts';
import { completeDraft, explainAll } from './complete-request.ts';
import { signingScene, type SigningScene } from './signing-request.ts';

const REASON = 'No judge could be reached before the records are deleted at midnight.';

/** Written by Ines, complete, and said to go first. The page of the reason is left out when `isExplained` is false. */
export async function unvalidatedOrder(t: TestContext, { isExplained = true } = {}): Promise<SigningScene> {
  const scene = await signingScene(t, 'epoc-pr');
  await goesFirst(scene, { isExplained });
  return scene;
}

/** Another one, in the same case. */
export async function anotherUnvalidated(scene: SigningScene): Promise<SigningScene> {
  const { ines } = scene;
  const number = await beginRequest(ines, 'epoc-pr', (await completeDraft('epoc-pr')).answers);
  const take: SigningScene['take'] = (who, given) => takeAct(who, { number, ...given });
  const another = { ...scene, number, take };
  await goesFirst(another);
  return another;
}

async function goesFirst(
  { ines, people, number }: SigningScene,
  { isExplained = true }: { readonly isExplained?: boolean } = {},
): Promise<void> {
  const { request, legal } = await people.db.asPerson(ines.person.id, (tx) => lifeOf(tx, ines, number));
  await setAsked(ines, { number, counterpart: 'IE', urgency: 'normal' });
  const fields = legal.fields
    .map(({ id }) => id)
    .filter((id) => id.startsWith('validating.') || ['no-prior-validation', 'emergency.kind'].includes(id));
  const answers: Answers = { 'no-prior-validation': true, 'emergency.kind': ['life'] };
  await savePage(ines, { number, base: request.version.number, page: 'all', fields, answers });
  if (isExplained) await explainAll(ines, number, REASON);
}
