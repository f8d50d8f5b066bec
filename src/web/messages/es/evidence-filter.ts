import type { evidenceFilter as Shape } from '../en/evidence-filter.ts';

export const evidenceFilter: typeof Shape = {
  evidenceFilter: {
    title: 'Filtrar',
    text: 'Qué es, o su número',
    all: 'Todos',
    from: 'Ingresada ese día o después',
    until: 'Ingresada ese día o antes',
    show: 'Mostrar estas',
    clear: 'Mostrar todas',
    none: 'Ninguna prueba coincide.',
    across: 'Pruebas de todos sus casos',
    states: { intact: 'Intacta', failed: 'Control fallido' },
    holders: { me: 'Usted', store: 'El depósito de pruebas' },
  },
};
