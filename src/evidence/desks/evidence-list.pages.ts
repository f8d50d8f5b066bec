// The evidence of a case: what there is, who holds it, and how it stands.
import { caseCrumbs } from '../../cases/cases.pages.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { inCase } from '../../people/policy.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { note, table, tag, type Column } from '../../web/parts.ts';
import { dayText, sizeText } from '../../web/when.ts';
import type { LastCheck } from '../exhibits/exhibit.ts';
import { filterForm } from './evidence-filter.pages.ts';
import { isFiltered, listQuery, type EvidenceFilter, type WrongDays } from './evidence-filter.ts';
import type { ExhibitAcross, ExhibitLine } from './evidence-list.store.ts';
import { visiblePlain } from '../../web/safe-text.ts';

interface EvidenceList {
  readonly file: CaseOfMember;
  readonly lines: readonly ExhibitLine[];
  readonly filter: EvidenceFilter;
  readonly wrong: WrongDays;
  /** Where the next page begins. */
  readonly next: number | undefined;
}

export function evidencePage(say: Messages, { file, lines, filter, wrong, next }: EvidenceList): View {
  const words = say.evidence;
  const address = `/cases/${file.reference}/evidence`;
  const mayAdd = inCase(file.role, 'addEvidence') === 'yes';
  const seesNames = inCase(file.role, 'seeWhoActed') === 'yes';
  return {
    title: words.title,
    place: 'cases',
    crumbs: [...caseCrumbs(say, file), { words: words.title }],
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${file.title}</p>
      <p class="c-buttons">
        ${mayAdd ? html`<a class="govuk-button" href="/cases/${file.reference}/add-evidence">${say.add.title}</a>` : nothing}
        ${
          lines.length === 0
            ? nothing
            : html`<a class="govuk-button govuk-button--secondary" href="/cases/${file.reference}/labels"
                >${say.labels.many}</a
              >`
        }
      </p>
      ${lines.length === 0 && !isFiltered(filter) && !isFiltered(wrong) ? nothing : filterForm(say, address, { filter, wrong, seesNames })}
      ${
        lines.length === 0
          ? html`<p>${isFiltered(filter) ? say.evidenceFilter.none : words.none}</p>`
          : table<ExhibitLine>(
              words.title,
              [
                {
                  heading: words.number,
                  cell: (one) => html`<a href="${address}/${one.item}">${one.number}</a>`,
                },
                { heading: words.name, cell: (one) => visiblePlain(one.title, 200) },
                { heading: words.size, cell: (one) => sizeText(say, one.bytes), isNumber: true },
                { heading: words.added, cell: (one) => dayText(say, one.addedAt) },
                ...(seesNames ? [holderColumn(say)] : []),
                { heading: words.state, cell: (one) => stateTag(say, one.isHeld, one.lastCheck) },
              ],
              lines,
            )
      }
      ${next === undefined ? nothing : html`<p><a href="${address}${listQuery(filter, String(next))}">${words.more}</a></p>`}
      ${mayAdd ? howToAdd(say, file) : nothing}`,
  };
}

interface EvidenceAcross {
  readonly lines: readonly ExhibitAcross[];
  readonly filter: EvidenceFilter;
  readonly wrong: WrongDays;
  readonly next: string | undefined;
}

/** Across one's cases, what was taken in last first. */
export function evidenceAcrossPage(say: Messages, { lines, filter, wrong, next }: EvidenceAcross): View {
  const words = say.evidence;
  const title = say.evidenceFilter.across;
  const address = (one: ExhibitAcross): string => `/cases/${one.reference}/evidence/${one.item}`;
  const holder = holderColumn(say);
  const seesNames = (one: ExhibitAcross): boolean => inCase(one.role, 'seeWhoActed') === 'yes';
  return {
    title,
    place: 'cases',
    crumbs: [{ words: say.cases.title, href: '/cases' }, { words: title }],
    main: html`<h1>${title}</h1>
      ${filterForm(say, '/evidence', { filter, wrong, seesNames: true })}
      ${
        lines.length === 0
          ? html`<p>${say.evidenceFilter.none}</p>`
          : table<ExhibitAcross>(
              title,
              [
                {
                  heading: words.number,
                  cell: (one) => html`<a href="${address(one)}">${one.number}</a>`,
                },
                { heading: words.name, cell: (one) => visiblePlain(one.title, 200) },
                {
                  heading: say.jobs.inCase,
                  cell: (one) => html`<a href="/cases/${one.reference}">${one.caseTitle}</a>`,
                },
                { heading: words.size, cell: (one) => sizeText(say, one.bytes), isNumber: true },
                { heading: words.added, cell: (one) => dayText(say, one.addedAt) },
                { heading: holder.heading, cell: (one) => (seesNames(one) ? holder.cell(one) : '–') },
                { heading: words.state, cell: (one) => stateTag(say, one.isHeld, one.lastCheck) },
              ],
              lines,
            )
      }
      ${next === undefined ? nothing : html`<p><a href="/evidence${listQuery(filter, next)}">${words.more}</a></p>`}`,
  };
}

function holderColumn(say: Messages): Column<ExhibitLine> {
  const words = say.handOver;
  return {
    heading: words.heldBy,
    cell: (one) => {
      if (!one.isHeld) return '–';
      const offer =
        one.offeredTo === undefined ? nothing : html`<br />${tag('warn', words.onOfferTo(one.offeredTo))}`;
      return html`${one.holder ?? words.store}${offer}`;
    },
  };
}

function howToAdd(say: Messages, file: CaseOfMember): Html {
  return note(
    'plain',
    html`<p>${say.evidence.howToAdd}</p>
      <p>
        <code class="c-code"
          >./comity exhibit add PATH --case ${file.reference} --source "…" --authority "…"</code
        >
      </p>`,
  );
}

export function stateTag(say: Messages, isHeld: boolean, check: LastCheck): Html {
  const words = say.evidence;
  if (!isHeld) return tag('plain', words.destroyed);
  if (check === undefined) return tag('plain', words.unchecked);
  const day = dayText(say, check.at);
  return check.isIntact ? tag('ok', words.intactOn(day)) : tag('stop', words.failedOn(day));
}
