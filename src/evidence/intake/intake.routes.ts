// The questions about evidence that is to be added: asked one at a time, kept as a draft of who brings it.
import { isUuid, newUuid } from '../../base/ids.ts';
import type { People } from '../../people/people.acts.ts';
import { inCase, type CaseVisit, type PageRoute } from '../../people/visit.routes.ts';
import { dayGiven } from '../../web/day-field.ts';
import type { Messages } from '../../web/messages.ts';
import type { UploadSettings } from '../../platform/upload-settings.ts';
import {
  answerShapes,
  isToCome,
  LENGTHS,
  openStep,
  stepsAsked,
  type Answers,
  type Intake,
  type IntakeStep,
} from './intake.ts';
import { addAddress, beginPage, checkPage, questionPage, type Asked } from './intake.pages.ts';
import { insertIntake, intakeOf, openIntakes, saveAnswers } from './intake.store.ts';
import { hasTaken } from './upload.store.ts';

const LISTED = 50;

export interface IntakeVisit {
  readonly visit: CaseVisit;
  readonly intake: Intake;
  /** Something of it is in evidence, so what was said about it stays. */
  readonly isFixed: boolean;
}

export function intakeRoutes(people: People, settings: Pick<UploadSettings, 'folder'>): PageRoute[] {
  const base = '/cases/:case/add-evidence' as const;
  const asked = stepsAsked(settings.folder);
  const steps = asked.flatMap((step) => [
    inCase(
      'addEvidence',
      'GET',
      `${base}/:intake/${step}`,
      withIntake(people, (found) => ask(found, step, asked)),
    ),
    inCase(
      'addEvidence',
      'POST',
      `${base}/:intake/${step}`,
      withIntake(people, (found) => take(people, found, step, asked)),
    ),
  ]);
  return [
    inCase('addEvidence', 'GET', base, async (visit) => {
      const { file, person } = visit;
      const owner = { caseId: file.id, person: person.id };
      const open = await people.db.asPerson(person.id, (tx) => openIntakes(tx, owner, LISTED));
      return visit.page(beginPage(visit.frame.say, file, open));
    }),
    inCase('addEvidence', 'POST', base, (visit) => begin(people, settings, visit)),
    inCase(
      'addEvidence',
      'GET',
      `${base}/:intake`,
      withIntake(people, ({ visit, intake, isFixed }) => {
        const open = openStep(intake.answers);
        if (open !== undefined) return visit.go(addAddress(visit.file, intake, `/${open}`));
        return visit.page(checkPage(visit.frame.say, { file: visit.file, intake, steps: asked, isFixed }));
      }),
    ),
    ...steps,
  ];
}

/** Opens a page about the draft that the path names, or says that there is none: also when it is another person's. */
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

async function begin(
  people: People,
  { folder }: Pick<UploadSettings, 'folder'>,
  visit: CaseVisit,
): Promise<Response> {
  const { file, person } = visit;
  const intake: Intake = {
    id: newUuid(people.clock, people.random),
    caseId: file.id,
    person: person.id,
    answers: folder === undefined ? { way: 'upload' } : {}, // not asked where there is one way only
    begunAt: new Date(people.clock()),
  };
  await people.db.asPerson(person.id, (tx) => insertIntake(tx, intake));
  return visit.go(addAddress(file, intake));
}

function ask(
  { visit, intake, isFixed }: IntakeVisit,
  step: IntakeStep,
  steps: readonly IntakeStep[],
): Response | Promise<Response> {
  if (isFixed) return visit.go(addAddress(visit.file, intake));
  const asked: Asked = {
    file: visit.file,
    intake,
    step,
    steps,
    given: givenBefore(intake.answers, step),
    errors: {},
  };
  return visit.page(questionPage(visit.frame.say, asked));
}

async function take(
  people: People,
  found: IntakeVisit,
  step: IntakeStep,
  steps: readonly IntakeStep[],
): Promise<Response> {
  const { visit, intake } = found;
  const { file, person } = visit;
  const { say } = visit.frame;
  if (found.isFixed) return visit.go(addAddress(file, intake));
  const form = await visit.form();
  const given = { ...Object.fromEntries(form), on: dayGiven(form, 'on') };
  const checked = answerShapes[step].safeParse(answerFrom(given, step));
  const isLater = step === 'taking' && isToCome({ on: given['on'] ?? '' }, people.clock());
  if (!checked.success || isLater) {
    const wrong = checked.success ? ['on'] : checked.error.issues.map(({ path }) => String(path[0] ?? step));
    const errors = Object.fromEntries(wrong.map((name) => [name, whatIsWrong(say, given, step, name)]));
    return visit.page(questionPage(say, { file, intake, step, steps, given, errors }), 422);
  }
  const answers: Answers = { ...intake.answers, [step]: checked.data };
  await people.db.asPerson(person.id, (tx) => saveAnswers(tx, intake.id, answers));
  return visit.go(addAddress(file, intake));
}

type Given = { readonly [field: string]: string };

function answerFrom(given: Given, step: IntakeStep): unknown {
  const { type, id, by = '', on = '', at = '' } = given;
  switch (step) {
    case 'authority':
      return { type, id };
    case 'taking':
      return { by, on, at };
    case 'conditions':
      return (given[step] ?? '').split(/\r?\n/).filter((line) => line.trim() !== '');
    case 'what':
    case 'source':
    case 'way':
      return given[step];
  }
}

function givenBefore(answers: Answers, step: IntakeStep): Given {
  const { authority, taking, conditions } = answers;
  switch (step) {
    case 'authority':
      return authority === undefined ? {} : { ...authority };
    case 'taking':
      return taking === undefined ? {} : { ...taking };
    case 'conditions':
      return { conditions: (conditions ?? []).join('\n') };
    case 'what':
    case 'source':
    case 'way':
      return { [step]: answers[step] ?? '' };
  }
}

function whatIsWrong(say: Messages, given: Given, step: IntakeStep, name: string): string {
  const words = say.add;
  const isEmpty = (given[name] ?? '').trim() === '';
  switch (step) {
    case 'what':
    case 'source':
      return isEmpty
        ? say.form.needed(words[step].missing)
        : say.form.tooLong(words[step].label, LENGTHS[step]);
    case 'authority':
      if (name === 'type') return say.form.choose;
      return isEmpty
        ? say.form.needed(words.authority.missing)
        : say.form.tooLong(words.authority.id, LENGTHS.authority);
    case 'taking':
      if (name === 'on') return words.taking.onForm;
      return say.form.tooLong(name === 'by' ? words.taking.by : words.taking.at, LENGTHS.person);
    case 'conditions':
      return words.conditions.tooMany(100);
    case 'way':
      return say.form.choose;
  }
}
