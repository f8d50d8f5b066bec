import type { alerts as Shape } from '../en/alerts.ts';
import { count } from './count.ts';

const tries = (passwords: number, codes: number): string =>
  [
    passwords === 0 ? undefined : count(passwords, 'contraseña errónea', 'contraseñas erróneas'),
    codes === 0 ? undefined : count(codes, 'código erróneo', 'códigos erróneos'),
  ]
    .filter((part) => part !== undefined)
    .join(' y ');

export const alerts: typeof Shape = {
  alerts: {
    tries: (passwords, codes) => `${tries(passwords, codes)} desde su último acceso.`,
    lastAt: (when) => `El último: ${when}.`,
    wasLocked: 'Su cuenta estuvo cerrada a contraseñas durante 15 minutos.',
    notYou: 'Si no fue usted, avise a un administrador. Una clave de acceso no se puede adivinar.',
    knowsPassword:
      'Alguien ha dado su contraseña correcta. Si no fue usted, cámbiela ahora y avise a un administrador.',
    toAccount: 'Ir a su cuenta',
    lettersGivenUp: (count) => `No se pudo avisar de alarmas por correo. Personas afectadas: ${count}.`,
    keptByNobody: (count: number) =>
      `Se mantiene confidencial y ya nadie del caso decide sobre ello: ${count}. En la máquina: ./comity request keeper`,
    casesWithoutLead: (count) =>
      `Asuntos abiertos sin responsable con cuenta: ${count}. Sus miembros saben cuáles; la lista completa está en la máquina: ./comity case lead`,
    title: 'Quizá alguien esté adivinando',
    lead: 'En la puerta, en los últimos siete días:',
    locked: (times, when) => `bloqueado ${count(times, 'vez', 'veces')}, la última el ${when}`,
    strangers: (times, when) =>
      `Direcciones que nadie tiene aquí: bloqueadas ${count(times, 'vez', 'veces')}, la última el ${when}`,
    spread: (address, persons, when) =>
      `Desde ${address}: contraseñas erróneas para ${count(persons, 'persona', 'personas')}, la última el ${when}`,
    whatToDo:
      'Pregunte a la persona, por un número que usted conozca, si fue ella. Si no, que añada una clave de acceso; guarde la dirección de red para su responsable de seguridad. Una cuenta se abre de nuevo por sí sola tras 15 minutos.',
  },
};
