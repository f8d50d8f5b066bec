// Correcting an entry of the custody record.
import { idOfForm, keyOf } from '../../people/form-key.routes.ts';
import type { People } from '../../people/people.acts.ts';
import { inCase, type PageRoute } from '../../people/visit.routes.ts';
import { correctableEvents, isCorrectable } from './correction.ts';
import * as pages from './correction.pages.ts';
import { correctEvent, type Correction } from './custody.acts.ts';
import { nameOf } from '../exhibits/exhibit-act.acts.ts';
import { recordedEvents } from '../events/event-rows.store.ts';
import { aboutExhibit, type ExhibitVisit } from '../exhibits/exhibit-visit.routes.ts';
import { formLine } from '../../web/form-line.ts';
import type { PackagedEvent } from '../events/event.ts';
import { signAbout, type SignForm } from './signing.routes.ts';

const LENGTH_MAX = 1000;
const LISTED = 100;
const text = formLine(LENGTH_MAX);

interface Asked extends ExhibitVisit {
  readonly given: pages.CorrectionForm;
  readonly events: readonly PackagedEvent[];
  /** The one that was chosen. */
  readonly event: PackagedEvent | undefined;
}

export function correctionRoutes(people: People, sign: SignForm): PageRoute[] {
  const route = (
    method: 'GET' | 'POST',
    step: string,
    open: (asked: Asked) => Response | Promise<Response>,
  ) =>
    inCase(
      'correctCustody',
      method,
      `/cases/:case/evidence/:item/correct${step}`,
      aboutExhibit(people, async (visited) => open(await ask(people, visited))),
    );
  return [
    route('GET', '', which),
    route('POST', '', (asked) => {
      const { visit, given, event } = asked;
      const { say } = visit.frame;
      if (event === undefined) return which(asked, say.form.choose);
      return visit.page(pages.whichFieldPage(say, asked, given));
    }),
    route('POST', '/field', (asked) => {
      const { visit, given, event } = asked;
      const { say } = visit.frame;
      if (event === undefined) return which(asked);
      if (!isCorrectable(given.field))
        return visit.page(
          pages.whichFieldPage(say, asked, { ...given, errors: { field: say.form.choose } }),
          422,
        );
      return visit.page(pages.rightValuePage(say, asked, { given, event, wrong: given.field }));
    }),
    route('POST', '/record', (asked) => record(people, sign, asked)),
  ];
}

async function record(people: People, sign: SignForm, asked: Asked): Promise<Response> {
  const { visit, given, event, exhibit, file } = asked;
  const { say } = visit.frame;
  if (event === undefined || !isCorrectable(given.field)) return which(asked);
  const [value, reason] = [text.safeParse(given.value), text.safeParse(given.reason)];
  const errors: { [field: string]: string } = {};
  if (!value.success) errors['value'] = say.form.tooLong(say.correction.value, LENGTH_MAX);
  else if (value.data === '') errors['value'] = say.form.needed(say.correction.valueWhat);
  if (!reason.success) errors['reason'] = say.form.tooLong(say.correction.why, LENGTH_MAX);
  else if (reason.data === '') errors['reason'] = say.form.needed(say.correction.whyWhat);
  if (!value.success || !reason.success || Object.keys(errors).length > 0)
    return visit.page(
      pages.rightValuePage(say, asked, { given: { ...given, errors }, event, wrong: given.field }),
      422,
    );
  const by = { person: visit.person, file };
  const made: Correction = {
    event: event.event.id,
    field: given.field,
    value: value.data,
    reason: reason.data,
    key: `correct:${idOfForm(people, visit, given.key)}`,
    by: { role: file.role, detail: nameOf(by), item: exhibit.number },
  };
  const here = say.correction.title;
  return signAbout(sign, asked, { run: (house) => correctEvent(house, made), done: 'corrected', here });
}

function which(asked: Asked, error?: string): Response | Promise<Response> {
  const { visit, given, events } = asked;
  const errors = error === undefined ? {} : { event: error };
  const page = pages.whichEntryPage(visit.frame.say, asked, { given: { ...given, errors }, events });
  return visit.page(page, error === undefined ? 200 : 422);
}

async function ask(people: People, visited: ExhibitVisit): Promise<Asked> {
  const { visit, file, exhibit } = visited;
  const form = await visit.form();
  const given = {
    event: form.get('event') ?? '',
    field: form.get('field') ?? '',
    value: form.get('value') ?? '',
    reason: form.get('reason') ?? '',
    key: keyOf(people, form),
    errors: {},
  };
  const all = await people.db.asPerson(visit.person.id, (tx) => recordedEvents(tx, file.id, exhibit.number));
  const events = correctableEvents(all).slice(0, LISTED);
  return { ...visited, given, events, event: events.find((one) => one.event.id === given.event) };
}
