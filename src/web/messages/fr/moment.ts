// A moment: the day, the time on the clock of a place, and which place. Draft.
import type { moment as Shape } from '../en/moment.ts';

export const moment: typeof Shape = {
  moment: {
    now: (time) => `À l’instant : ${time}`,
    otherTime: 'À un autre moment',
    day: 'Jour',
    month: 'Mois',
    year: 'Année',
    time: 'Heure (sur 24 heures)',
    toTheSecond: 'Heure (à la seconde)',
    clock: 'Selon quelle horloge',
    zone: 'Fuseau horaire de ce lieu',
    near: 'Probables',
    places: 'Tous les lieux',
    offsets: 'Décalage par rapport à UTC',
    whichAsk: 'Les horloges ont reculé ce jour-là : cette heure est venue deux fois. De laquelle s’agit-il ?',
    which: {
      first: (offset) => `La première (${offset})`,
      second: (offset) => `La seconde (${offset})`,
    },
    wrong: {
      missing: 'Saisissez le jour et l’heure',
      day: 'Saisissez un jour qui existe, en chiffres, par exemple 26 11 2026',
      time: 'Saisissez une heure, par exemple 14:20',
      zone: 'Choisissez le fuseau horaire',
      skipped: 'Les horloges ont avancé ce jour-là et cette heure n’a pas existé. Saisissez-en une autre',
      twice: 'Cette heure est venue deux fois, les horloges ayant reculé. Dites de laquelle il s’agit',
      future: 'Saisissez un moment passé',
    },
    needed: 'Dites quand',
  },
};
