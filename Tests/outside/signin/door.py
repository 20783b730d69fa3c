"""What every test of the door needs: a client that keeps cookies, and the second factor computed by Python."""
import base64
import hashlib
import hmac
import http.client
import struct
import time
import urllib.parse

import house

WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
PASSWORD = "four words nobody says"


def totp(secret, at=None):
    """RFC 6238 with nothing but the standard library."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mark = hmac.new(key, struct.pack(">Q", int(at or time.time()) // 30), hashlib.sha1).digest()
    offset = mark[-1] & 15
    return f"{(struct.unpack('>I', mark[offset:offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


class Door:
    """A client that keeps cookies and says where it comes from, as a browser does."""

    def __init__(self, server, agent="Mozilla/5.0 (Linux; Android 14) Chrome/131"):
        self.server, self.agent, self.cookies = server, agent, {}

    def ask(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=house.PATIENCE)
        sent = {"User-Agent": self.agent, **headers}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, body, sent)
        response = connection.getresponse()
        answer = house.Answer(response.status, response.headers, response.read())
        connection.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value
            if "Max-Age=0" in line:
                self.cookies.pop(name)
        return answer

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def form(self, path, **fields):
        return self.ask(
            "POST", path, urllib.parse.urlencode(fields).encode(),
            **{"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"})
