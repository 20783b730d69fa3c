"""Stand-ins for other systems, for tests only: each checks what it receives and remembers it. None of them is a real service."""
import base64
import email
import email.policy
import hashlib
import hmac
import http.server
import json
import socket
import ssl
import subprocess
import threading

import aiosmtpd.controller
import aiosmtpd.smtp
import standardwebhooks
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class Web:
    """One loopback server for gateway of text messages, WeChat and webhook; what it refuses is a failed check of the test."""

    def __init__(self):
        self.messages, self.hooks, self.faults, self.tokens, self.status = {}, {}, [], 0, None
        self.refuses = False
        self.hook_secret = "whsec_" + base64.b64encode(bytes(range(32))).decode()
        self.sign_secret = "gateway-secret-0123456789"
        self.pair = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
        self.signing_key = "whsk_" + base64.b64encode(bytes(range(1, 33))).decode()
        web = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                status, answer = web.status or 200, {}
                try:
                    if web.status is None:
                        answer = web.take(self.path, self.headers, body)
                except Exception as error:  # what is wrong with a message is what the test wants to know
                    web.faults.append(f"{self.path}: {error!r}")
                    status = 400
                data = json.dumps(answer).encode()
                self.send_response(status)
                if status in (301, 302, 307):
                    self.send_header("location", "http://127.0.0.1:1/")
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def take(self, path, headers, body):
        if path == "/sms/send":
            return self.take_sms(path, headers, body)
        if path == "/cgi-bin/stable_token":
            asked = json.loads(body)
            assert asked["appid"] == "wx1" and asked["secret"] == "wx-secret" and asked["grant_type"] == "client_credential"
            self.tokens += 1
            return {"access_token": f"TOKEN_{self.tokens}", "expires_in": 7200}
        if path.startswith("/cgi-bin/message/subscribe/send?access_token="):
            # The first token is not known any more: the sender must fetch another one.
            if path.endswith("TOKEN_1"):
                return {"errcode": 40001, "errmsg": "invalid credential"}
            message = json.loads(body)
            assert message["touser"] == "openid-1" and message["template_id"] == "TPL", message
            assert set(message["data"]) == {"thing1", "character_string2"}, message
            assert len(message["data"]["thing1"]["value"]) <= 20
            self.messages[message["client_msg_id"]] = message
            return {"errcode": 0, "errmsg": "ok"}
        if path == "/hook":
            return self.take_hook(headers, body)
        raise AssertionError("no such path")

    def take_sms(self, path, headers, body):
        message = json.loads(body)
        signed = "\n".join(["POST", path, headers["x-timestamp"], message["id"], hashlib.sha256(body).hexdigest()])
        wanted = hmac.new(self.sign_secret.encode(), signed.encode(), hashlib.sha256).hexdigest()
        assert hmac.compare_digest(wanted, headers["x-signature"]), "signature"
        assert headers["x-key-id"] == "key-1" and headers["x-request-id"] == message["id"]
        if self.refuses:
            return {"status": "refused"}
        if message["id"] in self.messages:
            return {"status": "repeated"}
        self.messages[message["id"]] = message
        return {"status": "accepted"}

    def take_hook(self, headers, body):
        # The package checks v1; v1a is checked with the other library's Ed25519.
        standardwebhooks.Webhook(self.hook_secret).verify(body.decode(), dict(headers))
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        parts = dict(part.split(",", 1) for part in headers["webhook-signature"].split(" "))
        self.pair.public_key().verify(base64.b64decode(parts["v1a"]), signed)
        message = json.loads(body)
        assert message["type"] and message["timestamp"] and message["data"], message
        self.hooks.setdefault(headers["webhook-id"], []).append(message)
        return {}


class Mail:
    """A mail server with STARTTLS and AUTH; without TLS it takes neither a login nor a message."""

    def __init__(self, folder, offers_tls=True):
        self.messages = []
        certificate, key = folder / "mail.pem", folder / "mail.key"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
             "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)],
            check=True, capture_output=True)
        self.certificate = certificate
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate, key)
        mail = self

        class Handler:
            async def handle_DATA(self, server, session, envelope):
                read = email.message_from_bytes(envelope.content, policy=email.policy.default)
                mail.messages.append((envelope, read, session.ssl is not None, session.authenticated))
                return "250 taken"

        def login(server, session, envelope, mechanism, data):
            good = mechanism == "PLAIN" and data.login == b"lifang" and data.password == "mail-püssword".encode()
            return aiosmtpd.smtp.AuthResult(success=good)

        self.controller = aiosmtpd.controller.Controller(
            Handler(), hostname="127.0.0.1", port=free_port(), tls_context=context if offers_tls else None,
            require_starttls=offers_tls, authenticator=login, auth_required=offers_tls, auth_require_tls=True)
        self.controller.start()
        self.port = self.controller.port


class Fault:
    """A connection that goes wrong in one way: reset, black hole, or answers of one byte a second."""

    def __init__(self, way):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.way, self.held = way, []
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            connection, _ = self.listener.accept()
            if self.way == "reset":
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                connection.close()
            elif self.way == "slow":
                threading.Thread(target=self.trickle, args=(connection,), daemon=True).start()
            else:
                self.held.append(connection)

    @staticmethod
    def trickle(connection):
        stop = threading.Event()
        try:
            for byte in b"2" * 600:
                connection.sendall(bytes([byte]))
                stop.wait(1)
        except OSError:
            pass


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]
