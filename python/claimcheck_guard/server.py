"""Answers the guard over the line protocol: one JSON object a line each way.

    from claimcheck_guard import serve

    class GradientDescent:
        def __init__(self, dimension, step_size, **hyperparameters):
            self.step_size, self.k = step_size, 0

        def step(self, params, gradient):
            eta = self.step_size(self.k)
            self.k += 1
            return [w - eta * g for w, g in zip(params, gradient)]

    serve(GradientDescent)
"""

import array
import base64
import inspect
import json
import math
import os
import sys
import traceback

__all__ = ["Subject", "converse", "serve"]


class _Schedule:
    """eta_k by step number k = 0, 1, ...; float(schedule) is eta_0. ``rest`` goes on behind the values."""

    def __init__(self, values, rest=None):
        self._values, self._rest = [float(value) for value in values], None if rest is None else float(rest)

    def __call__(self, k):
        if k < len(self._values):
            return self._values[k]
        if self._rest is None:
            raise IndexError(f"the step size is known for {len(self._values)} steps, not for step {k}")
        return self._rest

    def __float__(self):
        return self(0)


class _Constant(float):
    """One step size for all steps: a float that can also be asked by step number."""

    def __call__(self, k):
        return float(self)


class Subject:
    """An optimizer with what the guard has to know of it, for a program that serves several.

    ``factory``, ``vector``: as for ``serve``. ``algorithm``, ``precision``, ``options``: what a module declares.
    """

    def __init__(self, name, factory, algorithm="other", precision="float64", options=(), vector=list):
        self.name, self.factory, self.vector = name, factory, vector
        self.algorithm, self.precision, self.options = algorithm, precision, tuple(options)

    def entry(self):
        entry = {"name": self.name, "algorithm": self.algorithm, "precision": self.precision}
        return {**entry, "options": list(self.options)} if self.options else entry


def _number(x):
    x = float(x)
    if math.isfinite(x):
        return x
    return "NaN" if math.isnan(x) else "Infinity" if x > 0 else "-Infinity"


def _step_size(told):
    """The step size as an optimizer gets it: told as a number, as a list, or as its first values and the one that follows."""
    if isinstance(told, dict):
        return _Schedule(told["first"], told["rest"])
    return _Schedule(told) if isinstance(told, list) else _Constant(told)


def _vector(subject, values):
    return subject.vector([float(x) for x in values])


class _Instances:
    """The optimizers at work, each with its subject, by the guard's numbers."""

    def __init__(self, subjects, listed, ask):
        self.subjects = {subject.name: subject for subject in subjects}
        self.listed, self.ask = listed, ask
        self.instances, self.evaluating = {}, set()

    def create(self, number, options):
        name = options.pop("subject", None)
        subject = self.subjects[name] if name is not None else next(iter(self.subjects.values()))
        options["step_size"] = _step_size(options.pop("stepSize"))
        optimizer = subject.factory(**options)
        self.instances[number] = subject, optimizer
        if "evaluate" in inspect.signature(optimizer.step).parameters:
            self.evaluating.add(number)
        saves = all(callable(getattr(optimizer, name, None)) for name in ("save", "load"))
        return {"ok": True, "instances": True, "run": True, "packed": True, "brief": True, **({"saves": True} if saves else {})}

    def _evaluate(self, subject, gradient, asks):
        """The loss and its gradient at any parameters: those of gradient.w, or those that the guard tells when asked."""

        def linear(params):
            return math.fsum(float(g) * float(w) for g, w in zip(gradient, params)), _vector(subject, gradient)

        def asked(params):
            told = self.ask({"evaluate": [_number(x) for x in params]})
            return float(told["loss"]), _vector(subject, told["gradient"])

        return asked if asks else linear

    def step(self, number, params, gradient, present=None, evaluate=False):
        subject, optimizer = self.instances[number]
        params, gradient = _vector(subject, params), _vector(subject, gradient)
        context = {} if present is None else {"present": present}
        if number in self.evaluating:
            context["evaluate"] = self._evaluate(subject, [float(x) for x in gradient], evaluate)
        updated = optimizer.step(params, gradient, **context)
        return [_number(x) for x in (params if updated is None else updated)]

    def run(self, number, start, gradients):
        """The parameters after a step from each gradient in turn."""
        subject, _ = self.instances[number]
        return self._run(number, _vector(subject, start), [_vector(subject, gradient) for gradient in gradients])

    def _run(self, number, start, gradients):
        subject, optimizer = self.instances[number]
        if getattr(optimizer, "run", None) is not None:
            return optimizer.run(start, gradients)
        after, params, evaluates = [], start, number in self.evaluating
        for gradient in gradients:
            context = {"evaluate": self._evaluate(subject, [float(x) for x in gradient], False)} if evaluates else {}
            updated = optimizer.step(params, gradient, **context)
            after.append([float(x) for x in (params if updated is None else updated)])
            params = subject.vector(list(after[-1]))
        return after

    def packed(self, number, text, steps):
        """The same with all numbers as one text: base64 of doubles in the machine's order."""
        numbers = array.array("d", base64.b64decode(text))
        dimension = len(numbers) // (steps + 1)
        make = self.instances[number][0].vector
        if hasattr(make, "rows"):
            start, *gradients = make.rows(numbers, dimension)
        else:
            start, *gradients = (make(numbers[k * dimension : (k + 1) * dimension].tolist()) for k in range(steps + 1))
        after = array.array("d")
        for params in self._run(number, start, gradients):
            after.extend(params)
        return base64.b64encode(after.tobytes()).decode("ascii")

    def answer(self, request):
        number = request.get("instance", 0)
        if "create" in request:
            return self.create(number, dict(request["create"]))
        if "step" in request:
            step = request["step"]
            return {"params": self.step(number, step["params"], step["gradient"], step.get("present"), "evaluate" in step)}
        if "run" in request:
            run = request["run"]
            if "packed" in run:
                return {"packed": self.packed(number, run["packed"], run["steps"])}
            after = self.run(number, run["params"], run["gradients"])
            return {"params": [[_number(x) for x in params] for params in after]}
        if "save" in request:
            return {"state": self.instances[number][1].save()}
        if "load" in request:
            self.instances[number][1].load(request["load"])
            return {"ok": True}
        if "list" in request and self.listed:
            return {"subjects": [subject.entry() for subject in self.subjects.values()]}
        raise ValueError(f"neither create nor step nor run nor save nor load: {sorted(request)}")


def converse(subjects, requests, replies, listed=True):
    """Answers lines of ``requests`` on ``replies``, both text streams, until the end of the requests."""

    def write(reply):
        replies.write(json.dumps(reply) + "\n")
        replies.flush()

    def ask(question):
        write(question)
        return json.loads(requests.readline())

    instances = _Instances(subjects, listed, ask)
    # Not by iteration, which reads ahead of what a step asks.
    for line in iter(requests.readline, ""):
        try:
            reply = instances.answer(json.loads(line))
        except Exception as error:
            traceback.print_exc()
            reply = {"error": f"{type(error).__name__}: {error}"}
        write(reply)


def serve(factory, vector=list):
    """Answers the guard until its end of input.

    ``factory(dimension=..., step_size=..., **hyperparameters)`` makes an optimizer; ``step_size`` is called with the step
    number k = 0, 1, ... (``float(step_size)`` is the first). Hyperparameters have the guard's names: momentum, rho, epsilon,
    beta1, beta2, initialAccumulator. ``optimizer.step(params, gradient)`` returns the new parameters, or None when it changed
    ``params`` in place. Of a subject with the option missingGradients it gets ``present`` too where some part has no gradient,
    a list with one bool a part. A step that takes ``evaluate`` can ask it for ``(loss, gradient)`` at any parameters, as SAM and
    L-BFGS do; such a subject has the option closure. Where it has ``save()`` and ``load(state)``, it must go on from a state that json can hold.
    ``vector`` makes the vectors that it is given from lists of floats: ``numpy.array``, for example.
    A list of ``Subject`` in place of the factory serves several optimizers.
    An exception is answered as ``{"error": ...}``, which ends the guard's use of the process.
    """
    several = isinstance(factory, (list, tuple))
    subjects = list(factory) if several else [Subject("optimizer", factory, vector=vector)]
    # Replies alone go to stdout: what the optimizer prints, from C too, goes to stderr.
    sys.stdout.flush()
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    converse(subjects, sys.stdin, replies, listed=several)
