#!/usr/bin/env python3
"""Takes the tour of the README against a fresh server and writes the answers into it. Usage: tools/tour.py [--check]

--check changes nothing and fails when an answer is another than the README shows; times and ids may differ.
"""
import http.client
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
HARRIER = ROOT / os.environ.get("HARRIER_BIN", ".build/release/harrier")
README = ROOT / "README.md"
PORT = int(os.environ.get("TOUR_PORT", "18096"))
LEADS = """name,role,company,industry,location,linkedin_bio
Ava Patel,Head of Growth,FlowMetrics,B2B SaaS,San Francisco,Scales PLG motions
John Kim,Product Owner,Old Mill Ltd,manufacturing,Leeds,
Mira Sen,CEO,Northwind AI,AI startup,Pune,Builds sales tools
"""


def commands(text: str):
    """Each `$ command` of the tour with the lines of its answer, as (start, end, command) over the text's lines."""
    lines = text.split("\n")
    first = lines.index("## Five minutes with curl")
    at, inside = first, False
    while at < len(lines) and not lines[at].startswith("## Where next"):
        if lines[at] == "```":
            inside = not inside
        elif inside and lines[at].startswith("$ "):
            command = [lines[at][2:]]
            while command[-1].endswith("\\") or "'".join(command).count("'") % 2 != (len(command) - 1) % 2:
                at += 1
                command.append(lines[at])
            start = at + 1
            while not lines[at + 1].startswith(("$ ", "```")):
                at += 1
            yield start, at + 1, "\n".join(command)
        at += 1


def shown(answer: str) -> list[str]:
    """As a person would show it: JSON on lines of readable length, without what follows the first lead."""
    text = answer.strip("\n")
    if text.startswith(("{", "[{")) and len(text) > 150:
        text = re.sub(r'(?<=[,{])"(classification|icp_matches|company|context_dossier)"', r'\n "\1"', text)
        text = "\n".join(line if len(line) <= 150 else line[:147] + "…" for line in text.split("\n"))
    return text.split("\n")


def alike(line: str) -> str:
    line = re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "TIME", line)
    return re.sub(r"\b(lead|acct|ws|snap|score)_[0-9a-z]{8,}", r"\1_ID", line)


def wait(server: subprocess.Popen) -> None:
    for _ in range(400):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=1)
            connection.request("GET", "/health")
            connection.getresponse()
            return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.05)
    sys.exit("the server did not come up")


def main() -> int:
    text = README.read_text()
    lines = text.split("\n")
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "leads.csv").write_text(LEADS)
        server = subprocess.Popen([HARRIER, "serve", "--data", f"{folder}/tour", "--port", str(PORT), "--log", "none"],
                                  stderr=subprocess.DEVNULL)
        try:
            wait(server)
            offset = 0
            for start, end, command in list(commands(text)):
                command = command.replace("localhost:8080", f"localhost:{PORT}").replace("/tmp/tour", f"{folder}/tour")
                command = re.sub(r"^harrier ", f"{HARRIER} ", command)
                out = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True)
                if out.returncode:
                    sys.exit(f"{command}: {out.stderr}")
                answer = shown(out.stdout or out.stderr)
                if [alike(line) for line in lines[start + offset:end + offset]] != [alike(line) for line in answer]:
                    wrong.append(command)
                lines[start + offset:end + offset] = answer
                offset += len(answer) - (end - start)
        finally:
            server.terminate()
            server.wait()
    if "--check" in sys.argv:
        print("\n".join(f"README.md shows another answer to: {command}" for command in wrong) or "The tour holds.")
        return 1 if wrong else 0
    README.write_text("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
