/*
 * Gradient descent on a network of K ReLU neurons with fixed output weights and the exponential loss, as one would write it in C.
 *
 * usage: peer-network FILE, where FILE holds n d steps eta, then n rows x_i1 .. x_id y_i, then w_0 with one vector a neuron; the output
 * weights are 1, -1, 1, -1, ...; K is 4.
 * Prints nanoseconds of processor time per step, the last loss, and the last w.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { K = 4 };
static const double v[K] = {1, -1, 1, -1};

static double evaluate(int n, int d, const double *restrict x, const double *restrict y, const double *restrict w,
                       double *restrict preactivation, double *restrict weight, double *restrict gradient) {
  double loss = 0;
  memset(gradient, 0, K * d * sizeof *gradient);
  for (int i = 0; i < n; i++) {
    const double *row = x + (size_t)i * d;
    double f = 0;
    for (int k = 0; k < K; k++) {
      double u = 0;
      for (int j = 0; j < d; j++) u += w[k * d + j] * row[j];
      preactivation[i * K + k] = u;
      if (u > 0) f += v[k] * u;
    }
    double e = exp(-y[i] * f);
    weight[i] = e;
    loss += e;
    for (int k = 0; k < K; k++) {
      if (preactivation[i * K + k] <= 0) continue;
      double factor = -y[i] * v[k] * e / n;
      for (int j = 0; j < d; j++) gradient[k * d + j] += factor * row[j];
    }
  }
  return loss / n;
}

static double *numbers(FILE *file, int count) {
  double *out = malloc(count * sizeof *out);
  for (int i = 0; i < count; i++)
    if (fscanf(file, "%lf", out + i) != 1) exit(1);
  return out;
}

int main(int argc, char **argv) {
  FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
  int n, d, steps;
  double eta;
  if (file == NULL || fscanf(file, "%d %d %d %lf", &n, &d, &steps, &eta) != 4) return 1;
  double *rows = numbers(file, n * (d + 1));
  double *w = numbers(file, K * d);
  double *x = malloc(n * d * sizeof *x), *y = malloc(n * sizeof *y);
  for (int i = 0; i < n; i++) {
    memcpy(x + i * d, rows + i * (d + 1), d * sizeof *x);
    y[i] = rows[i * (d + 1) + d];
  }
  double *preactivation = malloc(n * K * sizeof *x), *weight = malloc(n * sizeof *x), *gradient = malloc(K * d * sizeof *x);

  struct timespec start, end;
  double loss = 0;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
  for (int k = 0; k < steps; k++) {
    loss = evaluate(n, d, x, y, w, preactivation, weight, gradient);
    for (int j = 0; j < K * d; j++) w[j] -= eta * gradient[j];
  }
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);

  printf("%.17g %.17g", ((end.tv_sec - start.tv_sec) * 1e9 + (end.tv_nsec - start.tv_nsec)) / steps, loss);
  for (int j = 0; j < K * d; j++) printf(" %.17g", w[j]);
  printf("\n");
}
