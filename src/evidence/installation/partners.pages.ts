// Who vouches for the custody log from outside: time-stamp authorities and witnesses.
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import {
  errorSummary,
  facts,
  field,
  form,
  note,
  pressButton,
  table,
  tag,
  type Errors,
} from '../../web/parts.ts';
import { stepForm, type SaidLine, type StepAsked } from '../../web/steps.ts';
import { when, whenText } from '../../web/when.ts';
import type { Policy, PolicyWitness } from '../../verify/policy.ts';
import type { Vouched } from './health.ts';
import type { TimestampAuthority } from '../log/log-partners.ts';
import type { Stamping, Witnessing } from '../log/log-partners.acts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { settingPage } from '../../people/setting.pages.ts';

const HOME = '/settings/partners';

export interface PartnersShown {
  readonly authorities: readonly TimestampAuthority[];
  readonly policy: Policy | undefined;
  readonly witnessed: Vouched;
  readonly stamped: Vouched;
  readonly notice: string | undefined;
  /** What was found by asking just now. */
  readonly asked?: Html;
}

export function partnersPage(say: Messages, shown: PartnersShown): View {
  const words = say.partners;
  const { authorities, policy, witnessed, stamped, notice } = shown;
  const at = (vouched: Vouched): Html | string =>
    vouched.at === undefined ? words.never : when(say, vouched.at);
  const view = settingPage(
    say,
    say.settings.partners,
    { errors: {}, notice },
    html`${shown.asked ?? nothing}
      <h2>${words.authorities}</h2>
      <p>${words.authoritiesHint}</p>
      ${
        authorities.length === 0
          ? html`<p>${words.none}</p>`
          : html`${authorityTable(say, authorities)}${facts([[words.lastStamped, at(stamped)]])}`
      }
      <p class="c-buttons">
        <a class="govuk-button govuk-button--secondary" href="${HOME}/authority">${words.add}</a>
      </p>
      <h2>${words.witnesses}</h2>
      <p>${words.witnessesHint}</p>
      ${
        policy === undefined
          ? html`<p>${words.noWitnesses}</p>`
          : html`${witnessTable(say, policy.witnesses)}${facts([[words.lastWitnessed, at(witnessed)]])}
            ${form(nothing, words.ask, `${HOME}/witness`)}`
      }
      <p><a href="${HOME}/policy">${words.policy}</a></p>`,
  );
  return { ...view, isQuestion: false };
}

function authorityTable(say: Messages, list: readonly TimestampAuthority[]): Html {
  const words = say.partners;
  return table<TimestampAuthority>(
    words.authorities,
    [
      { heading: words.name, cell: (one) => one.name },
      { heading: words.address, cell: (one) => one.url },
      {
        heading: words.trusted,
        cell: (one) => (one.trust === undefined ? tag('warn', words.notSet) : tag('ok', words.byCertificate)),
      },
      {
        heading: words.act,
        cell: (one) =>
          html`${pressButton(`${HOME}/authority/${one.name}/try`, words.try, one.name)}
          ${pressButton(`${HOME}/authority/${one.name}/remove`, words.remove, one.name)}`,
      },
    ],
    list,
  );
}

function witnessTable(say: Messages, list: readonly PolicyWitness[]): Html {
  const words = say.partners;
  if (list.length === 0) return html`<p>${words.policyOf(0)}</p>`;
  return table<PolicyWitness>(
    words.witnesses,
    [
      { heading: words.witness, cell: (one) => visiblePlain(one.name, 200) },
      { heading: words.address, cell: (one) => one.url ?? '' },
    ],
    list,
  );
}

export function stampNote(say: Messages, { name, time, isTrusted, problem }: Stamping): Html {
  const words = say.partners;
  if (time === undefined)
    return note('stop', html`<p><b>${words.notStamped(name)}</b> ${visiblePlain(problem ?? '', 500)}</p>`);
  const at = time === 'already' ? '' : whenText(say, new Date(time));
  if (time === 'already') return note('ok', html`<p>${words.already(name)}</p>`);
  return isTrusted === true
    ? note('ok', html`<p>${words.stamped(name, at)}</p>`)
    : note('warn', html`<p>${words.stampedUntrusted(name, at)}</p>`);
}

export function witnessNote(say: Messages, { quorum, witnesses }: Witnessing): Html {
  const words = say.partners;
  const isFork = witnesses.some((one) => one.fork !== undefined);
  return html`${isFork ? note('stop', html`<p><b>${words.fork}</b></p>`) : nothing}
  ${note(
    quorum ? 'ok' : 'warn',
    html`<p><b>${quorum ? words.enough : words.notEnough}</b></p>
      <ul class="govuk-list">
        ${witnesses.map(
          (one) =>
            html`<li>
              ${visiblePlain(one.name, 200)}
              ${one.cosigned ? tag('ok', words.cosigned) : tag('warn', words.notCosigned)}
              ${one.problem === undefined ? nothing : visiblePlain(one.problem, 300)}
            </li>`,
        )}
      </ul>`,
  )}`;
}

export const AUTHORITY_STEPS = ['name', 'url', 'trust'] as const;
export type AuthorityStep = (typeof AUTHORITY_STEPS)[number];

/** One question a page; the certificates come last and are posted. */
export function authorityPage(say: Messages, asked: StepAsked<AuthorityStep>): View {
  const words = say.partners;
  const { step, given, errors } = asked;
  const value = given.get(step) ?? '';
  const plain = { name: step, value, autocomplete: 'off', isHeading: true } as const;
  const { asks } = words;
  const questions = {
    name: { ...plain, label: asks.name, hint: words.nameHint, width: 'short' },
    url: { ...plain, label: asks.url, hint: words.addressHint },
    trust: { ...plain, label: asks.trust, hint: words.certificatesHint, rows: 8, isOptional: true },
  } as const;
  const said = (one: 'name' | 'url', label: string): SaidLine<AuthorityStep> => ({
    step: one,
    label,
    value: visiblePlain(given.get(one) ?? '', 300),
  });
  return question(say, { title: asks[step], here: words.add, errors }, [
    stepForm(
      say,
      { ...asked, address: `${HOME}/authority`, caption: words.addTitle, button: words.addButton },
      field(say, questions[step], errors),
      () => [said('name', words.name), said('url', words.address)],
    ),
  ]);
}

export function policyPage(say: Messages, text: string, errors: Errors): View {
  const words = say.partners;
  const asked = {
    name: 'policy',
    label: words.policyTitle,
    hint: words.policyHint,
    isHeading: true,
  } as const;
  return question(say, { title: words.policyTitle, here: words.policy, errors }, [
    form(field(say, { ...asked, value: text, rows: 10 }, errors), say.settings.save, `${HOME}/policy`),
  ]);
}

function question(
  say: Messages,
  { title, here, errors }: { title: string; here: string; errors: Errors },
  content: readonly Html[],
): View {
  return {
    title,
    place: 'settings',
    crumbs: [
      { words: say.settings.title, href: '/settings' },
      { words: say.settings.partners, href: HOME },
      { words: here },
    ],
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}${[...content]}`,
  };
}
