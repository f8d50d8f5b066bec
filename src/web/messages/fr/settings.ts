import type { settings as Shape } from '../en/settings.ts';

export const settings: typeof Shape = {
  settings: {
    title: 'Réglages',
    lead: 'Ce qu’est cette installation, et comment elle fonctionne. Chaque changement est enregistré sous votre nom et montré aux autres administrateurs.',
    provider: 'Fournisseur d’identité',
    providerHint: 'Connexion avec le compte que votre organisme a déjà donné à ses membres.',
  },
};
