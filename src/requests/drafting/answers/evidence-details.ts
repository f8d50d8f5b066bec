// Details of an item in words. All but English are drafts.
import type { Item } from './answers.ts';
import { DETAIL_OPTIONS, type Detail } from './evidence.ts';
import { EVIDENCE_WORDS } from './evidence-words.ts';
import type { Words } from '../../form.ts';

export const DETAIL_WORDS: { readonly [detail in Detail]: Words } = {
  logs: {
    en: 'Which logs: log-in, registration, last use',
    fr: 'Quels journaux : connexion, inscription, dernier usage',
    es: 'Qué registros: acceso, alta, último uso',
    ru: 'Какие журналы: вход, регистрация, последнее использование',
    zh: '哪些日志：登录、注册、最近使用',
    ar: 'أي سجلات: الدخول أو التسجيل أو آخر استعمال',
  },
  filters: {
    en: 'Limited to: folders, correspondents, words',
    fr: 'Limité à : dossiers, correspondants, mots',
    es: 'Limitado a: carpetas, interlocutores, palabras',
    ru: 'Только: папки, собеседники, слова',
    zh: '限于：文件夹、通信对象、关键词',
    ar: 'مقتصر على: مجلدات أو مراسلين أو كلمات',
  },
  protected: {
    en: 'Professional secrecy, press or public authority: what is touched, or that nothing is',
    fr: 'Secret professionnel, presse ou autorité publique : ce qui est touché, ou rien',
    es: 'Secreto profesional, prensa o autoridad pública: qué se ve afectado, o que nada',
    ru: 'Профессиональная тайна, пресса или орган власти: что затронуто или что ничего',
    zh: '职业秘密、新闻或公共机关：涉及哪些，或说明不涉及',
    ar: 'السر المهني أو الصحافة أو سلطة عامة: ما الذي يُمسّ، أو أن لا شيء يُمسّ',
  },
  system: {
    en: 'Whose system recorded it, and where it stands',
    fr: 'À qui est le système qui a enregistré, et où il se trouve',
    es: 'De quién es el sistema que lo registró, y dónde está',
    ru: 'Чья система это записала и где она находится',
    zh: '由谁的系统记录，位于何处',
    ar: 'لمن النظام الذي سجّلها، وأين يوجد',
  },
  clock: {
    en: 'Clock of the record: its source and offset, as far as known',
    fr: 'Horloge de l’enregistrement : source et décalage, si connus',
    es: 'Reloj del registro: fuente y desfase, si se conocen',
    ru: 'Часы записи: источник и смещение, насколько известно',
    zh: '记录所用时钟：来源和偏差（如已知）',
    ar: 'ساعة التسجيل: مصدرها وفارقها، بقدر ما يُعرف',
  },
  tool: {
    en: 'Tool and version of the capture',
    fr: 'Outil et version de la capture',
    es: 'Herramienta y versión de la captura',
    ru: 'Средство и версия записи',
    zh: '捕获工具及版本',
    ar: 'أداة الالتقاط وإصدارها',
  },
  model: {
    en: 'Device: make and model',
    fr: 'Appareil : marque et modèle',
    es: 'Dispositivo: marca y modelo',
    ru: 'Устройство: марка и модель',
    zh: '设备：品牌和型号',
    ar: 'الجهاز: الصنع والطراز',
  },
  place: {
    en: 'Where the device is, or who has it',
    fr: 'Où se trouve l’appareil, ou qui l’a',
    es: 'Dónde está el dispositivo, o quién lo tiene',
    ru: 'Где устройство или у кого оно',
    zh: '设备位于何处或由谁持有',
    ar: 'أين الجهاز، أو من يحوزه',
  },
  rights: {
    en: 'Owner, and rights of others in it',
    fr: 'Propriétaire, et droits d’autrui',
    es: 'Propietario, y derechos de otros',
    ru: 'Владелец и права других лиц',
    zh: '所有人及他人权利',
    ar: 'المالك، وحقوق الغير فيه',
  },
  depth: {
    en: 'How deep to extract',
    fr: 'Profondeur de l’extraction',
    es: 'Profundidad de la extracción',
    ru: 'Глубина извлечения',
    zh: '提取深度',
    ar: 'عمق الاستخراج',
  },
  lock: {
    en: 'Locked or not',
    fr: 'Verrouillé ou non',
    es: 'Bloqueado o no',
    ru: 'Заблокировано или нет',
    zh: '是否锁定',
    ar: 'مقفل أم لا',
  },
  seizure: {
    en: 'Record of the seizure',
    fr: 'Procès-verbal de saisie',
    es: 'Acta de incautación',
    ru: 'Протокол изъятия',
    zh: '扣押记录',
    ar: 'محضر الضبط',
  },
  image_format: {
    en: 'Format of the image',
    fr: 'Format de l’image',
    es: 'Formato de la imagen',
    ru: 'Формат образа',
    zh: '镜像格式',
    ar: 'صيغة الصورة',
  },
  digest: {
    en: 'Digest by which it is compared',
    fr: 'Empreinte servant à la comparaison',
    es: 'Resumen con el que se compara',
    ru: 'Хеш, по которому сверяют',
    zh: '用于比对的哈希值',
    ar: 'البصمة التي تُقارن بها',
  },
  carrier: {
    en: 'Carrier, and how it is encrypted on its way',
    fr: 'Support, et chiffrement pendant l’envoi',
    es: 'Soporte, y cifrado durante el envío',
    ru: 'Носитель и шифрование при пересылке',
    zh: '载体及运送途中的加密方式',
    ar: 'الحامل، وكيف يُعمّى في الطريق',
  },
  chain: {
    en: 'Which chain',
    fr: 'Quelle chaîne',
    es: 'Qué cadena',
    ru: 'Какая цепочка',
    zh: '哪条链',
    ar: 'أي سلسلة',
  },
  tenant_role: {
    en: 'The provider acts as',
    fr: 'Le fournisseur agit comme',
    es: 'El proveedor actúa como',
    ru: 'Поставщик услуг выступает как',
    zh: '提供者的身份',
    ar: 'يتصرف مقدّم الخدمة بصفته',
  },
};

/** Options that are not the same in every language. */
const OPTION_WORDS: Readonly<Record<string, Words>> = {
  logical: { en: 'logical', fr: 'logique', es: 'lógica', ru: 'логическое', zh: '逻辑', ar: 'منطقي' },
  file_system: {
    en: 'file system',
    fr: 'système de fichiers',
    es: 'sistema de ficheros',
    ru: 'файловая система',
    zh: '文件系统',
    ar: 'نظام الملفات',
  },
  physical: { en: 'physical', fr: 'physique', es: 'física', ru: 'физическое', zh: '物理', ar: 'مادي' },
  raw: { en: 'raw', fr: 'brut', es: 'en bruto', ru: 'без обёртки (raw)', zh: '原始（raw）', ar: 'خام' },
  unlocked: {
    en: 'unlocked',
    fr: 'déverrouillé',
    es: 'desbloqueado',
    ru: 'разблокировано',
    zh: '未锁定',
    ar: 'غير مقفل',
  },
  locked: {
    en: 'locked',
    fr: 'verrouillé',
    es: 'bloqueado',
    ru: 'заблокировано',
    zh: '已锁定',
    ar: 'مقفل',
  },
  unknown: {
    en: 'not known',
    fr: 'inconnu',
    es: 'no se sabe',
    ru: 'неизвестно',
    zh: '未知',
    ar: 'غير معروف',
  },
  controller: {
    en: 'controller of the data',
    fr: 'responsable du traitement',
    es: 'responsable del tratamiento',
    ru: 'контролёр данных',
    zh: '数据控制者',
    ar: 'متحكم في البيانات',
  },
  processor: {
    en: 'processor for somebody else',
    fr: 'sous-traitant',
    es: 'encargado del tratamiento',
    ru: 'обработчик для другого лица',
    zh: '受他人委托的处理者',
    ar: 'معالج لحساب غيره',
  },
};

/** One sentence in the language of the reader. */
export type InWords = (words: Words) => string;

export function optionWords(option: string, say: InWords): string {
  const words = OPTION_WORDS[option];
  return words === undefined ? option : say(words);
}

/** Said in words, not chosen. */
export function isFreeDetail(detail: Detail): boolean {
  return !Object.hasOwn(DETAIL_OPTIONS, detail);
}

/** `category`: in words. Two kinds of data may lie in one kind of evidence; then both are named. */
export function evidenceTitle({ type }: Item, category: string, say: InWords): string {
  if (type === undefined) return category;
  const label = say(EVIDENCE_WORDS[type].label);
  return type === 'network' || type === 'virtual_asset' || type === 'cloud_tenant'
    ? `${label} (${category})`
    : label;
}
