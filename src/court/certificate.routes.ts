// A certificate from its first question to the paper: asked, looked at once more, kept, taken along.
import { isUuid } from '../base/ids.ts';
import { actOnExhibit } from '../evidence/custody/custody-act.routes.ts';
import { questionAbout } from '../evidence/exhibits/exhibit-about.pages.ts';
import { exhibitNumber } from '../evidence/exhibits/exhibit.ts';
import { aboutExhibit, itemParam, type ExhibitVisit } from '../evidence/exhibits/exhibit-visit.routes.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { AdmissibilityRule } from '../law/model.ts';
import { knowledgeOn } from '../law/on-day.ts';
import type { PublishedLaw } from '../law/published.acts.ts';
import { isStateCode, stateName } from '../law/states.ts';
import { asking, type AnyAct } from '../people/act.routes.ts';
import type { People } from '../people/people.acts.ts';
import { inCase, type CaseVisit, type PageRoute } from '../people/visit.routes.ts';
import { jsonOf, readAll, type Fields } from '../web/fields/field.ts';
import type { Messages } from '../web/messages.ts';
import { dayText } from '../web/when.ts';
import { certificateDocx } from './certificate-docx.ts';
import { certificatePdf, titleOf } from './certificate-pdf.ts';
import * as pages from './certificate.pages.ts';
import { askedFields, certificateBlocks, firstAnswers, type Answers, type Block } from './certificate.ts';
import { keepDraft, takeDraft, type TakenDraft } from './certificate.acts.ts';
import { lastDrafts } from './certificate.store.ts';
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
  const document = (form: 'pdf' | 'docx'): PageRoute =>
    inCase(
      'draftCertificate',
      'GET',
      `/cases/:case/evidence/:item/court/drafts/:draft/${form}`,
      aboutExhibit(court.people, (visited) => documentOf(court, visited, form)),
    );
  return [
    ...actOnExhibit(court.people, ['draftCertificate', '/court/certificate/:rule/:state'], (visited) =>
      asked(court, visited),
    ),
    document('pdf'),
    document('docx'),
  ];
}

export function see({ house, people }: Court, visit: CaseVisit): ReturnType<typeof seeForCourt> {
  const item = itemParam(visit);
  if (item === undefined) return Promise.resolve(undefined);
  const { file, person } = visit;
  return seeForCourt(house, people.db, { person, file }, exhibitNumber(file.reference, item));
}

/** Not found for a rule that is none on record, or asks for no certificate that can be drafted. */
async function asked(court: Court, visited: ExhibitVisit): Promise<AnyAct | Response> {
  const { visit, ...about } = visited;
  const { say } = visit.frame;
  const knowledge = await court.law.current();
  const rule = knowledgeOn(knowledge, dayOf(court.house)).admissibility.find(
    ({ id, certificate }) => id === visit.param('rule') && (certificate?.fields.length ?? 0) > 0,
  );
  // The rule's own State; of a rule of the Union, the one that was asked for.
  const state = rule?.state ?? visit.param('state');
  if (rule === undefined || !isStateCode(state)) return visit.notFound();
  const fields = pages.certificateFields(rule);
  return asking<Fields>({
    fields,
    about: undefined as never, // no limit hangs on anything
    address: pages.certificateAddress(about, { rule: rule.id, state }),
    caption: `${say.court.formTitle} · ${stateName(state, say.language.code)}`,
    button: say.court.keep,
    frame: ({ title, errors, main }) =>
      questionAbout(say, about, { title, here: say.court.title, errors, content: main }),
    known: () => firstKnown(court, visited, rule),
    checked: () => Promise.resolve(pages.certificateChecked(say, rule, knowledge)),
    act: async (body, id) => {
      const answers = jsonOf(fields, readAll(fields, body, undefined as never)) as Answers; // each a text
      await keepDraft(court.house, {
        by: { person: visit.person, file: visited.file },
        number: about.exhibit.number,
        rule: rule.id,
        dataVersion: knowledge.dataVersion,
        answers: Object.fromEntries(askedFields(rule).map((one) => [one.id, answers[one.id] ?? ''])),
        id,
      });
      return `${courtAddress(about)}?state=${state}&done=draft#${rule.id}`;
    },
  });
}

/** What was drafted last; of the first one, what the log says, which is a look at it. */
async function firstKnown(
  court: Court,
  { visit, exhibit }: ExhibitVisit,
  rule: AdmissibilityRule,
): Promise<Answers> {
  const seen = await see(court, visit);
  if (seen === undefined) return {};
  const drafts = await court.people.db.asPerson(visit.person.id, (tx) => lastDrafts(tx, exhibit.id));
  const before = drafts.find((one) => one.rule === rule.id);
  return before?.answers ?? firstAnswers(visit.frame.say, rule, seen.logged);
}

export function dayOf({ clock }: Installation): string {
  return new Date(clock()).toISOString().slice(0, 10);
}

async function documentOf(
  court: Court,
  { visit, exhibit, file }: ExhibitVisit,
  form: 'pdf' | 'docx',
): Promise<Response> {
  const { house, people } = court;
  const id = visit.param('draft');
  const by = { person: visit.person, file };
  const asked = { number: exhibit.number, exhibitId: exhibit.id };
  const draft = isUuid(id) ? await takeDraft(court, people.db, by, { ...asked, id }) : undefined;
  if (draft === undefined) return visit.notFound();
  const say = visit.frame.say;
  const blocks = blocksOf(house, visit.file, { say, draft, number: exhibit.number });
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
  asked: { say: Messages; draft: TakenDraft; number: string },
): Block[] {
  const { say, draft, number } = asked;
  const { rule, answers, dataVersion } = draft;
  const madeAt = dayText(say, draft.madeAt);
  const { reference: caseReference } = file;
  const { agency } = house.settings;
  return certificateBlocks(say, {
    rule,
    answers,
    number,
    caseReference,
    agency,
    dataVersion,
    madeAt,
  });
}
