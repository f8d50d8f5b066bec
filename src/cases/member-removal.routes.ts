// Taking somebody out of a case: asked on a page of its own, which says what they hold.
import { isUuid, type Uuid } from '../base/ids.ts';
import { actRoutes, asking } from '../people/act.routes.ts';
import { membersOf } from '../people/case-member.store.ts';
import type { People } from '../people/people.acts.ts';
import { inCase, type CaseVisit, type PageRoute } from '../people/visit.routes.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { note } from '../web/parts.ts';
import { caseCrumbs } from './cases.pages.ts';
import { heldIn, removeMember, type Held } from './member-removal.do.ts';
import { REMOVAL } from './member-removal.ts';

export function memberRemovalRoutes(people: People): PageRoute[] {
  return actRoutes<{ readonly visit: CaseVisit }>({
    people,
    path: '/cases/:case/members/:id/remove',
    // Its paths are those of a case.
    route: (method, path, open) =>
      inCase('changeMembers', method, path as `/cases/:case${string}`, (visit) => open({ visit })),
    asked: async ({ visit }) => {
      const { say } = visit.frame;
      const { file } = visit;
      const id = visit.param('id');
      if (!isUuid(id)) return visit.notFound();
      const { member, held } = await people.db.asPerson(visit.person.id, async (tx) => ({
        member: (await membersOf(tx, file.id)).find(({ person }) => person === id),
        held: await heldIn(tx, file.id, id),
      }));
      const place = `/cases/${file.reference}`;
      // Taken out meanwhile, perhaps by this very form.
      if (member === undefined) return visit.go(`${place}?done=removed`);
      return asking<typeof REMOVAL>({
        fields: REMOVAL,
        about: { name: member.name },
        address: `${place}/members/${id}/remove`,
        caption: `${say.caseRole[member.role]}${say.language.colon}${member.name}`,
        button: say.cases.removeButton,
        frame: ({ title, errors, main }) => ({
          title,
          place: 'cases',
          crumbs: [...caseCrumbs(say, file), { words: say.cases.remove }],
          isQuestion: true,
          errors,
          main: html`${heldHtml(say, file.reference, member.name, held)} ${main}`,
        }),
        act: async ({ reason }) => {
          await removeMember(people, visit.person, file, id as Uuid, reason); // asked above
          return id === visit.person.id ? '/cases' : `${place}?done=removed`;
        },
      });
    },
  });
}

function heldHtml(say: Messages, reference: string, name: string, held: readonly Held[]): Html {
  if (held.length === 0) return nothing;
  return note(
    'warn',
    html`<p><b>${say.cases.removeHolds(held.length, name)}</b></p>
      <ul>
        ${held.map(({ item, number, title }) => html`<li><a href="/cases/${reference}/evidence/${item}">${number}</a> <bdi>${title}</bdi></li>`)}
      </ul>
      <p>${say.cases.removeHoldsNext}</p>`,
  );
}
