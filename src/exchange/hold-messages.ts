// What travels of data that are kept: an act of the preservation that a request by line asked for, which is the same act of the preservation
// on the other side. Who asks says what is asked; who keeps the data says what is so. That who asks lengthens it binds only where it orders:
// elsewhere its letter asks for it, and who keeps the data says that it is done.
import { z } from 'zod';
import { isUuid, type Uuid } from '../base/ids.ts';
import { isZone } from '../web/zones.ts';
import type { PreservationAct } from '../requests/machine/states/preservation.ts';
import { TEXT_MAX } from '../requests/machine/states/life.ts';
import { isSecond } from '../verify/envelope.ts';
import { isAllText } from './life-messages.ts';

interface TravelsOfHold {
  readonly by: 'asked' | 'asks';
  readonly does: PreservationAct;
  /** Of an order alone: Regulation (EU) 2023/1543, Art. 11(1). */
  readonly isOrdered?: true;
}

/** By the type of the message. */
export const HOLDS = {
  preserveConfirmed: { by: 'asked', does: 'confirm' },
  preserveImpossible: { by: 'asked', does: 'findImpossible' },
  preserveExtended: { by: 'asked', does: 'extend' },
  preserveProduced: { by: 'asked', does: 'produce' },
  preserveExtend: { by: 'asks', does: 'extend', isOrdered: true },
  preserveRelease: { by: 'asks', does: 'release' },
  productionAnnounced: { by: 'asks', does: 'announceProduction' },
} as const satisfies { readonly [type: string]: TravelsOfHold };

export type HoldType = keyof typeof HOLDS;
export const HOLD_TYPES = Object.keys(HOLDS) as readonly HoldType[]; // its own keys

export function isHold(type: string | undefined): type is HoldType {
  return type !== undefined && Object.hasOwn(HOLDS, type);
}

export function travelsOf(type: HoldType): TravelsOfHold {
  return HOLDS[type];
}

/** The message that an act of ours is; undefined: it stays with us. */
export function typeOfHold(act: string, isOurs: boolean): HoldType | undefined {
  return HOLD_TYPES.find((type) => HOLDS[type].does === act && (HOLDS[type].by === 'asks') === isOurs);
}

export const HOLD_SHAPE = {
  at: z.string().refine(isSecond),
  zone: z.string().max(64).refine(isZone),
  language: z.string().regex(/^[a-z]{2,3}$/),
  text: z.string().min(1).max(TEXT_MAX.reason).refine(isAllText).optional(),
  /** Until when the data are kept. */
  until: z.string().refine(isSecond).optional(),
  /** Number of it there. */
  reference: z.string().min(1).max(200).refine(isAllText).optional(),
  /** Conversation about the request that asks for the data. */
  production: z.custom<Uuid>((value) => typeof value === 'string' && isUuid(value)).optional(),
};
