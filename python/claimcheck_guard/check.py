"""Judges an optimizer from within a Python test, by the command ``claimcheck guard``."""

import json
import os
import shlex
import socket
import subprocess
import sys
import tempfile
import threading

from .server import Subject, converse

__all__ = ["check_optimizer"]


def _command():
    """How the guard is called: by the environment variable CLAIMCHECK, or as a package installed by npm."""
    return shlex.split(os.environ.get("CLAIMCHECK", "npx --no-install claimcheck"))


def _is_torch(factory):
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(factory, type) and issubclass(factory, torch.optim.Optimizer)


def _serve(listener, subject):
    """Answers each process that the guard starts in a thread of its own."""
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        lines = connection.makefile("rw", encoding="utf-8")
        threading.Thread(target=converse, args=([subject], lines, lines), kwargs={"listed": False}, daemon=True).start()


def check_optimizer(factory, algorithm="other", precision="float64", name=None, vector=list, timeout=None, options=(), arguments=()):
    """Fails, as an assertion does, where the guard finds the optimizer broken or cannot decide.

    ``factory`` and ``vector`` are those of ``serve``; a class of optimizers of PyTorch may stand for both. ``algorithm`` and
    ``precision`` are what the optimizer claims to be, ``options`` what it understands besides, as a module declares it; one may be
    given by itself.
    ``timeout``: seconds for one check. ``arguments``: further options of ``claimcheck guard``. Returns what the guard tells
    as JSON.

    The optimizer runs in this process and is trusted not to harm it; the judge is in another one.
    """
    # What pytest shows of a failure is the test and the finding.
    __tracebackhide__ = True
    name = name or getattr(factory, "__name__", "optimizer")
    options = [options] if isinstance(options, str) else options
    if _is_torch(factory):
        from . import torch as adapter

        dtype = getattr(adapter.torch, precision, adapter.torch.float64)
        factory, vector = adapter.factory(factory, dtype=dtype), adapter.vector(dtype)
    with tempfile.TemporaryDirectory(prefix="claimcheck-") as folder:
        path = os.path.join(folder, "guard")
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(path)
        listener.listen()
        threading.Thread(target=_serve, args=(listener, Subject(name, factory, vector=vector)), daemon=True).start()
        relay = shlex.join([sys.executable, os.path.join(os.path.dirname(__file__), "relay.py"), path])
        declared = ["--command", relay, "--name", name, "--algorithm", algorithm, "--precision", precision]
        more = [] if timeout is None else ["--timeout", str(timeout)]
        more += ["--options", ",".join(options)] if options else []
        report = os.path.join(folder, "report.json")
        try:
            run = subprocess.run(
                [*_command(), "guard", *declared, *more, *arguments, "--json", report],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
            )
        finally:
            listener.close()
        if run.returncode not in (0, 1, 2):
            raise RuntimeError(f"claimcheck guard could not judge {name}: {run.stderr.strip()}")
        if run.returncode != 0:
            raise AssertionError(f"{name} as {algorithm}:\n{_findings(run.stdout)}")
        with open(report, encoding="utf-8") as file:
            return json.load(file)


def _findings(text):
    """The guard's report below its table."""
    _, _, rest = text.partition("\n\n")
    _, _, below = rest.partition("\n\n")
    return (below or text).strip()
