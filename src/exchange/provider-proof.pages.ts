// Of an order that came by line: who approved exactly what, when, by which log, and the files with which anybody checks that.
import type { Statement } from '../verify/report.ts';
import { reportIn, told } from '../evidence/packages/incoming.pages.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { facts, note, tag } from '../web/parts.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { isolatedText, whenText } from '../web/when.ts';
import type { ProviderOrder } from './provider-order.ts';
import type { ProofSeen } from './request-proof.acts.ts';

const ORDERS = '/provider-orders';

/** `isSealed`: its letter cannot be read yet. */
export function approvalSection(
  say: Messages,
  { id }: Pick<ProviderOrder, 'id'>,
  { proof, isSealed }: { readonly proof: ProofSeen; readonly isSealed: boolean },
): Html {
  const words = say.providerOrders.checks.proof;
  const address = `${ORDERS}/${id}`;
  return html`<h2>${words.title}</h2>
    ${proofHtml(say, proof)}
    <ul class="c-beside">
      ${proof.is === 'none' ? nothing : html`<li><a href="${address}/proof.zip" download>${say.requestLife.proof}</a></li>`}
      ${isSealed ? nothing : html`<li><a href="${address}/letter.pdf" download>${words.letter}</a></li>`}
    </ul>
    ${proof.is === 'none' ? nothing : html`<p class="c-hint">${words.check} <a href="/check">${say.frame.check}</a></p>`}`;
}

/** In the words of the report that any verifier prints. */
function proofHtml(say: Messages, proof: ProofSeen): Html {
  const words = say.providerOrders.checks.proof;
  if (proof.is === 'none') return html`<p>${words.none}</p>`;
  if (proof.is === 'failed')
    return note(
      'stop',
      html`<p>${tag('stop', `${words.label}${say.language.colon}${words.failed}`)}</p>
        <p>${reportIn(say).faultWords[proof.code]}</p>`,
    );
  const { isThisLetter, isEnded, isTrusted, statements, origin } = proof;
  const holds = isThisLetter && !isEnded && isTrusted;
  const by = statements.find((one) => one.id === 'requestAuthorised');
  // In plain words where all is as it should be; else as the report has it.
  const rest = statements.filter((one) => one !== by || !isThisLetter);
  const lines = [
    ...rest.map((one) => told(say, one)),
    isThisLetter ? words.thisLetter : words.otherLetter,
    isTrusted ? words.trusted : words.untrusted,
  ];
  return facts([
    [say.portal.approved, by && isThisLetter ? approvedText(say, by) : undefined],
    [say.requestLife.document, by && html`<code class="c-break" dir="ltr">${by.letter}</code>`],
    [
      words.label,
      html`${holds ? tag('ok', words.holds) : tag('stop', words.holdsNot)}
      ${lines.map((line) => html`<br />${line}`)}`,
    ],
    [words.journal, html`<bdi class="c-break">${visiblePlain(origin, 255)}</bdi>`],
  ]);
}

function approvedText(
  say: Messages,
  { person, role, at }: Extract<Statement, { readonly id: 'requestAuthorised' }>,
): string {
  const roles: { readonly [role: string]: string } = say.caseRole;
  const who = `${visiblePlain(person, 200)} (${roles[role] ?? visiblePlain(role, 100)})`;
  return say.portal.approvedBy(isolatedText(say, who), whenText(say, new Date(at)));
}
