"""Files that are sent to the site: no more of one is stored than the largest that any form takes."""

from django.core.files.uploadhandler import FileUploadHandler

from common.pdf_files import MOST_BYTES


class CappedUploads(FileUploadHandler):
    """Drops what comes after the limit: the disk stays free, and the form sees that the file is too large."""

    def receive_data_chunk(self, raw_data, start):
        """Hand the piece on to the next handler, unless enough has come."""
        return raw_data if start <= MOST_BYTES else None

    def file_complete(self, file_size):
        """The next handler makes the file."""
