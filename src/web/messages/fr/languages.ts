import type { languages as Shape } from '../en/languages.ts';

export const languages: typeof Shape = {
  languages: {
    title: 'Langue',
    which: 'Dans quelle langue lisez-vous ?',
    hint: 'Les pages la suivent où que vous vous connectiez. Ce que les personnes ont écrit, et les titres et noms des données juridiques, restent dans la langue de leur source.',
    draft: 'Ces textes sont un projet, non encore relu par une personne dont c’est la langue maternelle.',
    save: 'Utiliser cette langue',
    saved: 'Enregistré.',
    change: 'Changer de langue',
  },
};
