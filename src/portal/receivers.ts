// What is asked of who is let in to the portal, to speak for an addressee of requests.
import { emailOf } from '../people/email-field.ts';
import { INVITED_NAME } from '../people/people-asked.ts';
import type { Fields } from '../web/fields/field.ts';
import { together } from '../web/fields/group.ts';
import { text } from '../web/fields/text.ts';
import { typedLine } from '../web/form-line.ts';

const ENTITY_MAX = 200;
const VERIFIED_MAX = 1000;

export const RECEIVER = {
  addressee: text<{ readonly known: readonly string[] }>({
    ...typedLine(ENTITY_MAX),
    ask: (say) => say.portal.receivers.asks.addressee,
    label: (say) => say.portal.receivers.addressee,
    hint: (say) => say.portal.receivers.addresseeHint,
    suggest: ({ known }) => known,
    wrong: (say) => say.form.needed(say.portal.receivers.addresseeWhat),
    tooLong: (say) => say.form.tooLong(say.portal.receivers.addressee, ENTITY_MAX),
    means: 'The legal entity, as requests name it.',
  }),
  receiver: together({
    ask: (say) => say.portal.receivers.asks.receiver,
    means: 'Who speaks for it.',
    parts: {
      name: INVITED_NAME,
      email: emailOf({
        ask: (say) => say.people.inviteEmail,
        hint: (say) => say.portal.receivers.emailHint,
        means: 'They sign in with it.',
      }),
    },
  }),
  verified: text({
    max: VERIFIED_MAX,
    rows: 4,
    ask: (say) => say.portal.receivers.asks.verified,
    label: (say) => say.portal.receivers.verified,
    hint: (say) => say.portal.receivers.verifiedHint,
    wrong: (say) => say.form.needed(say.portal.receivers.verifiedWhat),
    tooLong: (say) => say.form.tooLong(say.portal.receivers.verified, VERIFIED_MAX),
    means: 'How it was seen that the address is theirs and that they speak for the entity.',
  }),
} satisfies Fields;
