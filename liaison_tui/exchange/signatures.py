"""Ed25519 signatures over manifests, and the device key that makes them (docs/FORMAT §4)."""

import hashlib
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from liaison_tui.errors import Damaged
from liaison_tui.journal.submission import SIGNED_PREFIX, Submission
from liaison_tui.storage.files import read_bytes, write_whole


class DeviceKey:
    """The key of one office's device, kept in `path`; `device` is its fingerprint (32 hex)."""

    def __init__(self, private: Ed25519PrivateKey, path: Path) -> None:
        self.path = path
        self._private = private
        self._public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.device = device_of(self._public)

    @classmethod
    def create(cls, path: Path, seed: bytes | None = None) -> "DeviceKey":
        """Make a key (from 32 bytes, for rehearsals) and write it where only its owner reads it."""
        private = (
            Ed25519PrivateKey.from_private_bytes(seed) if seed else Ed25519PrivateKey.generate()
        )
        pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        write_whole(path, pem, private=True)
        return cls(private, path)

    @classmethod
    def load(cls, path: Path) -> "DeviceKey":
        """Read a key; raises Damaged, or Refused where there is none."""
        try:
            private = load_pem_private_key(read_bytes(path, 10_000), None)
        except (ValueError, TypeError):
            private = None
        if not isinstance(private, Ed25519PrivateKey):
            raise Damaged(f"本机密钥 {path} 已损坏", "请从备份恢复，或请信用办登记新的密钥")
        return cls(private, path)

    def is_current(self) -> bool:
        """Tell whether the file still holds this key, which a renewal replaces."""
        return DeviceKey.load(self.path).device == self.device

    def sign(self, manifest: bytes) -> bytes:
        """Return the 96-byte signature of a manifest: public key, then Ed25519 signature."""
        return self._public + self._private.sign(SIGNED_PREFIX + manifest)


def device_of(public: bytes) -> str:
    """Return the fingerprint of a public key: 32 hex digits of its SHA-256."""
    return hashlib.sha256(public).hexdigest()[:32]


def is_signed(submission: Submission) -> bool:
    """Tell whether a submission's signature is that of the device it names."""
    public, signature = submission.signature[:32], submission.signature[32:]
    if device_of(public) != submission.device:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(
            signature, SIGNED_PREFIX + submission.manifest
        )
    except (InvalidSignature, ValueError):
        return False
    return True
