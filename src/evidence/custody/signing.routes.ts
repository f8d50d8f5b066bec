// The last step of a form that ends in an event: its person signs with their passkey, or the service signs for them.
import type { CaseVisit } from '../../people/visit.routes.ts';
import { exhibitAddress, questionAbout } from '../exhibits/exhibit-about.pages.ts';
import { recordedEvents } from '../events/event-rows.store.ts';
import type { ExhibitVisit } from '../exhibits/exhibit-visit.routes.ts';
import { prepareSigning, recordSigned, type Run, type Signatory } from './signing.acts.ts';
import { signingPage, type Frame } from './signing.pages.ts';
import { readSigningAnswer } from './signing.ts';
import type { SigningDesk } from '../log/signing-key.acts.ts';
import type { PersonDatabase } from '../../people/as-person.store.ts';

interface SignedForm {
  readonly run: Run<unknown>;
  /** Where to go when it is done. */
  readonly done: string;
  /** An exhibit whose events say what an answer answers. */
  readonly number?: string;
  readonly frame: Frame;
}

/** Answers a form that is complete: does its act, or shows what is to be signed first. Refuses what the act refuses. */
export type SignForm = (visit: CaseVisit, form: SignedForm) => Promise<Response>;

export function signForm(desk: SigningDesk, db: PersonDatabase): SignForm {
  return async (visit, { run, done, number, frame }) => {
    const { say } = visit.frame;
    const kept = await visit.form();
    const given = kept.get('signing') ?? '';
    const who: Signatory = { person: visit.person.id, session: visit.session.id };
    const after = (by: 'you' | 'service'): Response =>
      visit.go(`${done}${done.includes('?') ? '&' : '?'}signed=${by}`);
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
    const { file, person } = visit;
    const events =
      number === undefined ? [] : await db.asPerson(person.id, (tx) => recordedEvents(tx, file.id, number));
    const errors = problem === undefined ? {} : { signing: problem };
    const page = signingPage(say, frame, { prepared, kept, events, errors });
    return visit.page(page, problem === undefined ? 200 : 409);
  };
}

/** The same of an act on one exhibit. `done`: a name in `exhibitDone`. `here`: what the act is called. */
export function signAbout(
  sign: SignForm,
  { visit, file, exhibit }: ExhibitVisit,
  { run, done, here }: { readonly run: Run<unknown>; readonly done: string; readonly here: string },
): Promise<Response> {
  const about = { file, exhibit }; // without who signs: that is what the page asks
  return sign(visit, {
    run,
    done: `${exhibitAddress(about)}?done=${done}`,
    number: exhibit.number,
    frame: (asked) => questionAbout(visit.frame.say, about, { ...asked, here }),
  });
}
