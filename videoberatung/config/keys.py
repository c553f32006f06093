import hashlib
import hmac


def derive_key(secret: str, use: str) -> bytes:
    """32 bytes for one use only: who holds one derived key cannot compute another."""
    return hmac.digest(secret.encode(), f"videoberatung {use}".encode(), hashlib.sha256)
