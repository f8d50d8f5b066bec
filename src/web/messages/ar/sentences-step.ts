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
  retentionStated: (days) => `يُبقي الحائز البيانات ${term(days)}، بحسب قولك`,
  retentionRecorded: (days) => `يُبقي الحائز البيانات ${term(days)}`,
  retentionUnknown: 'مدة إبقاء الحائز للبيانات غير معروفة؛ وقد تزول قبل أي جواب',
  askAndPreserve: 'اسأل الحائز، واطلب الحفظ اليوم',
  keptBeforeUnknown: (until) => `يُبقي الحائز البيانات حتى ${until}، ولا أحد يعرف متى يأتي الجواب`,
  keptBeforeFrom: (until, from) => `يُبقي الحائز البيانات حتى ${until}، قبل الجواب المتوقع ابتداءً من ${from}`,
  keptBeforeBetween: (until, from, to) =>
    `يُبقي الحائز البيانات حتى ${until}، قبل الجواب المتوقع من ${from} إلى ${to}`,
  preserveBefore: (day) => `اطلب الحفظ قبل ${day}`,
  noPreservation: 'لا يُعرف طريق لحفظ البيانات',
  noPreservationNext: 'اسأل الحائز ووحدة الجرائم السيبرانية في الدولة الأخرى؛ وأرسل طلب التقديم فورًا',
  noPreservationRecorded: 'لا حفظ مسجَّلًا',
  holdUnknown: (name) => `مدة الحفظ غير مسجَّلة (${name})`,
  holdUnknownNext: 'اطلب كتابةً تاريخ الانتهاء عند التأكيد',
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
  extend: (by, days, article, until) => `قبل ${by} مدِّد ${term(days)} (${article})، أي حتى ${until}.`,
  extendOnce: (by, days, article, until) =>
    `قبل ${by} مدِّد ${term(days)}، مرة واحدة (${article})، أي حتى ${until}.`,
  extendTimes: (by, days, times, article, until) =>
    `قبل ${by} مدِّد ${term(days)}، ${count(times, 'مرة واحدة', 'مرتين', 'مرات', 'مرة')} (${article})، أي حتى ${until}.`,
  confirmProduction:
    'أو أكِّد بالمرفق الخامس قبل الانتهاء أن طلب تقديم قد صدر: فتُبقى البيانات ما دامت الحاجة إليها (المادة 11(2)).',
  sendBefore: (day, atEnd) => `أرسل طلب التقديم قبل ${day}. وعند الانتهاء: ${atEnd}`,
  neededBy: (day) => `مطلوب بحلول ${day}`,
  deadlineNext: 'اذكر التاريخ والسبب في الطلب؛ وانظر أولًا في الطرق الأسرع',
  deadlinePassed: (day) => `اليوم الذي كان مطلوبًا فيه، ${day}، قد مضى`,
  deadlineUnknown: (day) => `لا يمكن القول هل يأتي الجواب بحلول ${day}: لا رقم مسجَّلًا`,
  deadlineBefore: (day, from) => `مطلوب بحلول ${day}؛ والجواب متوقع ابتداءً من ${from}`,
  deadlineMaybe: (day, until) => `مطلوب بحلول ${day}؛ وقد يتأخر الجواب حتى ${until}`,

  openSources: 'انظر أولًا في المصادر المفتوحة، وسجِّل ما وُجد أو لماذا لم يوجد',
  affiliate: (state) => `اسأل هل للحائز في هذه الدولة فرع يمكنه الإجابة: ${state}`,
  preserveFirst: 'اطلب الحفظ قبل أن تطلب الكشف',
  directCopy: (ways, state) =>
    `إذا كتبتم إلى مقدّم الخدمات نفسه (${ways}) فأرسل نسخة إلى سلطة هذه الدولة: ${state}`,
  itsState: 'دولته',
  otherState: 'الدولة الأخرى',
  cyberUnit: 'اطلب من وحدة الجرائم السيبرانية قراءة الجزء التقني',
  noIdentifier: 'لم يُذكر أي معرِّف: سمِّ حسابات أو أرقامًا أو عناوين، وفترة؛ فطلب «كل البيانات» يُرفض',
  identifiers: (list) => `المعرِّفات: ${list}`,
  nameHolder: 'سمِّ مقدّم الخدمات والكيان القانوني الذي يتحكم في البيانات؛ فالكيان الخطأ سبب معتاد للرفض',
  languagesUnknown: (state) => `اللغات المقبولة غير مسجَّلة (${state}): اسأل، وخطط لترجمة`,
  languageUnknown: (language, state) => `طلب باللغة ${language}: ليس مسجَّلًا هل تُقبل (${state})`,
  languagesAccepted: (list, state) => `اللغات المقبولة بحسب المسجَّل (${state}): ${list}`,
  languageAccepted: (language, state) => `طلب باللغة ${language}: مقبولة بحسب المسجَّل (${state})`,
  languageOther: (language, list, state) =>
    `طلب باللغة ${language}: المقبول بحسب المسجَّل (${state}): ${list}؛ خطط لترجمة`,
  sayThreat: 'اذكر ما يهدد ومن يهدد، وكيف تدفع البيانات ذلك؛ وسمِّ رقمًا من الدليل لمعاودة الاتصال',
  sayUrgency: 'اذكر لماذا هو عاجل وبحلول متى: لم يُذكر أي يوم',
  sayUrgencyBy: (day) => `اذكر لماذا هو عاجل؛ مطلوب بحلول ${day}`,
  sayForm: (state) => `اذكر في الطلب أي شهادة وبصمة وصيغة تحتاجها محاكم هذه الدولة: ${state}`,
  sayOffence: (state) => `اذكر كيف يكون الفعل جريمة هناك أيضًا (${state})؛ وإلا أجازت معاهدات كثيرة الرفض`,
  sayPrivilege: 'اذكر هل يتعلق الأمر بمحامٍ أو طبيب أو صحافة أو سلطة عامة أو عميل مؤسسي',
  weightUnsaid: 'لم تُذكر العقوبة القصوى: اذكر لماذا الجريمة خطيرة بما يكفي لهذه البيانات',
  weightLittle: (years) =>
    `عقوبة قصوى من ${count(years, 'سنة واحدة', 'سنتين', 'سنوات', 'سنة')} قليلة على هذه البيانات: اطلب أقل، أو اذكر لماذا هي لازمة`,
  isPrecise: (address) => `${address}: المنفذ والثانية وفرق التوقيت موجودة`,
  addPort: (address) => `${address}: أضف منفذ المصدر`,
  addTime: (address) => `${address}: أضف الوقت بالثانية مع فرقه عن UTC`,
  addBoth: (address) => `${address}: أضف منفذ المصدر والوقت بالثانية مع فرقه عن UTC`,
};
