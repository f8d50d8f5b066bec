// What comes due of requests, on My work: a confidentiality whose day has come, a person to be told, a delay to be reviewed.
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { note } from '../../../web/parts.ts';
import { dayText } from '../../../web/when.ts';
import { RESTRICTORS } from '../drafting/confidence/confidentiality.acts.ts';
import { dueConfidences, withoutLead } from '../drafting/confidence/confidentiality.store.ts';
import { dueNotices } from './due-notices.store.ts';
import { requestReference } from '../../core/request.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import type { Person } from '../../../people/person.ts';
import type { Clock } from '../../../base/time.ts';

const LISTED = 50;

/** For `evidenceRoutes`: as the person, so that nobody is reminded of what they may not know. */
export function requestsAtWork(clock: Clock): (tx: Tx, person: Person) => Promise<(say: Messages) => Html> {
  return async (tx, { id }) => {
    const today = new Date(clock()).toISOString().slice(0, 10);
    const asked = { person: id, today, limit: LISTED };
    const confidences = await dueConfidences(tx, { ...asked, roles: RESTRICTORS });
    const leadless = await withoutLead(tx, { ...asked, roles: RESTRICTORS });
    const notices = await dueNotices(tx, asked);
    return (say) => {
      const day = (text: string): string => dayText(say, new Date(text));
      const lines = [
        ...leadless.map(({ reference, number, delivery }) => ({
          words: say.confidence.due.withoutLead(requestReference(reference, number)),
          href: addressOf(reference, number, delivery),
        })),
        ...confidences.map(({ reference, number, delivery, until }) => {
          const [request, kept] = [requestReference(reference, number), say.confidence.due];
          return {
            words:
              delivery === undefined
                ? kept.request(request, day(until))
                : kept.result(request, delivery, day(until)),
            href: addressOf(reference, number, delivery),
          };
        }),
        ...notices.map(({ reference, number, notice, state, dueOn }) => ({
          words: say.notice.due[state === 'planned' ? 'planned' : 'delayed'](
            requestReference(reference, number),
            day(dueOn),
          ),
          href: `/cases/${reference}/requests/${number}/notices/${notice}`,
        })),
      ];
      if (lines.length === 0) return nothing;
      return html`${lines.map(({ words, href }) => note('warn', html`<p><a href="${href}">${words}</a></p>`))}`;
    };
  };
}

function addressOf(reference: string, number: number, delivery: number | undefined): string {
  const result = delivery === undefined ? '' : `/results/${delivery}`;
  return `/cases/${reference}/requests/${number}${result}/confidentiality`;
}
