import base64
import hashlib
import hmac

from videoberatung.signalling.tests.samples import NOW
from videoberatung.signalling.turn import TurnConfig, credentials

CONFIG = TurnConfig(urls=("turn:relay.example.org",), secret="shared", relay_only=True)


def test_the_relay_can_check_the_credentials_with_the_shared_secret():
    turn = credentials(CONFIG, name="abc", now=NOW)
    # What the relay computes, per draft-uberti-behave-turn-rest-00, section 2.2.
    digest = hmac.new(b"shared", turn.username.encode(), hashlib.sha1).digest()
    assert base64.b64decode(turn.credential) == digest
    other = TurnConfig(urls=CONFIG.urls, secret="another")
    assert credentials(other, name="abc", now=NOW).credential != turn.credential


def test_credentials_live_for_an_hour_and_keep_their_name():
    turn = credentials(CONFIG, name="abc", now=NOW)
    assert (turn.username, turn.ttl) == (f"{int(NOW) + 3600}:abc", 3600)
    assert (turn.urls, turn.relay_only) == (CONFIG.urls, True)


def test_the_secret_is_not_printed():
    assert "shared" not in repr(CONFIG)
