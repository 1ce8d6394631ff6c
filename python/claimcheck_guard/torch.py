"""Optimizers of PyTorch as subjects: ``python3 -m claimcheck_guard.torch [NAME...]`` serves those of ``torch.optim``.

    claimcheck guard --command "python3 -m claimcheck_guard.torch"              # all of them
    claimcheck guard --command "python3 -m claimcheck_guard.torch Adam NAdam"   # these, with their variants

``SparseAdam`` is left out: it needs sparse gradients.
"""

import inspect
import math
import sys

import torch

from .server import Subject, serve

__all__ = ["factory", "subjects"]

# Names of hyperparameters: the guard's, which are the literature's, and those of torch.optim.
_KEYWORDS = {
    "epsilon": "eps",
    "rho": "rho",
    "decay": "alpha",
    "momentum": "momentum",
    "dampening": "dampening",
    "weightDecay": "weight_decay",
    "learningRateDecay": "lr_decay",
    "lambd": "lambd",
    "initialAccumulator": "initial_accumulator_value",
    "momentumDecay": "momentum_decay",
    "centered": "centered",
    "maximize": "maximize",
}


def _keywords(optimizer, hyperparameters):
    """The keywords of an optimizer's constructor that the guard's hyperparameters amount to; it keeps its own for the rest."""
    known = inspect.signature(optimizer.__init__).parameters
    given = {_KEYWORDS[name]: value for name, value in hyperparameters.items() if name in _KEYWORDS}
    beta1, beta2 = hyperparameters.get("beta1"), hyperparameters.get("beta2")
    if beta1 is not None and beta2 is not None:
        given["betas"] = (beta1, beta2)
    # A decay that nobody has asked for is none.
    given.setdefault("weight_decay", 0)
    return {name: value for name, value in given.items() if name in known}


# Schedules by the guard's kinds, from the optimizer, its step size and what create gets.
_SCHEDULERS = {
    "step": ("StepLR", lambda rate, by: {"step_size": by["every"], "gamma": by["factor"]}),
    "exponential": ("ExponentialLR", lambda rate, by: {"gamma": by["factor"]}),
    "linear": (
        "LinearLR",
        lambda rate, by: {"start_factor": by["start"], "end_factor": by["end"], "total_iters": by["steps"]},
    ),
    "polynomial": ("PolynomialLR", lambda rate, by: {"total_iters": by["steps"], "power": by["power"]}),
    "cosine": ("CosineAnnealingLR", lambda rate, by: {"T_max": by["steps"], "eta_min": by["end"] * rate}),
    "oneCycle": (
        "OneCycleLR",
        lambda rate, by: {
            "max_lr": rate,
            "total_steps": by["steps"],
            "pct_start": by["warmup"],
            "div_factor": 1 / by["start"],
            "final_div_factor": by["start"] / by["end"],
            "cycle_momentum": False,
        },
    ),
}


def _scheduler(optimizer, rate, schedule):
    """The scheduler of ``torch.optim.lr_scheduler`` that a schedule of the guard asks for."""
    name, keywords = _SCHEDULERS[schedule["kind"]]
    return getattr(torch.optim.lr_scheduler, name)(optimizer, **keywords(rate, schedule))


def _sizes(shapes):
    return [math.prod(shape) for shape in shapes]


class _Optimizer:
    """One instance of an optimizer of PyTorch, with one tensor for each part of the parameters."""

    def __init__(self, optimizer, shapes, step_size, dtype, negated, keywords, groups, frozen, schedule):
        self.sizes = _sizes(shapes)
        self.tensors = [torch.nn.Parameter(torch.zeros(shape, dtype=dtype)) for shape in shapes]
        for tensor, still in zip(self.tensors, frozen):
            tensor.requires_grad_(not still)
        self.step_size, self.k, self.negated = step_size, 0, negated
        self.optimizer = optimizer(self._given(groups), lr=float(step_size), **keywords)
        # A group with a step size of its own keeps it, one with a schedule follows that.
        given = list(zip(self.optimizer.param_groups, groups or [{}]))
        self.scheduled = [group for group, own in given if "stepSize" not in own]
        self.own_schedules = [(group, own["stepSize"]) for group, own in given if isinstance(own.get("stepSize"), list)]
        self.rate = float(step_size)
        self.scheduler = _scheduler(self.optimizer, self.rate, schedule) if schedule else None

    def _given(self, groups):
        """What the optimizer is made with: tensors, or parameter groups where there are any."""

        def made(group):
            given = {"params": [self.tensors[part] for part in group["parts"]]}
            if "stepSize" in group:
                given["lr"] = group["stepSize"][0] if isinstance(group["stepSize"], list) else group["stepSize"]
            if "weightDecay" in group:
                given["weight_decay"] = group["weightDecay"]
            return given

        return [made(group) for group in groups] or self.tensors

    def _step(self, evaluate=None):
        self.optimizer.step() if evaluate is None else self.optimizer.step(self._closure(evaluate))
        if self.scheduler is not None:
            self.scheduler.step()

    def _values(self):
        return [x for tensor in self.tensors for x in tensor.flatten().tolist()]

    def _closure(self, evaluate):
        def closure():
            loss, gradient = evaluate(self._values())
            for tensor, values in zip(self.tensors, gradient.split(self.sizes)):
                tensor.grad = values.reshape(tensor.shape)
            return torch.tensor(loss, dtype=gradient.dtype)

        return closure

    def step(self, params, gradient, present=None):
        return self.run(params, [gradient], present)[0]

    def run(self, params, gradients, present=None):
        """Lists of the parameters after each step; the optimizer's own step is all that is done between them."""
        after = []
        with torch.no_grad():
            for tensor, values in zip(self.tensors, params.split(self.sizes)):
                tensor.copy_(values.view_as(tensor))
        alone = self.tensors[0] if len(self.tensors) == 1 and self.tensors[0].dim() == 1 and present is None else None
        for gradient in gradients:
            rate = self.step_size(self.k)
            for group, rates in self.own_schedules:
                group["lr"] = rates[min(self.k, len(rates) - 1)]
            self.k += 1
            if rate != self.rate:
                self.rate = rate
                for group in self.scheduled:
                    group["lr"] = rate
            if self.negated:
                gradient = -gradient
            if alone is not None:
                alone.grad = gradient
                self._step()
                after.append(alone.tolist())
                continue
            for part, (tensor, values) in enumerate(zip(self.tensors, gradient.split(self.sizes))):
                has = tensor.requires_grad and (present is None or present[part])
                tensor.grad = values.reshape(tensor.shape) if has else None
            self._step()
            after.append(self._values())
        return after


class _Evaluating(_Optimizer):
    """One whose step calls a closure."""

    run = None

    def step(self, params, gradient, evaluate):
        with torch.no_grad():
            for tensor, values in zip(self.tensors, params.split(self.sizes)):
                tensor.copy_(values.view_as(tensor))
        self._step(evaluate)
        return self._values()


def factory(optimizer, dtype=torch.float64, negated=False, closure=False, **fixed):
    """A factory for ``serve`` and ``check_optimizer`` from a class of optimizers, ``torch.optim.Adam`` or one's own.

    ``fixed``: keywords for its constructor, whatever the guard gives. ``negated``: it is given the gradients with their signs
    turned, as one that maximizes is. ``closure``: its step needs one.
    """

    def create(dimension, step_size, shapes=None, groups=(), frozen=(), schedule=None, **hyperparameters):
        keywords = {**_keywords(optimizer, hyperparameters), **fixed}
        made = _Evaluating if closure else _Optimizer
        return made(optimizer, shapes or [[dimension]], step_size, dtype, negated, keywords, groups, frozen, schedule)

    return create


class _Vector:
    """Makes tensors from lists of floats, and many of one length at once."""

    def __init__(self, dtype):
        self.dtype = dtype

    def __call__(self, values):
        return torch.tensor(values, dtype=self.dtype)

    def rows(self, numbers, dimension):
        """Tensors from an ``array`` of doubles, ``dimension`` for each. They share one storage, but no entry of it."""
        return torch.frombuffer(numbers, dtype=torch.float64).to(self.dtype, copy=True).view(-1, dimension).unbind()


def vector(dtype=torch.float64):
    """Makes tensors from lists of floats."""
    return _Vector(dtype)


# Name, class, algorithm, options that the guard may put to it, and fixed keywords.
_FORMS = [
    ("SGD", "SGD", "gradient-descent", ("weightDecay",), {}),
    ("SGD (momentum)", "SGD", "momentum", ("weightDecay", "dampening"), {}),
    ("SGD (nesterov)", "SGD", "nesterov", ("weightDecay",), {"nesterov": True}),
    ("Adagrad", "Adagrad", "adagrad", ("weightDecay", "learningRateDecay"), {}),
    ("RMSprop", "RMSprop", "rmsprop", ("weightDecay", "momentum"), {}),
    ("RMSprop (centered)", "RMSprop", "rmsprop", (), {"centered": True}),
    ("Adadelta", "Adadelta", "adadelta", ("weightDecay",), {}),
    ("Adam", "Adam", "adam", ("weightDecay",), {}),
    ("Adam (amsgrad)", "Adam", "amsgrad", ("weightDecay",), {"amsgrad": True}),
    ("AdamW", "AdamW", "adamw", (), {}),
    ("Adamax", "Adamax", "adamax", ("weightDecay",), {}),
    ("NAdam", "NAdam", "nadam", ("weightDecay",), {}),
    ("RAdam", "RAdam", "radam", ("weightDecay",), {}),
    ("Rprop", "Rprop", "rprop", (), {}),
    ("ASGD", "ASGD", "asgd", ("weightDecay",), {}),
    ("LBFGS", "LBFGS", "other", ("closure",), {"closure": True, "max_iter": 4}),
]

# The schedules that this version of PyTorch has, and those of groups; they know nothing of the optimizer, so that two classes
# stand for all.
_KINDS = tuple(f"{kind}Schedule" for kind, (name, _) in _SCHEDULERS.items() if hasattr(torch.optim.lr_scheduler, name))
_SCHEDULES = ("groupSchedules", *_KINDS)

# What every class understands by its parameter groups.
_PARTS = ("shapes", "groups", "frozen", "missingGradients")

# The paths of one optimizer's code; each is a subject where this version of PyTorch has it.
_VARIANTS = [("", {}), ("foreach", {"foreach": True}), ("maximize", {"maximize": True})]


def _variant(form, variant):
    name, class_name, algorithm, options, fixed = form
    label, more = variant
    optimizer = getattr(torch.optim, class_name, None)
    if optimizer is None or not set(more) <= set(inspect.signature(optimizer.__init__).parameters):
        return None
    # Without a choice newer versions take foreach where they think it faster.
    plain = {"foreach": False} if label != "foreach" and "foreach" in inspect.signature(optimizer.__init__).parameters else {}
    made = factory(optimizer, negated=label == "maximize", **plain, **fixed, **more)
    full = name if label == "" else f"{name[:-1]}, {label})" if name.endswith(")") else f"{name} ({label})"
    parts = () if "closure" in options else _PARTS
    schedules = _SCHEDULES if name in ("SGD", "Adam") and label == "" else ()
    return Subject(f"torch.optim.{full}", made, algorithm, options=(*options, *parts, *schedules), vector=vector())


def subjects(names=()):
    """The optimizers of ``torch.optim`` with their variants; of those classes only that are named."""
    known = {form[1] for form in _FORMS}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise SystemExit(f"claimcheck_guard.torch: not among {', '.join(sorted(known))}: {', '.join(unknown)}")
    forms = [form for form in _FORMS if not names or form[1] in names]
    made = [_variant(form, variant) for form in forms for variant in _VARIANTS]
    return [subject for subject in made if subject is not None]


class _Unrecorded:
    """Stands for ``record_function``, which tells the profiler of each step and takes a fifth of its time."""

    def __init__(self, *_):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


if __name__ == "__main__":
    torch.set_num_threads(1)
    # Nobody profiles this process.
    torch.autograd.profiler.record_function = _Unrecorded
    serve(subjects(sys.argv[1:]))
