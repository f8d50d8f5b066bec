// The frame of every page: title, navigation, crumbs, the thing itself, and the rail with what one must not forget.
import type { Assets } from './assets.ts';
import { html, nothing, raw, type Html } from './html.ts';
import { LANGUAGES, type Messages } from './messages.ts';
import { errorSummary, hidden, type Errors } from './parts.ts';

/** What is the same for all pages that one person sees. */
export interface Frame {
  readonly say: Messages;
  readonly assets: Assets;
  /** Path and query of the page, where it can be asked for again in another language. */
  readonly here?: string;
  /** Absent for strangers. */
  readonly viewer?: {
    readonly name: string;
    readonly does: string;
    readonly mayManage: boolean;
    readonly mayAudit?: boolean;
    /** Receives from outside: has its own pages in the portal, which begin here, and no page of the agency. */
    readonly homeInPortal?: '/portal' | '/portal/disclosed';
  };
}

export interface Crumb {
  readonly words: string;
  readonly href?: string;
}

type Place = 'work' | 'cases' | 'law' | 'people' | 'audit' | 'settings' | 'account' | 'portal';

export interface View {
  readonly title: string;
  readonly place?: Place;
  readonly crumbs?: readonly Crumb[];
  readonly main: Html;
  readonly aside?: Html;
  /** A page that asks: narrow, without rail. */
  readonly isQuestion?: boolean;
  /** What was not right in the form: said before everything else, and in the title (WCAG 2.2, 3.3.1). */
  readonly errors?: Errors;
  /** Something else was not right, which `main` says. */
  readonly hasErrors?: boolean;
  readonly scripts?: readonly (
    | 'back.js'
    | 'identifiers.js'
    | 'keys.js'
    | 'passkey.js'
    | 'progress.js'
    | 'sign.js'
    | 'upload.js'
  )[];
  /** Without a script the page looks again by itself. */
  readonly refreshSeconds?: number;
}

export async function pageText(frame: Frame, view: View): Promise<Html> {
  const { say, assets } = frame;
  const { errors = {} } = view;
  const main = await view.main;
  const hasErrors = view.hasErrors === true || Object.keys(errors).length > 0;
  const title = `${hasErrors ? `${say.frame.error}${say.language.colon}` : ''}${view.title} – ${say.frame.name}`;
  return html`<!doctype html>
    <html lang="${say.language.code}" dir="${say.language.dir}">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="${assets.url('mark.svg')}" type="image/svg+xml" />
        <link rel="stylesheet" href="${assets.url('comity.css')}" />
        ${sheets(say, String(main)).map((sheet) => html`<link rel="stylesheet" href="${assets.url(`${sheet}.css`)}" />`)}
        ${view.refreshSeconds === undefined ? nothing : html`<noscript><meta http-equiv="refresh" content="${view.refreshSeconds}" /></noscript>`}
        ${(view.scripts ?? []).map((name) => html`<script type="module" src="${assets.url(name)}"></script>`)}
      </head>
      <body class="govuk-template__body">
        <a href="#main" class="govuk-skip-link">${say.frame.skip}</a>
        ${bar(frame, view.place)} ${crumbs(say, view.crumbs ?? [])}
        <div class="c-page${view.aside === undefined ? ' c-page--wide' : ''}">
          <main id="main" class="${view.isQuestion === true ? 'c-question' : 'c-main'}" tabindex="-1">
            ${errorSummary(say, errors)} ${main}
          </main>
          ${view.aside === undefined ? nothing : html`<aside class="c-rail" aria-label="${say.frame.rail}">${view.aside}</aside>`}
        </div>
        <footer class="c-foot">
          <p>${say.frame.foot} <a href="/check">${say.frame.check}</a></p>
          ${languageChoice(frame)}
        </footer>
      </body>
    </html> `;
}

/** Of type faces: those of the language of the page, and of a language in which something on it is said. */
function sheets(say: Messages, main: string): readonly string[] {
  const needed = Object.values(LANGUAGES).flatMap(({ language: { code, sheet } }) =>
    sheet !== undefined && (code === say.language.code || main.includes(`lang="${code}"`)) ? [sheet] : [],
  );
  return [...new Set(needed)];
}

/** On a narrow page all but the name waits behind a button: a popover, which opens without a script and closes with Escape. */
function bar({ say, viewer }: Frame, place: Place | undefined): Html {
  const item = (name: Place, href: string, words = say.nav[name]): Html =>
    html`<li>
      <a href="${href}" ${place === name ? raw(' aria-current="page"') : nothing}>${words}</a>
    </li>`;
  const inPortal = (home: '/portal' | '/portal/disclosed'): Html =>
    item('portal', home, home === '/portal' ? undefined : say.portal.disclosed.title);
  return html`<header class="c-bar">
    <div class="c-bar__in">
      <a class="c-bar__name" href="/">${say.frame.name}</a>
      ${
        viewer === undefined
          ? nothing
          : html`<button class="c-bar__menu" type="button" popovertarget="menu">${say.frame.menu}</button>
              <div class="c-bar__all" id="menu" popover>
                <nav aria-label="${say.frame.navigation}">
                  <ul>
                    ${viewer.homeInPortal !== undefined ? inPortal(viewer.homeInPortal) : html`${item('work', '/')}${item('cases', '/cases')}${item('law', '/law')}`}${viewer.mayManage ? html`${item('people', '/people')}${item('settings', '/settings')}` : nothing}${viewer.mayAudit === true ? item('audit', '/audit') : nothing}
                  </ul>
                </nav>
                <div class="c-bar__who">
                  <a href="/account" ${place === 'account' ? raw(' aria-current="page"') : nothing}
                    ><span class="govuk-visually-hidden">${say.nav.account}${say.language.colon}</span
                    >${viewer.name}</a
                  ><span class="c-bar__does">${viewer.does}</span>
                  <form method="post" action="/sign-out">
                    <button class="c-bar__out" type="submit">${say.nav.signOut}</button>
                  </form>
                </div>
              </div>`
      }
    </div>
  </header>`;
}

function crumbs(say: Messages, list: readonly Crumb[]): Html {
  if (list.length === 0) return nothing;
  const one = ({ words, href }: Crumb): Html =>
    href === undefined
      ? html`<li aria-current="page">${words}</li>`
      : html`<li><a href="${href}">${words}</a></li>`;
  return html`<nav class="c-crumbs" aria-label="${say.frame.crumbs}">
    <ol>
      ${list.map(one)}
    </ol>
  </nav>`;
}

/** Each in its own script, on every page: whoever landed in a language they cannot read finds the way out. */
function languageChoice({ say, here = '/' }: Frame): Html {
  const one = ({ language }: Messages): Html =>
    html`<li>
      <button
        class="c-linkbutton"
        name="language"
        value="${language.code}"
        lang="${language.code}"
        dir="${language.dir}"
        ${language.code === say.language.code ? raw(' aria-current="true"') : nothing}
      >
        ${language.name}
      </button>
    </li>`;
  return html`<form method="post" action="/language" class="c-languages" aria-label="${say.languages.title}">
    ${hidden('next', here)}
    <ul>
      ${Object.values(LANGUAGES).map(one)}
    </ul>
  </form>`;
}
