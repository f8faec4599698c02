"""How quickly the server answers over 100,000 invented incidents, and how much memory it takes.

    python benchmarks/web_speed.py [--incidents 100000] [--pages] [--json FILE]

The incidents are made here, with one to four accounts each, and laid on a shelf by a process that ends before the
server starts: what is measured is the serving; `weighing_speed.py` measures the weighing. A real server is asked over
loopback by a fresh client. Times are the medians and the worst of several different questions, so that no answer comes
from a cache.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import date, timedelta
from pathlib import Path

FIRST = date(2022, 1, 1)
KINDS = (
    "shelling",
    "airstrike",
    "drone_strike",
    "casualties",
    "damage",
    "battle",
    "capture",
    "withdrawal",
    "evacuation",
)
STATUSES = (
    ("single_source",) * 12 + ("corroborated",) * 4 + ("corroborated_across_sides", "disputed", "disputed", "denied")
)
SIDES = ("UKR", "RUS", "third", None)


def invent(size: int, path: str) -> None:
    """Lay `size` incidents on a shelf."""
    from contested.nouns import Account, Claim, Count, Document, Incident, Moment, Party, PlaceInRole, Speaker, Toll
    from contested.outputs import PublicationPolicy, Release
    from contested.web.shelf.writing import Label, write_shelf
    from contested.weighing import SideTable

    rng = random.Random(7)
    words = [f"word{n}" for n in range(4000)]
    places = [
        PlaceInRole(
            0, 4, f"Town {n}", geonameid=n + 1, name=f"Town {n}", lat=46 + rng.random() * 5, lon=31 + rng.random() * 8,
            feature="P.PPL" if n % 40 else "A.ADM1", country="UA", admin1=f"{n % 20:02}",
            radius_km=6.0 if n % 40 else 90,
        )
        for n in range(2500)
    ]  # fmt: skip
    speakers = [
        Speaker(f"Official {n}", f"o{n}", f"Official {n}", "minister", ("UKR", "RUS")[n % 2]) for n in range(300)
    ]
    accounts, incidents, documents = [], [], {}
    for n in range(size):
        place, kind = rng.choice(places), rng.choice(KINDS)
        day = FIRST + timedelta(days=rng.randrange(1000))
        told = []
        for m in range(rng.choice((1, 1, 1, 2, 2, 4))):
            published = (day + timedelta(days=rng.randrange(3))).isoformat()
            outlet = f"Outlet {rng.randrange(40)}"
            key = f"{outlet}-{published}"
            said = " ".join(rng.choices(words, k=18))
            documents.setdefault(key, Document(key, said * 8, None, published, outlet, None, "en"))
            claim = Claim(
                f"c{n:06}{m}", kind, (0, 6), (0, len(said)), agents=(Party(0, 4, "army", country="RUS"),),
                places=(place,),
                time=Moment(0, 1, "d", day.isoformat(), (day + timedelta(days=1)).isoformat(), "day"),
                counts=(Count("killed", n % 9, n % 9 + 2),), said_by=(rng.choice(speakers),), confidence=rng.random(),
            )  # fmt: skip
            told.append(Account(claim, key, outlet, published, said, origin=key, side=rng.choice(SIDES)))
        accounts += told
        ids = tuple(a.claim.id for a in told)
        days = sorted(a.published for a in told if a.published)
        incidents.append(Incident(
            f"i{n:06}", kind, f"{kind} at {place.name}", ids, place if n % 50 else None, day.isoformat(),
            (day + timedelta(days=1)).isoformat(), rng.choice(STATUSES), round(rng.random(), 4),
            tuple(dict.fromkeys(a.document for a in told)), tuple(sorted({a.side or "unknown" for a in told})),
            (Toll("killed", None, n % 9, n % 9 + 1, n % 9 + 2, ids, "invented"),), (), days[0], days[-1], ("invented",),
        ))  # fmt: skip
    whole = Release(
        tuple(accounts),
        tuple(incidents),
        (),
        (),
        (),
        (),
        (),
        (),
        documents,
        SideTable.default(),
        PublicationPolicy.off(),
    )
    write_shelf(whole, [], Label("invented", None, True, len(documents), 0, 0), Path(path))


def serve(shelf: str, ledger: str, port: int) -> None:
    """Serve a shelf that is laid down already, by the same application as `contested serve`."""
    import shutil

    import uvicorn

    from contested.web import ServeOptions, create_app
    from contested.web.shelf import keeping

    def copy(_: object, out: Path, *__: object) -> None:
        shutil.copyfile(shelf, out)

    keeping.build = copy  # the weighing is measured elsewhere
    app = create_app(ServeOptions(Path(ledger), port=port, own_view=True, poll_s=3600, scratch=Path(shelf).parent))
    uvicorn.run(app, port=port, log_level="warning", access_log=False)


FILTERS = (
    "kind=shelling", "status=disputed", "kind=airstrike,battle&status=single_source", "from=2022-06-01&to=2022-06-30",
    "box=33,47,36,49", "area=33,47;36,47;36,49;34,50", "place=Town%207", "side=RUS", "by=official%2012", "conf=0.8",
    "q=word17", "q=word17%20word99", "outlet=Outlet%203", "kind=shelling&side=UKR&from=2023-01-01&conf=0.5&q=word5",
)  # fmt: skip
VIEW = (
    "/incidents?limit=40", "/situation?", "/timeline?", "/map?zoom=6", "/disagreements?limit=40", "/control?",
)  # fmt: skip


def _pages(address: str) -> object:
    """First view and frame times in Chromium, by pages_speed.mjs."""
    script = Path(__file__).with_name("pages_speed.mjs")
    done = subprocess.run(["node", str(script), address], capture_output=True, text=True, timeout=600, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else {"error": done.stderr[-300:]}


def measure(size: int, *, pages: bool = False) -> dict[str, object]:
    """All figures. `pages`: those of the pages too, which need Node and Chromium."""
    import httpx

    from contested.ledger import open_ledger

    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        shelf, ledger = f"{folder}/invented.shelf", f"{folder}/empty.db"
        started = time.perf_counter()
        making = multiprocessing.get_context("spawn").Process(target=invent, args=(size, shelf))
        making.start()
        making.join()
        made = time.perf_counter() - started
        open_ledger(ledger).writer().close()
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        server = subprocess.Popen([sys.executable, __file__, "--serve", shelf, ledger, str(port)], env=dict(os.environ))
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}/api/v1", timeout=120) as client:
                return {
                    "incidents": size, "shelf_mib": round(Path(shelf).stat().st_size / 2**20),
                    "laying_s": round(made, 1),
                    **_asked(client, server.pid),
                    "pages": _pages(f"http://127.0.0.1:{port}") if pages else None,
                }  # fmt: skip
        finally:
            server.terminate()
            server.wait()


def _asked(client: object, pid: int) -> dict[str, object]:
    began = time.perf_counter()
    while True:
        try:
            client.get("/sources?limit=1")
            break
        except Exception:  # noqa: BLE001 (not up yet)
            time.sleep(0.02)
    ready = time.perf_counter() - began
    first = {path.split("?")[0]: _ms(client, path) for path in VIEW}
    worked = _cpu_ms(pid)
    changes = {
        f"{path.split('?')[0]} {asked}": _ms(client, f"{path}&{asked}") for asked in FILTERS for path in VIEW[:4]
    }
    worked = (_cpu_ms(pid) - worked) / len(changes)
    whole = [sum(v for k, v in changes.items() if k.endswith(f" {asked}")) for asked in FILTERS]
    seen = client.get("/incidents?limit=40&kind=damage")
    again = [_ms(client, "/incidents?limit=40&kind=damage", tag=seen.headers["etag"]) for _ in range(9)]
    deep = [
        _ms(client, f"/incidents?limit=40&page={page}&sort={sort}")
        for page in (2, 900)
        for sort in ("latest", "place", "toll")
    ]
    one = [_ms(client, f"/incident/i{n:06}") for n in range(7, 3000, 300)]
    before = _rss(pid)
    threads = [
        threading.Thread(target=_ms, args=(client, f"/export/{w}?format={f}&conf=0.5"))
        for w, f in (("incidents", "csv"), ("claims", "json"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    slowest = sorted(changes.items(), key=lambda item: -item[1])[:6]
    return {
        "up_s": round(ready, 2), "first_view_ms": round(sum(first.values())), "first_by_part_ms": _round(first),
        "filter_request_median_ms": round(statistics.median(changes.values()), 1),
        "filter_request_cpu_mean_ms": round(worked, 1),
        "filter_request_worst_ms": round(max(changes.values()), 1), "slowest": _round(dict(slowest)),
        "filter_all_four_median_ms": round(statistics.median(whole)), "filter_all_four_worst_ms": round(max(whole)),
        "not_modified_ms": round(statistics.median(again), 1), "other_pages_worst_ms": round(max(deep), 1),
        "one_incident_median_ms": round(statistics.median(one), 1), "memory_mib": before,
        "memory_after_exports_mib": _rss(pid),
        "memory_peak_mib": _rss(pid, "VmHWM"),
    }  # fmt: skip


def _ms(client: object, path: str, tag: str | None = None) -> float:
    start = time.perf_counter()
    made = client.get(path, headers={"if-none-match": tag} if tag else {})
    took = (time.perf_counter() - start) * 1000
    assert made.status_code == (304 if tag else 200), (path, made.text[:300])
    return took


def _cpu_ms(pid: int) -> float:
    """Processor time of the server so far, which no other program on the machine can lengthen."""
    spent = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(spent[11]) + int(spent[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def _round(found: dict[str, float]) -> dict[str, float]:
    return {key: round(value, 1) for key, value in found.items()}


def _rss(pid: int, name: str = "VmRSS") -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith(name))) // 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--pages", action="store_true", help="frame times too; needs the pages, Node and Chromium")
    parser.add_argument("--serve", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        serve(asked.serve[0], asked.serve[1], int(asked.serve[2]))
        return
    found = measure(asked.incidents, pages=asked.pages)
    print(json.dumps(found, indent=1))
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
