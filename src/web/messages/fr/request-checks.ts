import type { requestChecks as Shape } from '../en/request-checks.ts';

export const requestChecks: typeof Shape = {
  openSearch: {
    here: 'Recherche en sources ouvertes',
    lead: 'Ce que chacun peut voir ne se demande pas à un autre État.',
    record: 'Consigner ce qui a été cherché',
    change: 'Modifier cette mention',
    internal: 'Interne : cela ne part avec aucune lettre ni aucun message.',
    save: 'Consigner',
    conflict:
      'Quelqu’un d’autre l’a consigné entre-temps. Le vôtre est dans les champs ; consignez-le à nouveau pour le remplacer.',
    asks: {
      search: 'A-t-on d’abord cherché en sources ouvertes ?',
      on: 'Quel jour ?',
      by: 'Qui a cherché ?',
      where: 'Dans quelles sources ?',
      found: 'Qu’a-t-on trouvé ?',
      exhibit: 'Quelle pièce du dossier le contient ?',
      reason: 'Pourquoi une recherche est-elle ici sans objet ?',
    },
    choices: { yes: 'Oui, quelqu’un a cherché', no: 'Non, c’est sans objet' },
    hints: {
      by: 'Nom et unité, par exemple C. Exemple, unité de cybercriminalité.',
      where: 'Par exemple registres, archives du web, profils publics, données de domaines.',
      found: 'Si rien n’a été trouvé, dites-le.',
      exhibit: 'Son numéro, par exemple 3. Laissez vide s’il n’y en a pas.',
      reason:
        'Par exemple : les données d’abonné d’une messagerie privée ne sont dans aucune source ouverte.',
    },
    facts: {
      search: 'Cherché',
      on: 'Le',
      by: 'Par',
      where: 'Sources',
      found: 'Trouvé',
      exhibit: 'Pièce',
      reason: 'Pourquoi non',
    },
    wrong: {
      search: 'Choisissez l’un des deux.',
      on: 'Donnez un jour complet, au plus tard aujourd’hui, par exemple 26 11 2026.',
      by: 'Dites qui a cherché, en 300 caractères au plus.',
      where: 'Nommez les sources, en 4 000 caractères au plus.',
      found: 'Dites ce qui a été trouvé, ou que rien ne l’a été, en 4 000 caractères au plus.',
      exhibit: 'Le dossier n’a pas de pièce de ce numéro. Donnez son numéro, par exemple 3, ou laissez vide.',
      reason: 'Dites pourquoi, en 4 000 caractères au plus.',
    },
  },
  sendingChecked: {
    means: {
      secure_email: 'courriel sécurisé',
      e_codex: 'le réseau e-CODEX',
      i24_7: 'le réseau I-24/7 d’INTERPOL',
      siena: 'le réseau SIENA d’Europol',
      diplomatic_bag: 'valise diplomatique',
      post: 'poste',
      courier: 'coursier',
      fax: 'télécopie',
      web_portal: 'portail',
      platform_api: 'interface d’une plateforme',
    },
    parts: {
      means: 'par quels moyens il reçoit les demandes',
      form: 'sous quelle forme (papier ou électronique, signature, sceau)',
      content: 'ce qu’une demande doit contenir',
      assurance: 's’il demande une assurance (réciprocité, spécialité)',
    },
  },
};
