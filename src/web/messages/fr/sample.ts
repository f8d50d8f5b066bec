import type { sample as Shape } from '../en/sample.ts';

export const sample: typeof Shape = {
  sample: {
    title: 'Faire d’abord un tour ?',
    lead: 'Une affaire d’exemple montre chaque page garnie : une fraude inventée, avec une image forensique, des photographies, un message et la réponse d’un fournisseur. Vous en serez responsable. Elle n’est proposée que tant qu’il n’y a pas d’autre affaire.',
    button: 'Charger l’affaire d’exemple',
  },
};
