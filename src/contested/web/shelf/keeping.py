"""Which shelves are at hand: the one of now, made anew when the ledger grows, and a few of earlier days."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from datetime import date
from itertools import count
from pathlib import Path
from subprocess import Popen
from threading import Event, Lock, Thread

from contested.errors import ContestedError, LedgerError
from contested.ledger import open_ledger
from contested.settings import Settings
from contested.web.options import ServeOptions
from contested.web.problems import NotReady, TooMany
from contested.web.shelf.building import Folding, Plan, build, build_apart, ended, ledger_state
from contested.web.shelf.reading import Shelf

LOG = logging.getLogger("contested.web")
MOST_WAITING = 4  # earlier days being weighed at once
Stamp = tuple[tuple[float, int], ...]


class Keeper:
    """Gives shelves. What is served stays as it is until the next weighing is whole."""

    def __init__(self, options: ServeOptions, on_change: Callable[[Shelf], None] | None = None) -> None:
        self._options = options
        self._folder = _scratch(options.scratch or Settings.from_env().cache_dir)
        self._names = count()
        self._work = ThreadPoolExecutor(1, "weighing")
        self._lock = Lock()
        self._now: Shelf | None = None
        self._first: Future[Shelf] | None = None
        self._past: OrderedDict[tuple[str, str], Future[Shelf]] = OrderedDict()
        self._folding = Folding()
        self._apart: Popen[str] | None = None
        self._stamp: Stamp | None = None
        self._ended, self._nudged = Event(), Event()
        self._on_change = on_change

    def start(self) -> None:
        """Begin to weigh, and to watch the ledger."""
        self._stamp = self._look()
        self._first = self._work.submit(self._make_now)
        Thread(target=self._watch, name="watching", daemon=True).start()

    @property
    def state(self) -> str | None:
        """The state of what is served, None before the first weighing."""
        return self._now.state if self._now else None

    @property
    def present(self) -> Shelf | None:
        """What is served now, None before the first weighing."""
        return self._now

    @property
    def closed(self) -> bool:
        """Whether the server is going down."""
        return self._ended.is_set()

    @property
    def ledger(self) -> Path:
        """The ledger that is served."""
        return self._options.ledger

    @property
    def writes(self) -> bool:
        """Whether reviews may be kept."""
        return self._options.writes

    @property
    def poll_s(self) -> float:
        """Seconds between two looks at the ledger."""
        return self._options.poll_s

    def shelf(self, as_of: date | None = None) -> Shelf:
        """The shelf of now or of an earlier day. Raises `NotReady` where it takes long."""
        now = self._waited(self._first) if self._now is None else self._now
        if as_of is None or as_of >= date.today():  # noqa: DTZ011 (days are calendar days of the reader)
            return now
        key = (now.state, as_of.isoformat())
        with self._lock:
            asked = self._past.get(key)
            if asked is None:
                if sum(not future.done() for future in self._past.values()) >= MOST_WAITING:
                    raise TooMany("Too many earlier days are being weighed at once.", remedy="Ask again in a while.")
                asked = self._past[key] = self._work.submit(self._make, key[1])
                self._drop()
            self._past.move_to_end(key)
        return self._waited(asked)

    def refresh(self) -> bool:
        """Look at the ledger and weigh it anew if it holds other things than before; whether it did."""
        stamp, plan = self._look(), Plan(self._options.ledger, None, self._options.own_view)
        day_turned = not self._options.own_view and self._now is not None and self._stale_day(plan)
        if stamp == self._stamp and not day_turned:
            return False
        self._stamp = stamp
        with open_ledger(plan.ledger).view() as view:
            if self._now is not None and ledger_state(view, plan) == self._now.state:
                return False
        self._work.submit(self._make_now).result()
        return True

    def nudge(self) -> None:
        """Look at the ledger now: something was written."""
        self._nudged.set()

    def close(self) -> None:
        """End what is under way and let go of everything."""
        self._ended.set()
        self._nudged.set()
        if self._apart is not None:
            self._apart.terminate()
        self._work.shutdown(wait=True, cancel_futures=True)
        kept = [f.result() for f in self._past.values() if f.done() and not f.cancelled() and f.exception() is None]
        for shelf in [*kept, *([self._now] if self._now else [])]:
            shelf.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _make_now(self) -> Shelf:
        made = self._make(None)
        before, self._now = self._now, made
        if before is not None and self._on_change is not None:
            self._on_change(made)
        return made  # the shelf of before goes when the last answer from it has

    def _make(self, as_of: str | None) -> Shelf:
        plan = Plan(self._options.ledger, as_of, self._options.own_view)
        out = self._folder / f"{next(self._names)}.shelf"
        with open_ledger(plan.ledger).view() as view:
            claims = view.counts().claims
        if claims <= self._options.fold_most:
            build(plan, out, self._folding)
        else:
            self._folding = Folding()
            self._apart = build_apart(plan, out)
            try:
                ended(self._apart)
            finally:
                self._apart = None
        return Shelf(out).warm()

    def _waited(self, future: Future[Shelf] | None) -> Shelf:
        if future is None:
            raise NotReady("The server has not begun to weigh.", remedy="Start it with `contested serve`.")
        try:
            return future.result(self._options.wait_s)
        except NotYet:
            raise NotReady("The record is still being weighed.", remedy="Ask again in a few seconds.") from None
        except ContestedError:
            raise
        except Exception as fault:
            raise LedgerError(
                f"The ledger could not be weighed ({type(fault).__name__}: {fault}).",
                remedy="Please report it with the ledger.",
            ) from fault

    def _drop(self) -> None:
        """Keep the latest few of earlier days, and none of what the ledger was before."""
        for key in list(self._past):
            too_many = len(self._past) > self._options.past_days
            if self._past[key].done() and (too_many or (self._now is not None and key[0] != self._now.state)):
                del self._past[key]

    def _look(self) -> Stamp:
        out = []
        for name in (self._options.ledger, Path(f"{self._options.ledger}-wal")):
            try:
                found = name.stat()
                out.append((found.st_mtime, found.st_size))
            except OSError:
                out.append((0.0, 0))
        return tuple(out)

    def _stale_day(self, plan: Plan) -> bool:
        today = date.today().isoformat()  # noqa: DTZ011
        turned = getattr(self, "_day", today) != today
        self._day = today
        return turned and plan.own_view is False

    def _watch(self) -> None:
        while not self._ended.is_set():
            self._nudged.wait(self._options.poll_s)
            self._nudged.clear()
            if self._ended.is_set():
                return
            try:
                self.refresh()
            except Exception as fault:  # noqa: BLE001 (what is served stays; the next look may go well)
                LOG.warning("The ledger could not be looked at: %s", fault)


def _scratch(wanted: Path) -> Path:
    """A folder of our own that only this user may read. Often `/tmp` lies in memory, so the cache folder goes first."""
    try:
        wanted.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix="serving-", dir=wanted))
    except OSError:
        return Path(tempfile.mkdtemp(prefix="contested-"))
