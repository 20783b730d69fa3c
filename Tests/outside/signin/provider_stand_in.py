"""A stand-in for a sign-in provider (OpenID Connect), for tests only: it checks what it receives, and lies when it is told to.

It is no real service and no real provider was asked.
"""
import base64
import hashlib
import hmac
import http.server
import json
import secrets
import socket
import threading
import time
import urllib.parse

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Provider:
    """One loopback server with discovery, an authorization page that says yes at once, a token endpoint and keys.

    `person` is who is signed in there. `lie` names what it does wrong: see `token` and `answer`.
    """

    def __init__(self, client, secret, redirect, authentication="basic"):
        self.client, self.secret, self.redirect, self.authentication = client, secret, redirect, authentication
        self.person, self.lie, self.faults, self.codes, self.used = "person-7", None, [], {}, set()
        self.asked = {"discovery": 0, "keys": 0, "token": 0}
        self.turn(1)
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                provider.get(self)

            def do_POST(self):
                provider.post(self)

            def say(self, status, value=None, **headers):
                data = b"" if value is None else json.dumps(value).encode()
                self.send_response(status)
                for name, text in headers.items():
                    self.send_header(name, text)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                try:
                    self.wfile.write(data)
                except ConnectionError:
                    # Who asked has given up meanwhile: that is what being slow is for.
                    self.close_connection = True

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.issuer = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def turn(self, number):
        """New keys: the old ones sign nothing any more and are published no more."""
        self.number = number
        self.curve = ec.generate_private_key(ec.SECP256R1())
        self.rsa = rsa.generate_private_key(65537, 2048)

    def keys(self):
        point, numbers = self.curve.public_key().public_numbers(), self.rsa.public_key().public_numbers()
        return {"keys": [
            {"kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": f"c{self.number}",
             "x": b64(point.x.to_bytes(32)), "y": b64(point.y.to_bytes(32))},
            {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": f"r{self.number}", "n": b64(numbers.n.to_bytes(256)), "e": "AQAB"}]}

    def fault(self, what, holds):
        if not holds:
            self.faults.append(what)
        return holds

    def get(self, ask):
        url = urllib.parse.urlparse(ask.path)
        if url.path == "/.well-known/openid-configuration":
            self.asked["discovery"] += 1
            issuer = "http://127.0.0.1:1" if self.lie == "discovery" else self.issuer
            return ask.say(200, {
                "issuer": issuer, "authorization_endpoint": self.issuer + "/authorize?tenant=1",
                "token_endpoint": self.issuer + "/token", "jwks_uri": self.issuer + "/keys"})
        if url.path == "/keys":
            self.asked["keys"] += 1
            return ask.say(200, self.keys())
        if url.path == "/authorize":
            return self.authorize(ask, dict(urllib.parse.parse_qsl(url.query, strict_parsing=True)))
        return ask.say(404)

    def authorize(self, ask, given):
        """Checks the question of the browser; then sends it back as if somebody had agreed."""
        fit = self.fault("response_type", given.get("response_type") == "code")
        fit &= self.fault("client_id", given.get("client_id") == self.client)
        fit &= self.fault("scope", "openid" in given.get("scope", "").split())
        fit &= self.fault("own query lost", given.get("tenant") == "1")
        fit &= self.fault("redirect_uri", given.get("redirect_uri") == self.redirect)
        fit &= self.fault("S256", given.get("code_challenge_method") == "S256" and len(given.get("code_challenge", "")) == 43)
        fit &= self.fault("state", len(given.get("state", "")) >= 32)
        fit &= self.fault("nonce", len(given.get("nonce", "")) >= 32 and given.get("nonce") != given.get("state"))
        if not fit:
            return ask.say(400)
        back = {"state": given["state"], "iss": self.issuer}
        if self.lie == "denied":
            back["error"] = "access_denied"
        else:
            code = secrets.token_urlsafe(24)
            self.codes[code] = (given["nonce"], given["code_challenge"])
            back["code"] = code
        if self.lie == "state":
            back["state"] = secrets.token_urlsafe(32)
        if self.lie == "mix-up":
            back["iss"] = "http://127.0.0.1:1"
        return ask.say(302, location=self.redirect + "?" + urllib.parse.urlencode(back))

    def post(self, ask):
        body = ask.rfile.read(int(ask.headers["content-length"])).decode()
        if ask.path != "/token":
            return ask.say(404)
        self.asked["token"] += 1
        if self.lie == "cut":
            ask.connection.shutdown(socket.SHUT_RDWR)
            return None
        if self.lie == "slow":
            time.sleep(25)
        if self.lie == "error":
            return ask.say(500)
        given = dict(urllib.parse.parse_qsl(body, strict_parsing=True))
        if self.authentication == "basic":
            pair = ":".join(urllib.parse.quote(part, safe="-._~") for part in (self.client, self.secret))
            known = hmac.compare_digest(
                ask.headers.get("authorization", ""), "Basic " + base64.b64encode(pair.encode()).decode())
            known &= "client_secret" not in given
        else:
            known = given.get("client_id") == self.client and hmac.compare_digest(given.get("client_secret", ""), self.secret)
        code = given.get("code", "")
        fit = self.fault("client authentication", known)
        fit &= self.fault("grant_type", given.get("grant_type") == "authorization_code")
        fit &= self.fault("redirect_uri at the token endpoint", given.get("redirect_uri") == self.redirect)
        nonce, challenge = self.codes.get(code, (None, None))
        fit &= self.fault("a code that was never given", nonce is not None)
        fit &= self.fault("a code twice", code not in self.used)
        verifier = given.get("code_verifier", "")
        fit &= self.fault("PKCE", len(verifier) >= 43 and b64(hashlib.sha256(verifier.encode()).digest()) == challenge)
        self.used.add(code)
        if not fit:
            return ask.say(400, {"error": "invalid_grant"})
        return ask.say(200, {"access_token": "not-for-us", "token_type": "Bearer", "id_token": self.token(nonce)})

    def token(self, nonce):
        """The ID token, or what is no good one."""
        now = int(time.time())
        claims = {"iss": self.issuer, "sub": self.person, "aud": self.client, "iat": now, "exp": now + 300, "nonce": nonce}
        wrong = {
            "nonce": {"nonce": secrets.token_urlsafe(32)}, "no nonce": {"nonce": None}, "issuer": {"iss": self.issuer + "/"},
            "audience": {"aud": "somebody-else"}, "audiences": {"aud": [self.client, "somebody-else"]},
            "expired": {"iat": now - 900, "exp": now - 600}, "tomorrow": {"iat": now + 86_400, "exp": now + 90_000},
            "no subject": {"sub": ""}}
        claims |= wrong.get(self.lie, {})
        header = {"alg": "ES256", "kid": f"c{self.number}"}
        if self.lie == "none":
            header = {"alg": "none"}
        if self.lie == "confusion":
            header = {"alg": "HS256", "kid": f"r{self.number}"}
        if self.lie == "rsa":
            header = {"alg": "RS256", "kid": f"r{self.number}"}
        if self.lie == "kind of key":
            header = {"alg": "RS256", "kid": f"c{self.number}"}
        if self.lie == "other key":
            header["kid"] = "unknown"
        signed = b64(json.dumps(header).encode()) + "." + b64(json.dumps(claims).encode())
        return signed + "." + b64(self.signature(header["alg"], signed.encode()))

    def signature(self, algorithm, signed):
        if algorithm == "none":
            return b""
        if algorithm == "HS256":
            # The public key as if it were a shared secret: what a verifier that believes the header accepts.
            public = self.rsa.public_key().public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
            return hmac.new(public, signed, hashlib.sha256).digest()
        if algorithm == "RS256":
            return self.rsa.sign(signed, padding.PKCS1v15(), hashes.SHA256())
        key = ec.generate_private_key(ec.SECP256R1()) if self.lie == "signature" else self.curve
        r, s = utils.decode_dss_signature(key.sign(signed, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32) + s.to_bytes(32)
