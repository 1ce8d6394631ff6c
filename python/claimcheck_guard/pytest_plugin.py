"""The pytest plugin: a fixture ``check_optimizer``, so that a test takes one line an optimizer.

    def test_adam(check_optimizer):
        check_optimizer(torch.optim.Adam, algorithm="adam")
"""

import os

import pytest

from . import check


def pytest_addoption(parser):
    parser.addoption("--claimcheck", metavar="COMMAND", help="how claimcheck is called (default: npx --no-install claimcheck)")


def pytest_configure(config):
    command = config.getoption("--claimcheck")
    if command:
        os.environ["CLAIMCHECK"] = command


@pytest.fixture
def check_optimizer():
    """Fails the test where the guard finds the optimizer broken or cannot decide."""
    return check.check_optimizer
