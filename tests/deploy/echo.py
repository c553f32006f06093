"""Stands behind the proxy in tests and says what reached it. Run by uvicorn."""

import json
import os
from typing import Any


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.send", "text": _seen(scope)})
        await receive()
        return
    if scope["type"] == "http":
        while (await receive()).get("more_body"):
            pass
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": _seen(scope).encode()})


def _seen(scope: dict[str, Any]) -> str:
    headers = {name.decode(): value.decode() for name, value in scope["headers"]}
    return json.dumps({"process": os.getpid(), "path": scope["path"], "headers": headers})
