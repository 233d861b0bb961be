"""The line between a phone and the site: it counts every byte that goes over it, whoever asked for it."""

import socket
import threading
from dataclasses import dataclass, field


@dataclass
class Line:
    """A port that hands everything on to the site and counts. A worker of the browser that fetches behind the page's
    back is counted too, which the browser's own figures leave out."""

    site: int
    down: int = 0
    up: int = 0
    port: int = 0
    _listener: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._take, daemon=True).start()

    def taken(self) -> int:
        """Give the bytes in both directions so far."""
        return self.down + self.up

    def close(self) -> None:
        """Take nobody more."""
        self._listener.close()

    def _take(self) -> None:
        while True:
            try:
                phone, _address = self._listener.accept()
            except OSError:
                return
            site = socket.create_connection(("127.0.0.1", self.site))
            threading.Thread(target=self._hand_on, args=(phone, site, "up"), daemon=True).start()
            threading.Thread(target=self._hand_on, args=(site, phone, "down"), daemon=True).start()

    def _hand_on(self, here: socket.socket, there: socket.socket, way: str) -> None:
        try:
            while data := here.recv(65536):
                setattr(self, way, getattr(self, way) + len(data))  # one thread for each way of a connection
                there.sendall(data)
        except OSError:
            pass
        for end in (here, there):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
