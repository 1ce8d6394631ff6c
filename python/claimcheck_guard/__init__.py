"""Puts optimizers written in Python under the guard of claimcheck.

``serve(factory)`` makes a program for ``claimcheck guard --command "python3 optimizer.py"``; ``check_optimizer(factory,
algorithm=...)`` judges an optimizer within a test; ``python3 -m claimcheck_guard.torch`` serves the optimizers of
``torch.optim``. Standard library only: install it with ``pip install node_modules/claimcheck/python``, or set
``PYTHONPATH=node_modules/claimcheck/python``.
"""

from .check import check_optimizer
from .server import Subject, serve

__all__ = ["Subject", "check_optimizer", "serve"]
