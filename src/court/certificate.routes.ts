// A certificate from its first question to the paper: saved as one goes, looked at once more, kept, taken along.
import { isUuid } from '../base/ids.ts';
import { exhibitNumber } from '../evidence/exhibits/exhibit.ts';
import { aboutExhibit, itemParam, type ExhibitVisit } from '../evidence/exhibits/exhibit-visit.routes.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { AdmissibilityRule, CertificateField } from '../law/model.ts';
import { knowledgeOn } from '../law/on-day.ts';
import type { PublishedLaw } from '../law/published.acts.ts';
import { isStateCode, type StateCode } from '../law/states.ts';
import { idOfForm, keyOf } from '../people/form-key.routes.ts';
import type { People } from '../people/people.acts.ts';
import { inCase, type CaseVisit, type PageRoute } from '../people/visit.routes.ts';
import type { Messages } from '../web/messages.ts';
import { dayText } from '../web/when.ts';
import * as saved from './certificate-answers.store.ts';
import { certificateDocx } from './certificate-docx.ts';
import { certificatePdf, titleOf } from './certificate-pdf.ts';
import * as pages from './certificate.pages.ts';
import {
  ANSWER_MAX,
  askedFields,
  certificateBlocks,
  firstAnswers,
  missingFields,
  type Answers,
  type Block,
} from './certificate.ts';
import { keepDraft, takeDraft } from './certificate.acts.ts';
import { lastDrafts, type DraftRow } from './certificate.store.ts';
import { seeForCourt } from './checklist.acts.ts';
import { courtAddress } from './court.pages.ts';
import { attachment } from '../web/attachment.ts';

/** What the pages of this folder work with. */
export interface Court {
  readonly house: Installation;
  readonly people: People;
  readonly law: PublishedLaw;
}

export function certificateRoutes(court: Court): PageRoute[] {
  const route = (
    method: 'GET' | 'POST',
    path: string,
    open: (court: Court, visited: ExhibitVisit) => Promise<Response>,
  ): PageRoute =>
    inCase(
      'draftCertificate',
      method,
      `/cases/:case/evidence/:item/court${path}`,
      aboutExhibit(court.people, (visited) => open(court, visited)),
    );
  return [
    route('GET', '/certificate/:rule', check),
    route('POST', '/certificate/:rule', keep),
    route('GET', '/certificate/:rule/:asked', question),
    route('POST', '/certificate/:rule/:asked', answer),
    route('GET', '/drafts/:draft/pdf', (own, visited) => document(own, visited, 'pdf')),
    route('GET', '/drafts/:draft/docx', (own, visited) => document(own, visited, 'docx')),
  ];
}

export function see({ house, people }: Court, visit: CaseVisit): ReturnType<typeof seeForCourt> {
  const item = itemParam(visit);
  if (item === undefined) return Promise.resolve(undefined);
  const { file, person } = visit;
  return seeForCourt(house, people.db, { person, file }, exhibitNumber(file.reference, item));
}

interface Begun {
  readonly rule: AdmissibilityRule;
  readonly state: StateCode;
  readonly of: saved.AnswersOf;
  /** Undefined before the first question. */
  readonly answers: Answers | undefined;
}

/** Undefined for a rule that is none on record, or asks for no certificate that can be drafted. */
async function begunBy(court: Court, { visit, exhibit, file }: ExhibitVisit): Promise<Begun | undefined> {
  const { admissibility } = knowledgeOn(await court.law.current(), dayOf(court.house));
  const rule = admissibility.find(
    ({ id, certificate }) => id === visit.param('rule') && (certificate?.fields.length ?? 0) > 0,
  );
  if (rule === undefined) return undefined;
  const of = { exhibitId: exhibit.id, caseId: file.id, rule: rule.id, person: visit.person.id };
  const answers = await court.people.db.asPerson(visit.person.id, (tx) => saved.answersSoFar(tx, of));
  return { rule, state: stateFor(rule, visit.query('state').toUpperCase(), court), of, answers };
}

/** The last page; before the first question, what is known already is filled in and the first is asked. */
async function check(court: Court, visited: ExhibitVisit): Promise<Response> {
  const begun = await begunBy(court, visited);
  if (begun === undefined) return visited.visit.notFound();
  if (begun.answers === undefined) return begin(court, visited, begun);
  return checkPage(court, visited, { ...begun, answers: begun.answers }, []);
}

async function begin(court: Court, visited: ExhibitVisit, { rule, state, of }: Begun): Promise<Response> {
  const { visit } = visited;
  const seen = await see(court, visit); // what is filled in is a look at the log
  if (seen === undefined) return visit.notFound();
  const at = new Date(court.people.clock());
  await court.people.db.asPerson(visit.person.id, async (tx) => {
    const before = (await lastDrafts(tx, of.exhibitId)).find((one) => one.rule === rule.id)?.answers;
    await saved.saveAnswers(tx, of, before ?? firstAnswers(visit.frame.say, rule, seen.logged), at);
  });
  const field = askedFields(rule)[0]?.id;
  return visit.go(pages.certificateAddress(visited, { rule, state }, field === undefined ? {} : { field }));
}

async function checkPage(
  court: Court,
  { visit, ...about }: ExhibitVisit,
  { rule, state, answers }: Begun & { readonly answers: Answers },
  missing: readonly CertificateField[],
): Promise<Response> {
  const key = keyOf(court.people, await visit.form());
  const given = { rule, state, answers, missing, key };
  const view = pages.certificateCheckPage(visit.frame.say, about, await court.law.current(), given);
  return visit.page(view, missing.length > 0 ? 422 : 200);
}

async function question(court: Court, visited: ExhibitVisit): Promise<Response> {
  const { visit, ...about } = visited;
  const begun = await begunBy(court, visited);
  const asked = begun && fieldOf(begun.rule, visit);
  if (begun === undefined || asked === undefined) return visit.notFound();
  const { rule, state, answers } = begun;
  if (answers === undefined) return visit.go(pages.certificateAddress(visited, begun));
  const back = backOf(visit);
  return visit.page(
    pages.certificateQuestionPage(visit.frame.say, about, { rule, state, answers, asked, back, errors: {} }),
  );
}

/** Saved, and on to the next question; from the last page, back there. */
async function answer(court: Court, visited: ExhibitVisit): Promise<Response> {
  const { visit, ...about } = visited;
  const begun = await begunBy(court, visited);
  const asked = begun && fieldOf(begun.rule, visit);
  if (begun === undefined || asked === undefined) return visit.notFound();
  const { rule, state, of, answers } = begun;
  if (answers === undefined) return visit.go(pages.certificateAddress(visited, begun));
  const { say } = visit.frame;
  const back = backOf(visit);
  const text = ((await visit.form()).get('answer') ?? '').trim().toWellFormed();
  const wrong =
    text.length > ANSWER_MAX
      ? say.form.tooLong(asked.label, ANSWER_MAX)
      : text === '' && asked.required === 'required'
        ? say.court.fieldNeeded(asked.label)
        : undefined;
  if (wrong !== undefined) {
    const again = { rule, state, answers: { ...answers, [asked.id]: text }, asked, back };
    return visit.page(
      pages.certificateQuestionPage(say, about, { ...again, errors: { answer: wrong } }),
      422,
    );
  }
  const at = new Date(court.people.clock());
  await court.people.db.asPerson(visit.person.id, (tx) =>
    saved.saveAnswers(tx, of, { [asked.id]: text }, at),
  );
  const fields = askedFields(rule);
  const next = back === 'check' ? undefined : fields[fields.indexOf(asked) + 1];
  return visit.go(pages.certificateAddress(visited, begun, next === undefined ? {} : { field: next.id }));
}

function fieldOf(rule: AdmissibilityRule, visit: CaseVisit): CertificateField | undefined {
  return askedFields(rule).find(({ id }) => id === visit.param('asked'));
}

function backOf(visit: CaseVisit): pages.Back {
  return visit.query('back') === 'check' ? 'check' : '';
}

async function keep(court: Court, visited: ExhibitVisit): Promise<Response> {
  const { visit, ...about } = visited;
  const begun = await begunBy(court, visited);
  if (begun === undefined) return visit.notFound();
  const { rule, state, of, answers } = begun;
  const kept = `${courtAddress(visited)}?state=${state}&done=draft#${rule.id}`;
  if (answers === undefined) return visit.go(kept); // pressed twice: it is kept
  const missing = missingFields(rule, answers);
  if (missing.length > 0) return checkPage(court, visited, { ...begun, answers }, missing);
  await keepDraft(court.house, {
    by: { person: visit.person, file: visited.file },
    number: about.exhibit.number,
    rule: rule.id,
    dataVersion: (await court.law.current()).dataVersion,
    answers: Object.fromEntries(askedFields(rule).map(({ id }) => [id, answers[id] ?? ''])),
    id: idOfForm(court.people, visit, keyOf(court.people, await visit.form())),
  });
  await court.people.db.asPerson(visit.person.id, (tx) => saved.forgetAnswers(tx, of));
  return visit.go(kept);
}

/** The rule's own State; of a rule of the Union, the one that was asked for. */
function stateFor(rule: AdmissibilityRule, said: string, { house }: Court): StateCode {
  return rule.state ?? (isStateCode(said) ? said : house.settings.state);
}

export function dayOf({ clock }: Installation): string {
  return new Date(clock()).toISOString().slice(0, 10);
}

async function document(
  court: Court,
  { visit, exhibit, file }: ExhibitVisit,
  form: 'pdf' | 'docx',
): Promise<Response> {
  const { house, people } = court;
  const id = visit.param('draft');
  const by = { person: visit.person, file };
  const asked = { number: exhibit.number, exhibitId: exhibit.id };
  const draft = isUuid(id) ? await takeDraft(house, people.db, by, { ...asked, id }) : undefined;
  const rule = (await court.law.current()).admissibility.find((one) => one.id === draft?.rule);
  if (draft === undefined || rule === undefined) return visit.notFound();
  const say = visit.frame.say;
  const blocks = blocksOf(house, visit.file, { say, draft, rule, number: exhibit.number });
  const bytes = await (form === 'pdf'
    ? certificatePdf(blocks, { language: say.language.code, created: draft.madeAt.getTime() })
    : certificateDocx(blocks, { creator: house.settings.agency, title: titleOf(blocks), say }));
  return attachment(bytes, TYPES[form], `${exhibit.number}-certificate.${form}`);
}

const TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

/** A draft from top to bottom, in the words of the reader. */
export function blocksOf(
  house: Installation,
  file: CaseVisit['file'],
  asked: { say: Messages; draft: DraftRow; rule: AdmissibilityRule; number: string },
): Block[] {
  const { say, draft, rule, number } = asked;
  const answers: Answers = draft.answers;
  const madeAt = dayText(say, draft.madeAt);
  const { reference: caseReference } = file;
  const { agency } = house.settings;
  return certificateBlocks(say, {
    rule,
    answers,
    number,
    caseReference,
    agency,
    dataVersion: draft.dataVersion,
    madeAt,
  });
}
