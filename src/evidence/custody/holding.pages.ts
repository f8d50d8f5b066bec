// Who holds an exhibit, for its page, and what waits to be answered, for "My work".
import type { Uuid } from '../../base/ids.ts';
import { inCase } from '../../people/policy.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { railSection, table, tag } from '../../web/parts.ts';
import { when } from '../../web/when.ts';
import { exhibitAddress, type About } from '../exhibits/exhibit-about.pages.ts';
import { mayOffer, mayWithdraw } from './hand-over.acts.ts';
import type { WaitingHandOver } from './hand-over.store.ts';
import type { Holding, OpenHandOver } from '../exhibits/holding.store.ts';
import { visiblePlain } from '../../web/safe-text.ts';

interface HoldingShown extends About {
  readonly holding: Holding;
  readonly viewer: Uuid;
  readonly agency: string;
}

/** Why this person cannot offer it now; undefined when they can. */
export function whyNotOffer(say: Messages, shown: HoldingShown): string | undefined {
  const words = say.handOver;
  const { holding, viewer, file, exhibit } = shown;
  if (exhibit.status !== 'held') return words.isDestroyed;
  if (!mayOffer(viewer, file.role, holding))
    return holding.holder?.role === undefined ? words.onlyLead : words.onlyHolder;
  return holding.open === undefined ? undefined : words.isOffered;
}

/** In the rail of the exhibit: who answers for it now, since when, and what waits. */
export function holdingRail(say: Messages, shown: HoldingShown): Html {
  const words = say.handOver;
  const { holding, viewer, file, exhibit } = shown;
  const { open } = holding;
  const seesNames = inCase(file.role, 'seeWhoActed') === 'yes';
  const address = `${exhibitAddress(shown)}/hand-over`;
  if (exhibit.status !== 'held') return nothing;
  if (!seesNames) return railSection(words.heldBy, html`<p>${shown.agency}</p>`);
  const why = whyNotOffer(say, shown);
  return railSection(
    words.heldBy,
    html`<p>${holderWords(say, shown)}</p>
      ${
        holding.since === undefined || holding.holder === undefined
          ? nothing
          : html`<p class="c-hint">${words.since} ${when(say, holding.since)}</p>`
      }
      ${
        open === undefined
          ? nothing
          : html`<p>${tag('warn', words.onOfferTo(open.to.name))}</p>
              <p class="c-hint">${words.offeredOn} ${when(say, open.offeredAt)}</p>
              ${open.to.id === viewer ? html`<p><a href="${address}/${open.id}/answer">${words.answer}</a></p>` : nothing}
              ${mayWithdraw(viewer, file.role, holding) ? withdrawal(say, address, open) : nothing}`
      }
      ${why === undefined || open !== undefined ? nothing : html`<p class="c-hint">${why}</p>`}`,
  );
}

function withdrawal(say: Messages, address: string, open: OpenHandOver): Html {
  return html`<form method="post" action="${address}/${open.id}/withdraw" class="c-press">
    <button type="submit" class="c-linkbutton">${say.handOver.takeBack}</button>
  </form>`;
}

function holderWords(say: Messages, { holding, viewer }: HoldingShown): Html {
  const words = say.handOver;
  const { holder } = holding;
  if (holder === undefined) return html`<b>${words.store}</b>`;
  const name = holder.name === '' ? words.someone : holder.name;
  const role = holder.role === undefined ? words.leftCase : say.caseRole[holder.role];
  return html`<b>${holder.id === viewer ? words.you(name) : name}</b><br />${role}`;
}

/** On "My work": what waits for this person, then what this person waits for. */
export function waitingHandOversHtml(say: Messages, list: readonly WaitingHandOver[]): Html {
  const words = say.handOver;
  const mine = list.filter((one) => one.isMine);
  const others = list.filter((one) => !one.isMine);
  const address = (one: WaitingHandOver): string => `/cases/${one.reference}/evidence/${one.item}`;
  const exhibit = {
    heading: words.exhibit,
    cell: (one: WaitingHandOver) =>
      html`<a href="${address(one)}">${one.number}</a><br />${visiblePlain(one.title, 200)}`,
  };
  const since = { heading: words.waitsSince, cell: (one: WaitingHandOver) => when(say, one.at) };
  return html`${
    mine.length === 0
      ? nothing
      : html`<h2>${words.waitingTitle}</h2>
          ${table<WaitingHandOver>(
            words.waitingTitle,
            [
              exhibit,
              { heading: words.from, cell: (one) => one.from },
              since,
              {
                heading: words.act,
                cell: (one) =>
                  html`<a href="${address(one)}/hand-over/${one.id}/answer"
                    >${words.answerIt}<span class="govuk-visually-hidden">
                      ${words.answerAbout(one.number)}</span
                    ></a
                  >`,
              },
            ],
            mine,
          )}`
  }
  ${
    others.length === 0
      ? nothing
      : html`<h2>${words.mineTitle}</h2>
          ${table<WaitingHandOver>(
            words.mineTitle,
            [exhibit, { heading: words.to, cell: (one) => one.to }, since],
            others,
          )}`
  }`;
}
