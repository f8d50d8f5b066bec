import type { Machine } from './machine.ts';
import { incoming } from './incoming.ts';
import { outgoing } from './outgoing.ts';
import { preservation } from './preservation.ts';

export const MACHINES: readonly Machine[] = [outgoing, incoming, preservation];

export function machineOf(direction: 'outgoing' | 'incoming'): Machine {
  return direction === 'outgoing' ? outgoing : incoming;
}
