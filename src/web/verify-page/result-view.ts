// The answer on the page: the verdict in words, the exhibits with their custody line, what is shown and what is not.
import { hadNothing, type Check } from '../../verify/checks.ts';
import type { EventType } from '../../verify/event-types.ts';
import { factText } from '../../verify/event.ts';
import { hex } from '../../base/bytes.ts';
import type { Crypto } from '../../verify/crypto.ts';
import { keyFingerprint } from '../../verify/note-key.ts';
import {
  signedAs,
  type FoundEvent,
  type FoundExhibit,
  type FoundPackage,
} from '../../verify/package-parts.ts';
import type { Verdict } from '../../verify/package.ts';
import type { Fault } from '../../verify/fault.ts';
import type { Messages } from '../../verify/report-messages.ts';
import { sizeText } from '../../verify/figures.ts';
import { byId, digest, element, fact, foreign, list, shortList } from './elements.ts';
import type { CheckerLanguage, PageWords } from './checker-languages.ts';

export type EventWords = { readonly [type in EventType]: string };

export interface Words extends CheckerLanguage {
  readonly events: EventWords;
}

const EVENTS_SHOWN = 40;
const EXHIBITS_SHOWN = 50;

/** The shape on the line; the words beside it say the same. */
const MARKS: { readonly [type in EventType]?: 'hand' | 'seal' | 'fail' | 'end' } = {
  seized: 'seal',
  acquired: 'seal',
  sealed: 'seal',
  received: 'hand',
  offered: 'hand',
  accepted: 'hand',
  returned: 'hand',
  submitted: 'hand',
  checkFailed: 'fail',
  destroyed: 'end',
};

export function checkItem(check: Check, { page, report }: Words): HTMLElement {
  const shown = hadNothing(check) ? 'notShown' : check.outcome;
  const hint = check.outcome === 'failed' ? [] : [element('span.hint', report.checkWords(check))];
  return element(
    'li',
    element('span.title', report.checkTitles[check.name]),
    element(`span.tag.${shown}`, `${MARK_OF[shown]} ${page.outcomes[shown]}`),
    ...hint,
  );
}

const MARK_OF = { passed: '✓', failed: '×', notChecked: '·', notShown: '–' } as const;

export function showVerdict(verdict: Verdict, words: Words, crypto: Crypto): void {
  const { report, page } = words;
  const { fault } = verdict;
  const isUnusable = fault?.code === 'unreadable' || fault?.code === 'notCheckedHere';
  const outcome = verdict.ok ? 'valid' : isUnusable ? 'notChecked' : 'invalid';
  // Of unknown keys it must not look like the end of the matter.
  const said = verdict.ok && isUncompared(verdict) ? 'uncompared' : outcome;
  byId('verdict').className = `verdict ${said === outcome ? '' : `${said} `}${outcome}`;
  byId('verdict-words').textContent = report.verdicts[said];
  byId('fault').replaceChildren(...(fault === undefined ? [] : faultFacts(fault, page)));
  byId('fault-words').textContent =
    fault === undefined ? openQuestion(verdict, report) : report.faultWords[fault.code];
  document.title = `${page.tags[said]} · ${page.fixed.title}`;
  const { found } = verdict;
  byId('exhibits').replaceChildren(...(found === undefined ? [] : exhibitsView(found, words)));
  byId('statements').replaceChildren(
    ...statementsView(report.headings.established, 'shown', verdict.established.map(report.statement)),
    ...statementsView(report.headings.notEstablished, 'open', verdict.notEstablished.map(report.statement)),
  );
  byId('proof').hidden = found === undefined;
  byId('facts').replaceChildren(...(found === undefined ? [] : proofFacts(found, words, crypto)));
}

function openQuestion(verdict: Verdict, report: Messages): string {
  return isUncompared(verdict) ? report.withoutTrust : '';
}

function isUncompared({ notEstablished }: Verdict): boolean {
  return notEstablished.some((statement) => statement.id === 'whoseKeys');
}

function faultFacts({ place, expected, found }: Fault, { fault }: PageWords): HTMLElement[] {
  return [
    ...fact(fault.place, digest(foreign(place))),
    ...fact(fault.expected, digest(foreign(expected))),
    ...fact(fault.found, digest(foreign(found))),
  ];
}

function statementsView(heading: string, kind: string, sentences: readonly string[]): HTMLElement[] {
  if (sentences.length === 0) return [];
  const items = sentences.map((one) => element('li', one));
  return [element('section', element('h2', heading), list(`ul.statements.${kind}`, ...items))];
}

function exhibitsView(found: FoundPackage, words: Words): HTMLElement[] {
  const place = element('div');
  const items = found.exhibits.map((exhibit) => exhibitView(exhibit, words));
  const more = words.say(words.page.more, { count: items.length - EXHIBITS_SHOWN });
  return [element('h2', words.page.fixed.exhibits), ...shortList(place, items, EXHIBITS_SHOWN, more)];
}

function exhibitView(exhibit: FoundExhibit, words: Words): HTMLElement {
  const { page, say } = words;
  const { events, conditions } = exhibit;
  const lead = exhibit.isDestroyed
    ? say(page.destroyedLead, { events: events.length })
    : say(page.exhibitLead, {
        files: exhibit.files,
        size: sizeText(exhibit.bytes, words.units),
        events: events.length,
      });
  const line = list('ol.custody');
  const items = events.map((event) => eventView(event, words));
  const more = say(page.more, { count: items.length - EVENTS_SHOWN });
  return element(
    'section.exhibit',
    element('h3', exhibit.number),
    element('p.lead', lead),
    ...(conditions.length === 0 ? [] : [conditionsView(conditions, page)]),
    element('dl.facts', ...fact('SHA-256', digest(exhibit.digests.sha256))),
    ...shortList(line, items, EVENTS_SHOWN, more),
  );
}

function conditionsView(conditions: readonly string[], page: PageWords): HTMLElement {
  const limits = conditions.map((condition) => element('li', foreign(condition)));
  return element('div.note', element('b', page.limited), element('ul', ...limits));
}

function eventView(found: FoundEvent, words: Words): HTMLElement {
  const { page, report, events, say } = words;
  const { event, recordedAt } = found;
  const { actor, place, authority, reason, onBehalfOf } = event;
  const { language } = report;
  const authorities: { readonly [type: string]: string } = page.authorities;
  const when = [
    spokenTime(event.occurredAt, language),
    say(page.recorded, { time: utcTime(recordedAt, language) }),
  ];
  const how = [
    `${foreign(actor.organisation)} (${actor.state}), ${foreign(actor.role)}`,
    onBehalfOf === undefined ? '' : `${foreign(onBehalfOf.organisation)} (${onBehalfOf.state})`,
    authority === undefined ? '' : `${authorities[authority.type] ?? ''} ${foreign(authority.id)}`.trim(),
    partyOf(event, words),
    page.signers[signedAs(found)],
    reason === undefined ? '' : foreign(reason),
  ].filter((part) => part !== '');
  const made = element(
    'li',
    element('div.what', events[event.type]),
    element('div.when', between(' · ', [...when, ...(place === undefined ? [] : [foreign(place)])], report)),
    element('div.how', between(' · ', how, report)),
  );
  const mark = MARKS[event.type];
  if (mark !== undefined) made.classList.add(mark);
  return made;
}

function partyOf(event: FoundEvent['event'], { page, say }: Words): string {
  const organisation = factText(event, 'toOrganisation');
  if (organisation !== undefined) {
    const state = factText(event, 'toState');
    const named = foreign(state === undefined ? organisation : `${organisation} (${state})`);
    return say(page.to, { organisation: named });
  }
  const log = factText(event, 'fromLog');
  return log === undefined
    ? ''
    : say(page.from, { log: foreign(log), item: foreign(factText(event, 'fromItem') ?? '') });
}

function proofFacts(found: FoundPackage, { page, report }: Words, crypto: Crypto): HTMLElement[] {
  const { facts } = page;
  const { keys, checkpoint, cosigners, timestamps } = found;
  const print = (key: typeof keys.service): HTMLElement => digest(keyFingerprint(crypto, key));
  return [
    ...fact(facts.log, foreign(checkpoint.origin)),
    ...fact(facts.size, String(checkpoint.size)),
    ...fact(facts.root, digest(hex(checkpoint.root))),
    ...fact(
      facts.witnesses,
      ...orNone(
        cosigners.map((one) =>
          between(', ', [foreign(one.name), utcTime(one.time, report.language)], report),
        ),
        facts.none,
      ),
    ),
    ...fact(
      facts.timestamps,
      ...orNone(
        timestamps.map((one) => between(', ', [foreign(one.authority), one.time], report)),
        facts.none,
      ),
    ),
    ...fact(facts.logKeys, print(keys.ed25519), print(keys.mlDsa44)),
    ...fact(facts.serviceKey, print(keys.service)),
    ...fact(facts.seal, digest(found.tagManifestSha256)),
  ];
}

/** From the right each part keeps its own order (Unicode isolates), so that a name beside a date stays beside it. */
function between(sign: string, parts: readonly string[], { direction }: Messages): string {
  return parts.map((part) => (direction === 'rtl' ? `\u2068${part}\u2069` : part)).join(sign);
}

function orNone(values: readonly string[], none: string): readonly string[] {
  return values.length === 0 ? [none] : values;
}

/** In the zone the actor's clock had, which is what other records of that day will say. */
function spokenTime(occurredAt: string, language: string): string {
  const [, local = '', zone = ''] = /^(.{19}).*?(Z|[+-]\d{2}:\d{2})$/.exec(occurredAt) ?? [];
  return `${timeText(Date.parse(`${local}Z`), language)} (UTC${zone === 'Z' ? '+00:00' : zone})`;
}

function utcTime(seconds: number, language: string): string {
  return timeText(seconds * 1000, language);
}

function timeText(ms: number, language: string): string {
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(ms);
}
