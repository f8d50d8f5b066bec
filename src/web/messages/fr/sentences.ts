import type { sentences as Shape } from '../en/sentences.ts';
import { sentencesLaw } from './sentences-law.ts';
import { sentencesStep } from './sentences-step.ts';
import { sentencesWay } from './sentences-way.ts';

export const sentences: typeof Shape = { ...sentencesLaw, ...sentencesWay, ...sentencesStep };
