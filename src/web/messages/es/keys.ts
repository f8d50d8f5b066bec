// The keys of the installation: seen, replaced by two administrators, told to partners.
import type { keys as Shape } from '../en/keys.ts';
import { count } from './count.ts';

export const keys: typeof Shape = {
  houseKeys: {
    lead: 'Lea una huella por teléfono a un asociado; él la compara con lo que vino en un paquete.',
    key: 'Clave',
    fingerprint: 'Huella (SHA-256)',
    made: 'Firma desde',
    due: 'Vence',
    noRule: 'sin norma fijada',
    overdue: (day) => `desde el ${day}`,
    dueLink: 'Cuándo vencen las claves',
    dueAsk: '¿Tras cuántos meses hay que sustituir una clave?',
    dueHint:
      'Según la norma de su organismo; Comity no tiene ninguna propia. Se avisa a los administradores y nada se sustituye por sí solo. Déjelo vacío si no tienen norma.',
    dueForm: 'Escriba un número entero de meses de 1 a 240, o nada',
    ed25519: 'Registro, Ed25519',
    mlDsa44: 'Registro, ML-DSA-44',
    service: 'Servicio',
    trust: 'Guardar el archivo de confianza para asociados',
    missing:
      'Faltan las claves privadas del registro. Restáurelas desde una copia de seguridad y vuelva a iniciar el servidor. Si se han perdido del todo, sustitúyalas aquí.',
    waits: 'Hay una sustitución de claves abierta.',
    see: 'Verla',
    overlap: (day) =>
      `Hasta el ${day} las claves antiguas del registro firman junto a las nuevas. Entregue antes a los asociados el nuevo archivo de confianza.`,
    before: 'Claves anteriores',
    until: 'Firmó hasta',
    cause: 'Motivo',
    causes: { planned: 'según lo previsto', compromised: 'otros quizá la tengan', lost: 'se perdió' },
    proof: 'Para los asociados',
    saveProof: 'Guardar la prueba',
    papers: 'Qué enviar',
    logKeys: 'Sustituir las claves del registro',
    logKeysHint:
      'Por ellas conocen el registro los asociados y los testigos. Dos administradores dicen por qué y firman, cada uno con una clave de acceso. No hay que detener nada.',
    logKeysButton: 'Sustituirlas',
    atTheMachine: 'Sin dos administradores',
    atTheMachineHint:
      'Dos funcionarios con archivos de clave hacen lo mismo en la propia máquina; como causa indican planned, compromised o lost:',
    replace: 'Sustituir la clave del servicio',
    replaceHint:
      'Cuando alguien pueda haberla leído, o por una norma suya. Lo que firmó sigue siendo válido; el registro dice desde cuándo firma la nueva. Dos administradores dicen por qué y firman, cada uno con una clave de acceso.',
    replaceButton: 'Sustituirla',
    serviceMissing:
      'Falta la clave privada del servicio. Restáurela desde una copia de seguridad y vuelva a iniciar el servidor. Si se ha perdido del todo, sustitúyala aquí, antes que cualquier otra.',
  },
  keyChange: {
    title: 'Sustituir las claves del registro',
    ask: '¿Por qué se sustituyen las claves del registro?',
    askHint:
      'Los asociados se fían de la respuesta. Si no está seguro, diga que quizá las tenga otra persona.',
    choose: 'Elija el motivo',
    causes: {
      planned: 'Según lo previsto',
      compromised: 'Quizá las tenga otra persona',
      lost: 'Se han perdido',
    },
    causeHints: {
      planned: 'Por una norma suya. Quien confía en las claves antiguas es llevado a las nuevas.',
      compromised:
        'Un disco robado, una persona que se fue enfadada. Desde entonces las claves antiguas no garantizan nada, y usted avisa hoy a los asociados.',
      lost: 'No queda ninguna clave privada y ninguna copia de seguridad la tiene.',
    },
    notLost: 'Las claves privadas están aquí y firman, así que no se han perdido. Elija otra respuesta',
    onlyLost: 'Las claves privadas no están aquí y no pueden firmar por las nuevas. Elija que se han perdido',
    overlapAsk: '¿Durante cuántos días firman las claves antiguas junto a las nuevas?',
    overlapHint:
      'En ese tiempo asociados y testigos toman las claves nuevas. 90, salvo que una norma suya diga otra cosa.',
    overlapForm: 'Escriba un número entero de días de 0 a 3650',
    reasonAsk: '¿Por qué, en sus palabras?',
    reasonHint:
      'Queda para siempre en el registro y va en cada paquete. No nombre a nadie. Puede quedar vacío.',
    reasonForm: 'Escriba como máximo 300 caracteres, sin saltos de línea',
    check: 'Mírelo una vez más',
    why: 'Motivo',
    reason: 'En sus palabras',
    noReason: 'nada',
    overlap: 'Las claves antiguas firman también durante',
    days: (n) => count(n, 'día', 'días'),
    next: (days) =>
      `Se crean claves nuevas, que aún no firman nada. Después dos administradores firman la sustitución, cada uno con una clave de acceso, en un plazo de ${count(days, 'día', 'días')}. Hasta la segunda firma puede retirarse.`,
    propose: 'Crear las claves nuevas',
    lead: 'Esta anotación se añade para siempre al registro de custodia. Dos administradores firman exactamente estas palabras con sus claves de acceso.',
    until: 'Las claves antiguas firman también hasta',
    oldKeys: 'Claves antiguas',
    newKeys: 'Claves nuevas',
    signed: 'Firmado por',
    signer: (who, when) => `${who}, ${when}`,
    nobody: 'nadie todavía',
    youSigned: 'Usted ha firmado. Ahora firma otro administrador; lo encuentra en Mi trabajo.',
    noPasskey: 'Usted no tiene ninguna clave de acceso que firme. Añada una y vuelva aquí.',
    stale: (days) =>
      `Esto estuvo abierto más de ${count(days, 'día', 'días')} y ya no se firma. No se ha cambiado nada. Retírelo y empiece de nuevo.`,
    withdraw: 'Retirarlo',
    withdrawHint: 'Aún no se ha cambiado nada: las claves antiguas siguen firmando.',
    withdrawn: 'Se retiró. No se ha cambiado nada.',
    underWay: 'Dos han firmado. Se está llevando a cabo.',
    seeJob: 'Ver cuánto falta',
    stopped: 'Dos han firmado, pero no se llevó a cabo. No se ha cambiado nada.',
    carryOut: 'Llevarlo a cabo',
    replaced: 'Se sustituyeron las claves del registro.',
    replacedWhat: (event) => `Lo dice el evento ${event} del registro. Lo firmado antes sigue siendo válido.`,
    todo: 'Qué hacer ahora',
    todoCall: 'Llame hoy a asociados y testigos, a un número que ya tenía: ellos tachan las claves antiguas.',
    todoBackup:
      'Haga hoy una copia de seguridad. Las anteriores tienen las claves antiguas, y el programa no sigue con ellas.',
    todoSend: (day) =>
      `Antes del ${day}, envíe a los asociados lo que sigue. Ellos guardan su archivo de confianza anterior para los paquetes de antes.`,
    todoSendUnplanned: 'Envíe a asociados y testigos lo que sigue.',
    trustFile: 'El nuevo archivo de confianza',
    proofFile: 'La prueba de que las claves antiguas responden de las nuevas',
    sheetIn: 'La hoja que dice qué ha pasado y qué deben hacer, en',
    todoWitness:
      'Los testigos que usan Comity conocen las claves nuevas por el propio registro. Los demás las toman a mano: envíeles la hoja.',
    todoWitnessByHand: 'Todos los testigos toman las claves nuevas a mano: envíeles la hoja.',
    when: 'Sustituidas',
    waitingWork: 'Una sustitución de claves espera su firma',
    standstill: 'El registro de custodia está parado',
    standstillWords:
      'Sus claves privadas no están aquí, así que no se puede anotar ni publicar nada. No se ha perdido nada. Los administradores restauran las claves desde una copia de seguridad, o dos de ellos las sustituyen.',
  },
  // In place of the same words of keyChange, where the key of the service is replaced.
  serviceChange: {
    title: 'Sustituir la clave del servicio',
    ask: '¿Por qué se sustituye la clave del servicio?',
    askHint: 'Si no está seguro, diga que quizá la tenga otra persona.',
    causes: {
      planned: 'Según lo previsto',
      compromised: 'Quizá la tenga otra persona',
      lost: 'Se ha perdido',
    },
    causeHints: {
      planned: 'Por una norma suya. La clave antigua responde de la nueva.',
      compromised:
        'Un disco robado, una persona que se fue enfadada. Desde entonces la clave antigua no garantiza nada; lo hacen dos administradores.',
      lost: 'No queda ninguna clave privada y ninguna copia de seguridad la tiene.',
    },
    notLost: 'La clave privada está aquí y firma, así que no se ha perdido. Elija otra respuesta',
    onlyLost: 'La clave privada no está aquí y no puede firmar. Elija que se ha perdido',
    next: (days) =>
      `Se crea una clave nueva, que aún no firma nada. Después dos administradores firman la sustitución, cada uno con una clave de acceso, en el plazo de ${count(days, 'día', 'días')}. Hasta la segunda firma puede retirarse.`,
    propose: 'Crear la clave nueva',
    oldKeys: 'Clave antigua',
    newKeys: 'Clave nueva',
    withdrawHint: 'Todavía no ha cambiado nada: la clave antigua sigue firmando.',
    replaced: 'Se sustituyó la clave del servicio.',
    todoBackup:
      'Haga hoy una copia de seguridad. Las anteriores tienen la clave antigua, y el programa no sigue con ella.',
    todoSendUnplanned: 'Envíe de nuevo sus propias claves a los asociados, por otra vía.',
  },
  keySheet: {
    title: 'Se sustituyeron las claves de un registro de custodia',
    from: 'De',
    log: 'Registro de custodia',
    event: 'Evento del registro',
    when: 'Sustituidas',
    cause: 'Motivo',
    planned: (day) =>
      `Hasta el ${day} las claves antiguas firman junto a las nuevas. Ponga el archivo trust.txt adjunto junto al que tiene y guarde el antiguo para los paquetes de antes. La prueba adjunta muestra que las claves antiguas responden de las nuevas.`,
    unplanned:
      'No confíe en nada de lo que firmen las claves antiguas a partir de este evento. Táchelas hoy de sus archivos de confianza y de sus reglas de testigos, y tome el archivo trust.txt adjunto.',
    compare:
      'Antes de tomar las claves nuevas, compare sus huellas con nosotros por teléfono, a un número que ya tenía antes de esta carta.',
    old: 'Claves antiguas (SHA-256)',
    new: 'Claves nuevas (SHA-256)',
    verifier: 'Las claves nuevas, tal como las inscriben los testigos',
  },
};
