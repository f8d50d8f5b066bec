// Who vouches for the custody log from outside: time-stamp authorities and witnesses.
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { facts, form, note, pressButton, table, tag } from '../../web/parts.ts';
import { when, whenText } from '../../web/when.ts';
import type { Policy, PolicyWitness } from '../../verify/policy.ts';
import type { Vouched } from './health.ts';
import type { TimestampAuthority } from '../log/log-partners.ts';
import type { Stamping, Witnessing } from '../log/log-partners.acts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { settingPage } from '../../people/setting.pages.ts';

export const HOME = '/settings/partners';

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
