import type { evidenceFilter as Shape } from '../en/evidence-filter.ts';

export const evidenceFilter: typeof Shape = {
  evidenceFilter: {
    title: 'Filtrer',
    text: 'Ce que c’est, ou son numéro',
    all: 'Tous',
    from: 'Prise ce jour ou plus tard',
    until: 'Prise ce jour ou plus tôt',
    show: 'Montrer celles-ci',
    clear: 'Tout montrer',
    none: 'Aucune pièce ne correspond.',
    across: 'Preuves de toutes vos affaires',
    states: { intact: 'Intacte', failed: 'Contrôle en échec' },
    holders: { me: 'Vous', store: 'Le dépôt des preuves' },
  },
};
