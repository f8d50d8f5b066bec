// In which role a European order reached us, as a question: asked when it is registered, and by the act that says it later.
import type { Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { choices, type Errors } from '../../web/parts.ts';
import type { RequestRecord } from '../request.ts';
import { capacitiesOf, capacityIn, type Capacity } from './capacity.ts';
import type { LifeEvent } from './life.ts';
import { orderOf } from '../forms/index.ts';

export interface CapacityOption {
  readonly value: Capacity;
  readonly words: string;
  /** Until when something is due in this role. */
  readonly hint: string;
}

export function capacityOptions(say: Messages, form: string, list: readonly Capacity[]): CapacityOption[] {
  const { words, times } = say.requestIncoming.capacity;
  const isToKeep = orderOf(form) === 'preservation';
  return list.map((one) => ({
    value: one,
    words: words[one],
    hint: isToKeep && one === 'addressee' ? times.toKeep : times[one],
  }));
}

/** As the order reads, other than the one on record. */
export function capacityField(
  say: Messages,
  {
    request: { form, version },
    life: { events },
  }: {
    readonly request: Pick<RequestRecord, 'form' | 'version'>;
    readonly life: { readonly events: readonly LifeEvent[] };
  },
  { legend, value, errors }: { readonly legend: string; readonly value: string; readonly errors: Errors },
): Html {
  const now = capacityIn(events);
  const left = capacitiesOf(form, version.answers).filter((one) => one !== now);
  const list = capacityOptions(say, form, left).map((one) => ({ ...one, isChosen: one.value === value }));
  return choices(say, { name: 'capacity', kind: 'radios', legend, isHeading: true, list }, errors);
}

/** What was answered. */
export function capacityWords({ requestIncoming }: Messages, value: string): string {
  const words: { readonly [capacity: string]: string } = requestIncoming.capacity.words;
  return words[value] ?? '–';
}
