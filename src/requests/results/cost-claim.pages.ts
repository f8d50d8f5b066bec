// Costs claimed for executing an order: each claim, and what was reimbursed of it.
import { inCase } from '../../people/policy.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { facts, tag } from '../../web/parts.ts';
import { requestAddress, type RequestShown } from '../request-shown.pages.ts';
import { CLAIM_ANSWERS, isAnswered, type ClaimAnswer, type CostClaim, type Money } from './cost-claim.ts';
import { recordedTable, recordsPage, stepLinks, type OrderPlace } from './order-record.pages.ts';

export const COSTS = '/costs';
/** What may be recorded of a claim. */
export const CLAIM_STEPS = [...CLAIM_ANSWERS, 'mistake'] as const;
export type ClaimStepName = (typeof CLAIM_STEPS)[number];

interface Asked {
  readonly claims: readonly CostClaim[];
  readonly place: OrderPlace;
  readonly isDone: boolean;
}

export function claimsPage(say: Messages, shown: RequestShown, { claims, place, isDone }: Asked): View {
  const words = say.costClaim;
  const mayRecord = inCase(shown.file.role, 'recordCosts') === 'yes' && place.is === 'gone';
  const said = { title: words.title, lead: words.lead, none: words.none, record: words.record };
  const asked = { words: said, ref: 'eu-2023-1543, Art. 14(1)', path: COSTS, place, mayRecord, isDone };
  return recordsPage(
    say,
    shown,
    asked,
    claims.map((one) => claimHtml(say, shown, one, mayRecord)),
  );
}

function claimHtml(say: Messages, shown: RequestShown, claim: CostClaim, mayRecord: boolean): Html {
  const words = say.costClaim;
  const { claimed, reimbursed, refused, mistaken } = claim;
  const { currency } = claim.claim;
  return html`<section>
    <h2>${words.number(claim.number)} ${stateTag(say, claim)}</h2>
    ${facts([
      [words.labels.claimed, moneyHtml(claim.claim)],
      [words.labels.reimbursed, reimbursed && moneyHtml({ amount: reimbursed.amount, currency })],
    ])}
    ${recordedTable(say, words.number(claim.number), [
      { words: words.events.claimed, recorded: claimed },
      { words: words.events.reimbursed, recorded: reimbursed },
      { words: words.events.refused, recorded: refused },
      { words: say.orderRecord.mistaken, recorded: mistaken },
    ])}
    ${mayRecord && mistaken === undefined ? stepLinks(linksOf(say, shown, claim), words.number(claim.number)) : nothing}
  </section>`;
}

/** As it was recorded, to the last digit: digits and letters keep their order in every language. */
export function moneyHtml(money: Money): Html {
  return html`<bdi dir="ltr">${moneyText(money)}</bdi>`;
}

export function moneyText({ amount, currency }: Money): string {
  return `${amount} ${currency}`;
}

function stateTag(say: Messages, { reimbursed, refused, mistaken }: CostClaim): Html {
  const words = say.costClaim.events;
  if (mistaken !== undefined) return tag('plain', say.orderRecord.mistaken);
  if (reimbursed !== undefined) return tag('ok', words.reimbursed);
  return refused === undefined ? tag('warn', say.costClaim.open) : tag('plain', words.refused);
}

function linksOf(say: Messages, shown: RequestShown, claim: CostClaim) {
  const words: { readonly [step in ClaimStepName]: string } = {
    ...say.costClaim.to,
    mistake: say.orderRecord.toMistake,
  };
  return CLAIM_STEPS.filter((step) => step === 'mistake' || !isAnswered(claim)).map((step) => ({
    href: claimAddress(shown, claim, step),
    words: words[step],
  }));
}

export function claimAddress(
  { file, request }: Pick<RequestShown, 'file' | 'request'>,
  { number }: CostClaim,
  step: ClaimAnswer | 'mistake',
): string {
  return requestAddress(file, request.number, `${COSTS}/${number}/${step}`);
}
