// Rédiger une demande : listes et ce qui n’y va pas, et en apporter beaucoup à la fois depuis un fichier.
import type { drafting as Shape } from '../en/drafting.ts';
import { count } from './count.ts';

export const drafting: typeof Shape = {
  drafting: {
    lists: {
      language: (n) => `Langue ${n}`,
      identifiers: (kinds) =>
        `Un par ligne : la valeur, ou le genre, la valeur, puis port, from et to, séparés par des virgules. Genres : ${kinds}.`,
      ofOneKind: 'Un par ligne.',
      addresses:
        'Une par ligne : l’adresse, puis port, from et to, par exemple 9.9.9.9, 443, 2026-10-03T21:14:07+02:00',
      hashes: 'Une par ligne, comme les écrit sha256sum, ou : fichier, algorithme, empreinte.',
      kept: (n) =>
        `${count(n, 'entrée se trouve', 'entrées se trouvent')} ici, trop pour un champ. Elles restent telles quelles.`,
      fromFile: 'Apporter depuis un fichier',
      wrongLines: (n) => `${count(n, 'ligne n’est pas juste', 'lignes ne sont pas justes')}`,
      line: (n) => `Ligne ${n}`,
    },
    lineProblems: {
      sayKind: 'Plusieurs genres ont cette forme : écrivez le genre devant.',
      unknownKind: 'Ce genre n’existe pas.',
      otherKind: 'Ce champ demande un autre genre.',
      dayAmbiguous: 'Ce jour peut se lire de deux façons. Écrivez année, mois, jour, par exemple 2026-10-05.',
      tooManyCells:
        'Cette ligne contient plus que ce qui a sa place ; seules les adresses IP ont un port et des heures.',
      again: 'Cela y est déjà.',
      unclosed: 'Un guillemet s’ouvre ici et ne se ferme pas.',
      tooMany: 'Il y en a trop. Cette ligne et les suivantes n’ont plus de place.',
      notDigest: 'Ce n’est pas un fichier avec son empreinte.',
      sayAlgorithm:
        'Plusieurs algorithmes donnent des empreintes de cette longueur : dites lequel, comme fichier, algorithme, empreinte.',
      unknownAlgorithm: 'Seuls SHA-256, SHA-512, SHA3-512 et BLAKE2 sont acceptés.',
      weakAlone:
        'MD5 et SHA-1 seuls sont trop faibles : on peut fabriquer un autre fichier avec la même empreinte. Donnez SHA-256.',
      digestLength: 'L’empreinte n’a pas la longueur de son algorithme.',
      fileNameLength: 'Le nom du fichier manque ou est trop long.',
    },
    persons: {
      person: (n) => `Personne ${n}`,
      role: 'Sa qualité dans l’affaire',
      born: 'Naissance',
      nationality: 'Nationalité',
      location: 'Où elle se trouve',
      another: 'Ajouter une personne',
      roles: {
        suspect: 'suspecte',
        accused: 'mise en cause',
        convicted: 'condamnée',
        victim: 'victime',
        witness: 'témoin',
        holder: 'détient les données',
        other: 'autre chose',
      },
    },
    duration: {
      length: 'Durée',
      unit: 'Unité',
      units: { hour: 'heures', day: 'jours', month: 'mois', year: 'ans' },
    },
    bring: {
      title: 'En apporter beaucoup à la fois',
      lead: 'Toutes les lignes sont lues d’abord. Si l’une n’est pas juste, rien n’est gardé, sauf si vous le dites. Ce qui est déjà là n’est pas repris.',
      there: (n) =>
        `${count(n, 'entrée s’y trouve', 'entrées s’y trouvent')} déjà ; ce que vous apportez s’y ajoute.`,
      file: 'Fichier',
      fileHint:
        'CSV ou texte en UTF-8, au plus 1 Mo. Une première ligne peut nommer les colonnes : kind, value, port, from, to. Heures : from et to, par exemple 2026-10-05 14:20:07 +02:00, ou day, time et zone (et end day, end time) dans leurs propres colonnes.',
      hashFileHint:
        'En UTF-8, au plus 1 Mo : ce qu’écrit sha256sum, ou un CSV aux colonnes file, algorithm, digest.',
      button: 'Apporter',
      pasteTitle: 'Ou les coller',
      paste: 'Lignes',
      keepRight: 'Garder les lignes justes, laisser les autres',
      wrongTitle: 'Rien n’a été gardé',
      wrong: (wrong, right) =>
        `Lignes qui ne sont pas justes : ${wrong} ; lignes justes : ${right}. Corrigez le fichier et apportez-le de nouveau, ou gardez seulement les lignes justes.`,
      more: (n) => `et encore ${count(n, 'ligne', 'lignes')}`,
      table: 'Lignes qui ne sont pas justes',
      lineHeading: 'Ligne',
      textHeading: 'Ce qu’elle dit',
      whyHeading: 'Ce qui ne va pas',
      choose: 'Choisissez un fichier.',
      empty: 'Il n’y a rien dedans.',
      notText:
        'Ce n’est pas du texte en UTF-8. Enregistrez-le comme « CSV UTF-8 » et apportez-le de nouveau.',
      tooLarge: 'C’est plus grand que 1 Mo. Apportez-le en plusieurs fichiers.',
      clear: 'Tout retirer',
    },
    live: {
      right: 'Cela peut être juste.',
      keptAs: (value) => `Gardé comme ${value}.`,
    },
  },
};
