"""Asks one address as often as it is answered, from several processes over open connections. Standard library only."""

import multiprocessing
import socket
import time

READERS = 4


def _read_answer(stream: socket.socket) -> tuple[int, int]:
    """Read one whole answer; give its status and its size."""
    data = b""
    while b"\r\n\r\n" not in data:
        if not (more := stream.recv(65536)):
            raise ConnectionError("the server closed the connection")
        data += more
    head, _gap, body = data.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    size = len(body)
    while size < length:
        size += len(stream.recv(65536))
    return int(head.split(b" ", 2)[1]), len(head) + 4 + size


def _ask(port: int, wire: bytes, seconds: float, counted: multiprocessing.Queue) -> None:
    with socket.create_connection(("127.0.0.1", port)) as stream:
        stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        stream.settimeout(30)
        count, ends = 0, time.monotonic() + seconds
        while time.monotonic() < ends:
            stream.sendall(wire)
            status, _size = _read_answer(stream)
            if status != 200:
                raise SystemExit(f"answered {status}")
            count += 1
        counted.put(count)


def requests_a_second(port: int, path: str, cookie: str, seconds: float) -> float:
    """Give how many answers a second come back, as a browser that takes compressed pages gets them."""
    lines = [f"GET {path} HTTP/1.1", f"Host: localhost:{port}", "Accept-Encoding: gzip, br", "Accept-Language: nb"]
    wire = "\r\n".join([*lines, *([f"Cookie: {cookie}"] if cookie else []), "", ""]).encode()
    counted: multiprocessing.Queue = multiprocessing.Queue()
    readers = [multiprocessing.Process(target=_ask, args=(port, wire, seconds, counted)) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    total = sum(counted.get(timeout=seconds + 60) for _ in readers)
    for reader in readers:
        reader.join()
    return total / seconds
