"""The form of a document: a PDF file that is looked into before it is kept, or a link."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.pdf_files import MOST_BYTES, PdfFaultError, check
from common.web_addresses import WebAddressField
from events.models import Document
from startups.forms import SafeTextMixin

FAULTS = {
    "too_large": _(
        "The file is larger than 20 MB. Please make it smaller, for example with smaller pictures."
    ),
    "no_pdf": _("This is not a PDF file. Please save the document as PDF and choose it again."),
    "incomplete": _("The PDF file is damaged or not complete. Please save it anew."),
    "protected": _("The PDF file is protected by a password, so that not everybody could read it."),
    "active": _(
        "The PDF file holds scripts, forms that send data or other files. Please save it without them."
    ),
}


class DocumentForm(SafeTextMixin, forms.ModelForm):
    """A file or a link, what it is, in which language and for whom."""

    file = forms.FileField(
        label=_("PDF file"),
        required=False,
        help_text=_("PDF, 20 MB at most."),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    class Meta:
        model = Document
        fields = ["kind", "language", "title", "link", "is_public"]
        field_classes = {"link": WebAddressField}
        help_texts = {
            "title": _("In the language of the document; may stay empty."),
            "link": _("Instead of a file: where the document is."),
            "is_public": _("Otherwise for officers and companies with a place in the delegation."),
        }

    field_order = ["kind", "language", "title", "file", "link", "is_public"]

    def clean_file(self):
        """Look into the file; nothing is read of one that is too large."""
        file = self.cleaned_data["file"]
        if not file:
            return b""
        try:
            if file.size > MOST_BYTES:
                raise PdfFaultError("too_large")
            content = file.read()
            check(content)
        except PdfFaultError as error:
            raise ValidationError(FAULTS[error.fault], code=error.fault) from error
        return content

    def clean(self):
        """Either a file or a link."""
        super().clean()
        given = [bool(self.cleaned_data.get(name)) for name in ("file", "link")]
        if not self.errors and sum(given) != 1:
            self.add_error("file", _("Please choose a file or give a link: one of the two."))
        return self.cleaned_data
