// What an examination found, and the button that begins one.
import { Refusal } from '../../base/refusal.ts';
import { actOnExhibit } from '../../evidence/custody/custody-act.routes.ts';
import { itemOfNumber } from '../../evidence/exhibits/exhibit.ts';
import { recordLook } from '../../evidence/exhibits/exhibit-act.acts.ts';
import { aboutExhibit, type ExhibitVisit } from '../../evidence/exhibits/exhibit-visit.routes.ts';
import { exhibitAddress, questionAbout } from '../../evidence/exhibits/exhibit-about.pages.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import { actRoutes, asking, type AnyAct } from '../../people/act.routes.ts';
import type { People } from '../../people/people.acts.ts';
import { inCase, type PageRoute } from '../../people/visit.routes.ts';
import { html } from '../../web/html.ts';
import { wordLanguages } from '../words/read-words.ts';
import { languageShape } from '../words/words.ts';
import { askToExamine } from './examine.jobs.ts';
import { failures, failuresCounted } from './results.store.ts';
import { itemsPage, PAGE_ROWS } from './items.pages.ts';
import { itemsOf, kindsOf, lastRun, marksCounted, monthsOf, tagsCounted, typesOf } from './items.store.ts';
import { typesPage } from './types.pages.ts';
import { giveValues } from './values.do.ts';
import { VALUES } from './values.ts';
import { FILE_TIMES, itemIdShape, itemQuery, readAfter, readItemFilter } from './items.ts';
import { makeRedacted } from './redact.acts.ts';
import { REDACT } from './redact.ts';

const FAILURES_SHOWN = 50;

/** What fills it, by types and by times. */
function typesRoute(house: Installation, people: People, path: `/cases/:case/evidence/:item`): PageRoute {
  return inCase(
    'seeExhibit',
    'GET',
    `${path}/types`,
    aboutExhibit(people, async ({ visit, exhibit, file, ...about }) => {
      const facts = { purpose: 'examination results' };
      const look = { type: 'viewed', facts, foundAs: '/types' } as const;
      const time = FILE_TIMES.find((one) => one === visit.query('time')) ?? 'modified';
      await recordLook(house, people.db, { person: visit.person, file }, exhibit.number, look);
      const found = await people.db.asPerson(visit.person.id, async (tx) => ({
        types: await typesOf(tx, exhibit.id),
        months: await monthsOf(tx, exhibit.id, time),
      }));
      return visit.page(typesPage(visit.frame.say, { ...about, ...found, time, exhibit, file }));
    }),
  );
}

export function itemRoutes(house: Installation, people: People): PageRoute[] {
  const path = '/cases/:case/evidence/:item' as const;
  return [
    ...redactRoutes(house, people),
    ...valuesRoutes(house, people), // before any item of that address
    inCase(
      'seeExhibit',
      'GET',
      `${path}/items`,
      aboutExhibit(people, async ({ visit, exhibit, file, ...about }) => {
        const viewer = { person: visit.person, file };
        const filter = readItemFilter((name) => visit.query(name));
        const facts = { purpose: 'examination results' };
        // Names of files are content: a look is recorded before any is shown.
        await recordLook(house, people.db, viewer, exhibit.number, {
          type: 'viewed',
          facts,
          foundAs: `/items${itemQuery(filter)}`,
        });
        const after = readAfter(visit.query('after'));
        const of = { exhibit: exhibit.id, caseId: exhibit.caseId };
        const shown = await people.db.asPerson(visit.person.id, async (tx) => ({
          run: await lastRun(tx, exhibit.id),
          rows: await itemsOf(tx, exhibit.id, { filter, after, limit: PAGE_ROWS + 1 }),
          kinds: await kindsOf(tx, exhibit.id),
          marked: await marksCounted(tx, exhibit.id),
          tags: await tagsCounted(tx, exhibit.id),
          failed: await failures(tx, of, FAILURES_SHOWN),
          failedCount: await failuresCounted(tx, of),
        }));
        const languages = await wordLanguages();
        return visit.page(
          itemsPage(visit.frame.say, { ...about, ...shown, languages, exhibit, file, filter }),
        );
      }),
    ),
    typesRoute(house, people, path),
    inCase(
      'checkEvidence',
      'POST',
      `${path}/examine`,
      aboutExhibit(people, async ({ visit, exhibit, file }) => {
        if (exhibit.status !== 'held') return visit.go(exhibitAddress({ exhibit, file }));
        const sent = await visit.form();
        const again = sent.get('again') === 'yes';
        const item = itemIdShape.safeParse(sent.get('item')).data; // of that one alone
        const words = languageShape.safeParse(sent.get('words')).data;
        const unused = sent.get('unused') === 'yes';
        const viewer = { person: visit.person, file };
        return visit.go(
          `/jobs/${await askToExamine(people, viewer, { exhibit, again, item, words, unused })}`,
        );
      }),
    ),
  ];
}

/** Taking in values of a licensed tool, one question a page. */
function valuesRoutes(house: Installation, people: People): PageRoute[] {
  return actRoutes<ExhibitVisit>({
    people,
    path: '/cases/:case/evidence/:item/items/values',
    takesFile: true,
    route: (method, step, open) =>
      inCase('checkEvidence', method, step as `/cases/:case${string}`, aboutExhibit(people, open)), // it begins so
    asked: ({ visit, ...about }): AnyAct | Response => {
      const { say } = visit.frame;
      const list = `${exhibitAddress(about)}/items`;
      if (about.exhibit.status !== 'held') return visit.go(list);
      const { title, button, then } = say.licensedValues;
      return asking<typeof VALUES>({
        fields: VALUES,
        about: {},
        address: `${list}/values`,
        caption: title,
        button,
        checked: () => Promise.resolve(html`<p class="c-hint">${then}</p>`),
        frame: ({ title: asks, errors, main }) =>
          questionAbout(say, about, { title: asks, here: title, errors, content: main }),
        act: async (body, id) => {
          const by = { person: visit.person, file: about.file };
          await giveValues(house, by, { number: about.exhibit.number, body, id });
          return list;
        },
      });
    },
  });
}

/** Making a redacted copy of an exhibit, one question a page. */
function redactRoutes(house: Installation, people: People): PageRoute[] {
  return actOnExhibit(people, ['addEvidence', '/redact'], ({ visit, ...about }) => {
    const { say } = visit.frame;
    const { exhibit, file } = about;
    const address = exhibitAddress(about);
    if (exhibit.status !== 'held') return visit.go(address); // its page says why
    return asking<typeof REDACT>({
      fields: REDACT,
      about: {},
      address: `${address}/redact`,
      caption: say.redaction.title,
      button: say.redaction.button,
      checked: () => Promise.resolve(html`<p class="c-hint">${say.redaction.leaves}</p>`),
      frame: ({ title, errors, main }) =>
        questionAbout(say, about, { title, here: say.redaction.title, errors, content: main }),
      act: async (body, id) => {
        const by = { person: visit.person, file };
        try {
          const { exhibit: made } = await makeRedacted(house, by, { number: exhibit.number, body, key: id });
          return `/cases/${file.reference}/evidence/${itemOfNumber(made.number)}?done=redacted`;
        } catch (error) {
          const problem = error instanceof Refusal ? REDACT_PROBLEMS[error.entry ?? ''] : undefined;
          if (problem === undefined) throw error;
          return { question: 'which', words: say.redaction.problems[problem] };
        }
      },
    });
  });
}

/** What another answer mends. */
const REDACT_PROBLEMS: {
  readonly [entry: string]: 'notText' | 'notTable' | 'notJson' | 'form' | 'absent' | 'oneFile';
} = {
  'badInput.redactNotText': 'notText',
  'badInput.redactNotTable': 'notTable',
  'badInput.redactNotJson': 'notJson',
  'badInput.redactForm': 'form',
  'badInput.redactAbsent': 'absent',
  'badInput.redactOneFile': 'oneFile',
};
