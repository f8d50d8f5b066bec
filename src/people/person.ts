// A person who works with this installation.
import { z } from 'zod';
import type { Uuid } from '../base/ids.ts';
import type { Language } from '../web/messages.ts';
import type { AgencyRole } from './roles.ts';

export interface Person {
  readonly id: Uuid;
  readonly name: string;
  /** Lower case. */
  readonly email: string;
  readonly roles: readonly AgencyRole[];
  /** What they chose to read; seen by themselves alone. */
  readonly language?: Language;
  readonly createdAt: Date;
  readonly endedAt?: Date;
}

const plainText = (text: string): boolean => text.isWellFormed() && !/[\p{Cc}\p{Cf}]/u.test(text);

export const personName = z.string().trim().min(1).max(100).refine(plainText);
export const emailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email());
