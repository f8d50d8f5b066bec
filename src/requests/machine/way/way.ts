// By which way of the planner a request travels, and how long an answer by it takes.
import type { Question } from '../../../channels/condition.ts';
import { expectedOf } from '../../../channels/duration.ts';
import { evaluateChannel } from '../../../channels/evaluate.ts';
import { needOf, type Offence } from '../../../channels/need.ts';
import type { DataCategory } from '../../../law/model.ts';
import type { StateCode } from '../../../law/states.ts';
import { providerNamed } from './holder.ts';
import type { Checked } from './practice.ts';

/** Where no source says how long the way takes: para 20 of the background paper. */
const USUAL_DAYS = 150;

/** What its form goes by alone, or that of the plan; undefined: it may go by several, and was begun from no plan. */
export function ownWay({ draft, setting }: Pick<Checked, 'draft' | 'setting'>): string | undefined {
  const { channel } = draft.legal.form;
  return channel.is === 'only' ? channel.id : setting.way;
}

function wayOf({ draft, setting }: Pick<Checked, 'draft' | 'setting'>): string {
  return ownWay({ draft, setting }) ?? draft.legal.form.channel.id;
}

const URGENCY = { normal: 'normal', urgent: 'urgent', emergency: 'emergency_life' } as const;

interface Asked {
  readonly category: DataCategory;
  readonly holder?: string | undefined;
  readonly offence?: Offence | undefined;
  /** Where the request itself says that the addressee of the provider is. */
  readonly addressee?: StateCode | undefined;
}

/** One kind of data of one holder, as the planner is asked. Undefined: not two States. */
export function questionOf(
  { setting, law }: Pick<Checked, 'setting' | 'law'>,
  { category, holder = '', offence, addressee }: Asked,
): Question | undefined {
  const { from, to, day, urgency } = setting;
  if (from === undefined || to === undefined || from === to) return undefined;
  const provider = providerNamed(holder, law.providers);
  const need = needOf({
    from,
    to,
    categories: [category],
    urgency: URGENCY[urgency],
    ...(offence && { offence }),
    holder: { kind: 'provider', ...(provider && { provider: provider.id }), addressee },
  });
  return { knowledge: law, need, category, to, day, provider };
}

/** Days within which the planner expects an answer: the longest that is on record of the way of this request. */
export function expectedDays(checked: Pick<Checked, 'draft' | 'setting' | 'law'>, item: Asked): number {
  const channel = checked.law.channels.find(({ id }) => id === wayOf(checked));
  const question = questionOf(checked, item);
  if (channel === undefined || question === undefined) return USUAL_DAYS;
  return expectedOf(evaluateChannel(channel, question), question).maxDays ?? USUAL_DAYS;
}
