// What is asked of a claim of costs, one question a page: what was claimed, and later what was reimbursed or why nothing was.
import { isDay } from '../../law/day.ts';
import { dayGiven } from '../../web/day-field.ts';
import { html, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { field } from '../../web/parts.ts';
import { stepForm, type SaidLine, type StepAsked, type Steps } from '../../web/steps.ts';
import { dayText } from '../../web/when.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { amountIn, decimalsOf, tooFine } from '../life/currency.ts';
import { belowRequest } from '../life/follow/request-follow.pages.ts';
import { requestAddress, type RequestShown } from '../request-shown.pages.ts';
import { thousandthsOf, type ClaimAnswer, type CostClaim, type Money } from './cost-claim.ts';
import { claimAddress, COSTS, moneyHtml, moneyText } from './cost-claim.pages.ts';
import { commonQuestion, commonWrong, keyField, type Days } from './order-record.pages.ts';

export type ClaimStepAsked = 'amount' | 'on' | 'evidence';

const STEPS: { readonly [what in 'claimed' | ClaimAnswer]: readonly ClaimStepAsked[] } = {
  claimed: ['amount', 'on', 'evidence'],
  reimbursed: ['amount', 'on', 'evidence'],
  refused: ['on', 'evidence'],
};

export function claimSteps(say: Messages, days: Days): Steps<ClaimStepAsked> {
  return {
    steps: STEPS.claimed,
    more: ['key'],
    wrong: (step, given) => {
      if (step !== 'amount') return commonWrong(say, step, given, days);
      return moneyGiven(given) === undefined ? wrongAmount(say, given, say.costClaim.wrongAmount) : undefined;
    },
  };
}

export function answerSteps(
  say: Messages,
  { claim, answer, now }: { readonly claim: CostClaim; readonly answer: ClaimAnswer; readonly now: number },
): Steps<ClaimStepAsked> {
  const days = { first: claim.claimed.on, now };
  return {
    steps: STEPS[answer],
    wrong: (step, given) => {
      if (step !== 'amount') return commonWrong(say, step, given, days);
      const money = moneyGiven(given, claim.claim.currency);
      const isMore = money !== undefined && thousandthsOf(money.amount) > thousandthsOf(claim.claim.amount);
      return money === undefined || isMore || money.currency !== claim.claim.currency
        ? wrongAmount(say, given, say.costClaim.wrongReimbursed(moneyText(claim.claim)), claim.claim.currency)
        : undefined;
    },
  };
}

/** `others`: where it is not finer than its currency is paid. */
function wrongAmount(say: Messages, given: URLSearchParams, others: string, currency = ''): string {
  const fine = tooFine(typedAmount(given, currency));
  return fine === undefined ? others : say.costClaim.tooFine(fine, decimalsOf(fine));
}

function typedAmount(given: URLSearchParams, currency: string): string {
  const typed = (given.get('amount') ?? '').trim();
  return /[A-Za-z]$/.test(typed) ? typed : `${typed} ${currency}`;
}

/** More than nothing. `currency`: where none is typed. */
export function moneyGiven(given: URLSearchParams, currency = ''): Money | undefined {
  const money = amountIn(typedAmount(given, currency));
  return money !== undefined && thousandthsOf(money.amount) > 0n ? money : undefined;
}

export function claimPage(
  say: Messages,
  shown: RequestShown,
  asked: StepAsked<ClaimStepAsked> & { readonly key: string },
): View {
  const words = say.costClaim;
  const title = words.asks.claimed[asked.step];
  const one = question(say, asked, title, words.amountHint);
  return belowRequest(say, shown, {
    title,
    here: words.record,
    under: { words: words.title, path: COSTS },
    errors: asked.errors,
    main: stepForm(
      say,
      {
        ...asked,
        address: requestAddress(shown.file, shown.request.number, `${COSTS}/new`),
        caption: words.title,
        button: say.orderRecord.record,
      },
      asked.step === 'evidence' ? html`${keyField(asked.given, asked.key)}${one}` : one,
      () => said(say, asked, words.labels.claimed),
    ),
  });
}

export function answerPage(
  say: Messages,
  shown: RequestShown,
  asked: StepAsked<ClaimStepAsked> & { readonly claim: CostClaim; readonly answer: ClaimAnswer },
): View {
  const words = say.costClaim;
  const { claim, answer, step } = asked;
  const asks: { readonly [step in ClaimStepAsked]?: string } = words.asks[answer];
  const title = asks[step] ?? '';
  return belowRequest(say, shown, {
    title,
    here: words.to[answer],
    under: { words: words.title, path: COSTS },
    errors: asked.errors,
    main: stepForm(
      say,
      {
        ...asked,
        address: claimAddress(shown, claim, answer),
        caption: `${words.number(claim.number)} · ${moneyText(claim.claim)}`,
        button: say.orderRecord.record,
      },
      question(say, asked, title, words.reimbursedHint(moneyText(claim.claim))),
      () => said(say, asked, words.labels.reimbursed, claim.claim.currency),
    ),
  });
}

function question(
  say: Messages,
  { step, given, errors }: StepAsked<ClaimStepAsked>,
  title: string,
  amountHint: string,
): Html {
  if (step !== 'amount')
    return commonQuestion(say, step, title, { given, errors, hint: say.costClaim.evidenceHint });
  const value = given.get(step) ?? '';
  return field(
    say,
    { name: step, label: title, hint: amountHint, value, isHeading: true, width: 'short' },
    errors,
  );
}

/** Of the pages before the last, whose answer stands in its field. `amount`: what it is called. */
function said(
  say: Messages,
  { asking, given }: StepAsked<ClaimStepAsked>,
  amount: string,
  currency?: string,
): SaidLine<ClaimStepAsked>[] {
  const { on } = say.costClaim.labels;
  return asking.steps.slice(0, -1).map((step) => {
    if (step === 'amount') {
      const money = moneyGiven(given, currency);
      return { step, label: amount, value: money === undefined ? '' : moneyHtml(money) };
    }
    const day = dayGiven(given, 'on');
    return { step, label: on, value: isDay(day) ? dayText(say, new Date(day)) : visiblePlain(day, 100) };
  });
}
