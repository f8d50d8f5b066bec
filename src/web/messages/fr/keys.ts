// The keys of the installation: seen, replaced by two administrators, told to partners.
import type { keys as Shape } from '../en/keys.ts';
import { count } from './count.ts';

export const keys: typeof Shape = {
  houseKeys: {
    lead: 'Lisez une empreinte à un partenaire au téléphone ; il la compare avec ce qui est venu dans un lot.',
    key: 'Clé',
    fingerprint: 'Empreinte (SHA-256)',
    made: 'Signe depuis',
    due: 'Échéance',
    noRule: 'aucune règle fixée',
    overdue: (day) => `depuis le ${day}`,
    dueLink: 'Quand les clés arrivent à échéance',
    dueAsk: 'Après combien de mois une clé est-elle à remplacer ?',
    dueHint:
      'Selon la règle de votre service ; Comity n’en a pas. Les administrateurs en sont avertis, et rien n’est remplacé de soi-même. Laissez vide si vous n’avez pas de règle.',
    dueForm: 'Indiquez un nombre entier de mois de 1 à 240, ou rien',
    ed25519: 'Journal, Ed25519',
    mlDsa44: 'Journal, ML-DSA-44',
    service: 'Service',
    trust: 'Enregistrer le fichier de confiance pour les partenaires',
    missing:
      'Les clés privées du journal manquent. Restaurez-les depuis une sauvegarde et relancez le serveur. Si elles sont perdues pour de bon, remplacez-les ici.',
    waits: 'Un remplacement de clés est en cours.',
    see: 'Le voir',
    overlap: (day) =>
      `Jusqu’au ${day}, les anciennes clés du journal signent à côté des nouvelles. Donnez d’ici là aux partenaires le nouveau fichier de confiance.`,
    before: 'Les clés précédentes',
    until: 'A signé jusqu’au',
    cause: 'Pourquoi',
    causes: { planned: 'comme prévu', compromised: 'd’autres la détiennent peut-être', lost: 'perdue' },
    proof: 'Pour les partenaires',
    saveProof: 'Enregistrer la preuve',
    papers: 'Ce qu’il faut envoyer',
    logKeys: 'Remplacer les clés du journal',
    logKeysHint:
      'C’est par elles que partenaires et témoins connaissent le journal. Deux administrateurs disent pourquoi et signent, chacun avec une clé d’accès. Rien n’est à arrêter.',
    logKeysButton: 'Les remplacer',
    atTheMachine: 'Sans deux administrateurs',
    atTheMachineHint:
      'Deux agents munis de fichiers de clé font de même sur la machine ; comme cause ils indiquent planned, compromised ou lost :',
    replace: 'Remplacer la clé du service',
    replaceHint:
      'Quand quelqu’un a pu la lire, ou selon une règle à vous. Ce qu’elle a signé reste valable ; le journal dit à partir de quand la nouvelle signe. Deux administrateurs disent pourquoi et signent, chacun avec une clé d’accès.',
    replaceButton: 'La remplacer',
    serviceMissing:
      'La clé privée du service manque. Restaurez-la depuis une sauvegarde et redémarrez le serveur. Si elle est perdue pour de bon, remplacez-la ici, avant toute autre.',
  },
  keyChange: {
    title: 'Remplacer les clés du journal',
    ask: 'Pourquoi les clés du journal sont-elles remplacées ?',
    askHint:
      'Les partenaires se fient à la réponse. Dans le doute, dites que quelqu’un d’autre les détient peut-être.',
    choose: 'Choisissez pourquoi',
    causes: {
      planned: 'Comme prévu',
      compromised: 'Quelqu’un d’autre les détient peut-être',
      lost: 'Elles sont perdues',
    },
    causeHints: {
      planned: 'Selon une règle à vous. Qui se fie aux anciennes clés est conduit aux nouvelles.',
      compromised:
        'Un disque volé, une personne partie en colère. Dès lors les anciennes clés ne garantissent plus rien, et vous prévenez les partenaires aujourd’hui.',
      lost: 'Il ne reste aucune clé privée, et aucune sauvegarde n’en contient.',
    },
    notLost:
      'Les clés privées sont là et signent ; elles ne sont donc pas perdues. Choisissez une autre réponse',
    onlyLost:
      'Les clés privées ne sont pas là et ne peuvent pas signer pour les nouvelles. Choisissez qu’elles sont perdues',
    overlapAsk: 'Pendant combien de jours les anciennes clés signent-elles à côté des nouvelles ?',
    overlapHint:
      'Pendant ce temps, partenaires et témoins prennent les nouvelles clés. 90, sauf règle contraire chez vous.',
    overlapForm: 'Indiquez un nombre entier de jours de 0 à 3650',
    reasonAsk: 'Pourquoi, dans vos propres mots ?',
    reasonHint:
      'Cela reste pour toujours dans le journal et figure dans chaque lot. Ne nommez personne. La case peut rester vide.',
    reasonForm: 'Indiquez au plus 300 caractères, sans retour à la ligne',
    check: 'Regardez encore une fois',
    why: 'Pourquoi',
    reason: 'Dans vos mots',
    noReason: 'rien',
    overlap: 'Les anciennes clés signent aussi pendant',
    days: (n) => count(n, 'jour', 'jours'),
    next: (days) =>
      `De nouvelles clés sont créées et ne signent encore rien. Puis deux administrateurs signent le remplacement, chacun avec une clé d’accès, dans un délai de ${count(days, 'jour', 'jours')}. Jusqu’à la seconde signature, il peut être retiré.`,
    propose: 'Créer les nouvelles clés',
    lead: 'Cette inscription est ajoutée pour toujours au journal de garde. Deux administrateurs signent exactement ces mots avec leurs clés d’accès.',
    until: 'Les anciennes clés signent aussi jusqu’au',
    oldKeys: 'Anciennes clés',
    newKeys: 'Nouvelles clés',
    signed: 'Signé par',
    signer: (who, when) => `${who}, ${when}`,
    nobody: 'personne encore',
    youSigned: 'Vous avez signé. Un autre administrateur signe maintenant ; il le trouve dans Mon travail.',
    noPasskey: 'Vous n’avez pas de clé d’accès qui signe. Ajoutez-en une, puis revenez ici.',
    stale: (days) =>
      `Ce remplacement est resté ouvert plus de ${count(days, 'jour', 'jours')} et ne se signe plus. Rien n’a été changé. Retirez-le et recommencez.`,
    withdraw: 'Le retirer',
    withdrawHint: 'Rien n’est encore changé : les anciennes clés signent toujours.',
    withdrawn: 'Il a été retiré. Rien n’a été changé.',
    underWay: 'Deux ont signé. Le remplacement est en cours.',
    seeJob: 'Voir où il en est',
    stopped: 'Deux ont signé, mais le remplacement n’a pas été exécuté. Rien n’a été changé.',
    carryOut: 'L’exécuter',
    replaced: 'Les clés du journal ont été remplacées.',
    replacedWhat: (event) =>
      `L’événement ${event} du journal le dit. Ce qui a été signé avant reste valable.`,
    todo: 'Ce qu’il faut faire maintenant',
    todoCall:
      'Appelez partenaires et témoins aujourd’hui, à un numéro que vous aviez déjà : ils rayent les anciennes clés.',
    todoBackup:
      'Faites une sauvegarde aujourd’hui. Les plus anciennes contiennent les anciennes clés, et le programme ne continue pas avec elles.',
    todoSend: (day) =>
      `Avant le ${day}, envoyez aux partenaires ce qui suit. Ils gardent leur ancien fichier de confiance pour les lots d’avant.`,
    todoSendUnplanned: 'Envoyez aux partenaires et aux témoins ce qui suit.',
    trustFile: 'Le nouveau fichier de confiance',
    proofFile: 'La preuve que les anciennes clés répondent des nouvelles',
    sheetIn: 'La fiche qui dit ce qui s’est passé et ce qu’ils ont à faire, en',
    todoWitness:
      'Les témoins qui emploient Comity apprennent les nouvelles clés par le journal lui-même. Les autres les prennent à la main : envoyez-leur la fiche.',
    todoWitnessByHand: 'Tous les témoins prennent les nouvelles clés à la main : envoyez-leur la fiche.',
    when: 'Remplacées',
    waitingWork: 'Un remplacement de clés attend votre signature',
    standstill: 'Le journal de garde est arrêté',
    standstillWords:
      'Ses clés privées ne sont pas là ; rien ne peut donc être inscrit ni publié. Rien n’est perdu. Les administrateurs restaurent les clés depuis une sauvegarde, ou deux d’entre eux les remplacent.',
  },
  // In place of the same words of keyChange, where the key of the service is replaced.
  serviceChange: {
    title: 'Remplacer la clé du service',
    ask: 'Pourquoi la clé du service est-elle remplacée ?',
    askHint: 'Dans le doute, dites que quelqu’un d’autre la détient peut-être.',
    causes: {
      planned: 'Comme prévu',
      compromised: 'Quelqu’un d’autre la détient peut-être',
      lost: 'Elle est perdue',
    },
    causeHints: {
      planned: 'Selon une règle à vous. L’ancienne clé répond de la nouvelle.',
      compromised:
        'Un disque volé, une personne partie en colère. Dès lors l’ancienne clé ne garantit plus rien ; deux administrateurs le font.',
      lost: 'Il ne reste aucune clé privée, et aucune sauvegarde n’en contient.',
    },
    notLost: 'La clé privée est là et signe ; elle n’est donc pas perdue. Choisissez une autre réponse',
    onlyLost: 'La clé privée n’est pas là et ne peut pas signer. Choisissez qu’elle est perdue',
    next: (days) =>
      `Une nouvelle clé est créée et ne signe encore rien. Puis deux administrateurs signent le remplacement, chacun avec une clé d’accès, dans un délai de ${count(days, 'jour', 'jours')}. Jusqu’à la seconde signature il peut être retiré.`,
    propose: 'Créer la nouvelle clé',
    oldKeys: 'Ancienne clé',
    newKeys: 'Nouvelle clé',
    withdrawHint: 'Rien n’a encore changé : l’ancienne clé continue de signer.',
    replaced: 'La clé du service a été remplacée.',
    todoBackup:
      'Faites une sauvegarde aujourd’hui. Les plus anciennes contiennent l’ancienne clé, et le programme ne continue pas avec elle.',
    todoSendUnplanned: 'Envoyez de nouveau vos propres clés aux partenaires, par une autre voie.',
  },
  keySheet: {
    title: 'Les clés d’un journal de garde ont été remplacées',
    from: 'De',
    log: 'Journal de garde',
    event: 'Événement du journal',
    when: 'Remplacées',
    cause: 'Pourquoi',
    planned: (day) =>
      `Jusqu’au ${day}, les anciennes clés signent à côté des nouvelles. Placez le fichier trust.txt joint à côté de celui que vous avez, et gardez l’ancien pour les lots d’avant. La preuve jointe montre que les anciennes clés répondent des nouvelles.`,
    unplanned:
      'Ne vous fiez plus à rien de ce que les anciennes clés signent à partir de cet événement. Rayez-les aujourd’hui de vos fichiers de confiance et de vos règles de témoins, et prenez le fichier trust.txt joint.',
    compare:
      'Avant de prendre les nouvelles clés, comparez leurs empreintes avec nous par téléphone, à un numéro que vous aviez avant cette lettre.',
    old: 'Anciennes clés (SHA-256)',
    new: 'Nouvelles clés (SHA-256)',
    verifier: 'Les nouvelles clés, telles que les témoins les inscrivent',
  },
};
