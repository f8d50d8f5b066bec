// What is asked of who proposes a joint investigation, of who answers, and of who shares or ends it.
import { z } from 'zod';
import { NEW_CASE } from '../cases/case-asked.ts';
import { day as dayOf } from '../web/fields/day.ts';
import { oneOfEach } from '../web/fields/each.ts';
import { onlyIf, optional, type Fields } from '../web/fields/field.ts';
import { pick } from '../web/fields/pick.ts';
import { someOf } from '../web/fields/some.ts';
import { text } from '../web/fields/text.ts';
import type { Messages } from '../web/messages.ts';
import { visiblePlain } from '../web/safe-text.ts';
import type { PeersAbout, PeerToAsk } from './exchange-asks.ts';
import { PARTIES_MAX, type Agreement } from './joint-messages.ts';

type Words = Messages['exchange']['joint'];
type Named = 'purpose' | 'use' | 'endText' | 'why';

const several = (name: Named, means: string) =>
  text({
    ask: (say) => say.exchange.joint[name],
    max: 4000,
    rows: 4,
    wrong: (say) => say.exchange.joint.textWrong,
    means,
  });

const oneDay = (name: 'from' | 'until', means: string) =>
  dayOf({
    ask: (say) => say.exchange.joint[name],
    from: () => '2000-01-01',
    to: () => '2200-12-31',
    wrong: (say) => say.exchange.joint.dayWrong,
    means,
  });

const leader = text({
  ask: (say) => say.exchange.joint.leader,
  hint: (say) => say.exchange.joint.leaderHint,
  max: 200,
  wrong: (say) => say.exchange.joint.nameWrong,
  means: 'Who leads it for this authority.',
});

const peersOf = (asked: {
  readonly ask: 'peers' | 'peersToAdd';
  readonly hint: 'peersHint' | 'peersToAddHint';
  readonly means: string;
  readonly isNoneToo?: true;
}) =>
  someOf<PeerToAsk, string, PeersAbout>({
    ask: (say) => say.exchange.joint[asked.ask],
    hint: (say) => say.exchange.joint[asked.hint],
    list: ({ peers }) => peers,
    id: ({ origin }) => origin,
    words: (_say, { agency }) => visiblePlain(agency, 200),
    hints: (say, { line }) => line ?? say.exchange.settings.noLine,
    isEnough: (chosen) => (asked.isNoneToo === true || chosen.length > 0) && chosen.length < PARTIES_MAX,
    wrong: (say) => say.exchange.joint.peersWrong,
    ids: z.string(),
    max: PARTIES_MAX - 1,
    means: asked.means,
    ...(asked.isNoneToo && { isNoneToo: true }),
  });

export const JOINT = {
  peers: peersOf({ ask: 'peers', hint: 'peersHint', means: 'The logs of the other parties.' }),
  name: text({
    ask: (say) => say.exchange.joint.name,
    max: 200,
    wrong: (say) => say.exchange.joint.nameWrong,
    means: 'What the investigation is called.',
  }),
  purpose: several('purpose', 'What it is for.'),
  from: oneDay('from', 'The first day.'),
  until: oneDay('until', 'The last day.'),
  use: several('use', 'How what is shared may be used.'),
  leader,
} satisfies Fields;

/** As the agreement is, to be changed; `hasPeers`: there are others that may come in. */
export function changedFields(agreement: Agreement, hasPeers: boolean) {
  const as = <One extends object>(field: One, name: 'name' | 'purpose' | 'use' | 'from' | 'until'): One => ({
    ...field,
    preset: () => agreement[name],
  });
  return {
    name: as(JOINT.name, 'name'),
    purpose: as(JOINT.purpose, 'purpose'),
    from: as(JOINT.from, 'from'),
    until: as(JOINT.until, 'until'),
    use: as(JOINT.use, 'use'),
    peers: onlyIf(
      () => hasPeers,
      peersOf({
        ask: 'peersToAdd',
        hint: 'peersToAddHint',
        means: 'The logs of those that are to come in.',
        isNoneToo: true,
      }),
    ),
    leaving: onlyIf(
      () => agreement.parties.length > 2,
      someOf<Agreement['parties'][number], string>({
        ask: (say) => say.exchange.joint.leaving,
        hint: (say) => say.exchange.joint.leavingHint,
        list: () => agreement.parties,
        id: ({ origin }) => origin,
        words: (_say, { agency }) => visiblePlain(agency, 200),
        isEnough: (chosen) => agreement.parties.length - chosen.length > 1,
        wrong: (say) => say.exchange.joint.peersWrong,
        ids: z.string(),
        max: PARTIES_MAX,
        isNoneToo: true,
        means: 'The logs of those that are to be in it no more; our own alone: we leave.',
      }),
    ),
    why: several('why', 'Why it is to be changed.'),
  } satisfies Fields;
}

export const CHANGE_DECLINED = { why: several('why', 'Why it is declined.') } satisfies Fields;

/** `name`: of the investigation. */
export function agreedFields(name: string) {
  return { title: { ...NEW_CASE.title, preset: () => name }, lead: NEW_CASE.lead, leader } satisfies Fields;
}

export const JOINT_NOTE = {
  text: text({
    ask: (say) => say.exchange.joint.shareNote,
    hint: (say) => say.exchange.joint.noteHint,
    max: 20_000,
    rows: 6,
    wrong: (say) => say.exchange.sayWrong,
    means: 'What the note says.',
  }),
} satisfies Fields;

interface Choosable {
  readonly id: string;
  readonly words: string;
}

interface ChooseAbout {
  readonly list: readonly Choosable[];
}

function chosen(asked: {
  readonly ask: (words: Words) => string;
  readonly hint: (words: Words) => string;
  readonly means: string;
}) {
  return pick<Choosable, string, ChooseAbout>({
    ask: (say) => asked.ask(say.exchange.joint),
    hint: (say) => asked.hint(say.exchange.joint),
    list: ({ list }) => list,
    id: ({ id }) => id,
    words: (_say, { words }) => visiblePlain(words, 300),
    wrong: (say) => say.exchange.joint.chooseOne,
    ids: z.string(),
    means: asked.means,
  });
}

export const JOINT_REQUEST = {
  request: chosen({
    ask: (words) => words.requestAsk,
    hint: (words) => words.requestHint,
    means: 'Number of the request.',
  }),
} satisfies Fields;

export const JOINT_EXHIBIT = {
  exhibit: chosen({
    ask: (words) => words.exhibitAsk,
    hint: (words) => words.exhibitHint,
    means: 'Number of the exhibit.',
  }),
} satisfies Fields;

/** `parties`: those that may get one. */
export function copyFields(parties: readonly Choosable[]) {
  return {
    to: pick<Choosable, string, unknown>({
      ask: (say) => say.exchange.joint.copyTo,
      hint: (say) => say.exchange.joint.copyToHint,
      list: () => parties,
      id: ({ id }) => id,
      words: (_say, { words }) => visiblePlain(words, 200),
      wrong: (say) => say.exchange.joint.chooseOne,
      ids: z.string(),
      means: 'Log of the party that gets the copy.',
    }),
    ground: optional(
      text({
        ask: (say) => say.exchange.joint.copyGround,
        hint: (say) => say.exchange.joint.copyGroundHint,
        max: 1000,
        wrong: (say) => say.exchange.cases.basisWrong,
        means: 'Why the conditions of the exhibit allow it.',
      }),
    ),
  } satisfies Fields;
}

/** `exhibits`: those that are shared, by their names; `parties`: their logs, with their names. */
export function endFields(
  exhibits: readonly string[],
  parties: readonly { readonly origin: string; readonly agency: string }[],
) {
  return {
    keeps: onlyIf(
      () => exhibits.length > 0,
      oneOfEach<string>({
        ask: (say) => say.exchange.joint.keeper,
        hint: (say) => say.exchange.joint.keeperHint,
        numbers: () => exhibits.map((_, i) => i + 1),
        named: (_say, of) => visiblePlain(exhibits[of - 1] ?? '', 300),
        values: parties.map(({ origin }) => origin),
        words: (_say, value) =>
          visiblePlain(parties.find(({ origin }) => origin === value)?.agency ?? value, 200),
        none: (say) => say.exchange.joint.keeperNone,
        means: 'Of each exhibit, who keeps it.',
      }),
    ),
    text: several('endText', 'What is said of the end.'),
  } satisfies Fields;
}
