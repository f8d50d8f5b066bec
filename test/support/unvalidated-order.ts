// An order to keep data that another authority issues in an emergency, before anybody validates it.
import type { TestContext } from 'node:test';
import { lifeOf } from '../../src/requests/life/life.acts.ts';
import type { Answers } from '../../src/requests/drafting/answers.ts';
import { codeOf, mayBeExplained } from '../../src/requests/drafting/checks.ts';
import { savePage, saveReason, setAsked } from '../../src/requests/drafting/request-draft.acts.ts';
import { signingScene, type SigningScene } from './signing-request.ts';

export const REASON = 'No judge could be reached before the records are deleted at midnight.';

/** Written by Ines, complete, and said to go first. The page of the reason is left out when `isExplained` is false. */
export async function unvalidatedOrder(t: TestContext, { isExplained = true } = {}): Promise<SigningScene> {
  const scene = await signingScene(t, 'epoc-pr');
  const { ines, people, number } = scene;
  const look = () => people.db.asPerson(ines.person.id, (tx) => lifeOf(tx, ines, number));
  const { request, legal } = await look();
  await setAsked(ines, { number, counterpart: 'IE', urgency: 'normal' });
  const fields = legal.fields
    .map(({ id }) => id)
    .filter((id) => id.startsWith('validating.') || id === 'no-prior-validation');
  const answers: Answers = { 'no-prior-validation': true };
  await savePage(ines, { number, base: request.version.number, page: 'all', fields, answers });
  for (; isExplained;) {
    const { facts } = await look();
    const { explained, number: base } = facts.request.version;
    const bare = facts.findings.find(
      ({ level, what }) => level === 'block' && mayBeExplained(what) && explained[codeOf(what)] === undefined,
    );
    if (bare === undefined) break;
    await saveReason(ines, { number, base, code: codeOf(bare.what), reason: REASON });
  }
  return scene;
}
