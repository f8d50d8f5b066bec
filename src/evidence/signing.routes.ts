// The last step of a form that ends in an event: its person signs with their passkey, or the service signs for them.
import { exhibitAddress } from './exhibit-about.pages.ts';
import { recordedEvents } from './exhibit-view.acts.ts';
import type { ExhibitVisit } from './exhibit-visit.routes.ts';
import { prepareSigning, recordSigned, type Run, type Signatory } from './signing.acts.ts';
import { signingPage } from './signing.pages.ts';
import { readSigningAnswer } from './signing.ts';
import type { SigningDesk } from './signing-key.acts.ts';
import type { PersonDatabase } from '../people/as-person.store.ts';

export interface SignedForm {
  readonly run: Run<unknown>;
  /** What the exhibit's page then says was done: a name in `exhibitDone`. */
  readonly done: string;
  /** What the act is called. */
  readonly here: string;
}

export type SignForm = (visited: ExhibitVisit, form: SignedForm) => Promise<Response>;

/** Answers a form that is complete: does its act, or shows what is to be signed first. Refuses what the act refuses. */
export function signForm(desk: SigningDesk, db: PersonDatabase): SignForm {
  return async (visited, { run, done, here }) => {
    const { visit, file, exhibit } = visited;
    const { say } = visit.frame;
    const kept = await visit.form();
    const given = kept.get('signing') ?? '';
    const who: Signatory = { person: visit.person.id, session: visit.session.id };
    const after = (by: 'you' | 'service'): Response =>
      visit.go(`${exhibitAddress(visited)}?done=${done}&signed=${by}`);
    const byService = async (): Promise<Response> => {
      await run(desk.house);
      return after('service');
    };
    if (given === 'service') return byService();
    let problem: string | undefined;
    if (given !== '') {
      const answer = readSigningAnswer(given);
      const outcome = answer === undefined ? undefined : await recordSigned(desk, who, answer, run);
      if (outcome?.ok === true) return after('you');
      problem = outcome === undefined ? say.signing.unreadable : say.signing.again[outcome.again];
    }
    const prepared = await prepareSigning(desk, who, run);
    if (prepared === undefined) return byService();
    const events = await db.asPerson(visit.person.id, (tx) => recordedEvents(tx, file.id, exhibit.number));
    const errors = problem === undefined ? {} : { signing: problem };
    const page = signingPage(say, visited, { prepared, kept, events, here, errors });
    return visit.page(page, problem === undefined ? 200 : 409);
  };
}
