import type { contact_ as Shape } from '../en/law-contacts.ts';

export const contact_: typeof Shape = {
  add: 'Ajouter un contact',
  none: 'Aucun enregistré. Des réseaux comme le réseau 24/7 du Conseil de l’Europe ne les donnent qu’aux autorités.',
  title: 'Comment la joindre',
  kind: 'De quelle sorte ?',
  kinds: {
    telephone: 'Téléphone',
    email: 'Courriel',
    fax: 'Télécopie',
    portal: 'Portail',
    post: 'Courrier postal',
  },
  purpose: 'Pour quoi ?',
  purposes: { general: 'Demandes ordinaires', urgent: 'Demandes urgentes', night: 'À toute heure' },
  value: 'Numéro ou adresse',
  valueHint: 'Un numéro avec son pays, comme +679 330 0000',
  source: 'D’où vient-il ?',
  sourceHint: 'Par exemple : liste du réseau, reçue le 3 novembre 2026',
  asOfLabel: 'Quel jour y a-t-il été confirmé ?',
  asOf: (day) => `au ${day}`,
  unconfirmed: 'une seule personne le dit',
  confirmed: 'vérifié par deux personnes',
  confirm: 'Je l’ai vérifié',
  end: 'N’est plus valable',
  twoPersons:
    'Une seconde personne doit le comparer à la source avant qu’on ne rappelle qui que ce soit à ce numéro.',
  save: 'Ajouter',
  wrong: {
    kind: 'Choisissez la sorte de contact',
    purpose: 'Choisissez à quoi il sert',
    value:
      'Saisissez un numéro avec son pays, une adresse électronique, une adresse commençant par https:// ou une adresse postale',
    source: 'Dites en 500 caractères au plus d’où il vient',
    asOf: 'Saisissez un jour qui n’est pas à venir',
  },
};
