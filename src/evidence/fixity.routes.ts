// "Read it again" on the page of an exhibit: the check goes on as a job, whose page shows how far it is.
import type { People } from '../people/people.acts.ts';
import { inCase, type PageRoute } from '../people/visit.routes.ts';
import { startJob } from '../platform/job.store.ts';
import { aboutExhibit } from './exhibit-visit.routes.ts';
import { exhibitAddress } from './exhibit-about.pages.ts';
import { itemOfNumber } from './exhibit.ts';
import { checkOrder } from './fixity.jobs.ts';
import { openCheck } from './fixity.store.ts';

export function fixityRoutes(people: People): PageRoute[] {
  return [
    inCase(
      'checkEvidence',
      'POST',
      '/cases/:case/evidence/:item/check',
      aboutExhibit(people, async ({ visit, ...about }) => {
        const { file, exhibit } = about;
        if (exhibit.status !== 'held') return visit.go(exhibitAddress(about));
        const { person } = visit;
        const id = await people.db.asPerson(person.id, async (tx) => {
          const before = await openCheck(tx, file.id, exhibit.number); // asked for twice, it is read once
          if (before !== undefined) return before;
          const { number } = exhibit;
          const payload = {
            number,
            item: itemOfNumber(number),
            reference: file.reference,
            role: file.role,
            name: person.name,
          };
          return startJob(people, tx, checkOrder, { by: person.id, caseId: file.id, title: number, payload });
        });
        return visit.go(`/jobs/${id}`);
      }),
    ),
  ];
}
