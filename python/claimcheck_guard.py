"""Puts an optimizer written in Python under ``claimcheck guard --command "python3 optimizer.py"``.

Standard library only; copy the file or set ``PYTHONPATH=node_modules/claimcheck/python``::

    from claimcheck_guard import serve

    class GradientDescent:
        def __init__(self, dimension, step_size, **hyperparameters):
            self.step_size, self.k = step_size, 0

        def step(self, params, gradient):
            eta = self.step_size(self.k)
            self.k += 1
            return [w - eta * g for w, g in zip(params, gradient)]

    serve(GradientDescent)

Requests and replies are one JSON object a line. Replies alone go to stdout: what the optimizer prints is sent to stderr.
"""

import json
import math
import sys
import traceback

__all__ = ["serve"]


class _Schedule:
    """eta_k by step number k = 0, 1, ...; float(schedule) is eta_0."""

    def __init__(self, values):
        self._values = [float(value) for value in values]

    def __call__(self, k):
        if k >= len(self._values):
            raise IndexError(f"the step size is known for {len(self._values)} steps, not for step {k}")
        return self._values[k]

    def __float__(self):
        return self._values[0]


class _Constant(float):
    """One step size for all steps: a float that can also be asked by step number."""

    def __call__(self, k):
        return float(self)


def _number(x):
    x = float(x)
    if math.isfinite(x):
        return x
    return "NaN" if math.isnan(x) else "Infinity" if x > 0 else "-Infinity"


def _create(factory, options):
    step_size = options.pop("stepSize")
    options["step_size"] = _Schedule(step_size) if isinstance(step_size, list) else _Constant(step_size)
    return factory(**options)


def _step(optimizer, vector, request):
    params = vector([float(x) for x in request["params"]])
    gradient = vector([float(x) for x in request["gradient"]])
    updated = optimizer.step(params, gradient)
    return [_number(x) for x in (params if updated is None else updated)]


def _answer(factory, vector, instances, request):
    instance = request.get("instance", 0)
    if "create" in request:
        instances[instance] = _create(factory, dict(request["create"]))
        return {"ok": True, "instances": True}
    if "step" in request:
        return {"params": _step(instances[instance], vector, request["step"])}
    raise ValueError(f"neither create nor step: {sorted(request)}")


def serve(factory, vector=list):
    """Answers the guard until its end of input.

    ``factory(dimension=..., step_size=..., **hyperparameters)`` makes an optimizer; ``step_size`` is called with the step
    number k = 0, 1, ... (``float(step_size)`` is the first). Hyperparameters have the guard's names: momentum, rho, epsilon, beta1,
    beta2, initialAccumulator. ``optimizer.step(params, gradient)`` returns the new parameters, or None when it changed
    ``params`` in place. ``vector`` makes the vectors that it is given from lists of floats: ``numpy.array``, for example.
    An exception is answered as ``{"error": ...}``, which ends the guard's use of the process.
    """
    replies, sys.stdout = sys.stdout, sys.stderr
    instances = {}
    for line in sys.stdin:
        try:
            reply = _answer(factory, vector, instances, json.loads(line))
        except Exception as error:
            traceback.print_exc()
            reply = {"error": f"{type(error).__name__}: {error}"}
        replies.write(json.dumps(reply) + "\n")
        replies.flush()
