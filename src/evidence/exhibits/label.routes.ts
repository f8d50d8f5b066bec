// Labels of one or many exhibits of a case.
import type { People } from '../../people/people.acts.ts';
import { inCase, type CaseVisit, type PageRoute } from '../../people/visit.routes.ts';
import { exhibitsOfCase } from './exhibit.store.ts';
import type { Installation } from '../log/installation.acts.ts';
import { itemsText, LABELS_A_SHEET, LABELS_MAX, readItems } from './label.ts';
import { labelsPage } from './label.pages.ts';

/** `url`: what people type, for the codes. */
export function labelRoutes(house: Installation, people: People, url: URL): PageRoute[] {
  return [inCase('seeExhibit', 'GET', '/cases/:case/labels', (visit) => show(house, people, visit, url))];
}

async function show(house: Installation, people: People, visit: CaseVisit, url: URL): Promise<Response> {
  const { file, person } = visit;
  const { say } = visit.frame;
  const given = { items: visit.query('items'), first: visit.query('first') };
  const wanted = given.items === '' ? undefined : readItems(given.items);
  const first = given.first === '' ? 1 : /^\d{1,2}$/.test(given.first) ? Number(given.first) : 0;
  const errors: { [field: string]: string } = {};
  if (given.items !== '' && wanted === undefined) errors['items'] = say.labels.whichWrong(LABELS_MAX);
  if (first < 1 || first > LABELS_A_SHEET) errors['first'] = say.labels.firstWrong;
  const isWrong = Object.keys(errors).length > 0;
  const exhibits = isWrong
    ? []
    : await people.db.asPerson(person.id, (tx) => exhibitsOfCase(tx, file.id, wanted, LABELS_MAX));
  const items = exhibits.map((one) => Number(one.number.slice(file.reference.length + 1)));
  return visit.page(
    labelsPage(say, {
      file,
      agency: `${house.settings.agency}, ${house.settings.state}`,
      exhibits,
      address: new URL(`/cases/${file.reference}/evidence`, url).href,
      firstPlace: isWrong ? 1 : first,
      given: {
        items: isWrong ? given.items : itemsText(items),
        first: isWrong ? given.first : String(first),
        errors,
      },
    }),
    isWrong ? 422 : 200,
  );
}
