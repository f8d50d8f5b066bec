// The sentences of the law and the planner, each a value until somebody reads it: `law/sentence.ts`.
import { sentencesLaw } from './sentences-law.ts';
import { sentencesStep } from './sentences-step.ts';
import { sentencesWay } from './sentences-way.ts';

export const sentences = { ...sentencesLaw, ...sentencesWay, ...sentencesStep };
