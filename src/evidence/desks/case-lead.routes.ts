// Who leads a case that nobody leads, for administrators.
import { Refusal } from '../../base/refusal.ts';
import { reasonText } from '../../cases/case-file.ts';
import { isCaseReference } from '../../cases/case.ts';
import { idOfForm, keyOf } from '../../people/form-key.routes.ts';
import type { People } from '../../people/people.acts.ts';
import { emailAddress } from '../../people/person.ts';
import { askSteps, type Method, type Unsaid } from '../../people/steps.routes.ts';
import { agency, type PageRoute, type SignedInVisit } from '../../people/visit.routes.ts';
import type { Messages } from '../../web/messages.ts';
import type { Steps } from '../../web/steps.ts';
import { nameLead } from './case-lead.acts.ts';
import { LEAD_ADDRESS, leadPage, type LeadStep } from './case-lead.pages.ts';
import type { Installation } from '../log/installation.acts.ts';

export function caseLeadRoutes(house: Installation, people: People): PageRoute[] {
  return (['GET', 'POST'] as const).map((method) =>
    agency('nameLead', method, LEAD_ADDRESS, (visit) => ask(house, people, { visit, method })),
  );
}

function ask(
  house: Installation,
  people: People,
  { visit, method }: { readonly visit: SignedInVisit; readonly method: Method },
): Promise<Response> {
  const { say } = visit.frame;
  return askSteps<LeadStep>(visit, method, {
    asking: () => steps(say),
    page: (asked) => leadPage(say, asked, keyOf(people, asked.given)),
    act: async (given): Promise<Response | Unsaid<LeadStep>> => {
      const { reference, email, reason } = readLead(given);
      const key = idOfForm(people, visit, keyOf(people, given));
      try {
        await nameLead(house, people, visit.person, { reference, email, reason, key });
      } catch (error) {
        if (!(error instanceof Refusal && error.code === 'notFound')) throw error;
        return { step: 'person', errors: { person: say.caseLead.nobody } };
      }
      return visit.go('/people?done=leadNamed');
    },
  });
}

function readLead(given: URLSearchParams) {
  const text = (name: LeadStep): string => (given.get(name) ?? '').trim();
  return {
    reference: text('reference').toUpperCase(),
    email: text('person').toLowerCase(),
    reason: text('reason'),
  };
}

function steps(say: Messages): Steps<LeadStep> {
  return {
    steps: ['reference', 'person', 'reason'],
    posted: ['person'],
    more: ['key'],
    wrong: (step, given) => {
      const { reference, email, reason } = readLead(given);
      switch (step) {
        case 'reference':
          return isCaseReference(reference) ? undefined : say.glass.referenceForm;
        case 'person':
          return emailAddress.safeParse(email).success ? undefined : say.form.emailForm;
        case 'reason':
          return reason !== '' && reasonText.safeParse(reason).success
            ? undefined
            : say.form.needed(say.caseFile.reasonWhat);
      }
    },
  };
}
