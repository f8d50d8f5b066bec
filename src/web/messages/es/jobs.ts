import type { jobs as Shape } from '../en/jobs.ts';
import { count } from './count.ts';

export const jobs: typeof Shape = {
  jobs: {
    title: 'Trabajo en curso',
    aboutIt: 'Sobre este trabajo',
    state: {
      waiting: 'Espera su turno',
      running: 'En curso',
      done: 'Hecho',
      failed: 'No tuvo éxito',
      cancelled: 'Cancelado',
    },
    cancelling: 'Cancelándose',
    ofBytes: (done, total) => `${done} de ${total}`,
    soFar: (done) => `${done} hasta ahora`,
    items: (n) => `${n} hechos`,
    itemsOf: (n, total) => `${n} de ${total} hechos`,
    left: {
      seconds: 'Falta menos de un minuto',
      minutes: (n) => `Falta alrededor de ${count(n, 'minuto', 'minutos')}`,
      hours: (n) => `Falta alrededor de ${count(n, 'hora', 'horas')}`,
    },
    steps: { copying: 'Copiando', comparing: 'Comparando la imagen con su propio resumen' },
    wasExpected: 'Se esperaba',
    wasFound: 'Se encontró',
    warned: {
      senderDigest: 'Lo que llegó no es lo que se envió. Se conserva tal como llegó.',
      containerChecksums:
        'El propio archivo de imagen está dañado: algunas de sus sumas de control son incorrectas. Se conserva tal como está.',
      storedHash: 'La imagen no tiene el resumen que dice tener. Se conserva tal como está.',
      sourceChanged:
        'La fuente cambió mientras se leía. Se conserva lo leído; incorpórela de nuevo desde una copia que no cambie.',
      notSealed: 'Los bytes guardados no son los que se sellaron. Avise al administrador.',
      keptAside: 'Ya no se sostiene, y se ha apartado.',
      notTaken: 'No se incorporó; los demás sí.',
    },
    goesOn: 'Puede cerrar esta página. El trabajo continúa, y esta dirección sigue mostrando por dónde va.',
    lookAgain: 'Mirar de nuevo',
    lookAgainWords: 'Esta página mira de nuevo por sí sola cada pocos segundos.',
    cancel: 'Cancelar',
    cancelWords: 'Puede detenerse. Entonces no se conserva nada de él.',
    asked: 'Pedido el',
    by: 'Por',
    began: 'Empezó',
    ended: 'Terminó',
    inCase: 'Asunto',
    open: 'Ver el resultado',
    failedUnexpected:
      'Algo falló por nuestra parte, una y otra vez. No se perdió nada. Diga la hora al administrador.',
    failedHidden: 'Algo falló por nuestra parte. No se perdió nada. Diga la hora al administrador.',
    technical: 'En términos técnicos',
    failed: {
      badUsage:
        'Lo pedido no tenía la forma necesaria. No se cambió nada. Pídalo de nuevo y revise cada respuesta antes de enviarla.',
      badInput:
        'Los bytes no son lo que su tipo promete: están cortados, se modificaron en el camino o son de otro tipo. No se tomó nada. Obtenga de nuevo el archivo de su origen y envíelo otra vez.',
      tooLarge:
        'Es más de lo que se toma de una vez. No se tomó nada. Envíelo en partes, o pida al administrador que lo ponga en la carpeta del servidor.',
      notFound:
        'Algo que se nombró ya no está. No se cambió nada. Vuelva atrás, mire lo que hay ahora y pídalo de nuevo.',
      alreadyExists: 'Ya existe. Nada se hizo dos veces. Mire lo que hay.',
      changed:
        'El archivo se modificó mientras se leía. No se tomó nada. Cuide de que nadie escriba en él y pídalo de nuevo.',
      conflict:
        'Otra persona fue más rápida. No se hizo nada de lo suyo. Mire lo que hay ahora y pídalo de nuevo si aún hace falta.',
      notAllowed:
        'Una regla no lo permite, o ya no. No se cambió nada. Mire el caso y su función en él; quien lo dirige puede decir más.',
      noSpace:
        'No queda espacio en el servidor. No se perdió nada. Avise al administrador y pídalo de nuevo cuando haya espacio.',
    },
    cancelledWords: 'Se detuvo antes de su fin. No se conservó nada de él.',
    backToCase: 'Volver al asunto',
  },
  jobKind: {
    checkExhibit: {
      title: 'Nueva lectura de cada byte de una pieza',
      done: 'Se leyó hasta el final, y el resultado está registrado',
      open: 'Ver la pieza',
    },
    alarms: {
      title: 'Aviso de plazos que vencen',
      done: 'Se avisó de todos los que debían',
      open: 'Seguir',
    },
    fixity: {
      title: 'Nueva lectura de las piezas guardadas',
      done: 'Se leyeron todas las que tocaban',
      open: 'Continuar',
    },
    checkPackage: {
      title: 'Comprobación de un paquete',
      done: 'Se hizo cada comprobación',
      open: 'Ver lo que muestra',
    },
    importPackage: {
      title: 'Ingreso de un paquete como prueba',
      done: 'Está entre las pruebas',
      open: 'Ver el paquete',
    },
    makePackage: {
      title: 'Elaboración de un paquete',
      done: 'Está entero y firmado',
      open: 'Ver el paquete',
    },
    replaceLogKeys: {
      title: 'Sustitución de las claves del registro',
      done: 'Las claves nuevas firman',
      open: 'Ver qué hacer ahora',
    },
    counterpartCopy: {
      title: 'Se hace la copia para una autoridad del otro Estado',
      done: 'Está hecha',
      open: 'Continuar',
    },
    statedDigests: {
      title: 'Cálculo de los resúmenes que indicó el remitente',
      done: 'Ya pueden compararse',
      open: 'Seguir',
    },
    replaceServiceKey: {
      title: 'Sustitución de la clave del servicio',
      done: 'La clave nueva firma',
      open: 'Ver qué hacer ahora',
    },
    takeFolder: {
      title: 'Incorporación de archivos del servidor a las pruebas',
      done: 'Están entre las pruebas',
      open: 'Ver las pruebas',
    },
    takeUpload: {
      title: 'Ingreso de un archivo como prueba',
      done: 'Está entre las pruebas',
      open: 'Ver la pieza',
    },
  },
};
