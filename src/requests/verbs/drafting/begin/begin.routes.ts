// Beginning a request: from nothing, from a step of a plan, from an earlier request, or from an exhibit.
import { newUuid } from '../../../../base/ids.ts';
import { utcDay } from '../../../../base/time.ts';
import { planFor } from '../../../../channels/plan.ts';
import { readWords } from '../../../../channels/read-words.ts';
import { addressOf, wordsFrom } from '../../../../channels/words.ts';
import { agencyProfile } from '../../../../evidence/installation/settings.acts.ts';
import { exhibitOfCase } from '../../../../evidence/exhibits/exhibit.store.ts';
import type { Installation } from '../../../../evidence/log/installation.acts.ts';
import type { Day } from '../../../../law/day.ts';
import { formLabels } from '../../../../law/form-labels.store.ts';
import type { Knowledge } from '../../../../law/model.ts';
import { labelText } from '../../../../law/sentence.pages.ts';
import { casesOfMember } from '../../../../people/case-member.store.ts';
import { idOfForm, keyOf } from '../../../../people/form-key.routes.ts';
import { inCase as mayInCase } from '../../../../people/policy.ts';
import {
  inCase,
  signedIn,
  type CaseVisit,
  type PageRoute,
  type SignedInVisit,
} from '../../../../people/visit.routes.ts';
import { isLanguage } from '../../../../web/language.ts';
import type { Messages } from '../../../../web/messages.ts';
import { letterWords } from '../../../core/letter-language.ts';
import { beginPage } from './begin.pages.ts';
import { begunAbout, followedRequest } from './follow-up.acts.ts';
import { preservedUntil } from './preserved-until.acts.ts';
import { goesAsFollowed, goesToState, isOffered, legalForm, type LegalForm } from '../../../core/form.ts';
import { preservationReference } from '../../../core/request.ts';
import { preservationOf } from '../../../machine/clocks/preservation.store.ts';
import { isOfRecord } from './recorded.ts';
import {
  fromAgency,
  fromExhibit,
  fromPlan,
  fromPreservation,
  fromRequest,
  stepNamed,
  type Begun,
} from '../../../core/origin.ts';
import { beginRequest } from '../request-draft.acts.ts';
import { channelName } from '../../../core/ref-text.pages.ts';
import { titledForms, type RequestDesk } from '../request-found.routes.ts';
import {
  choosePage,
  overWords,
  stateAbout,
  type OfferedForm,
  type Started,
} from '../../../machine/text/request-list.pages.ts';
import { STATE } from '../../../machine/way/asked.ts';
import { lawText, requestAddress } from '../../../machine/text/request-shown.pages.ts';
import { meansOfRequest } from '../../../machine/states/followed.store.ts';
import { requestNumber, requestOf, requestUnder } from '../../../machine/states/request.store.ts';
import { extensionForm, formFor, isKeptForProvider } from '../../../forms/index.ts';

const CASES = 200;
const BASE = '/cases/:case/requests/new';

/** `house`: whose agency asks. */
export function beginRoutes(desk: RequestDesk, house: Pick<Installation, 'db' | 'settings'>): PageRoute[] {
  return [
    signedIn('GET', '/requests/begin', (visit) => chooseCase(desk, visit)),
    inCase('draftRequest', 'GET', BASE, (visit) => choose(desk, visit)),
    inCase('draftRequest', 'POST', BASE, (visit) => begin(desk, house, visit)),
  ];
}

/** With its law by name, where its own reference does not name it. */
function allForms(say: Messages, law: Knowledge, today: Day): OfferedForm[] {
  const written = titledForms(say, law, today).filter(({ form }) => form.direction !== 'incoming');
  return written.map((legal) => {
    return { ...legal, basis: lawText(say, legal, law), isOffered: isOffered(legal, today) };
  });
}

/** A plan belongs to no case: the one that asks is chosen among those the person writes requests in. */
async function chooseCase({ people }: RequestDesk, visit: SignedInVisit): Promise<Response> {
  const { person } = visit;
  const all = await people.db.asPerson(person.id, (tx) => casesOfMember(tx, person.id, CASES));
  const cases = all.filter(({ role }) => mayInCase(role, 'draftRequest') === 'yes');
  const start = visit.queries().toString();
  return visit.page(beginPage(visit.frame.say, cases, start));
}

interface Start {
  /** Chosen beforehand. */
  readonly form: string | undefined;
  /** The request that is written about, and the forms for that. */
  readonly about?: Started['about'];
  /** In words: what is carried into the request. */
  readonly carried: readonly string[];
  readonly begun: (legal: LegalForm) => Begun;
}

/** Of an address; 0, under which nothing stands, where it is no number of ours. */
function numberIn(text: string | null): number {
  return /^[1-9]\d{0,8}$/.test(text ?? '') ? Number(text) : 0;
}

async function startOf(
  { people, law }: RequestDesk,
  { file, person, frame }: CaseVisit,
  start: URLSearchParams,
): Promise<Start | undefined> {
  const { say } = frame;
  const today = utcDay(people.clock());
  if (start.has('about')) return aboutStart({ people, law }, { file, person, frame }, start);
  if (start.has('like')) {
    const number = numberIn(start.get('like'));
    const { like, means } = await people.db.asPerson(person.id, async (tx) => {
      const found = await requestOf(tx, file.id, number);
      return { like: found, means: found && (await meansOfRequest(tx, found)) };
    });
    return (
      like && {
        form: like.form,
        carried: [say.practice.begin.like(`${file.reference}/R${number}`)],
        begun: ({ form, fields }) =>
          fromRequest(
            {
              ...like,
              means: goesAsFollowed(form) ? means : undefined,
              form: form.id,
              version: form.id === like.form ? like.version : { ...like.version, answers: {} },
            },
            fields,
            today,
          ),
      }
    );
  }
  if (start.has('exhibit')) {
    const item = numberIn(start.get('exhibit'));
    const exhibit = await people.db.asPerson(person.id, (tx) => exhibitOfCase(tx, file.id, item));
    return (
      exhibit && {
        form: undefined,
        carried: [say.practice.begin.exhibit(exhibit.number, exhibit.title)],
        begun: ({ form }) => fromExhibit(exhibit.number, exhibit.title, form.id),
      }
    );
  }
  if (start.has('extend')) return extensionStart({ people }, { file, person, frame }, start.get('extend'));
  return start.has('way') ? planStart(say, await law.current(), start, today) : undefined;
}

async function aboutStart(
  { people, law }: RequestDesk,
  { file, person, frame: { say } }: Pick<CaseVisit, 'file' | 'person' | 'frame'>,
  start: URLSearchParams,
): Promise<Start | undefined> {
  const number = numberIn(start.get('about'));
  const followed = await people.db.asPerson(person.id, (tx) => followedRequest(tx, file, number));
  if (followed === undefined || followed.forms.length === 0) return undefined;
  const { ours, forms } = followed;
  // As `begin` has it written, of what came to us.
  const written = followed.request.direction === 'outgoing' ? letterWords(followed.request.writtenIn) : say;
  const labels = formLabels(written.language.code);
  const asked = { law: await law.current(), today: utcDay(people.clock()), say: written, labels };
  return {
    form: forms.length === 1 ? forms[0] : undefined,
    about: { reference: ours, forms },
    carried: [
      say.followUps.carried(ours),
      ...(forms.some(isOfRecord) ? [say.followUps.carriedRecord(ours)] : []),
    ],
    begun: (legal) => begunAbout(followed, legal, asked),
  };
}

/** `text`: number of the preservation that is to last longer. */
function extensionStart(
  { people }: Pick<RequestDesk, 'people'>,
  { file, person, frame }: Pick<CaseVisit, 'file' | 'person' | 'frame'>,
  text: string | null,
): Promise<Start | undefined> {
  const number = numberIn(text);
  return people.db.asPerson(person.id, async (tx) => {
    const held = await preservationOf(tx, file.id, number);
    if (held === undefined) return undefined;
    const reference = preservationReference(file.reference, number);
    const asking = held.request && (await requestNumber(tx, held.request));
    const asked = asking === undefined ? undefined : await requestOf(tx, file.id, asking);
    const means = asked && (await meansOfRequest(tx, asked));
    const about = {
      reference,
      asking: asked,
      isOfProvider: isKeptForProvider(held),
      until: await preservedUntil(tx, held),
    };
    const today = utcDay(people.clock());
    return {
      form: extensionForm(held),
      carried: [frame.say.preservationExtension.carried(reference)],
      begun: (legal) => ({ ...fromPreservation(held, about, legal, today), means }),
    };
  });
}

function planStart(say: Messages, law: Knowledge, start: URLSearchParams, today: string): Start | undefined {
  const words = wordsFrom(start);
  const read = readWords(words, law);
  if (!read.ok || read.asked.need.from === read.asked.need.to) return undefined;
  const { need, day = today } = read.asked;
  const planned = planFor(need, law, day);
  const named = {
    data: start.get('data') ?? '',
    to: start.get('at') ?? '',
    way: start.get('way') ?? '',
    step: start.get('step') ?? '',
  };
  const step = stepNamed(planned, named);
  const category = need.categories.find((one) => one === named.data);
  if (step === undefined || category === undefined) return undefined;
  const question = addressOf(words);
  const bases = step.bases.map(({ shortTitle }) => labelText(say, shortTitle));
  return {
    form: formFor(step, category, need.urgency === 'emergency_life'),
    carried: [
      channelName(say, law, step.channel),
      ...bases.slice(0, 1),
      ...step.authorities.map(({ name }) => name),
    ],
    begun: (legal) => fromPlan(planned, step, named, { question, legal, law }),
  };
}

async function choose(desk: RequestDesk, visit: CaseVisit): Promise<Response> {
  const query = visit.queries();
  const start = await startOf(desk, visit, query);
  const forms = allForms(visit.frame.say, await desk.law.current(), utcDay(desk.people.clock()));
  const shown = start && { ...start, query: query.toString() };
  const key = newUuid(desk.people.clock, desk.people.random);
  return visit.page(choosePage(visit.frame.say, visit.file, forms, { errors: {}, key, start: shown }));
}

/** Chosen beside the form, or not yet. */
function stateIn(given: URLSearchParams, about: ReturnType<typeof stateAbout>) {
  const { counterpart } = STATE;
  return counterpart.read(counterpart.typed(given, 'counterpart', about), 'counterpart', about);
}

async function begin(
  desk: RequestDesk,
  house: Pick<Installation, 'db' | 'settings'>,
  visit: CaseVisit,
): Promise<Response> {
  const { file, person } = visit;
  const { people } = desk;
  const { say } = visit.frame;
  const given = await visit.form();
  const query = given.get('start') ?? '';
  const key = keyOf(people, given);
  const own = idOfForm(people, visit, key);
  const start = await startOf(desk, visit, new URLSearchParams(query));
  const law = await desk.law.current();
  const today = utcDay(desk.people.clock());
  const forms = allForms(say, law, today);
  const chosen = forms.find(
    ({ form: { id } }) => id === given.get('form') && (start?.about?.forms.includes(id) ?? true),
  );
  const state = stateIn(given, stateAbout(file));
  if (chosen?.isOffered !== true || !state.ok) {
    const shown = start && { ...start, query };
    const errors = {
      ...(chosen?.isOffered !== true && {
        form: chosen === undefined ? say.form.choose : overWords(say, chosen),
      }),
      ...(!state.ok && { counterpart: state.wrong.words(say) }),
    };
    return visit.page(choosePage(say, file, forms, { errors, key, start: shown, given }), 422);
  }
  const { form } = chosen;
  const legal = legalForm(form, law.forms, today);
  const begun = start?.begun(legal);
  const { code } = say.language;
  // Whoever goes back and takes another form begins another request.
  const before = await people.db.asPerson(person.id, async (tx) => {
    const known = await requestUnder(tx, file.id, own);
    return known === undefined ? undefined : requestOf(tx, file.id, known);
  });
  const id = before === undefined || before.form === form.id ? own : newUuid(people.clock, people.random);
  const { agency } = house.settings;
  const ours = fromAgency(legal.fields, {
    agency,
    profile: await agencyProfile(house.db.kysely),
    person: person.name,
  });
  const number = await beginRequest(
    { people, person, file },
    form.id,
    { ...ours, ...begun?.answers },
    {
      ...(isLanguage(code) && { writtenIn: code }),
      ...(goesToState(form) && { counterpart: state.value ?? undefined }),
      ...begun,
      id,
      record: legal.record,
    },
  );
  return visit.go(requestAddress(file, number));
}
