"""Files that come with a form: in memory only, and no more than fits there."""

from io import BytesIO
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

# All files of one request together.
LARGEST_UPLOAD_BYTES = 10 * 1024 * 1024
# A body up to here is read to its end, so that the page can say that the file is too large.
LARGEST_BODY_BYTES = 4 * LARGEST_UPLOAD_BYTES


class MemoryUploadHandler(FileUploadHandler):
    """Keeps files in memory, never on a disk, where they would outlast the request.

    A file for which there is no room arrives empty, with a `size` above LARGEST_UPLOAD_BYTES
    by which its form refuses it. A body that could be no form of ours is not read at all.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._room_bytes = LARGEST_UPLOAD_BYTES

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803  # Django's name
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        if content_length > LARGEST_BODY_BYTES:
            raise RequestDataTooBig

    def new_file(self, *given: Any, **more: Any) -> None:
        super().new_file(*given, **more)
        self._file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._room_bytes -= len(raw_data)
        if self._room_bytes >= 0:
            self._file.write(raw_data)
        else:
            self._file = BytesIO()

    def file_complete(self, file_size: int) -> UploadedFile:
        if self._room_bytes < 0:
            file_size = max(file_size, LARGEST_UPLOAD_BYTES + 1)
        self._file.seek(0)
        return InMemoryUploadedFile(
            self._file,
            self.field_name,
            self.file_name or "",
            self.content_type or "",
            file_size,
            self.charset,
            self.content_type_extra,
        )
