import type { common as Shape } from '../en/common.ts';

export const common: typeof Shape = {
  language: {
    code: 'fr',
    dir: 'ltr',
    locale: 'fr-FR',
    name: 'Français',
    comma: ', ',
    semicolon: ' ; ',
    colon: ' : ',
    fullStop: '. ',
    isDraft: true,
  },
  frame: {
    name: 'Comity',
    skip: 'Aller au contenu principal',
    navigation: 'Principale',
    menu: 'Menu',
    crumbs: 'Où vous êtes',
    rail: 'À côté',
    error: 'Erreur',
    check: 'Vérifier un lot',
    foot: 'Comity conserve les preuves électroniques et l’établit. Toute consultation d’une pièce est enregistrée.',
  },
  nav: {
    work: 'Mon travail',
    cases: 'Affaires',
    law: 'Droit et voies',
    people: 'Personnes',
    audit: 'Audit',
    settings: 'Réglages',
    account: 'Votre compte',
    signOut: 'Se déconnecter',
  },
  form: {
    problem: 'Il y a un problème',
    next: 'Continuer',
    needed: (what) => `Indiquez ${what}`,
    tooLong: (what, max) => `Trop long : ${what}. ${max} caractères au plus`,
    choose: 'Choisissez une réponse',
    emailForm: 'Indiquez une adresse électronique de la forme nom@organisme.example',
    nameForm: 'Indiquez le nom, en 100 caractères au plus',
  },
  refused: {
    notFoundTitle: 'Page introuvable',
    notFound:
      'Cette page n’existe pas, ou ne vous est pas ouverte. Les deux se ressemblent, afin que nul n’apprenne ce qui existe.',
    notFoundNext: 'Si quelqu’un vous a envoyé ici, demandez au responsable de l’affaire de vous ajouter.',
    refusedTitle: 'Votre rôle ne le permet pas',
    refusedCase: (role) =>
      `Votre rôle dans cette affaire : ${role}. Le responsable de l’affaire peut le changer.`,
    refusedAgency: 'Demandez à un administrateur si vous devez avoir un rôle qui le permet.',
    wentWrongTitle: 'Cela n’a pas fonctionné',
    wentWrong:
      'Quelque chose a échoué de notre côté. Rien n’est perdu. Réessayez ; si cela continue, indiquez l’heure à l’administrateur.',
    busyTitle: 'Trop d’essais',
    busy: 'Trop de demandes sont venues de votre adresse. Attendez une minute, puis réessayez.',
    tooLargeTitle: 'Trop de données envoyées',
    tooLarge:
      'Ce que vous avez envoyé est plus grand que ce que cette page accepte. Raccourcissez-le et réessayez.',
    originTitle: 'Cela venait d’ailleurs',
    origin: (url) =>
      `Pour votre sécurité, un formulaire n’est accepté que depuis sa propre page. Ouvrez ${url} et réessayez.`,
    because: {
      badUsage: 'Une réponse n’a pas la forme demandée.',
      badInput: 'Ce qui a été donné n’est pas ce que cela doit être, ou est abîmé.',
      tooLarge: 'Ce qui a été donné est trop grand, ou trop nombreux.',
      notFound: 'Ce qui a été nommé n’existe pas, ou ne vous est pas ouvert.',
      alreadyExists: 'Cela existe déjà.',
      changed: 'Cela a changé pendant la lecture.',
      conflict: 'Quelqu’un d’autre a agi avant, ou l’état a changé depuis. Regardez de nouveau.',
      notAllowed: 'Une règle ne le permet pas.',
      noSpace: 'Le serveur n’a pas de place pour cela. Prévenez l’administrateur.',
    },
    whatWas: 'Ce qui était attendu',
    home: 'Aller à votre travail',
  },
};
