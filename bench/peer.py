"""Gradient descent on one ReLU neuron with the exponential loss, as one would write it with NumPy.

usage: peer.py FILE, where FILE holds n d steps eta, then n rows x_i1 .. x_id y_i, then w_0.
Prints nanoseconds per step, the last loss, and the last w.
"""

import sys
import time

import numpy as np

with open(sys.argv[1]) as file:
    numbers = file.read().split()
n, d, steps = (int(field) for field in numbers[:3])
eta = float(numbers[3])
values = np.array(numbers[4:], dtype=np.float64)
rows = values[: n * (d + 1)].reshape(n, d + 1)
x = np.ascontiguousarray(rows[:, :d])
sign = -rows[:, d]
w = values[n * (d + 1) :].copy()

loss = 0.0
start = time.process_time_ns()
for _ in range(steps):
    v = x @ w
    weight = np.exp(sign * np.maximum(v, 0.0))
    loss = weight.sum() / n
    gradient = (sign * weight * (v > 0)) @ x / n
    w -= eta * gradient
elapsed = time.process_time_ns() - start

print(elapsed / steps, repr(float(loss)), *(repr(float(value)) for value in w))
