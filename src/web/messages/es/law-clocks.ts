import type { clock_ as Shape } from '../en/law-clocks.ts';
import { count } from './count.ts';

export const clock_: typeof Shape = {
  listLead: 'Plazos legales por instrumento. Donde una ley no da cifra, no se inventa ninguna.',
  length: 'Duración',
  end: 'Al final',
  extension: 'Prórroga',
  id: 'Plazo',
  noFigure: 'sin cifra',
  bound: { max: 'como máximo', min: 'al menos', exact: '', target: 'objetivo' },
  counted: {
    hour: (n) => count(n, 'hora', 'horas'),
    calendar_day: (n) => count(n, 'día natural', 'días naturales'),
    working_day: (n) => count(n, 'día laborable', 'días laborables'),
    week: (n) => count(n, 'semana', 'semanas'),
  },
  unit: {
    at_once: 'de inmediato',
    without_undue_delay: 'sin dilación indebida',
    expeditious: 'con celeridad',
    rapidly_expedited: 'con especial celeridad',
    as_soon_as_possible: 'lo antes posible',
    until_event: 'hasta un hecho',
    same_as_production_clock: 'tanto como la orden de producción',
    day_of_march: 'un día de marzo',
    set_by_order: 'fijado por la orden',
    agreed: 'según acuerdo',
    national_law: 'según el derecho nacional',
  },
  emergency: 'emergencia',
};
