import type { clock_ as Shape } from '../en/law-clocks.ts';
import { count } from './count.ts';

export const clock_: typeof Shape = {
  listLead: 'Délais légaux par instrument. Là où une loi ne donne pas de chiffre, aucun n’est inventé.',
  length: 'Durée',
  end: 'À son terme',
  extension: 'Prolongation',
  id: 'Délai',
  noFigure: 'aucun chiffre',
  bound: { max: 'au plus', min: 'au moins', exact: '', target: 'objectif' },
  counted: {
    hour: (n) => count(n, 'heure', 'heures'),
    calendar_day: (n) => count(n, 'jour', 'jours'),
    working_day: (n) => count(n, 'jour ouvré', 'jours ouvrés'),
    week: (n) => count(n, 'semaine', 'semaines'),
  },
  unit: {
    at_once: 'aussitôt',
    without_undue_delay: 'sans retard injustifié',
    expeditious: 'avec célérité',
    rapidly_expedited: 'avec une célérité accrue',
    as_soon_as_possible: 'dès que possible',
    until_event: 'jusqu’à un événement',
    same_as_production_clock: 'aussi longtemps que l’injonction de production',
    day_of_march: 'un jour de mars',
    set_by_order: 'fixé par l’injonction',
    agreed: 'selon accord',
    national_law: 'selon le droit national',
  },
  emergency: 'urgence',
};
