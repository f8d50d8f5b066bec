import type { labels as Shape } from '../en/labels.ts';
import { count } from './count.ts';

export const labels: typeof Shape = {
  labels: {
    title: 'Imprimer des étiquettes',
    one: 'Imprimer l’étiquette',
    many: 'Imprimer des étiquettes',
    lead: (n, sheets) =>
      `${count(n, 'étiquette', 'étiquettes')} sur ${count(sheets, 'feuille', 'feuilles')}.`,
    how: 'Imprimez cette page en A4, à 100 %, sans marges du navigateur. Les étiquettes vont sur des feuilles de 14 (99,1 × 38,1 mm), ou sur papier ordinaire avec des ciseaux.',
    nothingSecret:
      'Une étiquette ne nomme la pièce, l’organisme et l’affaire que par un numéro. Son code mène à la page de la pièce, qui ne s’ouvre qu’aux membres de l’affaire.',
    which: 'Quelles pièces ?',
    whichHint: 'Pièces de cette affaire, par exemple : 1-4, 7',
    whichWrong: (max) => `Indiquez des pièces comme 1-4, 7 ; au plus ${max} à la fois`,
    first: 'Première étiquette libre de la feuille',
    firstHint: 'Comptée depuis le haut à gauche, ligne par ligne : 1 à 14',
    firstWrong: 'Indiquez un nombre de 1 à 14',
    show: 'Montrer celles-ci',
    none: 'Il n’y a pas de telle pièce dans cette affaire.',
    caseLabel: 'Affaire',
    digest: 'SHA-256',
    code: (number) => `Code qui mène à la pièce ${number}`,
    list: 'Les étiquettes',
  },
};
