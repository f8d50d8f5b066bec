import type { sentencesStep as Shape } from '../en/sentences-step.ts';
import { count } from './count.ts';

const term = (n: number): string => count(n, 'يومًا واحدًا', 'يومين', 'أيام', 'يومًا');

export const sentencesStep: typeof Shape = {
  preservationOrder: 'أمر حفظ أوروبي (EPOC-PR)',
  designatedEstablishment: 'المنشأة المعيَّنة أو الممثل القانوني لمقدّم الخدمات',
  networkPreserve: 'نقطة اتصال على مدار الساعة: طلب حفظ',
  provisionalMeasure: 'تدبير مؤقت لإبقاء الأدلة',
  keepsOnRequest: (name, days) => `${name} يُبقي البيانات ${term(days)} عند الطلب`,
  ifKeepsAbroad: 'قال مقدّم الخدمات إنه يُبقي البيانات بناءً على طلب من الخارج',
  askToPreserve: (name) => `طلب حفظ موجَّه إلى ${name}`,
  policeSend: 'الشرطة أو المدعي العام، عادةً عبر نقطة اتصال وحيدة',
  nothingDisclosed: 'تُبقى البيانات دون تغيير؛ ولا يُكشف شيء.',
  sixItems:
    'البنود الستة للمادة 29(2): السلطة؛ الجريمة والوقائع؛ البيانات وصلتها بالجريمة؛ الحائز أو المكان إن عُرفا؛ لماذا هو ضروري؛ وأن طلب مساعدة سيتبع',

  ownWords: 'من يجوز له الإرسال والمتطلبات والاستعمال والحدود، بكلمات هذا المشروع',
  cureLead: 'الحصول عليه من جديد بطلب رسمي؛ ولا تُقدَّم المعلومة نفسها إلى المحكمة (الفقرة 33)',
  cureDepends: 'طلب شهادة معه، وإذا طلبت المحكمة أكثر فإتباعه بطلب رسمي (الفقرة 33)',

  noFigure: 'لا رقم مسجَّلًا',
  upToDays: (days) => `حتى ${term(days)}`,
  daysRange: (min, max) => `من ${min} إلى ${term(max)}`,
  hoursInEmergency: (hours, article) =>
    `${count(hours, 'ساعة واحدة', 'ساعتان', 'ساعات', 'ساعة')} في حالة الطوارئ (المادة ${article})`,
  retentionUnsaid: 'مدة إبقاء الحائز للبيانات غير مسجَّلة ولم تُذكر',
  retentionStated: (days) => `يُبقي الحائز البيانات ${term(days)}، بحسب قولكم`,
  retentionRecorded: (days) => `يُبقي الحائز البيانات ${term(days)}`,
  retentionUnknown: 'مدة إبقاء الحائز للبيانات غير معروفة؛ وقد تزول قبل أي جواب',
  askAndPreserve: 'اسألوا الحائز، واطلبوا الحفظ اليوم',
  keptBeforeUnknown: (until) => `يُبقي الحائز البيانات حتى ${until}، ولا أحد يعرف متى يأتي الجواب`,
  keptBeforeFrom: (until, from) => `يُبقي الحائز البيانات حتى ${until}، قبل الجواب المتوقع ابتداءً من ${from}`,
  keptBeforeBetween: (until, from, to) =>
    `يُبقي الحائز البيانات حتى ${until}، قبل الجواب المتوقع من ${from} إلى ${to}`,
  preserveBefore: (day) => `اطلبوا الحفظ قبل ${day}`,
  noPreservation: 'لا يُعرف طريق لحفظ البيانات',
  noPreservationNext: 'اسألوا الحائز ووحدة الجرائم السيبرانية في الدولة الأخرى؛ وأرسلوا طلب التقديم فورًا',
  noPreservationRecorded: 'لا حفظ مسجَّلًا',
  holdUnknown: (name) => `مدة الحفظ غير مسجَّلة (${name})`,
  holdUnknownNext: 'اطلبوا كتابةً تاريخ الانتهاء عند التأكيد',
  holds: (days, article) => `يدوم الحفظ ${term(days)} (المادة ${article})`,
  holdsAtLeast: (days, article) => `يدوم الحفظ على الأقل ${term(days)} (المادة ${article})`,
  holdEnds: (day, answer) => `ينتهي الحفظ في ${day}، قبل الجواب: ${answer}`,
  holdMayEnd: (day, answer) => `قد ينتهي الحفظ في ${day}، قبل الجواب: ${answer}`,
  holdEndsAtLeast: (day, answer) =>
    `ينتهي الحفظ في ${day} (ويدوم حتى ذلك الحين على الأقل)، قبل الجواب: ${answer}`,
  holdMayEndAtLeast: (day, answer) =>
    `قد ينتهي الحفظ في ${day} (ويدوم حتى ذلك الحين على الأقل)، قبل الجواب: ${answer}`,
  fromDay: (day) => `ابتداءً من ${day}`,
  fromTo: (from, to) => `من ${from} إلى ${to}`,
  article: (article) => `المادة ${article}`,
  articleForm: (article, form) => `المادة ${article}، الاستمارة ${form}`,
  extend: (by, days, article, until) => `قبل ${by} مدِّدوا ${term(days)} (${article})، أي حتى ${until}.`,
  extendOnce: (by, days, article, until) =>
    `قبل ${by} مدِّدوا ${term(days)}، مرة واحدة (${article})، أي حتى ${until}.`,
  extendTimes: (by, days, times, article, until) =>
    `قبل ${by} مدِّدوا ${term(days)}، ${count(times, 'مرة واحدة', 'مرتين', 'مرات', 'مرة')} (${article})، أي حتى ${until}.`,
  confirmProduction:
    'أو أكِّدوا بالمرفق الخامس قبل الانتهاء أن طلب تقديم قد صدر: فتُبقى البيانات ما دامت الحاجة إليها (المادة 11(2)).',
  sendBefore: (day, atEnd) => `أرسلوا طلب التقديم قبل ${day}. وعند الانتهاء: ${atEnd}`,
  neededBy: (day) => `مطلوب بحلول ${day}`,
  deadlineNext: 'اذكروا التاريخ والسبب في الطلب؛ وانظروا أولًا في الطرق الأسرع',
  deadlinePassed: (day) => `اليوم الذي كان مطلوبًا فيه، ${day}، قد مضى`,
  deadlineUnknown: (day) => `لا يمكن القول هل يأتي الجواب بحلول ${day}: لا رقم مسجَّلًا`,
  deadlineBefore: (day, from) => `مطلوب بحلول ${day}؛ والجواب متوقع ابتداءً من ${from}`,
  deadlineMaybe: (day, until) => `مطلوب بحلول ${day}؛ وقد يتأخر الجواب حتى ${until}`,

  openSources: 'انظروا أولًا في المصادر المفتوحة، وسجِّلوا ما وُجد أو لماذا لم يوجد',
  affiliate: (state) => `اسألوا هل للحائز في هذه الدولة فرع يمكنه الإجابة: ${state}`,
  preserveFirst: 'اطلبوا الحفظ قبل أن تطلبوا الكشف',
  directCopy: (ways, state) =>
    `إذا كتبتم إلى مقدّم الخدمات نفسه (${ways}) فأرسلوا نسخة إلى سلطة هذه الدولة: ${state}`,
  itsState: 'دولته',
  otherState: 'الدولة الأخرى',
  cyberUnit: 'اطلبوا من وحدة الجرائم السيبرانية قراءة الجزء التقني',
  noIdentifier: 'لم يُذكر أي معرِّف: سمُّوا حسابات أو أرقامًا أو عناوين، وفترة؛ فطلب «كل البيانات» يُرفض',
  identifiers: (list) => `المعرِّفات: ${list}`,
  nameHolder: 'سمُّوا مقدّم الخدمات والكيان القانوني الذي يتحكم في البيانات؛ فالكيان الخطأ سبب معتاد للرفض',
  languagesUnknown: (state) => `اللغات المقبولة غير مسجَّلة (${state}): اسألوا، وخططوا لترجمة`,
  languageUnknown: (language, state) => `طلب باللغة ${language}: ليس مسجَّلًا هل تُقبل (${state})`,
  languagesAccepted: (list, state) => `اللغات المقبولة بحسب المسجَّل (${state}): ${list}`,
  languageAccepted: (language, state) => `طلب باللغة ${language}: مقبولة بحسب المسجَّل (${state})`,
  languageOther: (language, list, state) =>
    `طلب باللغة ${language}: المقبول بحسب المسجَّل (${state}): ${list}؛ خططوا لترجمة`,
  sayThreat: 'اذكروا ما يهدد ومن يهدد، وكيف تدفع البيانات ذلك؛ وسمُّوا رقمًا من الدليل لمعاودة الاتصال',
  sayUrgency: 'اذكروا لماذا هو عاجل وبحلول متى: لم يُذكر أي يوم',
  sayUrgencyBy: (day) => `اذكروا لماذا هو عاجل؛ مطلوب بحلول ${day}`,
  sayForm: (state) => `اذكروا في الطلب أي شهادة وبصمة وصيغة تحتاجها محاكم هذه الدولة: ${state}`,
  sayOffence: (state) => `اذكروا كيف يكون الفعل جريمة هناك أيضًا (${state})؛ وإلا أجازت معاهدات كثيرة الرفض`,
  sayPrivilege: 'اذكروا هل يتعلق الأمر بمحامٍ أو طبيب أو صحافة أو سلطة عامة أو عميل مؤسسي',
  weightUnsaid: 'لم تُذكر العقوبة القصوى: اذكروا لماذا الجريمة خطيرة بما يكفي لهذه البيانات',
  weightLittle: (years) =>
    `عقوبة قصوى من ${count(years, 'سنة واحدة', 'سنتين', 'سنوات', 'سنة')} قليلة على هذه البيانات: اطلبوا أقل، أو اذكروا لماذا هي لازمة`,
  isPrecise: (address) => `${address}: المنفذ والثانية وفرق التوقيت موجودة`,
  addPort: (address) => `${address}: أضيفوا منفذ المصدر`,
  addTime: (address) => `${address}: أضيفوا الوقت بالثانية مع فرقه عن UTC`,
  addBoth: (address) => `${address}: أضيفوا منفذ المصدر والوقت بالثانية مع فرقه عن UTC`,
};
