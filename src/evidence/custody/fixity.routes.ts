// "Read it again" on the page of an exhibit: the check goes on as a job, whose page shows how far it is.
import type { People } from '../../people/people.acts.ts';
import { inCase, type PageRoute } from '../../people/visit.routes.ts';
import { aboutExhibit } from '../exhibits/exhibit-visit.routes.ts';
import { exhibitAddress } from '../exhibits/exhibit-about.pages.ts';
import { askForCheck } from './fixity.jobs.ts';

export function fixityRoutes(people: People): PageRoute[] {
  return [
    inCase(
      'checkEvidence',
      'POST',
      '/cases/:case/evidence/:item/check',
      aboutExhibit(people, async ({ visit, ...about }) => {
        if (about.exhibit.status !== 'held') return visit.go(exhibitAddress(about));
        const viewer = { person: visit.person, file: about.file };
        return visit.go(`/jobs/${await askForCheck(people, viewer, about.exhibit)}`);
      }),
    ),
  ];
}
