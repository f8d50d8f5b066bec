// The evidence of a case, and the exhibit page: what it is, what happened to it, what one may do.
import type { Uuid } from '../../base/ids.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { inCase } from '../../people/policy.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { done, facts, note, railSection, tag } from '../../web/parts.ts';
import { dayText, listText, numberText, sizeText, when } from '../../web/when.ts';
import { custodyLineHtml } from '../custody/custody-line.pages.ts';
import { derivedHtml } from './derived.pages.ts';
import { disposalNote, disposalRail } from '../custody/disposal.pages.ts';
import { stateTag } from './evidence-list.pages.ts';
import { exhibitAddress, exhibitCrumbs } from '../exhibits/exhibit-about.pages.ts';
import type { ViewedExhibit } from './exhibit-view.acts.ts';
import { holdingRail, whyNotOffer } from '../custody/holding.pages.ts';
import type { Exhibit, ImageFinding, LastCheck } from '../exhibits/exhibit.ts';
import { keptToLeads } from '../packages/leads-only.ts';
import type { PackagedEvent } from '../events/event.ts';
import { sayOnPage } from '../events/messages.ts';
import { visiblePlain } from '../../web/safe-text.ts';

interface Proof {
  readonly log: string;
  /** Of the last published checkpoint; undefined before the first. */
  readonly checkpoint: { readonly size: number; readonly at: Date } | undefined;
}

interface ExhibitShown extends ViewedExhibit {
  readonly file: CaseOfMember;
  readonly proof: Proof;
  readonly viewer: Uuid;
  readonly agency: string;
  /** What was done just now, in sentences. */
  readonly notice: readonly [string, ...string[]] | undefined;
}

export function exhibitPage(say: Messages, shown: ExhibitShown): View {
  const { exhibit, events, file } = shown;
  const words = say.evidence;
  const title = visiblePlain(exhibit.title, 200);
  return {
    title: `${title}, ${words.exhibit(exhibit.number)}`,
    place: 'cases',
    crumbs: exhibitCrumbs(say, shown),
    main: html`${shown.notice === undefined ? nothing : done(...shown.notice)}
      <div class="c-titled">
        <h1><bdi>${title}</bdi></h1>
        ${standing(say, exhibit, events)}
      </div>
      <p class="c-lead">${lead(say, exhibit)}</p>
      ${acts(say, shown)} ${failure(say, events)} ${disposalNote(say, shown)} ${leadsNote(say, shown)}
      ${exhibit.conditions.length === 0 ? nothing : note('warn', html`<p><b>${words.limited}</b> ${exhibit.conditions.map((one, i) => html`${i === 0 ? nothing : ' · '}<bdi>${visiblePlain(one, 1000)}</bdi>`)}</p>`)}
      <h2>${words.happened}</h2>
      ${chain(say, shown)}
      ${custodyLineHtml(say, { events, seesNames: inCase(file.role, 'seeWhoActed') === 'yes' })}
      ${inCase(file.role, 'correctCustody') === 'yes' ? html`<p><a href="${exhibitAddress(shown)}/correct">${say.correction.title}</a></p>` : nothing}
      ${derivedHtml(say, shown, events)}
      <h2>${words.whatItIs}</h2>
      ${whatItIs(say, exhibit, events, inCase(file.role, 'seeWhoActed') === 'yes')}`,
    aside: html`${holdingRail(say, shown)} ${railSection(words.conditions, conditions(say, shown))}
    ${railSection(words.proof, proof(say, shown))}
    ${railSection(
      words.check,
      html`<p>${words.checkWords}</p>
        ${readAgain(say, shown)}`,
    )}
    ${disposalRail(say, shown)}`,
  };
}

/**
 * The last check of it, or else what was compared when it came: an image with the hash that it carries, a file with its digest where it
 * came from. Only where neither was is it unchecked.
 */
function standing(say: Messages, exhibit: Exhibit, events: readonly PackagedEvent[]): Html {
  const isHeld = exhibit.status === 'held';
  const check = lastCheck(events);
  const { image, addedAt } = exhibit;
  const acquired = events.find(({ event }) => event.type === 'acquired');
  const words = say.evidence;
  const compared = [
    ...(image?.agrees === true && image.container !== 'bad'
      ? [words.ownHashEqual(dayText(say, addedAt))]
      : []),
    ...(acquired?.detail?.sentEqual === undefined ? [] : [words.sentEqual]),
  ];
  if (!isHeld || check !== undefined || compared.length === 0) return stateTag(say, isHeld, check);
  return html`${compared.map((one) => tag('ok', one))}`;
}

/** What this person may do with it now; the first is what they most likely came for. */
function acts(say: Messages, shown: ExhibitShown): Html {
  const { file, exhibit } = shown;
  const address = exhibitAddress(shown);
  const { open } = shown.holding;
  const offered = open?.to.id === shown.viewer && exhibit.status === 'held' ? [open] : [];
  const mayOffer = whyNotOffer(say, shown) === undefined;
  const item = exhibit.number.slice(file.reference.length + 1);
  const maySeal = shown.isSealable && inCase(file.role, 'addEvidence') === 'yes';
  const list = [
    ...(maySeal ? [{ words: say.seal.act, href: `${address}/seal` }] : []),
    ...offered.map(({ id }) => ({ words: say.handOver.answer, href: `${address}/hand-over/${id}/answer` })),
    ...(mayOffer ? [{ words: say.handOver.title, href: `${address}/hand-over` }] : []),
    ...(inCase(file.role, 'draftRequest') === 'yes'
      ? [{ words: say.requests.begin, href: `/cases/${file.reference}/requests/new?exhibit=${item}` }]
      : []),
    ...(exhibit.status === 'held' && exhibit.image === undefined && inCase(file.role, 'addEvidence') === 'yes'
      ? [{ words: say.redaction.title, href: `${address}/redact` }]
      : []),
    ...(exhibit.status === 'held' ? [{ words: say.contents.title, href: `${address}/contents` }] : []),
    { words: say.court.title, href: `${address}/court` },
    { words: say.labels.one, href: `/cases/${file.reference}/labels?items=${item}` },
  ];
  return html`<p class="c-buttons">
    ${list.map(({ words, href }, i) => {
      const isMain = i === 0 && (maySeal || offered.length > 0 || mayOffer);
      return html`<a class="govuk-button${isMain ? '' : ' govuk-button--secondary'}" href="${href}"
        >${words}</a
      >`;
    })}
  </p>`;
}

function readAgain(say: Messages, shown: ExhibitShown): Html {
  if (shown.exhibit.status !== 'held' || inCase(shown.file.role, 'checkEvidence') !== 'yes') return nothing;
  const words = say.fixity;
  return html`<form method="post" action="${exhibitAddress(shown)}/check">
    <p>${words.words}</p>
    <button class="govuk-button govuk-button--secondary" type="submit">${words.button}</button>
  </form>`;
}

function lead(say: Messages, exhibit: Exhibit): string {
  const words = say.evidence;
  const { image } = exhibit;
  const kind = image === undefined ? words.kind[exhibit.method] : image.format.toUpperCase();
  const size = sizeText(say, image?.mediaSize ?? exhibit.bytes);
  const parts = image === undefined ? words.files(exhibit.files) : words.segments(image.segments);
  return `${words.exhibit(exhibit.number)} · ${listText(say, [kind, size, parts])}`;
}

function lastCheck(events: readonly PackagedEvent[]): LastCheck {
  const last = events.findLast(({ event }) => event.type === 'checked' || event.type === 'checkFailed');
  return last === undefined
    ? undefined
    : { isIntact: last.event.type === 'checked', at: new Date(last.recordedAt) };
}

/** How many events there are, and that none is missing between them; or, loudly, that one is. */
function chain(say: Messages, { events, isUnbroken }: ViewedExhibit): Html {
  const words = say.evidence;
  if (!isUnbroken) return note('stop', html`<p><b>${words.broken}</b> ${words.brokenNext}</p>`);
  const [first, last] = [events[0], events.at(-1)].map((one) => numberText(say, one?.index ?? 0));
  return html`<p class="c-hint">
    ${words.hint(words.events(events.length), first ?? '', last ?? '')} ${words.thisView}
  </p>`;
}

/** Only while it is the last word: a later check that finds every byte the same is the state. */
function failure(say: Messages, events: readonly PackagedEvent[]): Html {
  const last = events.findLast(({ event }) => event.type === 'checked' || event.type === 'checkFailed');
  if (last?.event.type !== 'checkFailed') return nothing;
  const told = ['what', 'expected', 'found'].map((name) => {
    const fact = last.event.facts?.[name];
    return typeof fact === 'string' ? visiblePlain(fact, 300) : '';
  });
  const words = say.evidence;
  return note(
    'stop',
    html`<p><b>${words.failedNote}</b> ${words.failedWhat(told[0] ?? '', told[1] ?? '', told[2] ?? '')}</p>`,
  );
}

/** What came informally, and what cures it. */
function leadsNote(say: Messages, { events, exhibit, file }: ExhibitShown): Html {
  const { by, cured } = keptToLeads(events);
  const words = say.condition;
  if (by !== undefined && exhibit.status === 'held')
    return note(
      'stop',
      html`<p><b>${words.leadsOnly}</b> ${words.leadsOnlyWords}</p>
        ${inCase(file.role, 'liftLeadsOnly') === 'yes' ? html`<p><a href="${exhibitAddress({ file, exhibit })}/cure">${say.results.cure}</a></p>` : nothing}`,
    );
  if (cured?.event.authority === undefined) return nothing;
  return note('plain', html`<p>${words.cured(visiblePlain(cured.event.authority.id, 300))}</p>`);
}

function conditions(say: Messages, shown: ExhibitShown): Html {
  const { exhibit, file } = shown;
  const mayAdd = inCase(file.role, 'addCondition') === 'yes' && exhibit.status === 'held';
  const list = exhibit.conditions.map((one) => html`<li><bdi>${visiblePlain(one, 1000)}</bdi></li>`);
  return html`${
    list.length === 0
      ? html`<p>${say.evidence.noConditions}</p>`
      : html`<ul class="govuk-list">
          ${list}
        </ul>`
  }
  ${mayAdd ? html`<p><a href="${exhibitAddress(shown)}/condition">${say.condition.title}</a></p>` : nothing}`;
}

function proof(say: Messages, { proof: known, events }: ExhibitShown): Html {
  const words = say.evidence;
  const { checkpoint } = known;
  const isCovered = checkpoint !== undefined && (events.at(-1)?.index ?? 0) < checkpoint.size;
  return html`${facts([
      [words.log, known.log],
      [
        words.checkpoint,
        checkpoint === undefined
          ? words.noCheckpoint
          : words.checkpointWords(numberText(say, checkpoint.size)),
      ],
      [words.signedAt, checkpoint === undefined ? undefined : when(say, checkpoint.at)],
    ])}
    ${isCovered ? nothing : html`<p class="c-hint">${words.waits}</p>`}
    <p class="c-hint">${words.meaning}</p>`;
}

function whatItIs(
  say: Messages,
  exhibit: Exhibit,
  events: readonly PackagedEvent[],
  seesNames: boolean,
): Html {
  const words = say.evidence;
  const gathered = events.find(({ event }) => event.type === 'acquired' || event.type === 'received');
  const { source, takenBy, takenOn, takenAt } = gathered?.detail ?? {};
  const taken = [seesNames ? takenBy : undefined, takenOn, takenAt].filter((text) => text !== undefined);
  const authority = events.find(({ event }) => event.authority !== undefined)?.event.authority;
  const isTree = exhibit.files !== 1;
  return facts([
    [isTree ? words.sha256Tree : words.sha256, html`<code class="c-digest">${exhibit.sha256}</code>`],
    [words.kindLabel, words.kind[exhibit.method]],
    [words.size, listText(say, [sizeText(say, exhibit.bytes), words.files(exhibit.files)])],
    ...(exhibit.image === undefined ? [] : imageFacts(say, exhibit.image)),
    [words.source, source === undefined ? undefined : visiblePlain(source, 500)],
    [
      words.taken,
      taken.length === 0
        ? undefined
        : listText(
            say,
            taken.map((one) => visiblePlain(one, 500)),
          ),
    ],
    [
      words.authority,
      authority === undefined
        ? undefined
        : sayOnPage(say)(`authority.${authority.type}`, { id: authority.id }),
    ],
    [
      words.from,
      exhibit.fromLog === undefined
        ? undefined
        : visiblePlain(`${exhibit.fromLog}, ${exhibit.fromItem ?? ''}`, 300),
    ],
  ]);
}

type Fact = readonly [label: string, value: Html | string];

/** The three results that must be told apart: the container's checksums, the digest it carries, the digest computed. */
function imageFacts(say: Messages, image: ImageFinding): Fact[] {
  const words = say.evidence;
  const own = (['sha256', 'sha1', 'md5'] as const).flatMap((name): Fact[] => {
    const stored = image.stored[name];
    if (stored === undefined) return [];
    const computed = image.computed[name];
    const verdict =
      computed === undefined
        ? nothing
        : computed === stored
          ? tag('ok', words.equal)
          : tag('stop', words.different);
    const label = { sha256: 'SHA-256', sha1: 'SHA-1', md5: 'MD5' }[name];
    return [[words.ownHash(label), html`<code class="c-digest">${stored}</code> ${verdict}`]];
  });
  const segments = words.segments(image.segments);
  return [
    [words.image, listText(say, [image.format.toUpperCase(), sizeText(say, image.mediaSize), segments])],
    [words.checksums, words.checksum[image.container]],
    ...own,
  ];
}
