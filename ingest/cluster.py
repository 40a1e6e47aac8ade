"""Reading and embedding on a Ray cluster, by Ray Data (extra `[ray]`): the same records come back.

The one module that knows Ray. What is stored, and in which order, is decided where the index lies:
a cluster only reads files and makes vectors.
"""

import logging
import os
import socket
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ingest.embedding import Embedder
from ingest.errors import BriefingError
from ingest.pipeline import Embedded, Known, joined
from ingest.plan import Task
from ingest.progress import EmbeddingProgress
from ingest.reading import read_task
from ingest.record import encode, passages_without

if TYPE_CHECKING:
    from ray.data import Dataset

LOCAL = "local"
"""What stands for a cluster of this machine's cores, started for the run."""

# Documents that a worker reads and embeds at a time: enough for batches of one length, few enough
# for all workers to have some.
DOCUMENTS_AT_ONCE = 16

CONNECT_SECONDS = 10

ENVIRONMENT = {
    # Else it reports its use to its makers.
    "RAY_USAGE_STATS_ENABLED": "0",
    # Its advice to programmers is not for whoever takes documents in.
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}

Rows = dict[str, NDArray[np.object_]]


def is_address(text: str) -> bool:
    """Tell whether a text names a cluster: `local`, `auto`, `HOST:PORT` or `ray://HOST:PORT`."""
    if text in (LOCAL, "auto"):
        return True
    _, colon, port = text.rpartition(":")
    return bool(colon) and port.isdecimal()


@dataclass(frozen=True, slots=True)
class ClusterPipeline:
    """Embeds on the cluster at an address; every machine in it must see the files by one path.

    Raises BriefingError while it runs where Ray is not installed, the cluster cannot be reached, or
    its workers fail.
    """

    address: str = LOCAL

    def __call__(
        self,
        tasks: Iterable[Task],
        *,
        embedder: Embedder,
        known: Known,
        progress: EmbeddingProgress,
    ) -> Iterator[list[Embedded]]:
        """Yield what came of the tasks, each batch of a worker's as it arrives."""
        rows = [{"task": task, "known": frozenset(known(task))} for task in tasks]
        if not rows:
            return
        with _connected(self.address), _told(self.address):
            for batch in _dataset(rows, embedder).iter_batches(
                batch_size=None, batch_format="numpy"
            ):
                some = [
                    joined(reading, known(reading.task), fresh)
                    for reading, fresh in zip(batch["reading"], batch["fresh"], strict=True)
                ]
                for one in some:
                    progress.read(one.reading)
                yield some


class Worker:
    """Reads and embeds batches of tasks in a process of the cluster; loads its model once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def __call__(self, batch: Rows) -> Rows:
        """Return for each task its reading, and the vectors that were not known."""
        readings = [read_task(task, self._embedder) for task in batch["task"]]
        wanted = [
            passages_without(reading.record, known) if reading.record else []
            for reading, known in zip(readings, batch["known"], strict=True)
        ]
        vectors = encode((one for some in wanted for one in some), embedder=self._embedder)
        fresh = [
            {passage.content_hash: vectors[passage.content_hash] for _, passage in some}
            for some in wanted
        ]
        return {"reading": _objects(readings), "fresh": _objects(fresh)}


def _dataset(rows: list[dict[str, object]], embedder: Embedder) -> "Dataset":
    import ray.data

    # It tells of each column that holds objects, and of its own settings.
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    ray.data.DataContext.get_current().enable_progress_bars = False
    batches = -(-len(rows) // DOCUMENTS_AT_ONCE)
    cores = ray.cluster_resources().get("CPU", 1)  # type: ignore[no-untyped-call]
    workers = min(batches, max(1, int(cores)))
    return ray.data.from_items(rows, override_num_blocks=batches).map_batches(
        Worker,
        fn_constructor_args=(embedder,),
        batch_size=DOCUMENTS_AT_ONCE,
        batch_format="numpy",
        compute=ray.data.ActorPoolStrategy(min_size=1, max_size=workers),
        num_cpus=1,
    )


def _objects(items: Collection[object]) -> NDArray[np.object_]:
    """Return an array with one item in each place, whatever the items are."""
    array = np.empty(len(items), dtype=object)
    array[:] = list(items)
    return array


@contextmanager
def _connected(address: str) -> Iterator[None]:
    if find_spec("ray") is None:
        raise BriefingError(
            "Ray is not installed. Install it with: pip install 'briefing-assistant[ray]'"
        )
    # Read when it is imported.
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    _look_for(address)
    import ray

    options: dict[str, Any] = {"logging_level": "ERROR", "log_to_driver": False}
    if address == LOCAL:
        options |= {"include_dashboard": False, "_node_ip_address": "127.0.0.1"}
    else:
        options |= {"address": address}
    try:
        ray.init(**options)
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        raise _unreached(address, _first_line(error)) from error
    try:
        yield
    finally:
        ray.shutdown()


def _look_for(address: str) -> None:
    """Raise BriefingError where nobody listens at an address: Ray would ask for minutes."""
    if address in (LOCAL, "auto"):
        return
    host, _, port = address.removeprefix("ray://").rpartition(":")
    try:
        socket.create_connection((host, int(port)), timeout=CONNECT_SECONDS).close()
    except OSError as error:
        raise _unreached(address, error.strerror or str(error)) from error


def _unreached(address: str, reason: str) -> BriefingError:
    return BriefingError(
        f"The Ray cluster {address} cannot be reached ({reason}). Check the address, or run "
        "without --ray."
    )


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Say in our own words that workers failed; what they did before is stored."""
    from ray.exceptions import RayError

    try:
        yield
    except RayError as error:
        raise BriefingError(
            f"The Ray cluster {address} failed ({_last_line(error)}). What was embedded is kept: "
            "see that every machine has this package and sees the files, then repeat."
        ) from error


def _first_line(error: BaseException) -> str:
    return str(error).strip().split("\n")[0]


def _last_line(error: BaseException) -> str:
    return str(error).strip().split("\n")[-1]
