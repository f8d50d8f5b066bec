// Your account: where you are signed in, your passkeys, your roles.
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { done, facts, field, form, pressButton, railSection, table, tag, type Errors } from '../web/parts.ts';
import { when, whenText } from '../web/when.ts';
import { keyList } from './api-key.pages.ts';
import type { ApiKey } from './api-key.ts';
import type { Person } from './person.ts';
import type { PasskeySeen, SessionSeen } from './session.store.ts';

interface Account {
  readonly person: Person;
  readonly sessions: readonly SessionSeen[];
  readonly thisSession: string;
  readonly passkeys: readonly PasskeySeen[];
  readonly keys: readonly ApiKey[];
  readonly hasPassword: boolean;
  /** Name of the identity provider that could be added. */
  readonly provider: string | undefined;
  /** What was done just now, in words. */
  readonly notice: string | undefined;
}

export function accountPage(say: Messages, account: Account): View {
  const { person } = account;
  const words = say.account;
  return {
    title: words.title,
    place: 'account',
    scripts: ['passkey.js'],
    main: html`${account.notice === undefined ? nothing : done(account.notice)}
      <h1>${words.title}</h1>
      <p class="c-lead">${words.lead(person.email)}</p>
      <h2>${words.sessions}</h2>
      ${sessions(say, account)}
      ${account.sessions.length > 1 ? pressButton('/account/sessions/end-others', words.endOthers, '') : nothing}
      <p class="c-hint">${words.sessionsHint}</p>
      <h2>${words.passkeys}</h2>
      <p class="c-hint">${words.passkeysHint}</p>
      ${passkeyTable(say, account.passkeys, '')} ${addPasskey(say, '')} ${keyList(say, account.keys)}`,
    aside: html`${railSection(words.roles, roles(say, person))}
    ${railSection(
      say.languages.title,
      html`<p>${say.language.name}</p>
        <p><a href="/language">${say.languages.change}</a></p>`,
    )}
    ${railSection(say.timeLimits.calendar, html`<p><a href="/account/calendar">${say.timeLimits.calendar}</a></p>`)}
    ${railSection(words.secondStep, html`<p>${tag('ok', account.hasPassword ? words.secondStepOn : say.provider.secondStep)}</p>`)}
    ${railSection(
      words.password,
      account.hasPassword
        ? html`<p><a href="/account/password">${words.changePassword}</a></p>`
        : html`<p>${say.provider.noPassword}</p>`,
    )}
    ${
      account.provider === undefined || !account.hasPassword
        ? nothing
        : railSection(
            say.provider.title,
            html`<p><a href="/account/provider">${say.provider.link(account.provider)}</a></p>
              <p class="c-hint">${say.provider.linkHint}</p>`,
          )
    }`,
  };
}

export function passwordPage(say: Messages, errors: Errors): View {
  const { account: words, password } = say;
  const present = { name: 'present', label: words.presentPassword, autocomplete: 'current-password' };
  const next = { name: 'password', label: password.new, hint: password.hint, autocomplete: 'new-password' };
  return {
    title: words.changePassword,
    place: 'account',
    crumbs: [{ words: words.title, href: '/account' }, { words: words.changePassword }],
    isQuestion: true,
    errors,
    main: html`<h1>${words.changePassword}</h1>
      <p>${words.changePasswordHint}</p>
      ${form(
        html`${field(say, { ...present, type: 'password' }, errors)}
        ${field(say, { ...next, type: 'password' }, errors)}`,
        words.changePassword,
      )}`,
  };
}

function sessions(say: Messages, { sessions: list, thisSession }: Account): Html {
  const words = say.account;
  const browser = (one: SessionSeen): string => browserWords(one.browser);
  return table<SessionSeen>(
    words.sessions,
    [
      {
        heading: words.browser,
        cell: (one) =>
          html`${browser(one)} ${one.id === thisSession ? tag('plain', words.thisOne) : nothing}`,
      },
      { heading: words.address, cell: (one) => one.address },
      { heading: words.since, cell: (one) => when(say, one.startedAt) },
      {
        heading: words.act,
        cell: (one) =>
          pressButton(
            `/account/sessions/${one.id}/end`,
            words.end,
            words.endAbout(browser(one), whenText(say, one.startedAt)),
          ),
      },
    ],
    list,
  );
}

/** `under`: the part of the site that the account belongs to. */
export function addPasskey(say: Messages, under: '' | '/portal' | '/portal/disclosed'): Html {
  const words = say.account;
  return html`<div
      data-passkey="register"
      data-under="${under}"
      data-next="${under}/account?done=passkey"
      hidden
    >
      <button type="button" class="govuk-button govuk-button--secondary">${words.addPasskey}</button>
      <p class="govuk-error-message" role="alert" data-failed="other" hidden>${words.passkeyFailed}</p>
      <p class="govuk-error-message" role="alert" data-failed="stale" hidden>${words.passkeyStale}</p>
      <p class="govuk-error-message" role="alert" data-failed="busy" hidden>${words.passkeyBusy}</p>
    </div>
    <noscript><p class="c-hint">${words.needsScript}</p></noscript>`;
}

export function passkeyTable(
  say: Messages,
  list: readonly PasskeySeen[],
  under: '' | '/portal' | '/portal/disclosed',
): Html {
  const words = say.account;
  if (list.length === 0) return html`<p>${words.noPasskeys}</p>`;
  return table<PasskeySeen>(
    words.passkeys,
    [
      { heading: words.passkey, cell: (one) => words.passkeyNamed(one.name) },
      { heading: words.added, cell: (one) => (one.addedAt === undefined ? '' : when(say, one.addedAt)) },
      {
        heading: words.act,
        cell: (one) =>
          pressButton(
            `${under}/account/passkeys/${one.id}/remove`,
            words.remove,
            words.passkeyNamed(one.name),
          ),
      },
    ],
    list,
  );
}

function roles(say: Messages, { roles: list }: Person): Html {
  if (list.length === 0) return html`<p>${say.account.noRoles}</p>`;
  return facts(list.map((role) => [say.agencyRole[role], say.agencyRoleHint[role]]));
}

/** Enough to tell one's own computers apart; the whole string helps nobody. */
function browserWords(agent: string): string {
  const program = /(Firefox|Edg|OPR|Chrome|Safari)\/(\d+)/.exec(agent);
  const system = /\((?:[^;()]*; )?(Windows|Macintosh|Android|iPhone|iPad|Linux|X11)[^()]*\)/.exec(agent);
  const names: { readonly [name: string]: string } = {
    Edg: 'Edge',
    OPR: 'Opera',
    X11: 'Linux',
    Macintosh: 'macOS',
  };
  const named = [program?.[1], system?.[1]].flatMap((name) =>
    name === undefined ? [] : (names[name] ?? name),
  );
  return named.length === 0 ? agent.slice(0, 40) : named.join(' · ');
}
