"""Adam in NumPy: npx claimcheck guard --command "python3 examples/numpy_adam.py" --algorithm adam"""

import os
import sys

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "python"))
from claimcheck_guard import serve


class Adam:
    def __init__(self, dimension, step_size, beta1=0.9, beta2=0.999, epsilon=1e-8, **_):
        self.step_size, self.beta1, self.beta2, self.epsilon = step_size, beta1, beta2, epsilon
        self.m = np.zeros(dimension)
        self.v = np.zeros(dimension)
        self.k = 0

    def step(self, params, gradient):
        eta = self.step_size(self.k)
        self.k += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * gradient
        self.v = self.beta2 * self.v + (1 - self.beta2) * gradient**2
        m = self.m / (1 - self.beta1**self.k)
        v = self.v / (1 - self.beta2**self.k)
        return params - eta * m / (np.sqrt(v) + self.epsilon)


if __name__ == "__main__":
    serve(Adam, vector=np.array)
