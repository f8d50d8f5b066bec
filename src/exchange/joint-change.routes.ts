// What the parties of a joint investigation decide together, and copies that go to one of them, on the web.
import { aboutCase, actInCase } from '../cases/case-act.routes.ts';
import type { AnyAct } from '../people/act.routes.ts';
import { inCase, type CaseVisit, type PageRoute } from '../people/visit.routes.ts';
import { readAll } from '../web/fields/field.ts';
import { peersOf, type ExchangeDesk } from './exchange-desk.routes.ts';
import { CHANGE_DECLINED, changedFields, copyFields } from './joint-asks.ts';
import { answerChange, changeJoint } from './joint-change.acts.ts';
import { giveCopy } from './joint-copy.acts.ts';
import { JOINT_PATH } from './joint.pages.ts';
import { addressOf, teamOf } from './joint.routes.ts';

export function jointChangeRoutes(desk: ExchangeDesk): PageRoute[] {
  const { people, house } = desk;
  const act = (path: string, asked: (visit: CaseVisit) => Promise<AnyAct | Response>): PageRoute[] =>
    actInCase(people, ['sendRequest', `/${JOINT_PATH}/${path}`], asked);
  return [
    ...act('change', (visit) => changing(desk, visit)),
    ...actInCase(people, ['shareEvidence', `/${JOINT_PATH}/copies/:shared`], (visit) =>
      givingCopy(desk, visit),
    ),
    ...act('changes/:change/decline', (visit) => decliningChange(desk, visit)),
    inCase('sendRequest', 'POST', `/cases/:case/${JOINT_PATH}/changes/:change/agree`, async (visit) => {
      if ((await teamOf(desk, visit)) !== undefined) await answerChange(house, visit, visit.param('change'));
      return visit.go(addressOf(visit));
    }),
  ];
}

async function givingCopy(desk: ExchangeDesk, visit: CaseVisit): Promise<AnyAct | Response> {
  const { house } = desk;
  const { say } = visit.frame;
  const found = await teamOf(desk, visit);
  const one = found?.shared.find(
    ({ id, origin }) => id === visit.param('shared') && origin === house.identity.origin,
  );
  const to = (found?.parties ?? [])
    .filter(({ state, endedAt }) => state === 'agreed' && endedAt === undefined)
    .map(({ origin }) => ({
      id: origin,
      words: found?.team.agreement.parties.find((each) => each.origin === origin)?.agency ?? origin,
    }));
  if (one?.said.kind !== 'exhibit' || to.length === 0) return visit.go(addressOf(visit));
  const fields = copyFields(to);
  return aboutCase<typeof fields>(visit, {
    fields,
    about: undefined,
    path: `/${JOINT_PATH}/copies/${one.id}`,
    button: say.exchange.joint.giveCopy,
    save: async (body, id) => {
      const { to: party, ground } = readAll(fields, body, undefined);
      await giveCopy(house, visit, { shared: one.id, to: party.id, ground, id });
      return `/cases/${visit.file.reference}/packages/${id}`;
    },
  });
}

async function changing(desk: ExchangeDesk, visit: CaseVisit): Promise<AnyAct | Response> {
  const { house } = desk;
  const { say } = visit.frame;
  const found = await teamOf(desk, visit);
  if (found === undefined) return visit.go(addressOf(visit));
  const { team, parties } = found;
  const others = (await peersOf(house, undefined)).filter(
    ({ origin }) => !parties.some((one) => one.origin === origin),
  );
  const about = { peers: others };
  const fields = changedFields(team.agreement, others.length > 0);
  return aboutCase<typeof fields>(visit, {
    fields,
    about,
    path: `/${JOINT_PATH}/change`,
    button: say.exchange.joint.change,
    save: async (body) => {
      const { peers = [], leaving = [], why: text, ...said } = readAll(fields, body, about);
      if (said.until < said.from) return { question: 'until', words: say.exchange.joint.dayWrong };
      const why = { text, language: say.language.code };
      const logs = (some: readonly { readonly origin: string }[]) => some.map(({ origin }) => origin);
      await changeJoint(house, visit, { ...said, peers: logs(peers), leaving: logs(leaving), why });
      return addressOf(visit);
    },
  });
}

async function decliningChange(desk: ExchangeDesk, visit: CaseVisit): Promise<AnyAct | Response> {
  const { say } = visit.frame;
  const found = await teamOf(desk, visit);
  const change = found?.changes.find(({ sha256 }) => sha256 === visit.param('change'));
  if (change?.ours !== 'asked') return visit.go(addressOf(visit));
  return aboutCase<typeof CHANGE_DECLINED>(visit, {
    fields: CHANGE_DECLINED,
    about: undefined,
    path: `/${JOINT_PATH}/changes/${change.sha256}/decline`,
    button: say.exchange.joint.declineChange,
    save: async (body) => {
      const { why: text } = readAll(CHANGE_DECLINED, body, undefined);
      await answerChange(desk.house, visit, change.sha256, { text, language: say.language.code });
      return addressOf(visit);
    },
  });
}
