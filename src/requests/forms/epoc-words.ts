// What the rules of the production order say. All but English are drafts (docs/terms.md).
import type { Words } from '../form.ts';

export const EPOC_RULE = {
  judge: {
    en: 'Traffic and content are ordered by a judge, a court or an investigating judge, or validated by one; a prosecutor alone may not.',
    fr: 'Le trafic et le contenu relèvent d’un juge, d’une juridiction ou d’un juge d’instruction, ou de sa validation ; un procureur seul ne le peut pas.',
    es: 'El tráfico y el contenido los ordena o valida un juez, tribunal o juez de instrucción; un fiscal solo no puede.',
    ru: 'Трафик и содержание запрашивает или подтверждает судья, суд или следственный судья; прокурор один не может.',
    zh: '流量数据和内容须由法官、法院或调查法官命令或确认；检察官不得单独为之。',
    ar: 'يأمر ببيانات الحركة والمحتوى قاض أو محكمة أو قاضي تحقيق، أو يصدّق عليها؛ ولا يجوز للمدعي العام وحده.',
  },
  noPriorValidation: {
    en: 'Without prior validation only subscriber and identification data can be ordered, and it must follow within 48 hours.',
    fr: 'Sans validation préalable, seules les données d’abonné et d’identification ; la validation suit dans les 48 heures.',
    es: 'Sin validación previa solo datos de abonado e identificación; la validación sigue en 48 horas.',
    ru: 'Без предварительного подтверждения лишь данные об абоненте и для установления; подтверждение в течение 48 часов.',
    zh: '未经事先确认仅可命令提供订户数据和识别数据，并须在48小时内补办确认。',
    ar: 'دون تصديق مسبق لا يُؤمر إلا ببيانات المشترك والتعريف، ويلي التصديق خلال 48 ساعة.',
  },
  emergencyAddressee: {
    en: 'Another addressee may be chosen only in an emergency, when the first did not react in time.',
    fr: 'Un autre destinataire n’est possible qu’en urgence, si le premier n’a pas réagi à temps.',
    es: 'Otro destinatario solo es posible en una emergencia, si el primero no reaccionó a tiempo.',
    ru: 'Другой адресат возможен лишь в чрезвычайной ситуации, если первый не ответил вовремя.',
    zh: '仅在紧急情况下且首个收件方未及时反应时，才可选择其他收件方。',
    ar: 'لا يجوز اختيار مرسل إليه آخر إلا في حالة الطوارئ إذا لم يستجب الأول في الوقت المناسب.',
  },
  deadlineNotified: {
    en: 'The deadline does not fit: with notification it ends after ten days or on confirmation, without it at the latest in ten days.',
    fr: 'Le délai ne convient pas : avec notification, fin des dix jours ou confirmation ; sans, dix jours au plus.',
    es: 'El plazo no encaja: con notificación, al cabo de diez días o al confirmarse; sin ella, diez días como máximo.',
    ru: 'Срок не подходит: при уведомлении по истечении десяти дней или по подтверждении, без него не позже десяти дней.',
    zh: '期限不符：有通知的，满十日或得到确认时；无通知的，最迟十日。',
    ar: 'المهلة غير مناسبة: مع الإخطار عند انقضاء عشرة أيام أو عند التأكيد، ومن دونه عشرة أيام على الأكثر.',
  },
  notify: {
    en: 'Traffic and content are notified to the enforcing authority, unless there are reasonable grounds that the offence is in the issuing State and the person resides there.',
    fr: 'Le trafic et le contenu sont notifiés, sauf motifs raisonnables de croire que l’infraction et la résidence de la personne sont dans l’État d’émission.',
    es: 'El tráfico y el contenido se notifican, salvo motivos razonables de que el delito y la residencia de la persona están en el Estado emisor.',
    ru: 'О трафике и содержании уведомляют, кроме случаев, когда преступление и проживание лица обоснованно относят к выдавшему государству.',
    zh: '流量数据和内容须通知执行机关，除非有合理理由认为犯罪及当事人居住地均在签发国。',
    ar: 'تُخطَر سلطة التنفيذ ببيانات الحركة والمحتوى ما لم تقم أسباب معقولة بأن الجريمة وإقامة الشخص في دولة الإصدار.',
  },
  notNotified: {
    en: 'Only traffic and content are notified; subscriber and identification data go without it.',
    fr: 'Seuls le trafic et le contenu sont notifiés, pas les données d’abonné et d’identification.',
    es: 'Solo se notifican el tráfico y el contenido, no los datos de abonado e identificación.',
    ru: 'Уведомляют лишь о трафике и содержании, не о данных абонента и для установления.',
    zh: '仅流量数据和内容须通知；订户数据和识别数据无须通知。',
    ar: 'لا يُخطَر إلا ببيانات الحركة والمحتوى، لا ببيانات المشترك والتعريف.',
  },
  privilege: {
    en: 'Say whether privilege, immunity, a public authority or the press is concerned; if the enforcing State protects the data, ask it first and do not issue.',
    fr: 'Dites si un secret, une immunité, une autorité publique ou la presse est en cause ; si l’État d’exécution protège les données, interrogez-le et n’émettez pas.',
    es: 'Diga si hay secreto, inmunidad, autoridad pública o prensa; si el Estado de ejecución protege los datos, pregunte antes y no emita.',
    ru: 'Укажите, затронуты ли тайна, иммунитет, орган власти или пресса; если данные защищены исполняющим государством, сначала спросите и не выдавайте.',
    zh: '请说明是否涉及特权、豁免、公共机关或新闻界；如执行国保护该数据，应先询问而不签发。',
    ar: 'اذكر ما إذا كان هناك سر أو حصانة أو سلطة عامة أو صحافة؛ وإذا كانت دولة التنفيذ تحمي البيانات فاسألها أولا ولا تصدروا الأمر.',
  },
  recipient: {
    en: 'The data cannot go to a validating authority where none validates the order.',
    fr: 'Les données ne peuvent aller à une autorité de validation quand il n’y en a pas.',
    es: 'Los datos no pueden ir a una autoridad validadora si no la hay.',
    ru: 'Данные нельзя направить подтверждающему органу, если его нет.',
    zh: '命令无确认机关时，数据不得交给确认机关。',
    ar: 'لا ترسل البيانات إلى سلطة تصديق حيث لا يصدّق أحد على الأمر.',
  },
} as const satisfies Record<string, Words>;
