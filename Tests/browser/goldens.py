"""The golden pages behind the app's addresses, with the real style sheets, scripts and content policy.

Pages are also there by name (`/lead-moved`). Forms answer as the server does, by redirects, and a stage change is
remembered, so the same flow runs against this and against a real server.
"""
import http.server
import pathlib
import re
import threading
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = ROOT / "Tests/PagesTests/Goldens"
WEB = ROOT / "web"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".html": "text/html; charset=utf-8"}
NAMES = sorted(path.stem for path in PAGES.glob("*.html") if path.stem != "preview")
LEAD = "/app/leads/lead_0000100000000"
RUN = "/app/import/run_0000300000000"


class App:
    """What the forms have changed."""

    def __init__(self):
        self.stage = "new"
        self.polls = 0


def golden(app, path, query):
    """The golden at an address; None where there is none."""
    match path:
        case "/app":
            return "paste" if "example" in query else "paste-empty"
        case "/app/leads":
            return "inbox-nothing" if query.get("q") == ["zebra"] else "inbox"
        case _ if path.endswith("/preview"):
            return "preview"
        case _ if path.startswith("/app/leads/lead_"):
            return "lead" if app.stage == "new" else "lead-moved"
        case "/app/import":
            return "import"
        case _ if path == RUN:
            app.polls += 1
            return "import-preview" if app.polls == 1 else "import-working" if app.polls < 4 else "import-done"
    name = path.strip("/")
    return name if name in NAMES else None


def redirect(app, path, form):
    """Where a post leads."""
    if path == "/app/paste":
        return LEAD
    if path.endswith("/stage"):
        was, app.stage = app.stage, form["stage"][0]
        return f"{LEAD}?was={was}"
    if path in ("/app/import", RUN + "/start"):
        return RUN
    return LEAD


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """A browser that goes away mid-answer is no news."""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        parts = urllib.parse.urlsplit(self.path)
        if parts.path.startswith("/assets/"):
            self.answer(WEB / re.sub(r"^/assets/(v-[^/]*/)?", "", parts.path))
        else:
            name = golden(self.server.app, parts.path, urllib.parse.parse_qs(parts.query))
            self.answer(PAGES / f"{name}.html")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode(errors="replace")
        location = redirect(self.server.app, self.path, urllib.parse.parse_qs(body))
        self.send_response(303)
        self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def answer(self, file):
        body = file.read_bytes() if file.is_file() else b"Nothing is here."
        self.send_response(200 if file.is_file() else 404)
        self.send_header("Content-Type", TYPES.get(file.suffix, "text/plain"))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", "default-src 'self'")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def serve():
    """Starts on a free loopback port; returns the server and its address."""
    server = Server(("127.0.0.1", 0), Handler)
    server.app = App()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}"
