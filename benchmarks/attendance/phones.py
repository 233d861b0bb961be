"""Phones that send, as a process of their own: what they cost is not mistaken for what the site costs.

Reads one line of JSON: the port, and for each phone its session and the requests it sends one after the other, each a
path and a body: of JSON, of a form, or none, which opens a page. Prints one line of JSON: how long each took in
seconds, what was answered how often, and how often one had to be sent again.
Only the standard library is needed, and nothing of the site is loaded.
"""

import asyncio
import json
import sys
import time
from collections import Counter

PAUSE = 0.1  # seconds before a request is sent again
PATIENCE = 60  # seconds for one answer
TOKEN = "/cohorts/evenings/token/"  # noqa: S105  # an address


class Line:
    """The connection of one phone. It asks for a token first, as the script of the roll does."""

    def __init__(self, port: int, session: str) -> None:
        self.port, self.cookie, self.token = port, f"sessionid={session}", ""
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, path: str, body: str) -> dict:
        """Send something; give the answer, empty where it is a page. Raises OSError if none of ours came."""
        try:
            if not self.token:
                answer, cookie = await self._ask("GET", TOKEN, "")
                self.token = answer["token"]
                self.cookie += f"; csrftoken={cookie}"
            return (await self._ask("POST" if body else "GET", path, body))[0]
        except (ValueError, KeyError, EOFError, TimeoutError) as problem:
            raise OSError from problem

    def drop(self) -> None:
        """Hang up."""
        if self.streams:
            self.streams[1].close()
        self.streams = None

    async def _ask(self, method: str, path: str, body: str) -> tuple[dict, str]:
        if self.streams is None:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.streams
        data = body.encode()
        kind = "application/json" if body.startswith("{") else "application/x-www-form-urlencoded"
        writer.write(
            f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {self.cookie}\r\nX-CSRFToken: {self.token}\r\n"
            f"Content-Type: {kind}\r\nContent-Length: {len(data)}\r\n\r\n".encode()
            + data
        )
        head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE)).decode("latin-1")
        fields = [line.partition(": ") for line in head.split("\r\n")[1:] if line]
        length = next(int(value) for name, _colon, value in fields if name.lower() == "content-length")
        text = await reader.readexactly(length)
        if head.split()[1] not in ("200", "302"):
            raise ValueError(head.split()[1])
        cookies = [value for name, _colon, value in fields if name.lower() == "set-cookie" and "csrftoken=" in value]
        cookie = cookies[0].partition("csrftoken=")[2].partition(";")[0] if cookies else ""
        return json.loads(text) if text.startswith(b"{") else {}, cookie


async def run(port: int, phones: list[dict]) -> dict:
    """Let all phones send at once, each over and over until it has an answer."""
    taken: list[float] = []
    answered: Counter[str] = Counter()
    again = 0

    async def one(phone: dict) -> None:
        nonlocal again
        line = Line(port, phone["session"])
        for path, body in phone["requests"]:
            began = time.perf_counter()
            while True:
                try:
                    answer = await line.send(path, body)
                    break
                except OSError:
                    again += 1
                    line.drop()
                    await asyncio.sleep(PAUSE)
            taken.append(time.perf_counter() - began)
            answered.update(result["outcome"] for result in answer.get("results", []))
        line.drop()

    began = time.perf_counter()
    await asyncio.gather(*(one(phone) for phone in phones))
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "taken": taken, "answered": answered, "again": again, "cpu": time.process_time()}


if __name__ == "__main__":
    work = json.loads(sys.stdin.readline())
    print(json.dumps(asyncio.run(run(work["port"], work["phones"]))))
