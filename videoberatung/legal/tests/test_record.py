"""The record of processing: every declaration, as table, document and PDF."""

import csv
import io

import pytest
from django.utils import translation

from videoberatung.base.pdf import pdf_of
from videoberatung.config.cli import main
from videoberatung.legal import record
from videoberatung.privacy.inventory import declared
from videoberatung.privacy.tests.test_audit import logging_as_before as logging_as_before
from videoberatung.privacy.tests.times import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.promise(26)]


def test_it_has_a_row_for_each_declaration():
    with translation.override("de"):
        head, *rows = csv.reader(io.StringIO(record.as_csv(record.rows())))
    assert head[0] == "Zweck"
    assert len(rows) == len(declared())
    assert all(all(row) for row in rows)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_taken_for_a_formula(start):
    [[cell]] = csv.reader(io.StringIO(record.as_csv([(f"{start}1+1",)]), newline=""))
    assert cell == f"'{start}1+1"


def test_it_is_printed_as_pdf():
    assert pdf_of(record.as_html(NOON)).startswith(b"%PDF-")


def test_the_document_names_operator_and_recipients(settings):
    with translation.override("de"):
        page = record.as_html(NOON)
    assert settings.OPERATOR.name in page
    assert all(one.name in page for one in settings.OPERATOR.recipients)


@pytest.mark.usefixtures("logging_as_before")
def test_the_command_writes_it(capsys: pytest.CaptureFixture[str]):
    assert main(["record-of-processing", "--language", "en"]) == 0
    assert capsys.readouterr().out.startswith("Purpose,Whose data")
    assert main(["record-of-processing", "--format", "html"]) == 0
    assert "Verzeichnis von Verarbeitungstätigkeiten" in capsys.readouterr().out
