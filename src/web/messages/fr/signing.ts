import type { signing as Shape } from '../en/signing.ts';

export const signing: typeof Shape = {
  signing: {
    title: 'Signer l’inscription',
    lead: 'Cette inscription est ajoutée pour toujours au journal de garde. Votre clé d’accès signe exactement ces mots.',
    what: 'Quoi',
    when: 'Quand',
    place: 'Lieu',
    as: 'En tant que',
    how: 'Détails',
    why: 'Dans vos mots',
    entry: 'Pièce',
    entryWords: (number, seq) => `${number}, inscription ${seq}`,
    more: (n) => `Avec ${n} inscriptions d’autres pièces : votre appareil demande pour chacune.`,
    line: 'La ligne signée, à la lettre',
    lineHint: 'Votre appareil signe son SHA-256, avec l’adresse de ces pages.',
    which: 'Quelle clé d’accès avez-vous avec vous ?',
    passkey: 'La clé d’accès',
    addedOn: (date) => `Ajoutée le ${date}`,
    button: 'Signer avec votre clé d’accès',
    failed: 'Cela n’a pas fonctionné. Rien n’a été enregistré. Réessayez, ou laissez le service signer.',
    noScript:
      'Signer avec une clé d’accès demande JavaScript et un navigateur qui connaît les clés d’accès. Sans eux, le service signe pour vous.',
    byService: 'Laisser le service signer pour moi',
    byServiceHint: 'Ou le service la signe pour vous ; l’inscription le dit alors, et chaque rapport aussi.',
    again: {
      moved:
        'Quelqu’un a agi sur cette pièce pendant que vous signiez. Rien n’a été enregistré. Regardez de nouveau, et signez de nouveau',
      expired:
        'Ceci est resté ouvert plus de cinq minutes. Rien n’a été enregistré. Regardez de nouveau, et signez de nouveau',
    },
    unreadable:
      'La réponse de la clé d’accès n’a pas pu être lue. Rien n’a été enregistré. Signez de nouveau',
    yours: 'Votre signature',
    withPasskey: 'Après la dernière question, vous signez avec votre clé d’accès.',
    withoutPasskey:
      'Vous n’avez pas de clé d’accès qui signe : le service signe pour vous, et l’inscription le dit.',
    addPasskey: 'Ajouter une clé d’accès',
    signedByYou: 'Vous l’avez signée avec votre clé d’accès.',
    signedForYou: 'Le service l’a signée pour vous.',
  },
};
