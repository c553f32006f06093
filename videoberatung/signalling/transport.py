"""uvicorn's WebSocket, without the ways in which a stranger could hold or flood it.

Given to uvicorn as `ws=HardenedWebSocket`. It changes five things of 0.54's
`websockets-sansio`: a request that cannot be read is answered instead of left open for ever;
broken UTF-8 is no reason for a traceback; what arrives is taken in small portions, each when
the application has dealt with the one before; and frames that no application sees (pings,
fragments, anything after the end) are limited too. And whole texts, of which a session
consists, take a short way past the library's parser, which costs several times what we do with
them (docs/adr/0006).
"""

from collections.abc import Callable

from uvicorn._types import ASGIReceiveEvent
from uvicorn.config import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import CloseCode, Frame
from websockets.protocol import OPEN

from videoberatung.signalling.frames import cut, text_frame, text_of
from videoberatung.signalling.limits import Allowance

PORTION = 4096  # bytes; what the loop reads at once may hold 40,000 pings
# uvicorn stops and starts reading around each message, which costs more than the message.
MOST_UNREAD = 64 * 1024
BAD_REQUEST = b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
QUIET_FRAMES_BURST, QUIET_FRAMES_PER_SECOND = 100, 10


class HardenedWebSocket(WebSocketsSansIOProtocol):
    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, object],
        _loop: object = None,
    ) -> None:
        super().__init__(config, server_state, app_state)
        # Takes each whole text as it arrives; None: everything goes by the queue.
        self.on_text: Callable[[str], None] | None = None
        self._unfinished = b""
        self._unread = b""
        self._quiet_frames = Allowance(
            burst=QUIET_FRAMES_BURST, per_second=QUIET_FRAMES_PER_SECOND, now=self.loop.time()
        )

    def data_received(self, data: bytes) -> None:
        if self.on_text is not None:
            data = self._take_texts(data)
        if data:
            self._take_long_way(data)

    def _take_texts(self, data: bytes) -> bytes:
        """Hand over whole texts; return what has to take the long way from now on.

        The library never sees a part of a frame while there is a short way, so each of the
        two knows where a frame begins.
        """
        data, self._unfinished = self._unfinished + data, b""
        position = 0
        while position < len(data) and self.on_text is not None and not self.close_sent:
            frame = cut(data, position, largest=self.config.ws_max_size)
            if frame == "unfinished":
                self._unfinished = data[position:]
                return b""
            if frame == "other":
                break
            if frame.kind == "control":
                self._take_long_way(data[position : frame.end])
            else:
                try:
                    text = text_of(data, frame)
                except UnicodeDecodeError:
                    break
                self.on_text(text)
            position = frame.end
        if position < len(data):
            self.on_text = None
        return data[position:]

    def write_text(self, payload: bytes) -> bool:
        """Write a whole text at once; False: say it by `send`, which may have to wait."""
        if self.close_sent or self.conn.state is not OPEN or not self.writable.is_set():
            return False
        frame = text_frame(payload)
        if frame is not None:
            self.transport.write(frame)
        return frame is not None

    def _take_long_way(self, data: bytes) -> None:
        self._unread = self._unread + data if self._unread else data
        self._take_portions()
        if len(self._unread) > MOST_UNREAD and not self.read_paused:
            self.read_paused = True
            self.transport.pause_reading()

    async def receive(self) -> ASGIReceiveEvent:
        event = await self.queue.get()
        self._take_portions()
        if self.read_paused and len(self._unread) <= MOST_UNREAD:
            self.read_paused = False
            self.transport.resume_reading()
        return event

    def _take_portions(self) -> None:
        """Go on reading once the application has taken everything read before."""
        while self._unread and (self.close_sent or self.queue.empty()):
            if self.transport.is_closing():
                self._unread = b""
                return
            portion, self._unread = self._unread[:PORTION], self._unread[PORTION:]
            super().data_received(portion)
            if self.conn.handshake_exc is not None and not self.handshake_initiated:
                self._refuse_request()

    def _refuse_request(self) -> None:
        """Too long, too many headers, or with a body: uvicorn would wait for ever."""
        self.handshake_complete = self.close_sent = True
        self.transport.write(BAD_REQUEST)
        self.transport.close()

    def send_receive_event_to_app(self) -> None:
        data = self.frames[0] if len(self.frames) == 1 else b"".join(self.frames)
        self.frames = []
        if self.close_sent:
            self._count_quiet_frame()
            return
        if self.curr_msg_data_type == "bytes":
            self.queue.put_nowait({"type": "websocket.receive", "bytes": data})
        else:
            try:
                self.queue.put_nowait({"type": "websocket.receive", "text": data.decode()})
            except UnicodeDecodeError:
                self._fail(CloseCode.INVALID_DATA, "")

    def handle_ping(self) -> None:
        super().handle_ping()
        self._count_quiet_frame()

    def handle_pong(self, event: Frame) -> None:
        super().handle_pong(event)
        self._count_quiet_frame()

    def handle_cont(self, event: Frame) -> None:
        super().handle_cont(event)
        self._count_quiet_frame()

    def handle_text(self, event: Frame) -> None:
        super().handle_text(event)
        if not event.fin:
            self._count_quiet_frame()

    def _count_quiet_frame(self) -> None:
        if self._quiet_frames.take(self.loop.time()):
            return
        if self.close_sent:
            self.transport.close()
        else:
            self._fail(CloseCode.POLICY_VIOLATION, "too_fast")

    def _fail(self, code: CloseCode, reason: str) -> None:
        self.conn.fail(code, reason)
        self.handle_parser_exception()

    def handle_parser_exception(self) -> None:
        if self.conn.close_sent is not None:
            super().handle_parser_exception()
            return
        # A broken frame before we had answered the request: nothing to say goodbye to.
        self.queue.put_nowait({"type": "websocket.disconnect", "code": 1006})
        self.transport.close()
