// Who leads a case that nobody leads, for administrators.
import { Refusal } from '../../base/refusal.ts';
import { questionFrame } from '../../people/act.pages.ts';
import { actInAgency, asking } from '../../people/act.routes.ts';
import type { People } from '../../people/people.acts.ts';
import { type PageRoute } from '../../people/visit.routes.ts';
import type { Installation } from '../log/installation.acts.ts';
import { nameLead } from './case-lead.acts.ts';
import { LEAD } from './case-lead.ts';

const LEAD_ADDRESS = '/case-lead';

export function caseLeadRoutes(house: Installation, people: People): PageRoute[] {
  return actInAgency(people, ['nameLead', LEAD_ADDRESS], (visit) => {
    const { say } = visit.frame;
    const { title, button, nobody } = say.caseLead;
    const crumbs = [{ words: say.people.title, href: '/people' }, { words: title }];
    return asking<typeof LEAD>({
      fields: LEAD,
      about: {},
      address: LEAD_ADDRESS,
      caption: title,
      button,
      frame: questionFrame({ place: 'people', crumbs }),
      act: async (body, key) => {
        try {
          await nameLead(house, people, visit.person, { ...body, key });
        } catch (error) {
          if (!(error instanceof Refusal && error.code === 'notFound')) throw error;
          return { question: 'email', words: nobody };
        }
        return '/people?done=leadNamed';
      },
    });
  });
}
