"""Laws as items of pytest: one a law, named by its id, and one for all that were skipped."""

from __future__ import annotations

import random
import warnings
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .report import Report
    from .trial import Laws

    Message = dict[str, Any]


class LostAccuracyWarning(UserWarning):
    """A law of the accurate tier does not hold: what is computed is right, and could be nearer."""


class LawBroken(Exception):
    """A law is broken: the message is the card of its cause."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("losslaws")
    group.addoption("--losslaws-seed", type=int, help="draw the same inputs again")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "losslaws: a law of classification losses")
    config.addinivalue_line("markers", "textbook: a law of the textbook tier")
    config.addinivalue_line("markers", "accurate: a law of the accurate tier")
    given = getattr(config, "workerinput", {}).get("losslaws_seed")
    if given is not None:
        config.option.losslaws_seed = given
    elif config.option.losslaws_seed is None:
        config.option.losslaws_seed = random.randrange(2**31)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Workers of pytest-xdist draw from one seed."""
    node.workerinput["losslaws_seed"] = node.config.option.losslaws_seed


def pytest_pycollect_makeitem(collector: Any, name: str, obj: object) -> pytest.Collector | None:
    # What is not ours is not imported either.
    if type(obj).__module__ != "losslaws.trial" or not collector.funcnamefilter(name):
        return None
    collected: LawCollector = LawCollector.from_parent(collector, name=name, laws=obj)
    return collected


class LawCollector(pytest.Collector):
    """The laws that an implementation is to obey."""

    def __init__(self, *, laws: Laws, **others: Any) -> None:
        super().__init__(**others)
        self.laws = laws.seeded(self.config.option.losslaws_seed)
        self.add_marker("losslaws")

    def collect(self) -> Iterator[pytest.Item]:
        listed = self.laws.listed()
        for law in listed:
            if "skipped" not in law:
                yield LawItem.from_parent(self, name=law["id"], tier=law["tier"])
        reasons = Counter(law["skipped"] for law in listed if "skipped" in law)
        if reasons:
            count = sum(reasons.values())
            name = f"{count} {'law does' if count == 1 else 'laws do'} not speak of it"
            yield SkippedItem.from_parent(self, name=name, reasons=reasons)


class LawItem(pytest.Item):
    """One law."""

    parent: LawCollector
    outcome: Message | None = None

    def __init__(self, *, tier: str, **others: Any) -> None:
        super().__init__(**others)
        self.add_marker(tier)

    def runtest(self) -> None:
        laws = self.parent.laws
        self.outcome = laws.outcome(self.name)
        match self.outcome["status"]:
            case "skipped":
                pytest.skip(self.outcome["reason"])
            case "falsified" | "errored":
                [cause] = _report(self.outcome, self.parent).causes
                if cause.fate == "lost accuracy" and not laws.strict:
                    warnings.warn(LostAccuracyWarning(str(cause)), stacklevel=1)
                    pytest.skip(f"lost accuracy: {cause.title}")
                raise LawBroken(str(cause))

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        return (
            str(excinfo.value)
            if excinfo.errisinstance(LawBroken)
            else super().repr_failure(excinfo)
        )

    def reportinfo(self) -> tuple[Any, int | None, str]:
        path, line = self.parent.laws.place or (self.path, None)
        return path, line, f"{self.parent.name}: {self.name}"


class SkippedItem(pytest.Item):
    """All laws that do not speak of the implementation, and why."""

    def __init__(self, *, reasons: Counter[str], **others: Any) -> None:
        super().__init__(**others)
        self.reasons = reasons

    def runtest(self) -> None:
        pytest.skip(", ".join(f"{why}: {n}" for why, n in self.reasons.most_common()))

    def reportinfo(self) -> tuple[Any, int | None, str]:
        return self.path, None, self.name


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Iterator[None]:
    """A report carries the outcome, from a worker too."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if report.when == "call" and isinstance(item, LawItem) and item.outcome is not None:
        report.losslaws = [item.parent.nodeid, _name_of(item.parent), item.outcome]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tells each cause once: laws that fail for the reason of another refer to it."""
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if terminal is None:
        return
    groups: dict[str, dict[str, Any]] = {}
    for report in terminal.stats.get("failed", []):
        if (ours := getattr(report, "losslaws", None)) is not None:
            groups.setdefault(ours[0], {})[ours[2]["law"]] = report
    for reports in groups.values():
        if len(reports) > 1:
            _tell_once(reports)


def _tell_once(reports: dict[str, Any]) -> None:
    from .report import Report

    [(_, name, _), *_] = (report.losslaws for report in reports.values())
    for cause in Report([report.losslaws[2] for report in reports.values()], name).causes:
        first, *others = (law for law in cause.laws if law in reports)
        reports[first].longrepr = str(cause)
        for law in others:
            reports[law].longrepr = f"for the same reason as {first}: {cause.title}"


def _report(outcome: Message, parent: LawCollector) -> Report:
    from .report import Report

    return Report([outcome], _name_of(parent))


def _name_of(collector: LawCollector) -> str:
    """How a reader who has imported the module of the test names the laws: `test_losses.test_laws`."""
    names = [
        node.path.stem if isinstance(node, pytest.Module) else node.name
        for node in collector.listchain()
        if isinstance(node, (pytest.Module, pytest.Class, LawCollector))
    ]
    return ".".join(names)
