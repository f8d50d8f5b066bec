// Use in court: the question, the checklist, the certificates.
import { isUuid, newUuid } from '../base/ids.ts';
import { exhibitNumber } from '../evidence/exhibit.ts';
import { aboutExhibit, itemParam, type ExhibitVisit } from '../evidence/exhibit-visit.routes.ts';
import type { Installation } from '../evidence/installation.acts.ts';
import type { Messages } from '../web/messages.ts';
import { dayText } from '../web/when.ts';
import type { AdmissibilityRule } from '../law/model.ts';
import type { PublishedLaw } from '../law/published.acts.ts';
import { isStateCode, type StateCode } from '../law/states.ts';
import type { People } from '../people/people.acts.ts';
import { inCase, type CaseVisit, type PageRoute } from '../people/visit.routes.ts';
import { certificateDocx } from './certificate-docx.ts';
import { certificatePdf, titleOf } from './certificate-pdf.ts';
import { certificatePage, type CertificateForm } from './certificate.pages.ts';
import {
  ANSWER_MAX,
  certificateBlocks,
  firstAnswers,
  isSignature,
  missingFields,
  type Answers,
  type Block,
} from './certificate.ts';
import { keepDraft, takeDraft } from './certificate.acts.ts';
import { lastDrafts, type DraftRow } from './certificate.store.ts';
import { seeForCourt } from './checklist.acts.ts';
import { checklistFor } from './checklist.ts';
import { askStatePage, courtAddress, courtPage } from './court.pages.ts';

/** What the pages of this folder work with. */
export interface Court {
  readonly house: Installation;
  readonly people: People;
  readonly law: PublishedLaw;
}

type Open = (visited: ExhibitVisit) => Response | Promise<Response>;

export function courtRoutes(court: Court): PageRoute[] {
  const about = (open: Open) => aboutExhibit(court.people, open);
  const base = '/cases/:case/evidence/:item/court';
  const draft = (form: 'pdf' | 'docx') =>
    inCase('draftCertificate', 'GET', `${base}/drafts/:draft/${form}`, (visit) =>
      about((visited) => document(court, visited, form))(visit),
    );
  return [
    inCase('seeExhibit', 'GET', base, (visit) => start(court, visit)),
    inCase('draftCertificate', 'GET', `${base}/certificate/:rule`, (visit) => ask(court, visit)),
    inCase(
      'draftCertificate',
      'POST',
      `${base}/certificate/:rule`,
      about((visited) => keep(court, visited)),
    ),
    draft('pdf'),
    draft('docx'),
  ];
}

async function start(court: Court, visit: CaseVisit): Promise<Response> {
  const said = visit.query('state').toUpperCase();
  if (isStateCode(said)) return checklist(court, visit, said);
  const knowledge = await court.law.current();
  const errors = said === '' ? {} : { state: visit.frame.say.court.stateWrong };
  const state = court.house.settings.state;
  const asked = { knowledge, state, errors };
  const open: Open = (visited) =>
    visit.page(askStatePage(visit.frame.say, visited, asked), said === '' ? 200 : 422);
  return aboutExhibit(court.people, open)(visit);
}

async function checklist(court: Court, visit: CaseVisit, state: StateCode): Promise<Response> {
  const { house, people, law } = court;
  const seen = await see(court, visit);
  if (seen === undefined) return visit.notFound();
  const { viewed, logged } = seen;
  const knowledge = await law.current();
  const { say } = visit.frame;
  const drafts = await people.db.asPerson(visit.person.id, (tx) => lastDrafts(tx, viewed.exhibit.id));
  return visit.page(
    courtPage(say, {
      about: { file: visit.file, exhibit: viewed.exhibit },
      knowledge,
      checklist: checklistFor(logged, state, knowledge, dayOf(house)),
      drafts,
      notice: visit.query('done') === 'draft' ? say.court.kept : undefined,
    }),
  );
}

function see({ house, people }: Court, visit: CaseVisit): ReturnType<typeof seeForCourt> {
  const item = itemParam(visit);
  if (item === undefined) return Promise.resolve(undefined);
  const { file, person } = visit;
  return seeForCourt(house, people.db, { person, file }, exhibitNumber(file.reference, item));
}

async function ask(court: Court, visit: CaseVisit): Promise<Response> {
  const rule = await ruleOf(court, visit);
  const seen = rule && (await see(court, visit));
  if (seen === undefined || rule === undefined) return visit.notFound();
  const { people, law } = court;
  const { say } = visit.frame;
  const { exhibit } = seen.viewed;
  const drafts = await people.db.asPerson(visit.person.id, (tx) => lastDrafts(tx, exhibit.id));
  const before = drafts.find((one) => one.rule === rule.id)?.answers;
  return visit.page(
    certificatePage(say, { file: visit.file, exhibit }, await law.current(), {
      rule,
      state: stateFor(rule, visit.query('state'), court),
      answers: before ?? firstAnswers(say, rule, seen.logged),
      key: newUuid(people.clock, people.random),
      errors: {},
    }),
  );
}

async function keep(court: Court, visited: ExhibitVisit): Promise<Response> {
  const { visit, ...about } = visited;
  const rule = await ruleOf(court, visit);
  if (rule === undefined) return visit.notFound();
  const { say } = visit.frame;
  const given = readForm(court, rule, { form: await visit.form(), say });
  const knowledge = await court.law.current();
  if (Object.keys(given.errors).length > 0 || !isUuid(given.key))
    return visit.page(certificatePage(say, about, knowledge, given), 422);
  await keepDraft(court.house, {
    by: { person: visit.person, file: visited.file },
    number: about.exhibit.number,
    rule: rule.id,
    dataVersion: knowledge.dataVersion,
    answers: given.answers,
    id: given.key,
  });
  return visit.go(`${courtAddress(visited)}?state=${given.state}&done=draft#${rule.id}`);
}

function readForm(
  court: Court,
  rule: AdmissibilityRule,
  { form, say }: { readonly form: URLSearchParams; readonly say: CaseVisit['frame']['say'] },
): CertificateForm {
  const errors: { [field: string]: string } = {};
  const answers: { [field: string]: string } = {};
  for (const { id, label } of rule.certificate?.fields ?? []) {
    if (isSignature(id)) continue;
    const text = (form.get(`field-${id}`) ?? '').trim().toWellFormed();
    if (text.length > ANSWER_MAX) errors[`field-${id}`] = say.form.tooLong(label, ANSWER_MAX);
    answers[id] = text.slice(0, ANSWER_MAX);
  }
  for (const { id, label } of missingFields(rule, answers))
    errors[`field-${id}`] = say.court.fieldNeeded(label);
  const key = form.get('key') ?? '';
  return {
    rule,
    state: stateFor(rule, form.get('state') ?? '', court),
    answers,
    key: isUuid(key) ? key : newUuid(court.people.clock, court.people.random),
    errors,
  };
}

/** Of the law as it is published now; undefined for a rule that is none, or asks for no certificate that can be drafted. */
async function ruleOf({ law }: Court, visit: CaseVisit): Promise<AdmissibilityRule | undefined> {
  const { admissibility } = await law.current();
  return admissibility.find(
    ({ id, certificate }) => id === visit.param('rule') && (certificate?.fields.length ?? 0) > 0,
  );
}

/** The rule's own State; of a rule of the Union, the one that was asked for. */
function stateFor(rule: AdmissibilityRule, said: string, { house }: Court): StateCode {
  return rule.state ?? (isStateCode(said) ? said : house.settings.state);
}

function dayOf({ clock }: Installation): string {
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
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': TYPES[form],
      'content-disposition': `attachment; filename="${exhibit.number}-certificate.${form}"`,
      'cache-control': 'private, no-store',
    },
  });
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
