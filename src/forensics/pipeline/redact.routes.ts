// Making a redacted copy of an exhibit, one question a page.
import { Refusal } from '../../base/refusal.ts';
import { actOnExhibit } from '../../evidence/custody/custody-act.routes.ts';
import { exhibitAddress, questionAbout } from '../../evidence/exhibits/exhibit-about.pages.ts';
import { itemOfNumber } from '../../evidence/exhibits/exhibit.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import { asking } from '../../people/act.routes.ts';
import type { People } from '../../people/people.acts.ts';
import type { PageRoute } from '../../people/visit.routes.ts';
import { html } from '../../web/html.ts';
import { makeRedacted } from './redact.acts.ts';
import { REDACT } from './redact.ts';

export function redactRoutes(house: Installation, people: People): PageRoute[] {
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
          const problem = error instanceof Refusal ? PROBLEMS[error.entry ?? ''] : undefined;
          if (problem === undefined) throw error;
          return { question: 'which', words: say.redaction.problems[problem] };
        }
      },
    });
  });
}

/** What another answer mends. */
const PROBLEMS: {
  readonly [entry: string]: 'notText' | 'notTable' | 'notJson' | 'form' | 'absent' | 'oneFile';
} = {
  'badInput.redactNotText': 'notText',
  'badInput.redactNotTable': 'notTable',
  'badInput.redactNotJson': 'notJson',
  'badInput.redactForm': 'form',
  'badInput.redactAbsent': 'absent',
  'badInput.redactOneFile': 'oneFile',
};
