import type { cases as Shape } from '../en/cases.ts';
import { count } from './count.ts';

export const cases: typeof Shape = {
  work: {
    title: 'Mi trabajo',
    lead: (day) => day,
    cases: 'Sus asuntos',
    noCases:
      'Todavía no está en ningún asunto. El responsable de un asunto puede añadirle, por su dirección de correo.',
    allCases: 'Todos sus asuntos',
    failed: 'Piezas cuyo control falló',
    failedLead: 'Sus bytes guardados no son los que se sellaron. No las use antes de que se explique.',
    waiting: 'Le esperan',
    waitingAppointments: (n) =>
      n === 1
        ? 'Un nombramiento de administrador necesita una segunda persona'
        : `${n} nombramientos de administradores necesitan una segunda persona`,
    open: 'Abrir un asunto',
    health: 'Esta instalación',
    agency: 'Organismo',
    log: 'Registro de custodia',
    events: 'Eventos',
    checkpoint: 'Último estado firmado',
    noCheckpoint: 'ninguno todavía',
    counts: 'Contiene',
    countsWords: (cases, exhibits) =>
      `${count(cases, 'asunto', 'asuntos')}, ${count(exhibits, 'pieza', 'piezas')}`,
    people: 'Personas',
    space: 'Espacio libre',
    invitePeople: 'Invitar a una persona',
  },
  cases: {
    title: 'Asuntos',
    lead: 'Los asuntos en los que está.',
    none: 'Todavía no está en ningún asunto.',
    open: 'Abrir un asunto',
    reference: 'Referencia',
    name: 'Título',
    role: 'Usted es',
    exhibits: 'Piezas',
    opened: 'Abierto',
    newTitle: '¿De qué trata el asunto?',
    newHint: 'Un título breve sin datos personales, por ejemplo: Facturas del puerto',
    newWhat: 'un título',
    newLabel: 'El título',
    leadTitle: '¿Quién es su responsable?',
    leadHint:
      'Dirección de correo de una persona que tenga cuenta aquí. Ella dirá quién más está en el asunto.',
    leadUnknown: 'Nadie tiene aquí una cuenta con esta dirección',
    openButton: 'Abrir el asunto',
    openedTitle: (reference) => `${reference} está abierto`,
    openedBy: (lead, title) => `${lead} es responsable de «${title}» y lo ve ahora en su trabajo.`,
    openedOther: 'Usted no ve lo que contiene, salvo que el responsable le añada.',
    toCase: 'Ir al asunto',
    toCases: 'Volver a los asuntos',
    evidence: 'Pruebas',
    evidenceWords: (n) => (n === 0 ? 'Ninguna pieza todavía' : count(n, 'pieza', 'piezas')),
    seeEvidence: 'Ver las pruebas',
    youAre: 'Usted es',
    members: 'Quién está en él',
    member: 'Nombre',
    memberRole: 'Función',
    since: 'Desde',
    addMember: 'Añadir a una persona',
    remove: 'Retirar',
    lastLead: 'el único responsable',
    added: 'Añadida.',
    removed: 'Retirada. Ya no ve nada de este asunto.',
    addTitle: '¿Quién debe estar en el asunto?',
    addHint: 'Dirección de correo de una persona que tenga cuenta aquí',
    addRole: '¿Con qué función?',
    addButton: 'Añadir',
    isMember: 'Esta persona ya está en el asunto. Para cambiar su función, retírela antes',
    noLead: (reference) =>
      `Ningún responsable de este asunto tiene ya cuenta, así que no se puede añadir a nadie. Diga a un administrador la referencia ${reference} y quién de ustedes debe ser el responsable.`,
    notFor: 'Su función en el asunto no muestra quién más está en él.',
  },
  caseLead: {
    title: 'Nombrar al responsable de un asunto',
    ask: {
      reference: '¿Qué asunto no tiene responsable?',
      person: '¿Quién debe ser el responsable?',
      reason: '¿Por qué esta persona?',
    },
    hints: {
      reference: 'Su referencia, como FR-2026-000012: sus miembros la leen en su página.',
      person:
        'Correo electrónico de alguien que ya trabaja en el asunto, y no el suyo: así nadie entra en un asunto.',
      reason: 'Lo lee cada miembro que trabaja en el asunto, con el nombre de usted.',
    },
    button: 'Nombrar',
    done: 'Hecho. Los miembros del asunto quedan informados.',
    nobody:
      'Ningún asunto sin responsable tiene esta referencia y a esta persona entre quienes trabajan en él',
    told: (lead, reference) => `${lead} es ahora responsable de ${reference}.`,
    by: (name, when) =>
      `Lo nombró ${name}, administrador, el ${when}, porque ningún responsable tenía ya cuenta.`,
  },
};
