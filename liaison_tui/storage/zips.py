"""Zip files from strangers: how their members may be packed, and all that reading one may raise."""

import struct
import zipfile
import zlib

# What zipfile writes and every office's tools read; others only cost memory.
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# zipfile raises far more than BadZipFile on files that are damaged on purpose.
ERRORS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError,
    ValueError, NotImplementedError, RuntimeError, KeyError, IndexError, OverflowError,
)  # fmt: skip
