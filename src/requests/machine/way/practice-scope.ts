// Checks of what is asked for, of whom, and what the case holds already.
import { checkIdentifier } from '../../core/identifier-check.ts';
import type { DataCategory } from '../../../law/model.ts';
import type { AccountFormat, Provider } from '../../../law/model-provider.ts';
import type { Item, Party } from '../../core/answers.ts';
import type { RequestFinding } from './request-finding.ts';
import { accountFormats, isWritten, strangeTo } from './account-format.ts';
import { providerNamed, sameName } from './holder.ts';
import type { Checked, HeldPreservation } from './practice.ts';
import { technicalOf } from './technical-reading.ts';
import { expectedDays } from './way.ts';

const DAY_MS = 86_400_000;
const MIN_REASON = 40;
const NEXUS = { ref: 'treaty practice: facts, data and the link between them' };

/** May be gone before an answer comes. */
const VOLATILE: ReadonlySet<DataCategory> = new Set<DataCategory>(['access', 'traffic', 'content']);
export function aboutScope(checked: Checked): RequestFinding[] {
  const { say, draft, setting } = checked;
  const found: RequestFinding[] = [];
  if (setting.openSearch === undefined) found.push(say('openSource', { level: 'warn', by: 'open-source' }));
  found.push(...aboutTechnique(checked));
  if (typeof draft.legal.form.keeps !== 'object') found.push(...aboutPreservation(checked));
  return [...found, ...aboutItems(checked), ...aboutAddress(checked), ...aboutOthers(checked)];
}

/** Check 6: a typed name is none who read it. Where a life hangs on it nobody is waited for, and it is said why. */
function aboutTechnique({ say, categories, items, setting }: Checked): RequestFinding[] {
  const technical = technicalOf(categories, items);
  if (technical.length === 0 || setting.reading !== undefined) return [];
  const code = setting.urgency === 'emergency' ? 'cyberUnitLater' : 'cyberUnit';
  return [say(code, { level: 'block', by: 'cyber-unit', words: technical })];
}

/** Which running preservation holds what: the holder and every identifier must be the same, and the period be over by then. */
function aboutPreservation(checked: Checked): RequestFinding[] {
  const { say, items, numberOf, categories, setting, draft } = checked;
  const { roles } = draft.legal.form;
  const isLinked = roles.preservation !== undefined; // `checks.ts` asks for it
  const found: RequestFinding[] = [];
  const bare = items.find(
    (item) => VOLATILE.has(item.category) && !setting.preservations.some((held) => covers(held, item)),
  );
  if (!isLinked && bare !== undefined)
    found.push(say('notPreserved', { level: 'block', by: 'preserve', item: numberOf(bare) }));
  if (
    !isLinked &&
    items.length === 0 &&
    categories.some((one) => VOLATILE.has(one)) &&
    setting.preservations.length === 0
  )
    found.push(say('notPreserved', { level: 'block', by: 'preserve' }));
  return [...found, ...aboutEnds(checked)];
}

/** Check 4: by the time that the way of this request takes, for the data that each preservation holds. */
function aboutEnds(checked: Checked): RequestFinding[] {
  const { say, items, setting } = checked;
  const today = Date.parse(`${setting.day}T00:00:00Z`);
  return setting.preservations.flatMap((held) => {
    const end = held.expiresAt;
    const kept = items.filter((item) => covers(held, item));
    if (end === undefined || kept.length === 0) return [];
    const days = Math.max(...kept.map((item) => expectedDays(checked, item)));
    if (end.getTime() >= today + days * DAY_MS) return [];
    const words = [`${held.number}`, end.toISOString().slice(0, 10), `${days}`];
    return [say('preservationEnds', { level: 'warn', by: 'preserve', words })];
  });
}

function covers(held: HeldPreservation, { identifiers, holder, category, to }: Item): boolean {
  const kept = new Set(held.identifiers.map(valueOf));
  return (
    holder !== undefined &&
    sameName(held.holder, holder) &&
    held.categories.includes(category) &&
    (to === undefined || endOf(to) <= held.heldSince.getTime()) &&
    identifiers.every((one) => kept.has(valueOf(one)))
  );
}

/** A day ends with its last moment. */
function endOf(moment: string): number {
  return Date.parse(moment) + (moment.includes('T') ? 0 : DAY_MS);
}

function valueOf(typed: Item['identifiers'][number]): string {
  const checked = checkIdentifier({ kind: typed.kind, value: typed.value });
  return `${typed.kind} ${checked.ok ? checked.identifier.value : typed.value}`;
}

function aboutItems({ say, items, numberOf, setting, law, draft }: Checked): RequestFinding[] {
  const { roles } = draft.legal.form;
  return items.flatMap((item) => {
    const at = { item: numberOf(item) };
    const found: RequestFinding[] = aboutHolder(item.holder, law.providers, setting.from).map(
      ([code, words]) =>
        say(code, {
          ...at,
          level: code === 'wrongEntity' ? 'block' : 'suggest',
          by: code === 'affiliate' ? 'affiliate' : 'holder',
          words,
        }),
    );
    const formats = accountFormats(item.holder ?? '', law.providers);
    for (const [value, provider, names] of strangeAccounts(item, formats))
      found.push(
        say('accountFormat', { ...at, level: 'warn', by: 'identifiers', words: [value, provider, names] }),
      );
    if (isUnstable(item, formats))
      found.push(say('noStableIdentifier', { ...at, level: 'block', by: 'identifiers' }));
    if ([...item.wanted, item.reason ?? ''].some((text) => ALL_DATA.test(text)))
      found.push(say('allData', { ...at, level: 'warn', by: 'identifiers' }));
    // A form that does not ask once how all items are linked to the offence leaves it to the reason of each.
    const isThin = (item.reason?.length ?? 0) < MIN_REASON;
    const isNamed = roles.nexus === undefined ? !isThin : draft.answers[roles.nexus] !== undefined;
    if (item.category.startsWith('content') && !isNamed)
      found.push(say('noNexus', { ...at, level: 'block', by: NEXUS, field: roles.nexus }));
    else if (isThin && item.reason !== undefined)
      found.push(say('thinReason', { ...at, level: 'warn', by: NEXUS }));
    return found;
  });
}

/** Accounts that are not written as their provider writes any. */
function strangeAccounts(
  { holder = '', identifiers }: Item,
  formats: readonly AccountFormat[],
): (readonly [value: string, provider: string, formats: string])[] {
  return identifiers.flatMap(({ kind, value }) => {
    const names = kind === 'account' ? strangeTo(value, formats) : undefined;
    return names === undefined ? [] : [[value, holder, names] as const];
  });
}

/** Names that their owner changes at will, and no number or id beside them; addresses of pages are judged each (`checks.ts`). */
function isUnstable({ identifiers }: Item, formats: readonly AccountFormat[]): boolean {
  return (
    identifiers.length > 0 &&
    identifiers.every((one) => {
      if (
        one.kind === 'account' &&
        formats.some((format) => !format.isChangeable && isWritten(one.value, format))
      )
        return false;
      const checked = checkIdentifier(one);
      const remarks = checked.ok ? checked.identifier.remarks : [];
      return remarks.includes('displayName');
    })
  );
}

/** As requests say it in the six languages. */
const ALL_DATA =
  /\ball (?:the )?(?:available )?data\b|\beverything\b|toutes les données|todos los datos|все данные|جميع البيانات|كل البيانات|所有数据|全部数据/i;

type AboutHolder = readonly [code: 'wrongEntity' | 'holderNotListed' | 'affiliate', words: readonly string[]];

/** A service is no person in law: the entity that controls the data is. */
function aboutHolder(
  holder: string | undefined,
  providers: readonly Provider[],
  from: string | undefined,
): AboutHolder[] {
  if (holder === undefined) return [];
  const provider = providerNamed(holder, providers);
  if (provider === undefined) return [['holderNotListed', [holder]]];
  const own = provider.entities.find(({ state }) => state === from);
  const isEntity = provider.entities.some(({ name }) => sameName(name, holder));
  return [
    ...(!isEntity ? [['wrongEntity', provider.entities.map(({ name }) => name)] as const] : []),
    ...(own === undefined ? [] : [['affiliate', [own.name]] as const]),
  ];
}

/** Check 9: a letter to nowhere is answered by nobody. */
function aboutAddress({ say, draft }: Checked): RequestFinding[] {
  const { legal, answers } = draft;
  return legal.fields.flatMap(({ id, type }) => {
    const party = type === 'party' && /provider|addressee/.test(id) ? answers[id] : undefined;
    if (typeof party !== 'object' || Array.isArray(party)) return [];
    const { organisation, address, email, fax } = party as Party; // by its schema
    if (address !== undefined || email !== undefined || fax !== undefined) return [];
    return [say('noAddress', { level: 'block', by: 'holder', field: id, words: [organisation] })];
  });
}

function aboutOthers({ say, items, numberOf, setting }: Checked): RequestFinding[] {
  return setting.others.flatMap((other) => {
    const same = items.find(({ holder = '' }) => other.holders.some((one) => sameName(one, holder)));
    return same?.holder === undefined
      ? []
      : [
          say('duplicate', {
            level: 'warn',
            by: 'holder',
            item: numberOf(same),
            words: [other.reference, same.holder],
          }),
        ];
  });
}
