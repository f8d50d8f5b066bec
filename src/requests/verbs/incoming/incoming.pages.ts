// What the page of an incoming request shows beyond its life: what came with it, and what to look at before it is decided.
import { inCase } from '../../../people/policy.ts';
import { CASE_ROLES } from '../../../people/roles.ts';
import type { Day } from '../../../law/day.ts';
import { stateName } from '../../../law/states.ts';
import { visiblePlain } from '../../../web/safe-text.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { facts, note, tag } from '../../../web/parts.ts';
import { listText, statedInFull, when } from '../../../web/when.ts';
import { basisStanding } from '../sending/basis.pages.ts';
import { capacityIn, receiptIn } from '../../machine/states/capacity.ts';
import { findingWords } from '../../machine/way/finding.ts';
import { isWrittenNow } from '../../machine/states/written.ts';
import type { ActDetail, LifeEvent } from '../../machine/states/life.ts';
import { paperList } from '../../machine/text/paper.pages.ts';
import { refText } from '../../core/ref-text.pages.ts';
import { requestAddress, type RequestShown } from '../../machine/text/request-shown.pages.ts';

const MAX_SHOWN = 4000;

type ApprovalOfThem = NonNullable<ActDetail['approval']>;

export function incomingSections(
  say: Messages,
  shown: RequestShown & {
    readonly today: Day;
    readonly life: {
      readonly events: readonly LifeEvent[];
      readonly facts: { readonly directoryNumbers: readonly string[] };
    };
  },
): Html {
  const { file, request, papers = [], life } = shown;
  if (request.direction === 'outgoing') return nothing;
  const words = say.requestIncoming;
  const receipt = receiptIn(life.events);
  const { sender, approval } = receipt?.detail ?? {};
  const capacity = capacityIn(life.events);
  const mayAdd = inCase(file.role, 'draftRequest') === 'yes';
  const isEmergency = request.urgency === 'emergency';
  return html`${facts([
      [say.requestLife.urgency, isEmergency ? tag('stop', say.practice.asked.levels.emergency) : undefined],
      [
        words.from,
        request.counterpart === undefined ? undefined : stateName(request.counterpart, say.language.code),
      ],
      [words.sender, sender?.authority && visiblePlain(sender.authority, MAX_SHOWN)],
      [words.senderContact, sender?.contact && visiblePlain(sender.contact, MAX_SHOWN)],
      [words.authorisedBy, approval && approvalShown(say, approval)],
      [say.letter.approval.until, approval?.validUntil && statedInFull(say, approval.validUntil)],
      [
        say.requestLife.reference,
        receipt?.detail.reference && visiblePlain(receipt.detail.reference, MAX_SHOWN),
      ],
      [words.capacity.label, capacity && words.capacity.words[capacity]],
      [words.received, receipt && when(say, receipt.occurredAt)],
      [words.howKnown, receipt?.evidence && visiblePlain(receipt.evidence, MAX_SHOWN)],
    ])}
    ${whatToLookAt(say, shown, life.facts.directoryNumbers)}
    <h2>${words.documents}</h2>
    ${paperList(say, file, papers)}
    ${
      mayAdd
        ? html`<p>
            <a href="${requestAddress(file, request.number, '/papers')}">${words.add}</a
            >${isWrittenNow(request) ? html` · <a href="${requestAddress(file, request.number, '/fields')}">${words.fields}</a>` : nothing}
          </p>`
        : nothing
    }`;
}

/** As its document says: the letter and its proof show whether it is so. */
function approvalShown(say: Messages, { name, role, authority, country, timestamp }: ApprovalOfThem): Html {
  const office = CASE_ROLES.find((one) => one === role);
  const parts = [name, office === undefined ? role : say.caseRole[office], authority].map((one) =>
    visiblePlain(one, MAX_SHOWN),
  );
  return html`${parts.map((one) => html`<bdi>${one}</bdi>, `)}${stateName(country, say.language.code)} ·
  ${statedInFull(say, timestamp)}`;
}

function whatToLookAt(
  say: Messages,
  shown: RequestShown & { readonly today: Day },
  numbers: readonly string[],
): Html {
  const words = say.requestIncoming;
  switch (shown.request.state) {
    case 'received':
      return note(
        'warn',
        html`<h2>${words.authenticity}</h2>
          <p>${words.callBack}</p>
          ${numbers.length === 0 ? html`<p>${words.noNumbers} ${directory(say, shown)}</p>` : facts([[words.numbers, listText(say, numbers)]])}
          ${shown.papers?.some(({ mediaType }) => mediaType === 'application/pdf') === true ? html`<p>${words.signature}</p>` : nothing}`,
      );
    case 'registered':
    case 'admissibility':
      return admissibility(say, shown);
    default:
      return nothing;
  }
}

/** Where a number of theirs is added from a source of one's own. */
function directory(say: Messages, { request: { counterpart } }: RequestShown): Html {
  if (counterpart === undefined) return nothing;
  return html`<a href="/law/states/${counterpart}">${say.desks.showNumber}</a>`;
}

/** What the checks of its form find, and its legal basis. */
function admissibility(say: Messages, shown: RequestShown & { readonly today: Day }): Html {
  const words = say.requestIncoming;
  const { legal, findings, law } = shown;
  const list = findings.filter(({ level }) => level === 'block');
  return note(
    list.length === 0 ? 'plain' : 'warn',
    html`<h2>${words.admissibility}</h2>
      ${
        list.length === 0
          ? html`<p>${words.nothingWrong}</p>`
          : html`<p>${words.wrong}</p>
              <ul class="govuk-list">
                ${list.map((one) => html`<li>${findingWords(say, legal, one)} <span class="c-hint">${refText(say, law, one.ref)}</span></li>`)}
              </ul>`
      }
      ${basisStanding(say, shown)}`,
  );
}
