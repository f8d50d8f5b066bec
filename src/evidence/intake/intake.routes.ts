// What is said about evidence that is to be added, asked one question a page; files follow where it is said in full.
import { isUuid, newUuid } from '../../base/ids.ts';
import { actInCase } from '../../cases/case-act.routes.ts';
import { actRoutes, asking, type AnyAct } from '../../people/act.routes.ts';
import { draftsBelow, dropDraft, findDraft } from '../../people/draft.acts.ts';
import type { People } from '../../people/people.acts.ts';
import { inCase, type CaseVisit, type PageRoute } from '../../people/visit.routes.ts';
import type { UploadSettings } from '../../platform/upload-settings.ts';
import { labelOf, readAll, readEach, type Fields } from '../../web/fields/field.ts';
import { html } from '../../web/html.ts';
import {
  answersFrom,
  askedAt,
  fieldsAsked,
  SAID,
  typedFrom,
  type Answers,
  type Intake,
  type SaidBody,
} from './intake.ts';
import { addAddress, beginPage, fixedPage, frame, newAddress } from './intake.pages.ts';
import { insertIntake, intakeOf, openIntakes, saveAnswers } from './intake.store.ts';
import { hasTaken } from './upload.store.ts';

const LISTED = 50;

type Folder = Pick<UploadSettings, 'folder'>;

export interface IntakeVisit {
  readonly visit: CaseVisit;
  readonly intake: Intake;
  /** Something of it is in evidence, so what was said about it stays. */
  readonly isFixed: boolean;
}

export function intakeRoutes(people: People, { folder }: Folder): PageRoute[] {
  const base = '/cases/:case/add-evidence' as const;
  return [
    inCase('addEvidence', 'GET', base, (visit) => begin(people, visit)),
    inCase('addEvidence', 'POST', `${base}/new/:intake/discard`, (visit) => discard(people, visit)),
    ...actInCase(people, ['addEvidence', '/add-evidence/new/:intake'], (visit) => {
      const id = visit.param('intake');
      return isUuid(id)
        ? intakeAct({ people, folder, visit, address: newAddress(visit.file, id) })
        : visit.notFound();
    }),
    ...actRoutes<IntakeVisit>({
      people,
      path: `${base}/:intake/answers`,
      route: (method, path, open) =>
        inCase('addEvidence', method, path as typeof base, withIntake(people, open)), // it begins so
      asked: (found, method) => changing(people, { folder }, found, method),
    }),
  ];
}

/** Opens a page about what the path names, or says that there is none: also when it is another person's. */
export function withIntake(
  people: People,
  open: (found: IntakeVisit) => Response | Promise<Response>,
): (visit: CaseVisit) => Promise<Response> {
  return async (visit) => {
    const id = visit.param('intake');
    const { file, person } = visit;
    if (!isUuid(id)) return visit.notFound();
    const found = await people.db.asPerson(person.id, async (tx) => {
      const intake = await intakeOf(tx, id, { caseId: file.id, person: person.id });
      return intake === undefined ? undefined : { intake, isFixed: await hasTaken(tx, id) };
    });
    return found === undefined ? visit.notFound() : open({ ...found, visit });
  };
}

/** Each that is begun has an address of its own: somebody may describe two things at once. */
async function begin(people: People, visit: CaseVisit): Promise<Response> {
  const { file, person } = visit;
  const owner = { caseId: file.id, person: person.id };
  const drafts = await draftsBelow(people, { person: person.id, address: newAddress(file, '') });
  const intakes = await people.db.asPerson(person.id, (tx) => openIntakes(tx, owner, LISTED));
  const asked = drafts.map(({ address, typed, begunAt }) => {
    const what = typed['what']?.find(([name]) => name === 'what')?.[1].trim();
    return { what: what === '' ? undefined : what, begunAt, goOn: address, discard: `${address}/discard` };
  });
  const said = intakes.map((intake) => ({
    what: intake.answers.what,
    begunAt: intake.begunAt,
    goOn: addAddress(file, intake, '/files'),
    discard: addAddress(file, intake, '/discard'),
  }));
  const first = newAddress(file, newUuid(people.clock, people.random));
  return visit.page(beginPage(visit.frame.say, file, { begin: first, open: [...asked, ...said] }));
}

async function discard(people: People, visit: CaseVisit): Promise<Response> {
  const of = { person: visit.person.id, address: newAddress(visit.file, visit.param('intake')) };
  const draft = await findDraft(people, of);
  if (draft !== undefined) await dropDraft(people, of, draft.key);
  return visit.go(addAddress(visit.file));
}

interface IntakeAsked {
  readonly people: People;
  readonly folder: string | undefined;
  readonly visit: CaseVisit;
  /** Below which its questions lie. */
  readonly address: string;
  /** What is answered already. */
  readonly known?: Answers;
  /** What was said before, and is changed. Absent: it is begun. */
  readonly changed?: Intake;
}

/** Leads to its files. */
export function intakeAct({ people, folder, visit, address, known, changed }: IntakeAsked): AnyAct {
  const { file, person } = visit;
  const { say } = visit.frame;
  const [fields, about] = [fieldsAsked(folder), askedAt(people.clock())];
  const names = Object.keys(fields);
  const answered = known ?? changed?.answers;
  return asking<Fields>({
    fields,
    about: about as never, // of these very fields
    address,
    caption: '',
    button: say.add.toFiles,
    frame: ({ name, ...page }) => ({
      ...frame(
        say,
        file,
        name === undefined ? say.add.check : say.add.stepOf(names.indexOf(name) + 1, names.length),
      ),
      ...page,
    }),
    ...(answered && { known: () => Promise.resolve(typedFrom(answered)), isAnswered: true }),
    checked: () => Promise.resolve(html`<p>${say.add.checkWords}</p>`),
    act: async (body, id) => {
      const way = body['way'] === 'folder' ? 'folder' : 'upload';
      const said = readAll(SAID, body as SaidBody, about); // of these fields, the way beside them
      const answers = answersFrom(said, { way, ...cameWith(answered) });
      await people.db.asPerson(person.id, (tx) =>
        changed === undefined
          ? insertIntake(tx, {
              id,
              caseId: file.id,
              person: person.id,
              answers,
              begunAt: new Date(people.clock()),
            })
          : saveAnswers(tx, changed.id, answers),
      );
      return addAddress(file, changed ?? { id }, '/files');
    },
  });
}

const cameWith = (answers: Answers | undefined): Pick<Answers, 'cameWith'> =>
  answers?.cameWith === undefined ? {} : { cameWith: answers.cameWith };

function changing(
  people: People,
  { folder }: Folder,
  { visit, intake, isFixed }: IntakeVisit,
  method: 'GET' | 'POST',
): AnyAct | Response | Promise<Response> {
  const {
    file,
    frame: { say },
  } = visit;
  const address = addAddress(file, intake, '/answers');
  if (!isFixed) return intakeAct({ people, folder, visit, address, changed: intake });
  if (method === 'POST' || visit.param('ask') !== '') return visit.go(address);
  const [fields, about] = [fieldsAsked(folder), askedAt(people.clock())];
  const given = new URLSearchParams(typedFrom(intake.answers));
  const body = Object.assign(
    {},
    ...Object.entries(fields).map(([name, field]) => field.typed(given, name, about)),
  ) as object;
  const answers = readEach(fields, body as SaidBody, about as never).flatMap(({ name, read }) => {
    const field = fields[name] as Fields[string];
    return read.ok
      ? [{ label: labelOf(say, field, about), value: field.said(say, read.value, body as SaidBody) }]
      : [];
  });
  return visit.page(fixedPage(say, file, { intake, answers }));
}
