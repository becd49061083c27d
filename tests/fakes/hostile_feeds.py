"""What a hostile server may answer, and what a hostile feed may hold."""

import gzip
import socket
import time
import zlib

from tests.fakes.feed_server import Asked, Page, Route, head

OK = {"Content-Type": "text/xml", "Connection": "close"}
RSS = b"<rss version='2.0'><channel><title>F</title>%s</channel></rss>"
ITEM = b"<item><title>%s</title><link>https://a.test/1</link></item>"


def endless(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(head("200 OK", OK))
    while True:
        connection.sendall(b"<item/>" * 10_000)


def bomb(connection: socket.socket, asked: Asked) -> None:
    squeezer = zlib.compressobj(9, zlib.DEFLATED, 31)
    connection.sendall(head("200 OK", {**OK, "Content-Encoding": "gzip"}))
    for _ in range(500):
        connection.sendall(squeezer.compress(b"\0" * 1_000_000))


def small_bomb(connection: socket.socket, asked: Asked) -> None:
    body = gzip.compress(b"\0" * 4_900_000, 9)
    Page(body, headers={"Content-Encoding": "gzip"})(connection, asked)


def cut_gzip(connection: socket.socket, asked: Asked) -> None:
    body = gzip.compress(b"<rss>" + bytes(range(256)) * 50)[:-9]
    Page(body, headers={"Content-Encoding": "gzip"})(connection, asked)


def drip(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(head("200 OK", OK))
    while True:
        connection.sendall(b"<")
        time.sleep(0.1)


def slow_head(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X-A: b\r\n")
        time.sleep(0.1)


def silence(connection: socket.socket, asked: Asked) -> None:
    connection.recv(1)


def endless_head(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X-Filler: " + b"a" * 8000 + b"\r\n")


def endless_continues(connection: socket.socket, asked: Asked) -> None:
    while True:
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")


def short(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(head("200 OK", {**OK, "Content-Length": "1000"}) + b"<rss/>")


def reset(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(head("200 OK", {**OK, "Content-Length": "1000"}) + b"<rss>")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    connection.close()


def bad_chunks(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(head("200 OK", {**OK, "Transfer-Encoding": "chunked"}) + b"zz\r\nhello\r\n")


def cut_chunks(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(head("200 OK", {**OK, "Transfer-Encoding": "chunked"}) + b"5\r\nhello\r\n")


def no_http(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(b"220 ftp.example.test ready\r\n")


ANSWERS: dict[str, tuple[Route, set[str]]] = {
    "an endless body": (endless, {"too_large"}),
    "a gzip bomb": (bomb, {"too_large", "gzip_bomb"}),
    "a gzip bomb below the size limit": (small_bomb, {"gzip_bomb"}),
    "a gzip body cut short": (cut_gzip, {"bad_gzip"}),
    "gzip that is none": (Page(b"<rss/>", headers={"Content-Encoding": "gzip"}), {"bad_gzip"}),
    "brotli": (Page(b"\x0b\x02\x80", headers={"Content-Encoding": "br"}), {"bad_encoding"}),
    "zstd": (Page(b"\x28\xb5\x2f\xfd", headers={"Content-Encoding": "zstd"}), {"bad_encoding"}),
    "gzip twice": (Page(b"", headers={"Content-Encoding": "gzip, gzip"}), {"bad_encoding"}),
    "a drip": (drip, {"timeout"}),
    "a dripping head": (slow_head, {"timeout"}),
    "silence": (silence, {"timeout"}),
    "an endless head": (endless_head, {"bad_http", "connection"}),
    "endless interim answers": (endless_continues, {"timeout", "bad_http"}),
    "a length too large": (short, {"bad_http"}),
    "a length that is huge": (Page(headers={"Content-Length": "9" * 12}), {"too_large"}),
    "a length that is none": (Page(headers={"Content-Length": "-5"}), {"bad_http"}),
    "two lengths": (Page(headers={"Content-Length": "1, 2"}), {"bad_http"}),
    "a reset in mid-body": (reset, {"connection", "bad_http"}),
    "chunks that are none": (bad_chunks, {"bad_http"}),
    "chunks without an end": (cut_chunks, {"bad_http"}),
    "another protocol": (no_http, {"bad_http"}),
}


laughs = b"<!DOCTYPE l [<!ENTITY a0 'ha'>" + b"".join(
    b"<!ENTITY a%d '%s'>" % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 12)
)

DOCUMENTS = {
    "billion laughs": laughs + b"]>" + RSS % (ITEM % b"&a11;"),
    "an external entity": b"<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    + RSS % (ITEM % b"a&x;b"),
    "an external document type": b"<!DOCTYPE rss SYSTEM 'http://127.0.0.1:1/x.dtd'>"
    + RSS % (ITEM % b"a"),
    "500 KB of attributes": b"<rss version='2.0'><channel "
    + b" ".join(b"a%d='x'" % number for number in range(45_000))
    + b">"
    + ITEM % b"a"
    + b"</channel></rss>",
    "a megabyte of comment starts": b"<rss version='2.0'><channel>" + b"<!--" * 250_000,
    "3 MB of unclosed tags": b"<rss version='2.0'><channel>" + b"<a>" * 1_000_000,
    "100,000 entries": RSS % (b"<item><title>a</title></item>" * 100_000),
    "100,000 broken entries": RSS % (b"<item><title>&nbsp;</title></item>" * 100_000),
    "a 16 KB author": RSS % (b"<item><author>" + b"a" * 16_000 + b"</author></item>"),
    "a 16 KB author in a broken feed": RSS
    % (b"<item><author>" + b"a@" * 8_000 + b"</author><title>&nbsp;</title></item>"),
    "deep nesting": b"<rss version='2.0'><channel>" + b"<a>" * 50_000 + b"</a>" * 50_000,
    "a 4 MB title": RSS % (ITEM % (b"&lt;" * 1_000_000)),
    "4 MB of angle brackets": RSS % (ITEM % (b"<![CDATA[" + b"<" * 4_000_000 + b"]]>")),
    "4 MB of entities": RSS % (ITEM % (b"&amp;amp;" * 450_000)),
    "a thousand namespaces": b"<rss version='2.0' "
    + b" ".join(b"xmlns:n%d='u:%d'" % (n, n) for n in range(20_000))
    + b"><channel/></rss>",
}
