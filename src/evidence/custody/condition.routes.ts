// Adding a condition of use.
import { Refusal } from '../../base/refusal.ts';
import { idOfForm, keyOf } from '../../people/form-key.routes.ts';
import type { People } from '../../people/people.acts.ts';
import { inCase, type CaseVisit, type PageRoute } from '../../people/visit.routes.ts';
import type { Messages } from '../../web/messages.ts';
import { addCondition, type NewCondition } from './condition.acts.ts';
import { checkConditionPage, conditionPage, type ConditionForm } from './condition.pages.ts';
import { aboutExhibit, type ExhibitVisit } from '../exhibits/exhibit-visit.routes.ts';
import { formLine } from '../../web/form-line.ts';
import { signAbout, type SignForm } from './signing.routes.ts';

const LENGTH_MAX = 1000;
const text = formLine(LENGTH_MAX);

export function conditionRoutes(people: People, sign: SignForm): PageRoute[] {
  const route = (
    method: 'GET' | 'POST',
    step: string,
    open: (visited: ExhibitVisit) => Response | Promise<Response>,
  ) =>
    inCase(
      'addCondition',
      method,
      `/cases/:case/evidence/:item/condition${step}`,
      aboutExhibit(people, open),
    );
  return [
    route('GET', '', ({ visit, ...about }) =>
      visit.page(
        conditionPage(visit.frame.say, about, {
          condition: '',
          reason: '',
          key: keyOf(people, visit.queries()),
          errors: {},
        }),
      ),
    ),
    route('POST', '', (visited) => check(people, visited)),
    route('POST', '/add', (visited) => add(people, sign, visited)),
  ];
}

async function check(people: People, { visit, ...about }: ExhibitVisit): Promise<Response> {
  const { say } = visit.frame;
  const { given, isAgain } = await read(people, visit, say);
  if (isAgain) return visit.page(conditionPage(say, about, { ...given, errors: {} }));
  const exists = about.exhibit.conditions.includes(given.condition);
  const errors = { ...given.errors, ...(exists ? { condition: say.condition.exists } : {}) };
  if (Object.keys(errors).length > 0) return visit.page(conditionPage(say, about, { ...given, errors }), 422);
  return visit.page(checkConditionPage(say, about, given));
}

async function add(people: People, sign: SignForm, visited: ExhibitVisit): Promise<Response> {
  const { visit, ...about } = visited;
  const { say } = visit.frame;
  const { given } = await read(people, visit, say);
  const { condition, reason } = given;
  if (Object.keys(given.errors).length > 0) return visit.page(conditionPage(say, about, given), 422);
  try {
    const by = { person: visit.person, file: visited.file };
    const key = idOfForm(people, visit, given.key);
    const made: NewCondition = { by, number: about.exhibit.number, condition, reason, key };
    const here = say.condition.title;
    return await signAbout(sign, visited, {
      run: (house) => addCondition(house, made),
      done: 'condition',
      here,
    });
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'alreadyExists')) throw error;
    return visit.page(
      conditionPage(say, about, { ...given, errors: { condition: say.condition.exists } }),
      422,
    );
  }
}

async function read(
  people: People,
  visit: CaseVisit,
  say: Messages,
): Promise<{ given: ConditionForm; isAgain: boolean }> {
  const form = await visit.form();
  const words = say.condition;
  const [condition, reason] = ['condition', 'reason'].map((name) => text.safeParse(form.get(name) ?? ''));
  const errors: { [field: string]: string } = {};
  if (condition?.success !== true) errors['condition'] = say.form.tooLong(words.whatLabel, LENGTH_MAX);
  else if (condition.data === '') errors['condition'] = say.form.needed(words.whatWhat);
  if (reason?.success !== true) errors['reason'] = say.form.tooLong(words.whyLabel, LENGTH_MAX);
  else if (reason.data === '') errors['reason'] = say.form.needed(words.whyWhat);
  return {
    given: {
      condition: condition?.data ?? form.get('condition') ?? '',
      reason: reason?.data ?? form.get('reason') ?? '',
      key: keyOf(people, form),
      errors,
    },
    isAgain: form.get('again') === 'yes',
  };
}
