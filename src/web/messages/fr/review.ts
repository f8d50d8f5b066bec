// Versions d’une demande et leurs différences ; remarques et changements proposés.
import type { review as Shape } from '../en/review.ts';

export const review: typeof Shape = {
  review: {
    versions: {
      title: 'Versions de la demande',
      lead: 'Chaque état des réponses est gardé. Une version montre ce qu’elle a changé.',
      version: 'État des réponses',
      page: 'Ce qui a été répondu',
      when: 'Enregistrée',
      who: 'Par',
      begun: 'Début',
      nothing: 'Rien ne diffère.',
      gone: 'retiré',
      come: 'ajouté',
      with: 'Comparer avec',
      compare: 'Comparer',
      number: (n) => `Version n° ${n}`,
      compared: (a, b) => `De la version ${a} à la version ${b}`,
      by: (name, date) => `${name}, le ${date}`,
    },
  },
};
