// By which means a request is sent: what is on record of whoever receives it comes first.
import { html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { form, type Errors } from '../../../web/parts.ts';
import { meansField, meansList, type MeansOffered } from '../way/means.pages.ts';
import { crumbsBelow, type RequestShown } from './request-shown.pages.ts';

export const SENDING_PATH = '/sending';

export function sendingPage(
  say: Messages,
  { file, request }: RequestShown,
  asked: MeansOffered & { readonly chosen: string; readonly errors: Errors },
): View {
  const words = say.sendingAsked;
  const { chosen, errors } = asked;
  const open = { value: 'undecided', words: words.undecided, isChosen: chosen === 'undecided' };
  const list = [...meansList(say, asked, chosen), open];
  return {
    title: words.title,
    place: 'cases',
    crumbs: crumbsBelow(say, { file, request }, { words: say.practice.asked.task }),
    isQuestion: true,
    errors,
    main: html`${form(
      meansField(say, { legend: words.title, hint: words.hint, ...asked, list }),
      say.requests.saveNext,
    )}`,
  };
}
