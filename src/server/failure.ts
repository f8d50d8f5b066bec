// What went wrong, as an answer. A refusal says what was expected, found and what to do next; anything else says nothing
// about itself to the visitor and all it may to the log.
import { Refusal, type RefusalCode } from '../base/refusal.ts';
import type { Log } from '../platform/log.ts';
import { html } from '../web/html.ts';
import { reasonWords, toDoWords } from '../web/refused-words.ts';
import { pageText, type Frame } from '../web/page.ts';

export const STATUS: { readonly [code in RefusalCode]: number } = {
  badUsage: 422,
  badInput: 422,
  tooLarge: 413,
  notFound: 404,
  alreadyExists: 409,
  notReady: 503,
  changed: 409,
  conflict: 409,
  notAllowed: 403,
  noSpace: 507,
  notReachable: 502,
  damaged: 500,
  rolledBack: 503,
  wrongKey: 500,
  unsupported: 501,
};

/** PostgreSQL: insufficient_privilege, which row-level security gives too. */
const NOT_PRIVILEGED = '42501';

export function isDenied(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === NOT_PRIVILEGED;
}

export async function failurePage(error: unknown, frame: Frame, log: Log): Promise<Response> {
  const { refused } = frame.say;
  const status = error instanceof Refusal ? STATUS[error.code] : isDenied(error) ? 403 : 500;
  if (status >= 500 || isDenied(error)) log.error({ err: error }, 'a request failed');
  // A refusal that is ours to solve names paths and machines; it goes to the log alone.
  const isForVisitor = error instanceof Refusal && status < 500;
  const title = status === 403 ? refused.refusedTitle : refused.wentWrongTitle;
  const words = isForVisitor
    ? html`<p>${reasonWords(frame.say, error)}</p>
        <p>${refused.whatWas}: ${toDoWords(frame.say, error)}</p>`
    : html`<p>${status === 403 ? refused.refusedAgency : refused.wentWrong}</p>`;
  const main = html`<h1>${title}</h1>
    ${words}
    <p><a href="/">${refused.home}</a></p>`;
  const text = await pageText(frame, { title, isQuestion: true, main });
  return new Response(String(text), { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
