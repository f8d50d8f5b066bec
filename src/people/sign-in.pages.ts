// The pages at the door: signing in, the first administrator, an invitation, the second step.
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { done, field, form, hidden, note, type Errors } from '../web/parts.ts';
import { qrSvg } from '../web/qr.ts';
import type { NewFactor } from './sign-in.acts.ts';

export interface SignInForm {
  readonly email: string;
  readonly next: string;
  readonly errors: Errors;
  readonly justSignedOut: boolean;
  /** Name of the agency's identity provider, when one is set. */
  readonly provider?: string | undefined;
}

export function signInPage(say: Messages, asked: SignInForm): View {
  const { email, next, errors, justSignedOut, provider } = asked;
  return {
    title: say.signIn.title,
    isQuestion: true,
    errors,
    scripts: ['passkey.js'],
    main: html`${justSignedOut ? done(say.signIn.ended) : nothing}
      <h1>${say.signIn.title}</h1>
      ${next.startsWith('/kept/') ? note('plain', html`<p>${say.keptForm.signIn}</p>`) : nothing}
      ${provider === undefined ? nothing : providerLink(say, provider, `/sign-in/provider?next=${encodeURIComponent(next)}`)}
      <div class="c-passkey" data-passkey="signIn" data-next="${next}" hidden>
        <button type="button" class="govuk-button govuk-button--secondary">${say.signIn.passkey}</button>
        <p class="govuk-hint">${say.signIn.passkeyHint}</p>
        <p class="govuk-error-message" role="alert" data-failed="other" hidden>${say.signIn.passkeyFailed}</p>
        <p class="govuk-error-message" role="alert" data-failed="busy" hidden>${say.signIn.passkeyBusy}</p>
        <p class="c-or">${say.signIn.or}</p>
      </div>
      ${form(
        html`${hidden('next', next)}
        ${field(say, { name: 'email', label: say.signIn.email, type: 'email', value: email, autocomplete: 'username' }, errors)}
        ${field(say, { name: 'password', label: say.signIn.password, type: 'password', autocomplete: 'current-password' }, errors)}`,
        say.signIn.button,
        '/sign-in',
      )}
      <p class="govuk-hint">${say.signIn.noAccount}</p>`,
  };
}

/** A link and no form: what a form leads to must be of this house (CSP, form-action). */
function providerLink(say: Messages, name: string, href: string): Html {
  return html`<div class="c-passkey">
    <a class="govuk-button govuk-button--secondary" href="${href}">${say.provider.use(name)}</a>
    <p class="govuk-hint">${say.provider.useHint}</p>
  </div>`;
}

export function codePage(say: Messages, next: string, errors: Errors): View {
  const asked = {
    name: 'code',
    label: say.signIn.codeTitle,
    hint: say.signIn.codeHint,
    isHeading: true,
  } as const;
  return {
    title: say.signIn.codeTitle,
    isQuestion: true,
    errors,
    main: html`${form(
      html`${hidden('next', next)}
      ${field(say, { ...asked, width: 'short', autocomplete: 'one-time-code' }, errors)}`,
      say.signIn.codeButton,
      '/sign-in/code',
    )}`,
  };
}

export interface FirstForm {
  readonly name: string;
  readonly email: string;
  readonly errors: Errors;
}

export function firstPage(say: Messages, { name, email, errors }: FirstForm): View {
  const { first } = say;
  return {
    title: first.title,
    isQuestion: true,
    errors,
    main: html`<h1>${first.title}</h1>
      <p>${first.lead}</p>
      ${form(
        html`${field(say, { name: 'name', label: first.name, hint: first.nameHint, value: name, autocomplete: 'name' }, errors)}
        ${field(say, { name: 'email', label: first.email, hint: first.emailHint, type: 'email', value: email, autocomplete: 'username' }, errors)}
        ${newPassword(say, errors)}`,
        first.button,
      )}`,
  };
}

export interface Invited {
  readonly name: string;
  readonly email: string;
  /** Where the agency's identity provider is asked, when one is set. */
  readonly provider?: { readonly name: string; readonly href: string } | undefined;
}

export function invitationPage(say: Messages, who: Invited, errors: Errors): View {
  const title = say.invitation.welcome(who.name);
  return {
    title,
    isQuestion: true,
    errors,
    main: html`<h1>${title}</h1>
      <p>${say.invitation.lead(who.email)}</p>
      ${who.provider === undefined ? nothing : providerLink(say, who.provider.name, who.provider.href)}
      ${form(
        html`<input type="hidden" name="email" value="${who.email}" autocomplete="username" />
          ${newPassword(say, errors)}`,
        say.invitation.button,
      )}`,
  };
}

/** A link that leads nowhere, whatever the reason. */
export function deadLinkPage(say: Messages, words: string): View {
  return {
    title: say.invitation.goneTitle,
    isQuestion: true,
    main: html`<h1>${say.invitation.goneTitle}</h1>
      <p>${words}</p>`,
  };
}

export function factorStartPage(say: Messages, errors: Errors): View {
  const { factor } = say;
  return {
    title: factor.title,
    isQuestion: true,
    errors,
    main: html`<h1>${factor.title}</h1>
      <p>${factor.lead}</p>
      ${form(
        field(
          say,
          {
            name: 'password',
            label: factor.passwordAgain,
            type: 'password',
            autocomplete: 'current-password',
          },
          errors,
        ),
        factor.begin,
        '/account/second-step',
      )}`,
  };
}

/** The key and the recovery codes come back with the form, so that a wrong code need not make new ones. */
export function factorPage(say: Messages, made: NewFactor, errors: Errors): View {
  const { factor } = say;
  return {
    title: factor.scanTitle,
    isQuestion: true,
    errors,
    main: html`<h1>${factor.scanTitle}</h1>
      <p>${factor.scan}</p>
      <div class="c-qr">${qrSvg(made.uri, factor.scanAlt)}</div>
      <p><b>${factor.key}:</b> <code class="c-code">${groups(made.key)}</code></p>
      <h2>${factor.codesTitle}</h2>
      <p>${factor.codes}</p>
      <ul class="c-recovery">
        ${made.recoveryCodes.map((code) => html`<li><code>${code}</code></li>`)}
      </ul>
      ${form(
        html`${hidden('uri', made.uri)}${hidden('key', made.key)}${hidden('codes', made.recoveryCodes.join(' '))}
        ${field(say, { name: 'code', label: factor.code, hint: factor.codeHint, width: 'short', autocomplete: 'one-time-code', isCode: true }, errors)}`,
        factor.confirm,
        '/account/second-step/code',
      )}`,
  };
}

function newPassword(say: Messages, errors: Errors): Html {
  const { password } = say;
  return field(
    say,
    {
      name: 'password',
      label: password.new,
      hint: password.hint,
      type: 'password',
      autocomplete: 'new-password',
    },
    errors,
  );
}

/** In fours, to be typed. */
function groups(key: string): string {
  return (key.match(/.{1,4}/g) ?? []).join(' ');
}
