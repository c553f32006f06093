"""What comes with a form as a file stays in memory, and within bounds."""

import tempfile

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from videoberatung.base.uploads import LARGEST_BODY_BYTES, LARGEST_UPLOAD_BYTES

MEBIBYTE = 1024 * 1024


def sent(*sizes: int, **more: str) -> HttpRequest:
    files = {f"file{number}": named(size) for number, size in enumerate(sizes)}
    return RequestFactory().post("/", files | more)


def named(size: int) -> SimpleUploadedFile:
    return SimpleUploadedFile("ich.jpg", b"x" * size, "image/jpeg")


@pytest.fixture
def no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a temporary file fails."""
    monkeypatch.setattr(tempfile, "tempdir", "/no/such/directory")


@pytest.mark.parametrize("size", [1, 3 * MEBIBYTE, LARGEST_UPLOAD_BYTES])
def test_a_file_is_held_in_memory_whatever_its_size(no_disk: None, size: int):
    file = sent(size).FILES["file0"]
    assert (file.size, len(file.read())) == (size, size)
    assert file.name == "ich.jpg"


def test_one_byte_too_many_and_nothing_is_kept_but_what_was_typed_is(no_disk: None):
    request = sent(LARGEST_UPLOAD_BYTES + 1, typed="Ada")
    file = request.FILES["file0"]
    assert file.size == LARGEST_UPLOAD_BYTES + 1
    assert file.read() == b""
    assert request.POST["typed"] == "Ada"


def test_many_files_get_no_more_room_than_one(no_disk: None):
    files = sent(6 * MEBIBYTE, 6 * MEBIBYTE, 1).FILES
    assert len(files["file0"].read()) == 6 * MEBIBYTE
    for name in ("file1", "file2"):
        assert files[name].read() == b""
        assert files[name].size > LARGEST_UPLOAD_BYTES


def test_a_body_that_is_no_form_of_ours_is_not_read():
    request = RequestFactory().post("/", {"file": named(1)})
    request.META["CONTENT_LENGTH"] = str(LARGEST_BODY_BYTES + 1)
    with pytest.raises(RequestDataTooBig):
        _ = request.POST
