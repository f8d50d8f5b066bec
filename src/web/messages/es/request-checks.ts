import type { requestChecks as Shape } from '../en/request-checks.ts';

export const requestChecks: typeof Shape = {
  openSearch: {
    here: 'Búsqueda en fuentes abiertas',
    lead: 'Lo que cualquiera puede ver no se pide a otro Estado.',
    record: 'Registrar lo que se buscó',
    change: 'Cambiar este registro',
    internal: 'Interno: no sale con ninguna carta ni mensaje.',
    save: 'Registrar',
    conflict:
      'Otra persona lo registró entretanto. Lo suyo está en los campos; regístrelo otra vez para ponerlo en su lugar.',
    asks: {
      search: '¿Se buscó primero en fuentes abiertas?',
      on: '¿Qué día?',
      by: '¿Quién buscó?',
      where: '¿En qué fuentes?',
      found: '¿Qué se encontró?',
      exhibit: '¿Qué indicio del caso lo contiene?',
      reason: '¿Por qué no procede aquí una búsqueda?',
    },
    choices: { yes: 'Sí, alguien buscó', no: 'No, no procede' },
    hints: {
      by: 'Nombre y unidad, por ejemplo C. Ejemplo, unidad de ciberdelincuencia.',
      where: 'Por ejemplo registros, archivos de la web, perfiles públicos, datos de dominios.',
      found: 'Si no se encontró nada, dígalo.',
      exhibit: 'Su número, por ejemplo 3. Déjelo vacío si no hay.',
      reason: 'Por ejemplo: los datos de abonado de un buzón privado no están en ninguna fuente abierta.',
    },
    facts: {
      search: 'Buscado',
      on: 'El',
      by: 'Por',
      where: 'Fuentes',
      found: 'Encontrado',
      exhibit: 'Indicio',
      reason: 'Por qué no',
    },
    wrong: {
      search: 'Elija una de las dos.',
      on: 'Dé un día completo hasta hoy, por ejemplo 26 11 2026.',
      by: 'Diga quién buscó, en 300 caracteres como máximo.',
      where: 'Nombre las fuentes, en 4000 caracteres como máximo.',
      found: 'Diga qué se encontró, o que no se encontró nada, en 4000 caracteres como máximo.',
      exhibit:
        'El caso no tiene ningún indicio con este número. Dé su número, por ejemplo 3, o déjelo vacío.',
      reason: 'Diga por qué, en 4000 caracteres como máximo.',
    },
  },
  sendingChecked: {
    means: {
      secure_email: 'correo seguro',
      e_codex: 'la red e-CODEX',
      i24_7: 'la red I-24/7 de INTERPOL',
      siena: 'la red SIENA de Europol',
      diplomatic_bag: 'valija diplomática',
      post: 'correo postal',
      courier: 'mensajero',
      fax: 'telefax',
      web_portal: 'portal en línea',
      platform_api: 'interfaz de una plataforma',
    },
    parts: {
      means: 'por qué medios recibe solicitudes',
      form: 'en qué forma (papel o electrónica, firma, sello)',
      content: 'qué debe contener una solicitud',
      assurance: 'si pide una garantía (reciprocidad, especialidad)',
    },
  },
};
