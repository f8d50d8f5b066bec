// Letters in other languages, and the translator's desk.
import type { translation as Shape } from '../en/translation.ts';

export const translation: typeof Shape = {
  translation: {
    another: 'Dans une autre langue, ou à modifier',
    letterTitle: 'Dans quelle langue ?',
    letterLead:
      'Les mots fixes et les intitulés suivent la langue. Ce que vous avez écrit reste tel quel jusqu’à sa traduction.',
    language: 'Langue de la lettre',
    beside: 'En regard',
    nothingBeside: 'Aucune autre langue',
    reserved: 'Quel exemplaire ?',
    whole: 'Avec ce que seule l’autorité d’exécution peut lire',
    editable: 'Une copie à modifier (DOCX)',
  },
};
