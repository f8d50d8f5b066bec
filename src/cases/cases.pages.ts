// The cases one is in, a case, and opening one.
import type { CaseOfMember, Member } from '../people/case-member.store.ts';
import type { Person } from '../people/person.ts';
import { inAgency, inCase, type CaseAct } from '../people/policy.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { Crumb, View } from '../web/page.ts';
import { done, facts, note, railSection, table, tag } from '../web/parts.ts';
import { dayText, numberText, when, whenText } from '../web/when.ts';

export function caseTable(say: Messages, list: readonly CaseOfMember[]): Html {
  const words = say.cases;
  return table<CaseOfMember>(
    words.title,
    [
      {
        heading: words.reference,
        cell: (one) => html`<a href="/cases/${one.reference}">${one.reference}</a>`,
      },
      { heading: words.name, cell: (one) => one.title },
      { heading: words.role, cell: (one) => say.caseRole[one.role] },
      { heading: words.exhibits, cell: (one) => numberText(say, one.exhibits), isNumber: true },
      { heading: words.opened, cell: (one) => dayText(say, one.createdAt) },
    ],
    list,
  );
}

export function casesPage(say: Messages, viewer: Person, list: readonly CaseOfMember[]): View {
  const words = say.cases;
  return {
    title: words.title,
    place: 'cases',
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${inAgency(viewer.roles, 'openCase') === 'yes' ? html`<p class="c-buttons"><a class="govuk-button" href="/cases/new">${words.open}</a></p>` : nothing}
      ${inAgency(viewer.roles, 'breakGlass') === 'no' ? nothing : html`<p><a href="/break-glass">${say.glass.title}</a></p>`}
      ${
        list.length === 0
          ? html`<p>${words.none}</p>`
          : html`${caseTable(say, list)}
              <p><a href="/evidence">${say.evidenceFilter.across}</a></p>`
      }`,
  };
}

export function newCaseCrumbs(say: Messages): Crumb[] {
  return [{ words: say.cases.title, href: '/cases' }, { words: say.cases.open }];
}

export function openedPage(
  say: Messages,
  opened: {
    readonly reference: string;
    readonly title: string;
    readonly lead: string;
    readonly isOwn: boolean;
  },
): View {
  const words = say.cases;
  return {
    title: words.openedTitle(opened.reference),
    place: 'cases',
    crumbs: newCaseCrumbs(say),
    isQuestion: true,
    main: html`<h1>${words.openedTitle(opened.reference)}</h1>
      <p>${words.openedBy(opened.lead, opened.title)}</p>
      ${
        opened.isOwn
          ? html`<p><a href="/cases/${opened.reference}">${words.toCase}</a></p>`
          : html`<p>${words.openedOther}</p>
              <p><a href="/cases">${words.toCases}</a></p>`
      }`,
  };
}

export interface CaseShown {
  readonly file: CaseOfMember;
  readonly members: readonly Member[];
  /** What stands between it and other authorities. */
  readonly between: Html;
  /** What the file says, for who sees it. */
  readonly about: Html;
  readonly notice: string | undefined;
}

export function casePage(say: Messages, { file, members, between, about, notice }: CaseShown): View {
  const words = say.cases;
  const maySee = inCase(file.role, 'seeMembers') === 'yes';
  const second = (act: CaseAct, page: string, label: string): Html =>
    inCase(file.role, act) === 'no'
      ? nothing
      : html`<a class="govuk-button govuk-button--secondary" href="/cases/${file.reference}/${page}"
          >${label}</a
        >`;
  return {
    title: file.title,
    place: 'cases',
    crumbs: caseCrumbs(say, file).map((crumb, i) => (i === 1 ? { words: crumb.words } : crumb)),
    main: html`${notice === undefined ? nothing : done(notice)}
      <h1>${file.title}</h1>
      <p class="c-lead">${file.reference}</p>
      ${file.until === undefined ? nothing : note('warn', html`<p><b>${say.glass.inCase}</b> ${say.glass.inCaseWords(whenText(say, file.until))}</p>`)}
      <h2>${words.evidence}</h2>
      <p>${words.evidenceWords(file.exhibits)}</p>
      <p class="c-buttons">
        <a class="govuk-button" href="/cases/${file.reference}/evidence">${words.seeEvidence}</a>
        ${second('addEvidence', 'add-evidence', say.add.title)}
        ${second('addEvidence', 'import', say.incoming.title)}
        ${second('shareEvidence', 'share', say.share.title)}
        ${second('seePackages', 'packages', say.share.list)}
      </p>
      ${inCase(file.role, 'seeRequests') === 'no' ? techniqueHtml(say, file) : requestsHtml(say, file)}
      ${between} ${about}
      <h2>${words.members}</h2>
      ${isLeaderless(members) ? note('warn', html`<p>${words.noLead(file.reference)}</p>`) : nothing}
      ${maySee ? memberTable(say, file, members) : html`<p>${words.notFor}</p>`}`,
    aside: railSection(
      words.youAre,
      facts([
        [say.caseRole[file.role], say.caseRoleHint[file.role]],
        [words.opened, when(say, file.createdAt)],
      ]),
    ),
  };
}

/** For who reads the technical part of requests, and nothing else of them. */
function techniqueHtml(say: Messages, { reference, role }: CaseOfMember): Html | string {
  if (inCase(role, 'readTechnique') === 'no') return nothing;
  const { list, listLead } = say.practice.reading;
  return html`<h2>${say.requests.title}</h2>
    <p>${listLead}</p>
    <p class="c-buttons">
      <a class="govuk-button govuk-button--secondary" href="/cases/${reference}/technique">${list}</a>
    </p>`;
}

function requestsHtml(say: Messages, { reference }: CaseOfMember): Html {
  const link = (page: string, label: string): Html =>
    html`<a class="govuk-button govuk-button--secondary" href="/cases/${reference}/${page}">${label}</a>`;
  return html`<h2>${say.requests.title}</h2>
    <p>${say.requests.lead}</p>
    <p class="c-buttons">
      ${link('requests', say.requests.title)} ${link('preservations', say.desks.names.preservations)}
      ${link('time-limits', say.timeLimits.title)}
    </p>`;
}

/** One whose account was closed leads nothing any more. */
function isLead({ role, hasAccess }: Member): boolean {
  return role === 'lead' && hasAccess;
}

function isLeaderless(members: readonly Member[]): boolean {
  const leads = members.filter(({ role }) => role === 'lead');
  return leads.length > 0 && !leads.some(isLead);
}

function memberTable(say: Messages, file: CaseOfMember, members: readonly Member[]): Html {
  const words = say.cases;
  const mayChange = inCase(file.role, 'changeMembers') === 'yes';
  const leads = members.filter(isLead).length;
  const act = (one: Member): Html | string =>
    isLead(one) && leads === 1
      ? tag('plain', words.lastLead)
      : html`<a href="/cases/${file.reference}/members/${one.person}/remove"
          >${words.remove}<span class="govuk-visually-hidden"> ${one.name}</span></a
        >`;
  return html`${table<Member>(
    words.members,
    [
      {
        heading: words.member,
        cell: (one) => (one.hasAccess ? one.name : html`${one.name} ${tag('plain', say.people.ended)}`),
      },
      {
        heading: words.memberRole,
        cell: (one) =>
          one.until === undefined
            ? say.caseRole[one.role]
            : html`${say.caseRole[one.role]} ${tag('warn', say.glass.inMembers(whenText(say, one.until)))}`,
      },
      { heading: words.since, cell: (one) => dayText(say, one.addedAt) },
      ...(mayChange ? [{ heading: say.account.act, cell: act }] : []),
    ],
    members,
  )}
  ${mayChange ? html`<p class="c-buttons"><a class="govuk-button govuk-button--secondary" href="/cases/${file.reference}/members/add">${words.addMember}</a></p>` : nothing}`;
}

export function caseCrumbs(say: Messages, file: CaseOfMember): Crumb[] {
  return [
    { words: say.cases.title, href: '/cases' },
    { words: `${file.reference} ${file.title}`, href: `/cases/${file.reference}` },
  ];
}
