import { edition, parseCaseFile, replay } from 'claimcheck';
import { expect, it } from 'vitest';

const STORED = {
  "format": "claimcheck-case",
  "version": 2,
  "claim": "prop-2",
  "data": {
    "x": [
      [0, -1],
      [1, 1.5]
    ],
    "y": [-1, 1]
  },
  "start": [-1, -0.5],
  "steps": {
    "kind": "power",
    "alpha": 0.75,
    "count": 20000
  },
  "seed": 2187146837,
  "outcome": {
    "verdict": "violated",
    "slack": -0.48405318034911293,
    "step": 4,
    "evidence": "certified"
  }
};

it("prop-2 is broken by this case", () => {
  const stored = parseCaseFile(JSON.stringify(STORED), 'the case of this test');

  expect(replay(edition, stored).outcome).toEqual(stored.outcome);
});
