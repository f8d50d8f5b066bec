// Where the validation of an order stands that was issued before it: until when, by whom, and what follows when it is not given.
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { note } from '../../../web/parts.ts';
import { listText, whenText } from '../../../web/when.ts';
import type { RequestLife } from './life.acts.ts';
import { validationOf } from '../../machine/states/validation.ts';

export function validationNote(say: Messages, { life }: { readonly life: RequestLife }): Html {
  const { events, validateBy: end, unrestricted, request, now } = life.facts;
  const validation = validationOf(events);
  const words = say.requestLife.validation;
  switch (validation.is) {
    case 'none':
      return nothing;
    case 'granted':
      return note('ok', html`<p>${words.granted}</p>`);
    case 'awaited': {
      const issued = words.issued(whenText(say, validation.issuedAt));
      if (end === undefined) return note('warn', html`<p>${issued}</p>`);
      const isLate = now >= end;
      const time = isLate ? words.late(whenText(say, end)) : words.until(whenText(say, end));
      return note(isLate ? 'stop' : 'warn', html`<p>${issued} <b>${time}</b></p>`);
    }
    case 'refused':
      if (request.state !== 'validationRefused' && unrestricted.length === 0) return nothing;
      return note(
        'stop',
        html`${request.state === 'validationRefused' ? html`<p><b>${words.refused}</b></p>` : nothing}
        ${unrestricted.length === 0 ? nothing : html`<p>${words.obtained(listText(say, unrestricted))}</p>`}`,
      );
  }
}
