import re

from django import forms
from django.template import Context, Template

from videoberatung.base.forms import SafeCharField, SafeEmailField


class PersonForm(forms.Form):
    name = SafeCharField(label="Name", help_text="As on the door", max_length=20)
    email = SafeEmailField(label="Address", required=False)


class GuestForm(PersonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.legend = f"Guest {int(self.prefix.rpartition('-')[2]) + 1}"


def render(template: str, **context) -> str:
    return Template("{% load design %}" + template).render(Context(context))


def tag_of(html: str, element_id: str) -> str:
    found = re.search(rf'<[^>]*\bid="{element_id}"[^>]*>', html)
    assert found, element_id
    return found[0]


def test_an_untouched_form_shows_no_error():
    html = str(PersonForm())
    assert "field-error" not in html
    assert "alert" not in html
    assert 'aria-describedby="id_name_helptext"' in tag_of(html, "id_name")


def test_only_a_field_that_may_stay_empty_says_so():
    html = str(PersonForm())
    assert html.count("freiwillig") == 1
    assert html.index("Address") < html.index("freiwillig")


def test_an_error_stands_beside_its_field_and_what_was_typed_stays():
    html = str(PersonForm({"name": "", "email": "nobody <x>"}))
    assert 'aria-invalid="true"' in tag_of(html, "id_name")
    assert "id_name_error" in tag_of(html, "id_name")
    assert tag_of(html, "id_email_error")
    assert 'value="nobody &lt;x&gt;"' in tag_of(html, "id_email")


def test_the_summary_leads_to_each_field():
    html = str(PersonForm({"name": "", "email": "nobody"}))
    summary = html[: html.index("</ul>")]
    assert 'role="alert"' in summary
    assert '<a href="#id_name">Name</a>' in summary
    assert '<a href="#id_email">Address</a>' in summary


def test_what_is_wrong_with_the_whole_form_is_in_the_summary():
    form = PersonForm({"name": "Erika"})
    form.add_error(None, "Somebody was faster.")
    assert "Somebody was faster." in str(form)


def test_a_page_of_several_forms_has_one_summary():
    guests = forms.formset_factory(GuestForm)(
        {
            "form-TOTAL_FORMS": "2",
            "form-INITIAL_FORMS": "0",
            "form-0-name": "Erika",
            "form-1-email": "x",
        }
    )
    html = render(
        "{% error_summary form guests %}{{ form.as_div }}{{ guests }}",
        form=PersonForm({"name": ""}),
        guests=guests,
    )
    assert html.count('role="alert"') == 1
    assert '<a href="#id_name">Name</a>' in html
    assert '<a href="#id_form-1-name">Guest 2 Name</a>' in html
    assert "<legend>Guest 1</legend>" in html
    assert 'name="form-TOTAL_FORMS"' in html


def test_a_choice_of_buttons_is_a_group():
    class ChoiceForm(forms.Form):
        kind = forms.ChoiceField(
            label="Kind", choices=[("a", "One"), ("b", "Two")], widget=forms.RadioSelect
        )

    html = str(ChoiceForm({}))
    assert "<legend>Kind</legend>" in html
    assert 'aria-describedby="id_kind_error"' in html


def test_a_tidied_text_is_what_the_form_gives():
    form = PersonForm({"name": "  Zoe\u0308 ", "email": " zoe@example.org "})
    assert form.is_valid()
    assert form.cleaned_data == {"name": "Zoë", "email": "zoe@example.org"}


def test_an_invisible_character_is_refused_in_words():
    form = PersonForm({"name": "Erika\u202eretsuM", "email": "a\u2066b@example.org"})
    assert not form.is_valid()
    assert form.errors["name"] == [
        "Dieser Text enthält unsichtbare Steuerzeichen. Bitte tippen Sie ihn neu ein."
    ]
    assert "email" in form.errors


def test_markup_in_a_label_or_error_stays_text():
    form = PersonForm({"name": "x" * 21})
    form.fields["name"].label = "<b>Name</b>"
    form.add_error("name", "<script>")
    html = str(form)
    assert "<b>" not in html
    assert "<script>" not in html


def test_a_missing_answer_is_asked_for_politely():
    assert "Bitte füllen Sie dieses Feld aus." in str(PersonForm({"name": ""}))
