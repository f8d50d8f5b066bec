import type { sentencesWay as Shape } from '../en/sentences-way.ts';
import { count } from './count.ts';

const ofYears = (n: number): string => count(n, 'سنة واحدة', 'سنتين', 'سنوات', 'سنة');

export const sentencesWay: typeof Shape = {
  toVerify: (what) => `للتحقق منه: ${what}`,
  verifyDepositary: (depositary, title) =>
    `للتحقق منه لدى الوديع (${depositary}): «${title}» يستند هنا إلى الذاكرة وحدها`,
  noneNamed: 'غير مذكور',

  thereSince: (day) => `هذا الطريق موجود منذ ${day}`,
  thereUntil: (day) => `هذا الطريق موجود حتى ${day}`,
  thereBetween: (from, until) => `هذا الطريق موجود منذ ${from}، حتى ${until}`,
  notYetThere: (day) => `لا يوجد هذا الطريق إلا اعتبارًا من ${day}`,
  noLongerThere: (day) => `لم يعد هذا الطريق موجودًا منذ ${day}`,
  dayUnrecorded: 'اليوم غير مسجَّل',
  ifAskedFrom: (day) => `طُلب اعتبارًا من ${day}`,
  ifReplaced: 'حلّ محله طريق آخر',
  onlyFor: (categories) => `هذا الطريق لما يلي فقط: ${categories}`,
  ifOnly: (categories) => `لم يُطلب إلا ما يلي: ${categories}`,
  carries: (category) => `يصلح لما يلي: ${category}`,
  carriesOther: (categories, category) => `يصلح لما يلي: ${categories}؛ ولا يصلح لما يلي: ${category}`,
  ifEnough: (categories) => `كفى ما يلي: ${categories}`,
  neverRealTime: (basis) => `الجمع في الوقت الحقيقي لا يمر بهذا الطريق أبدًا (${basis})`,
  ifStored: 'كفت البيانات المخزَّنة',
  dataIn: (state) => `مكان البيانات، بحسب قولكم: ${state}`,
  dataAtHome: (state) => `مكان البيانات، بحسب قولكم: ${state}، وقانونها هو الذي يقرر`,
  dataMayBe: (states) => `أماكن البيانات المحتملة: ${states}`,
  dataNowhere: 'لا أحد يعرف أين البيانات',
  ifDataElsewhere: 'عُرف أن البيانات لدى طرف آخر',

  holderStateUnknown: 'دولة الحائز غير معروفة',
  ifHolderStateKnown: 'عُرفت دولة الحائز',
  networkStated: (network) => `الدولتان عضوان في ${network}، بحسب قولكم`,
  networkUnknown: (network) => `ليس في سجلاتنا قائمة بأعضاء ${network}`,
  ifNetwork: (network) => `عُرف أن الدولتين عضوان في ${network}`,
  aTreaty: 'معاهدة ثنائية بشأن المساعدة القانونية المتبادلة',
  aReciprocity: 'مساعدة بلا معاهدة، على أساس المعاملة بالمثل أو المجاملة',
  aConsent: 'موافقة مشروعة وطوعية، مسجَّلة',
  ifTreaty: 'وُجدت معاهدة ثنائية',
  ifReciprocity: 'قبلت الدولتان المعاملة بالمثل',
  ifConsent: 'وافق كتابةً الشخص المخوَّل بالكشف',
  unsaid: (what) => `${what}: ليس في سجلاتنا ولم يُذكر`,
  saidYes: (what) => `${what}: نعم، بحسب قولكم`,
  saidNo: (what) => `${what}: لا، بحسب قولكم`,
  urgencyMet: (urgency) => `الاستعجال: ${urgency}، كما يطلب هذا الطريق`,
  urgencyShort: (urgency, least) => `الاستعجال: ${urgency}؛ وهذا الطريق يطلب: ${least}`,
  ifUrgency: (least) => `كانت القضية من هذه الدرجة: ${least}`,
  urgencyNormal: 'عادي',
  urgencyUrgent: 'عاجل',
  urgencyEmergency: 'حياة في خطر',
  alwaysOpen: 'هذا الطريق لا يحتاج إلى دولة أخرى ولا إلى مقدّم خدمات',

  threshold: (years) =>
    `بيانات الحركة والمحتوى تتطلب جريمة عقوبتها القصوى لا تقل عن ${ofYears(years)}، أو جريمة مذكورة في المادة 5(4)`,
  met: 'الشرط مستوفى',
  notMet: 'الشرط غير مستوفى',
  listedBySystem: 'مذكورة إذا ارتُكبت بواسطة نظام معلومات',
  thresholdUnsaid: 'لم تُذكر العقوبة أو نوع الجريمة',
  ifThreshold: (years) =>
    `كانت عقوبة الجريمة لا تقل عن ${ofYears(years)}، أو لم تُطلب إلا معلومات المشترك أو تحديد الهوية`,
  notThere: 'لا يجوز أن يستهدف الأمر شخصًا موجودًا في الدولة الأخرى',
  personUnsaid: 'لم يُذكر أين يوجد الشخص',
  personIn: (state) => `مكان الشخص، بحسب قولكم: ${state}`,
  ifNotThere: 'لم يكن الشخص في الدولة المتلقية (اذكروا أين هو)',

  theProvider: 'مقدّم الخدمات',
  noProvider: 'الحائز ليس مقدّم خدمات',
  addresseeUnknown: 'المرسَل إليه لدى مقدّم الخدمات بموجب التوجيه (الاتحاد الأوروبي) 2023/1544 غير مسجَّل ولم يُذكر',
  maybeAddressee: (name, state) => `${name} (${state}): ليس مسجَّلًا هل هو المرسَل إليه`,
  addresseeIn: (name, state) => `المرسَل إليه لدى ${name}: ${state}`,
  addresseeStated: (state) => `المرسَل إليه لدى مقدّم الخدمات، بحسب قولكم: ${state}`,
  addresseeAtHome: 'هي الدولة الطالبة نفسها: والطريق أمر داخلي',
  ifAddressee: 'سمّى مقدّم الخدمات مرسَلًا إليه في دولة عضو أخرى ملزمة',
  entityIn: (name, state, controls) => `مكان ${name}: ${state} (${controls})`,
  establishmentStated: (state) => `منشأة مقدّم الخدمات، بحسب قولكم: ${state}`,
  establishmentUnknown: (state) => `لا منشأة لمقدّم الخدمات مسجَّلة أو مذكورة في هذه الدولة: ${state}`,
  ifEstablishment: (state) => `كانت لمقدّم الخدمات منشأة تتحكم في البيانات في هذه الدولة: ${state}`,
  servicesStated: (state) => `مقدّم الخدمات يعرض خدماته، بحسب قولكم: ${state}`,
  servicesUnsaid: (state) => `لم يُذكر هل يعرض مقدّم الخدمات خدماته في هذه الدولة: ${state}`,
  ifServices: (state) => `عرض مقدّم الخدمات خدماته في هذه الدولة: ${state}`,
  takesRequests: 'مقدّم الخدمات يقبل الطلبات من الخارج: نعم، بحسب قولكم',
  takesNoRequests: 'مقدّم الخدمات يقبل الطلبات من الخارج: لا، بحسب قولكم',
  policyUnknown: (name) => `السياسة بشأن الطلبات من الخارج غير مسجَّلة: ${name}`,
  ifPolicy: 'قبلت سياسة مقدّم الخدمات الطلبات من الخارج',

  unknownState: 'دولة غير معروفة',
  claimHolder: (state) => `${state}: سلطة على الحائز المنشأ فيها، أينما كانت الخوادم`,
  holderSits: (state) => `مقر الحائز: ${state}`,
  claimServices: (state) =>
    `${state}: يجوز لها أن تأمر من يعرض خدمات في إقليمها؛ معلومات المشترك بموجب اتفاقية بودابست، وأكثر من ذلك بموجب قانون الاتحاد`,
  claimOpen:
    'المصادر المفتوحة أينما كانت؛ وبالموافقة فقط إذا عُرف أن البيانات لدى طرف: فالمكان غير المعروف يمنع ذلك',
  claimPlace: (state) => `إذا كانت البيانات في هذه الدولة فلها أن تأمر بالتفتيش والضبط هناك: ${state}`,
  dataMayBeStated: (state) => `مكان محتمل للبيانات، بحسب قولكم: ${state}`,

  courtUnknown: (state) => `ما تطلبه محاكم هذه الدولة من الأدلة الإلكترونية غير مسجَّل: ${state}`,
  ownLawMayDo: (state) =>
    `البيانات في الدولة الطالبة نفسها (${state}): وقد يكفي تفتيش أو أمر بموجب قانونها دون أي دولة أخرى`,
  severalSeats: (states) =>
    `للحائز مقر في أكثر من دولة (${states}): والكيان الذي يتحكم في الحساب هو الذي يقرر`,
};
