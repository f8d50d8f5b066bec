// What the pages of the exchange ask: to which peer, by which way, into which case, and what is said.
import { z } from 'zod';
import { LETTER_LANGUAGES } from '../requests/core/letter-language.ts';
import { languageName } from '../web/language-names.ts';
import { whenText } from '../web/when.ts';
import type { MessageType } from './message.ts';
import { POINTS, type SaidType } from './said-messages.ts';
import { onlyIf, type Fields } from '../web/fields/field.ts';
import { number } from '../web/fields/number.ts';
import { pick } from '../web/fields/pick.ts';
import { text } from '../web/fields/text.ts';
import type { Messages } from '../web/messages.ts';
import { visiblePlain } from '../web/safe-text.ts';

export interface CaseToChoose {
  readonly reference: string;
  readonly title: string;
}

export interface PeerToAsk {
  readonly origin: string;
  readonly agency: string;
  readonly line: string | undefined;
}

/** A way by which the law has a request leave. */
export interface WayToAsk {
  readonly channel: string;
  readonly name: string;
  /** Otherwise it is not known, and a reason is given. */
  readonly isOpen: boolean;
}

interface CasesAbout {
  readonly cases: readonly CaseToChoose[];
  /** Reference of the one that it is about, where that is known. */
  readonly preset?: string | undefined;
}

function caseOf(
  words: (say: Messages) => { readonly case: string; readonly caseHint: string },
  means: string,
) {
  return pick<CaseToChoose, string, CasesAbout>({
    ask: (say) => words(say).case,
    hint: (say) => words(say).caseHint,
    list: ({ cases }) => cases,
    preset: ({ preset }) => preset ?? '',
    id: ({ reference }) => reference,
    words: (_say, { reference, title }) => `${reference} ${visiblePlain(title, 100)}`,
    wrong: (say) => say.exchange.arrivals.chooseCase,
    ids: z.string(),
    means,
  });
}

/** How many of the peers that offer it must cosign our log. */
export const WITNESSES = {
  atLeast: number<{ readonly peers: readonly string[]; readonly atLeast: number }>({
    ask: (say) => say.exchange.witnesses.atLeast,
    hint: (say, { peers }) =>
      say.exchange.witnesses.atLeastHint(
        peers.map((name) => visiblePlain(name, 100)).join(say.language.comma),
      ),
    min: 1,
    max: 64,
    most: ({ peers }) => Math.max(1, peers.length),
    wrong: (say, { peers }) => say.exchange.witnesses.atLeastForm(Math.max(1, peers.length)),
    means: 'So many of the peers that offer to witness must cosign a checkpoint.',
    preset: ({ atLeast }) => String(atLeast),
  }),
} satisfies Fields;

export const ARRIVAL = {
  case: caseOf((say) => say.exchange.arrivals, 'The case into which the letter is taken.'),
} satisfies Fields;

export const TAKEN_OFFER = {
  case: caseOf((say) => say.exchange.offers, 'The case into which the package is taken.'),
} satisfies Fields;

type Say = (say: Messages) => string;

/** Why something of theirs is not taken, for the other side. */
export const reasonFor = (asked: { readonly ask: Say; readonly hint?: Say; readonly means: string }) =>
  text({ ...asked, max: 1000, rows: 3, wrong: (say) => say.exchange.offers.reasonWrong });

/** Why a change of the law data that a peer proposed is not taken over. */
export const DECLINED_LAW = {
  reason: reasonFor({
    ask: (say) => say.exchange.law.declineAsk,
    means: 'Why the change is not taken over; the peer reads it.',
  }),
} satisfies Fields;

export const REJECTED_OFFER = {
  reason: reasonFor({
    ask: (say) => say.exchange.offers.reason,
    hint: (say) => say.exchange.offers.rejectWords,
    means: 'Why the evidence is not taken.',
  }),
} satisfies Fields;

export const DECLINED = {
  reason: reasonFor({
    ask: (say) => say.exchange.sealed.reason,
    means: 'Why its conditions are not accepted.',
  }),
} satisfies Fields;

export const CONSENT = {
  to: text({
    ask: (say) => say.exchange.consent.to,
    hint: (say) => say.exchange.consent.lead,
    max: 200,
    wrong: (say) => say.exchange.consent.wrong,
    means: 'To whom the evidence is to go.',
  }),
  why: text({
    ask: (say) => say.exchange.consent.why,
    max: 4000,
    rows: 4,
    wrong: (say) => say.exchange.consent.wrong,
    means: 'What it is needed for, for the sender.',
  }),
} satisfies Fields;

export const NOTICE = {
  to: {
    ...CONSENT.to,
    ask: (say: Messages) => say.exchange.consent.noticeTo,
    hint: (say: Messages) => say.exchange.consent.noticeLead,
  },
  why: { ...CONSENT.why, means: 'What speaks for the accused, for the sender.' },
} satisfies Fields;

export const CONSENT_REFUSED = {
  reason: reasonFor({ ask: (say) => say.exchange.consent.reason, means: 'Why it is refused.' }),
} satisfies Fields;

/** A condition of one of our exhibits that is at the other side. */
export interface ToChange {
  readonly item: string;
  readonly condition: string;
  /** It binds there, and can be lifted; or it was stated here since, and can be added. */
  readonly act: 'conditionLifted' | 'conditionAdded';
}

export interface ConditionsAbout {
  readonly conditions: readonly ToChange[];
}

export const CONDITION_CHANGED = {
  which: pick<ToChange, string, ConditionsAbout>({
    ask: (say) => say.exchange.consent.which,
    hint: (say) => say.exchange.consent.changeLead,
    list: ({ conditions }) => conditions,
    id: ({ act, item, condition }) => JSON.stringify([act, item, condition]),
    words: (say, { act, item, condition }) => {
      const { lift, add } = say.exchange.consent;
      const does = act === 'conditionLifted' ? lift : add;
      return `${does}${say.language.colon}${visiblePlain(condition, 1000)} (${item})`;
    },
    wrong: (say) => say.exchange.consent.whichWrong,
    ids: z.string(),
    means: 'The condition, and of which exhibit.',
  }),
  reason: reasonFor({ ask: (say) => say.exchange.consent.reason, means: 'Why, for the other side.' }),
} satisfies Fields;

export interface PeersAbout {
  readonly peers: readonly PeerToAsk[];
}

export function peerOf(words: (say: Messages) => { readonly to: string; readonly toHint: string }) {
  return pick<PeerToAsk, string, PeersAbout>({
    ask: (say) => words(say).to,
    hint: (say) => words(say).toHint,
    list: ({ peers }) => peers,
    id: ({ origin }) => origin,
    words: (_say, { agency }) => visiblePlain(agency, 200),
    hints: (say, { line }) => line ?? say.exchange.settings.noLine,
    wrong: (say) => say.exchange.offers.choosePeer,
    ids: z.string(),
    means: 'The log of the peer.',
  });
}

export const NOTIFIED = { peer: peerOf((say) => say.exchange.notice) } satisfies Fields;

export const OFFERED = { peer: peerOf((say) => say.exchange.offers) } satisfies Fields;

/** `ways`: none where its transmission is recorded. */
export function sendFields(ways: readonly WayToAsk[]) {
  const [only, ...more] = ways.filter(({ isOpen }) => isOpen);
  return {
    peer: peerOf((say) => say.exchange),
    channel: onlyIf(
      () => ways.length > 0,
      pick<WayToAsk, string, PeersAbout>({
        ask: (say) => say.exchange.channel,
        hint: (say) => say.exchange.channelHint,
        list: () => ways,
        id: ({ channel }) => channel,
        words: (_say, { name }) => name,
        hints: (say, { isOpen }) => (isOpen ? undefined : say.exchange.channelUnknown),
        ...(only !== undefined && more.length === 0 && { preset: () => only.channel }),
        wrong: (say) => say.exchange.chooseChannel,
        ids: z.string(),
        means: 'The channel by which it leaves.',
      }),
    ),
    reason: onlyIf(
      ({ channel }) => ways.some((one) => one.channel === channel && !one.isOpen),
      text({
        ask: (say) => say.exchange.channelReason,
        max: 20_000,
        rows: 3,
        wrong: (say) => say.exchange.sayWrong,
        means: 'Why it leaves by a channel that is not known to be open.',
      }),
    ),
  } satisfies Fields;
}

type SayKind = 'question' | 'answer' | SaidType;

/** An own message. */
export interface MessageToPoint {
  readonly digest: string;
  readonly type: MessageType;
  /** When it was said. */
  readonly at: Date;
}

export interface SayAbout {
  readonly kinds: readonly SayKind[];
  readonly own: readonly MessageToPoint[];
}

/** What is written to the other side: of several kinds, which; where it points at an own message, at which. */
export function saidFields({ kinds }: SayAbout) {
  const isPointing = (kind: unknown): boolean => typeof kind === 'string' && POINTS.includes(kind);
  return {
    kind: pick<SayKind, string, SayAbout>({
      ask: (say) => say.exchange.sayKind,
      list: (about) => about.kinds,
      id: (kind) => kind,
      words: (say, kind) => say.exchange.types[kind],
      wrong: (say) => say.exchange.sayKindWrong,
      ids: z.string(),
      means: 'What it is.',
      preset: () => kinds[0] ?? '',
    }),
    of: onlyIf(
      ({ kind }) => isPointing(kind),
      pick<MessageToPoint, string, SayAbout>({
        ask: (say) => say.exchange.sayOf,
        list: ({ own }) => own,
        id: ({ digest }) => digest,
        words: (say, { type, at }) => `${say.exchange.types[type]} · ${whenText(say, at)}`,
        wrong: (say) => say.exchange.sayOfWrong,
        ids: z.string(),
        means: 'The own message that it is about.',
      }),
    ),
    digest: onlyIf(
      ({ kind }) => kind === 'differs',
      text({
        ask: (say) => say.exchange.sayDigest,
        max: 64,
        tidy: (typed) => typed.replaceAll(' ', '').toLowerCase(),
        isRight: (typed) => /^[0-9a-f]{64}$/.test(typed),
        wrong: (say) => say.exchange.sayDigestWrong,
        means: 'SHA-256 of what was found, in hexadecimal.',
      }),
    ),
    language: onlyIf(
      ({ kind }) => kind === 'translation',
      pick<string, string, SayAbout>({
        ask: (say) => say.exchange.sayLanguage,
        list: () => LETTER_LANGUAGES,
        id: (code) => code,
        words: (say, code) => languageName(code, say.language.code),
        none: (say) => say.exchange.sayLanguageNone,
        wrong: (say) => say.exchange.sayLanguageNone,
        ids: z.string(),
        means: 'The language of the text.',
      }),
    ),
    text: text<SayAbout>({
      ask: (say) => say.exchange.message,
      hint: (say) => say.exchange.sayHint,
      max: 20_000,
      rows: 6,
      wrong: (say) => say.exchange.sayWrong,
      means: 'What is said.',
    }),
  } satisfies Fields;
}
