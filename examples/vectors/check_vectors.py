"""Checks fixtures/vectors.json by fractions alone: python3 examples/vectors/check_vectors.py [FILE]. Nothing of claimcheck takes part.

All enclosures of exp and ln, all max margins, and how the loss rises in the witness of thm-3.2/descent. Exits 1 where one does not hold.
"""

import json
import sys
from fractions import Fraction
from pathlib import Path

UNIT = 2**600  # what is rounded becomes a multiple of 1/UNIT
DESCENT = "thm-3.2/descent"


def must(holds, what):
    if not holds:
        sys.exit(f"does not hold: {what}")


def exp(x):
    """Ends around exp(x): Taylor's series at r = x / 2^k <= 1/2, whose rest is less than its last term, squared k times."""
    if x < 0:
        low, high = exp(-x)
        return 1 / high, 1 / low
    halvings, i = int(x).bit_length() + 1, 0
    p, q = (x / 2**halvings).as_integer_ratio()
    low = high = least = most = UNIT
    while most > 1:
        i += 1
        least, most = least * p // (q * i), -(-most * p // (q * i))
        low, high = low + least, high + most
    high += most
    for _ in range(halvings):
        low, high = low * low // UNIT, -(-high * high // UNIT)
    return Fraction(low, UNIT), Fraction(high, UNIT)


def check_enclosure(name, entry, bits):
    x, low, high = (Fraction(entry[key]) for key in ("x", "low", "high"))
    must((high - low) * 2**bits <= max(abs(low), abs(high)), f"that {name} is narrow at {x}")
    inside = low <= exp(x)[0] and exp(x)[1] <= high if name == "exp" else exp(low)[1] <= x <= exp(high)[0]
    must(inside, f"the enclosure of {name} at {x}")


def dot(a, b):
    return sum(x * y for x, y in zip(a, b, strict=True))


def check_margin(claim, x, y, margin):
    """v = sum q_i r_i of length gamma has r_i.v >= gamma^2 on all rows, so no unit vector does better; v = 0 shows that none separates."""
    weights, squared = [Fraction(q) for q in margin["weights"]], Fraction(margin["squared"])
    chosen = [[y[i] * entry for entry in x[i]] for i in margin["samples"]]
    must(min(weights) >= 0 and sum(weights) == 1, f"that the weights of {claim} are on the simplex")
    v = [dot(weights, column) for column in zip(*chosen, strict=True)]
    must(dot(v, v) == squared, f"the length of the combination of {claim}")
    must(squared == 0 or all(dot(row, v) >= squared for row in chosen), f"the max margin of {claim}")


def loss(y, ends):
    """Ends of exp(-y max(p, 0)) over the p between two ends."""
    low, high = (max(end, 0) for end in ends)
    return (exp(-high)[0], exp(-low)[1]) if y > 0 else (exp(low)[0], exp(high)[1])


def check_descent(x, y, witness):
    """Gradient descent by the products w.x_j, each between two ends, with eta < 2/beta along all steps; the last raises the loss."""
    n, eta, end, margin = len(y), Fraction(witness["steps"]["eta"]), witness["certificate"], witness["margins"][0]
    gram = [[dot(a, b) for b in x] for a in x]
    after = [(p, p) for p in (dot(map(Fraction, witness["start"]), row) for row in x)]
    must(margin["samples"] == list(range(n)) and Fraction(margin["squared"]) > 0, "that the data is separable")
    must(len(set(y)) == 2 and eta > 0 and end["step"] < witness["steps"]["count"], "that there are both labels and such a step")
    for k in range(end["step"] + 1):
        before, after = after, []
        must(all(low > 0 or high <= 0 for low, high in before), f"that the active samples are known at step {k}")
        for j in range(n):
            moves = [[eta / n * y[i] * gram[i][j] * size for size in loss(y[i], before[i])] for i in range(n) if before[i][0] > 0]
            low, high = before[j][0] + sum(map(min, moves)), before[j][1] + sum(map(max, moves))
            after.append((Fraction(low * UNIT // 1, UNIT), Fraction(-(-high * UNIT // 1), UNIT)))
        most = {i: max(loss(y[i], before[i])[1], loss(y[i], after[i])[1]) for i in range(n) if before[i][0] > 0 or after[i][1] > 0}
        square = sum(most[i] * most[j] * gram[i][j] ** 2 for i in most for j in most)
        must(eta**2 * square < 4 * n**2, f"eta < 2/beta, by the Frobenius norm of the Hessian, along step {k}")
    first, last = ([sum(ends) for ends in zip(*map(loss, y, products), strict=True)] for products in (before, after))
    fall = first[0] - last[1], first[1] - last[0]
    must(Fraction(end["low"]) <= fall[0] and fall[1] <= Fraction(end["high"]) < 0, f"how much the loss rises at step {end['step']}")
    print(f"{DESCENT}: n (L(w_{end['step']}) - L(w_{end['step'] + 1})) = {float(fall[0])}")


vectors = json.loads(Path(*(sys.argv[1:] or [Path(__file__).parents[2] / "fixtures" / "vectors.json"])).read_text())
points = [(name, entry) for name in ("exp", "ln") for entry in vectors[name]]
for name, entry in points:
    check_enclosure(name, entry, vectors["bits"])
must(DESCENT in (witness["claim"] for witness in vectors["witnesses"]), f"that there is a witness of {DESCENT}")
for witness in vectors["witnesses"]:
    x = [[Fraction(entry) for entry in row] for row in witness["x"]]
    for margin in witness["margins"]:
        check_margin(witness["claim"], x, witness["y"], margin)
    if witness["claim"] == DESCENT:
        check_descent(x, witness["y"], witness)
print(f"hold: {len(points)} enclosures, {sum(len(w['margins']) for w in vectors['witnesses'])} max margins")
