"""Words and fields for the page of components: samples, not texts of the interface, so never translated."""

from django import forms


class SampleForm(forms.Form):
    """One field of each kind. It is never saved; its labels are samples, not texts of the interface."""

    name = forms.CharField(label="Navn", help_text="Slik du vil at vi skal si det.")
    phone = forms.CharField(label="Telefon", widget=forms.TextInput(attrs={"type": "tel"}), required=False)
    code = forms.CharField(
        label="Kode", widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"})
    )
    evening = forms.ChoiceField(label="Hvilken kveld passer?", choices=[("tue", "Tirsdag"), ("thu", "Torsdag")])
    way = forms.ChoiceField(
        label="Hvordan skal vi minne deg på kvelden?",
        choices=[("sms", "SMS"), ("mail", "E-post"), ("none", "Ikke minn meg")],
        widget=forms.RadioSelect,
    )
    languages = forms.MultipleChoiceField(
        label="Språk du snakker",
        choices=[("so", "Soomaali"), ("ar", "العربية"), ("ti", "ትግርኛ"), ("ta", "தமிழ்")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    shared = forms.BooleanField(
        label="Dette er en delt telefon", help_text="Du logges ut når du lukker.", required=False
    )
    words = forms.CharField(label="Noen ord om deg", widget=forms.Textarea(attrs={"rows": 4}), required=False)


class ArabicSampleForm(SampleForm):
    """The same fields with Arabic labels, to see the page from right to left."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, label in {
            "name": "الاسم",
            "phone": "الهاتف",
            "code": "الرمز",
            "evening": "أي مساء يناسبك؟",
            "way": "كيف نذكّرك بالأمسية؟",
            "languages": "اللغات التي تتحدثينها",
            "shared": "هذا هاتف مشترك",
            "words": "بضع كلمات عنك",
        }.items():
            self.fields[name].label = label
        self.fields["name"].help_text = "كما تريدين أن نناديك."
        self.fields["shared"].help_text = "يتم تسجيل خروجك عند الإغلاق."


SAMPLES = {
    "title": "Kveldene i høst",
    "lead": "Vi møtes tirsdager klokka 17. Det er mat på bordet, og barna kan være med.",
    "kicker": "Bydel Gamle Oslo",
    "back": "Til kurset",
    "save": "Lagre",
    "change": "Endre",
    "remove": "Avlys kvelden",
    "later": "Ikke nå",
    "columns": ["Kveld", "Dato", "Rom", "Status"],
    "evening": "Kurskveld",
    "room": "Biblioteket, 2. etasje",
    "states": ["Planlagt", "Holdt", "Mangler rom", "Avlyst", "Utkast"],
    "tabs": ["Kvelder", "Deltakere", "Dokumenter"],
    "empty_title": "Ingen beskjeder ennå",
    "empty_text": "Her kommer beskjeder fra koordinatoren din. Du trenger ikke gjøre noe.",
    "confirm_title": "Vil du avlyse kvelden?",
    "points": ["18 kvinner får SMS i dag.", "Fagpersonen får e-post.", "Rommet blir ledig igjen."],
    "progress": "Kvelder du har vært med på",
    "banner": "Kvelden er flyttet til torsdag.",
    "card": "Kropp og helse",
    "card_text": "Jordmor Amina Warsame kommer og svarer på spørsmål.",
}
ARABIC_SAMPLES = {
    "title": "أمسيات هذا الخريف",
    "lead": "نلتقي كل ثلاثاء الساعة 17. الطعام على المائدة، ويمكن للأطفال الحضور.",
    "kicker": "حي أوسلو القديمة",
    "back": "إلى الدورة",
    "save": "حفظ",
    "change": "تغيير",
    "remove": "إلغاء الأمسية",
    "later": "ليس الآن",
    "columns": ["الأمسية", "التاريخ", "القاعة", "الحالة"],
    "evening": "أمسية",
    "room": "المكتبة، الطابق الثاني",
    "states": ["مخطط لها", "تمت", "لا توجد قاعة", "ملغاة", "مسودة"],
    "tabs": ["الأمسيات", "المشاركات", "الوثائق"],
    "empty_title": "لا توجد رسائل بعد",
    "empty_text": "هنا ستظهر رسائل المنسقة. لا يلزمك فعل أي شيء.",
    "confirm_title": "هل تريدين إلغاء الأمسية؟",
    "points": ["ستصل رسالة إلى 18 امرأة اليوم.", "سيصل بريد إلى المختصة.", "ستصبح القاعة متاحة."],
    "progress": "الأمسيات التي حضرتِها",
    "banner": "نُقلت الأمسية إلى يوم الخميس.",
    "card": "الجسم والصحة",
    "card_text": "القابلة أمينة ورسمة تأتي وتجيب عن الأسئلة.",
}
