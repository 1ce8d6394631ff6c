"""Broken on purpose, to see the guard find it: Adam whose second moment is not corrected for its start at zero."""

import numpy as np
from numpy_adam import Adam, serve


class UncorrectedAdam(Adam):
    def step(self, params, gradient):
        eta = self.step_size(self.k)
        self.k += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * gradient
        self.v = self.beta2 * self.v + (1 - self.beta2) * gradient**2
        m = self.m / (1 - self.beta1**self.k)
        return params - eta * m / (np.sqrt(self.v) + self.epsilon)


if __name__ == "__main__":
    serve(UncorrectedAdam, vector=np.array)
