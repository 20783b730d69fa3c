"""What the tests from outside share: both engines, a server that is always stopped, a client, a report.

LIFANG_BINARY names the program (.build/debug/lifang if absent), LIFANG_TEST_POSTGRES a PostgreSQL server on which databases
may be created. Logs and pictures stay in artefacts/NAME.
"""
import atexit
import dataclasses
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = str((ROOT / os.environ.get("LIFANG_BINARY", ".build/debug/lifang")).resolve())
SHARED = pathlib.Path(os.environ.get("LIFANG_SHARED_DATA", ROOT.parent / "shared" / "data"))
# A wait ends when its condition holds; the limit is for a machine that hangs, not for one that is slow.
PATIENCE = 60
RUNNING = set()
FOLDERS = []
# One key file for a whole run: a database that is copied or restored finds its keys.
if "LIFANG_KEYS" not in os.environ:
    FOLDERS.append(pathlib.Path(tempfile.mkdtemp(prefix="lifang-keys-")))
    os.environ["LIFANG_KEYS"] = str(FOLDERS[0] / "lifang.keys")


def in_environment():
    """Starts the script again under the Python that set-up made for these tests, unless it is running there."""
    python = ROOT / ".venv-outside" / "bin" / "python"
    if pathlib.Path(sys.prefix) != python.parents[1]:
        if not python.exists():
            sys.exit(".venv-outside is missing: Scripts/setup test")
        os.execv(python, [str(python), *sys.argv])


def until(condition, what, seconds=PATIENCE):
    """Waits until a condition gives something true and returns that."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain: {what}")
        time.sleep(0.05)


def artefacts(name):
    """An empty folder for what a run leaves behind."""
    folder = ROOT / "artefacts" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def command(*arguments, engine=None, seconds=PATIENCE):
    """Runs a command of lifang to its end."""
    environment = dict(os.environ)
    environment.pop("LIFANG_POSTGRES", None)
    if engine:
        environment.update(engine.environment)
        arguments = [*arguments, *engine.options]
    return subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True, env=environment, timeout=seconds)


class Report:
    """Counts checks and says what failed."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, name, holds, detail=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {name}: {str(detail)[:600]}" if detail != "" else f"FAILED {name}", flush=True)
        return holds

    def step(self, name, work, *arguments):
        """Runs a part; an exception in it is one failure and the others go on."""
        begin = time.monotonic()
        try:
            work(*arguments)
        except Exception as error:  # noqa: BLE001
            self.check(name, False, f"{type(error).__name__}: {error}")
        print(f"· {name} ({time.monotonic() - begin:.0f} s)", flush=True)

    def skip(self, name, why):
        print(f"skipped {name}: {why}", flush=True)

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed or not self.passed else 0)


class SQLite:
    """The engine in a folder of its own."""

    name = "sqlite"
    environment = {}

    def __init__(self, folder=None):
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="lifang-outside-"))
        FOLDERS.append(self.folder)
        self.options = ["--data", str(self.folder)]

    @property
    def file(self):
        return self.folder / "lifang.sqlite"

    def rows(self, sql):
        """Reads from outside; identifiers come as they are spoken."""
        connection = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=60)
        try:
            return [tuple(spoken(value) for value in row) for row in connection.execute(sql)]
        finally:
            connection.close()


class Postgres:
    """The engine in a database of its own on the test server."""

    name = "postgres"
    options = []

    def __init__(self):
        server = os.environ["LIFANG_TEST_POSTGRES"]
        database = f"outside_{os.getpid()}_{time.monotonic_ns()}"
        self._psql(server, f'CREATE DATABASE "{database}"')
        self.connection = re.sub(r"dbname=\S+", f"dbname={database}", server)
        self.environment = {"LIFANG_POSTGRES": self.connection}

    def rows(self, sql):
        """Reads from outside; identifiers come as they are spoken."""
        lines = self._psql(self.connection, f"SELECT row_to_json(r) FROM ({sql}) r").splitlines()
        return [tuple(spoken(value) for value in json.loads(line).values()) for line in lines]

    @staticmethod
    def _psql(connection, sql):
        done = subprocess.run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", connection, "-c", sql], capture_output=True, text=True)
        if done.returncode:
            raise AssertionError(done.stderr)
        return done.stdout


def spoken(value):
    """An identifier as the interface writes it; anything else as it is."""
    if isinstance(value, bytes) and len(value) == 16:
        value = "\\x" + value.hex()
    if isinstance(value, str) and re.fullmatch(r"\\x[0-9a-f]{32}", value):
        text = value[2:]
        return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
    return value


def engines():
    """Both engines, each empty; PostgreSQL only beside a test server."""
    yield SQLite()
    if "LIFANG_TEST_POSTGRES" in os.environ:
        yield Postgres()
    else:
        print("skipped postgres: LIFANG_TEST_POSTGRES is not set; start with Scripts/with-postgres", flush=True)


class Server:
    """One process of `lifang serve` on a free port."""

    def __init__(self, engine, log, *options):
        self.engine = engine
        self.log = pathlib.Path(log)
        self.options = options

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def start(self):
        environment = {**os.environ, **self.engine.environment}
        if not self.engine.environment:
            environment.pop("LIFANG_POSTGRES", None)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [BINARY, "serve", *self.engine.options, "--port", "0", *self.options], cwd=ROOT, env=environment,
                stdout=subprocess.PIPE, stderr=log)
        RUNNING.add(self.process)
        line = self.process.stdout.readline().decode()
        if not line.startswith("Open http://"):
            raise AssertionError(f"the server did not start: {self.log.read_text('utf-8')[-500:]}")
        self.base = line.split()[1]
        self.port = urllib.parse.urlparse(self.base).port
        return self

    @property
    def runs(self):
        return self.process.poll() is None

    def kill(self):
        self.process.kill()
        self._ended(self.process.wait(PATIENCE))

    def stop(self, seconds=PATIENCE):
        """Asks it to stop and waits; the exit code."""
        if self.runs:
            self.process.send_signal(signal.SIGTERM)
        return self._ended(self.process.wait(seconds))

    def _ended(self, code):
        self.process.stdout.close()
        RUNNING.discard(self.process)
        return code

    def errors(self):
        """Lines of the log that say an error or worse."""
        return [line for line in self.log.read_text("utf-8").splitlines() if re.search(r'"level":"(error|critical)"', line)]

    def client(self, who=None):
        return Client(self.port, who)

    def community(self):
        """The demo community's identifier."""
        return self.place("demo-community")

    def place(self, code):
        found = self.client().get("/api/v1/places?words=" + code).json["places"]
        return next(place["id"] for place in found if place["code"] == code)


def tidy():
    for process in list(RUNNING):
        process.kill()
        process.wait()
    for folder in FOLDERS:
        shutil.rmtree(folder, ignore_errors=True)


def leave(number, _):
    sys.exit(128 + number)


atexit.register(tidy)
signal.signal(signal.SIGTERM, leave)
signal.signal(signal.SIGHUP, leave)


@dataclasses.dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def type(self):
        return self.headers.get("Content-Type", "").split(";")[0]


class Client:
    """One connection that is kept alive and opened again after it broke."""

    def __init__(self, port, who=None):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.who = who

    def request(self, method, path, body=None, **headers):
        if self.who:
            headers.setdefault("Lifang-Demo-Identity", self.who)
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        except Exception:
            self.connection.close()
            raise

    def get(self, path, **headers):
        return self.request("GET", path, **headers)

    def post(self, path, value, key=None, **headers):
        """Sends JSON, with a key against repetition."""
        headers.setdefault("Content-Type", "application/json")
        if key:
            headers["Idempotency-Key"] = key
        return self.request("POST", path, json.dumps(value).encode(), **headers)

    def form(self, path, **fields):
        """Sends a form, as a browser does."""
        body = urllib.parse.urlencode(fields).encode()
        return self.request("POST", path, body, **{"Content-Type": "application/x-www-form-urlencoded"})

    def report(self, place, words, key=None, kind="lamp"):
        return self.post("/api/v1/matters", {"place": place, "kind": kind, "words": words}, key)
