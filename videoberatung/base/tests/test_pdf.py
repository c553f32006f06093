import io
import subprocess
from threading import BoundedSemaphore

import pytest
from pypdf import PdfReader

from videoberatung.base import pdf

PAGE = '<!doctype html><html lang="de"><head><title>Blatt</title></head><body>{}</body></html>'


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_a_page_becomes_a_file_that_can_be_read():
    content = pdf.pdf_of(PAGE.format("<p>Grüße aus Köln</p>"))
    assert content.startswith(b"%PDF")
    assert "Grüße aus Köln" in text_of(content)


def test_nothing_is_loaded_from_a_disk_or_a_network(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim")
    body = (
        f'<link rel="attachment" href="file://{secret}">'
        f'<img src="file://{secret}" alt="Bild"><img src="http://127.0.0.1:9/" alt="Bild">'
    )
    assert b"geheim" not in pdf.pdf_of(PAGE.format(body))


def test_where_the_libraries_are_missing_it_says_so(monkeypatch, tmp_path):
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\nexit {pdf.UNAVAILABLE}\n")
    program.chmod(0o755)
    monkeypatch.setattr(pdf.sys, "executable", str(program))
    with pytest.raises(pdf.PdfError, match="unavailable"):
        pdf.pdf_of(PAGE)


def test_a_program_that_fails_is_a_bug_and_no_empty_file(monkeypatch, tmp_path):
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(pdf.sys, "executable", str(program))
    with pytest.raises(subprocess.CalledProcessError):
        pdf.pdf_of(PAGE)


def test_it_knows_none_of_our_secrets(monkeypatch, tmp_path):
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\nenv\n")
    program.chmod(0o755)
    monkeypatch.setenv("VIDEOBERATUNG_SECRET_KEY", "geheim")
    monkeypatch.setattr(pdf.sys, "executable", str(program))
    assert b"geheim" not in pdf.pdf_of(PAGE)


def test_of_too_many_at_once_the_last_is_told_to_come_again(monkeypatch):
    monkeypatch.setattr(pdf, "_places", BoundedSemaphore(1))
    monkeypatch.setattr(pdf, "SECONDS_TO_WAIT", 0.01)
    pdf._places.acquire()
    with pytest.raises(pdf.PdfError, match="busy"):
        pdf.pdf_of(PAGE)
