import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { type Random, seededRandom } from "perdura/core/random.ts";
import {
  categoricalSampler,
  poissonSampler,
  sampleBeta,
  sampleBinomial,
  sampleExponential,
  sampleGamma,
  sampleNormal,
  samplePoisson,
} from "perdura/stats/samplers.ts";

const draws = 200_000;
const levels = [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99];

/**
 * Demands that the share of draws up to each point is the distribution function there, within 4.5
 * standard errors.
 */
function assertDistribution(
  name: string,
  draw: (random: Random) => number,
  points: readonly number[],
  probabilities: readonly number[],
): void {
  const random = seededRandom(20091201);
  const counts = new Uint32Array(points.length);
  for (let i = 0; i < draws; i++) {
    const x = draw(random);
    assert(Number.isFinite(x), `${name} drew ${x}`);
    for (let j = 0; j < points.length; j++) {
      if (x <= points[j]!) counts[j] = counts[j]! + 1;
    }
  }
  points.forEach((point, j) => {
    const p = probabilities[j]!;
    const error = (counts[j]! / draws - p) / Math.sqrt(p * (1 - p) / draws);
    assert(
      Math.abs(error) < 4.5,
      `${name} at ${point}: ${counts[j]! / draws}, not ${p}`,
    );
  });
}

// All points and probabilities: scipy.stats 1.17.1, ppf and cdf.
const continuous: [string, (random: Random) => number, number[]][] = [
  [
    "sampleNormal(1, 2)",
    (random) => sampleNormal(random, 1, 2),
    [
      -3.652695748,
      -1.563103131,
      -0.3489795004,
      1,
      2.3489795,
      3.563103131,
      5.652695748,
    ],
  ],
  [
    "sampleExponential(0.5)",
    (random) => sampleExponential(random, 0.5),
    [
      0.02010067171,
      0.2107210313,
      0.5753641449,
      1.386294361,
      2.772588722,
      4.605170186,
      9.210340372,
    ],
  ],
  [
    "sampleGamma(0.05, 2)",
    (random) => sampleGamma(random, 0.05, 2),
    [
      2.922316029e-41,
      2.922316029e-21,
      2.657830945e-13,
      2.78693922e-07,
      0.0009283678419,
      0.03815855695,
      0.5438137,
    ],
  ],
  [
    "sampleGamma(0.3, 2)",
    (random) => sampleGamma(random, 0.3, 2),
    [
      7.511113276e-08,
      0.0001618623109,
      0.003449901285,
      0.03656556793,
      0.1714497304,
      0.4424053867,
      1.319704579,
    ],
  ],
  [
    "sampleGamma(1, 2)",
    (random) => sampleGamma(random, 1, 2),
    [
      0.005025167927,
      0.05268025783,
      0.1438410362,
      0.3465735903,
      0.6931471806,
      1.151292546,
      2.302585093,
    ],
  ],
  [
    "sampleGamma(4.2, 2)",
    (random) => sampleGamma(random, 4.2, 2),
    [
      0.4548239641,
      0.9396406932,
      1.350141691,
      1.935891605,
      2.67202584,
      3.473212711,
      5.181204757,
    ],
  ],
  [
    "sampleGamma(150, 2)",
    (random) => sampleGamma(random, 150, 2),
    [
      61.4931198,
      67.26696519,
      70.78382477,
      74.83339934,
      79.03458796,
      82.94712993,
      89.97660649,
    ],
  ],
  [
    "sampleBeta(0.1, 0.2)",
    (random) => sampleBeta(random, 0.1, 0.2),
    [
      4.398874754e-19,
      4.39887474e-09,
      4.194965886e-05,
      0.04165249556,
      0.8209464169,
      0.997881005,
      0.9999999788,
    ],
  ],
  ["sampleBeta(1, 1)", (random) => sampleBeta(random, 1, 1), levels],
  [
    "sampleBeta(0.3, 3)",
    (random) => sampleBeta(random, 0.3, 3),
    [
      5.638921674e-08,
      0.0001215095866,
      0.002586568741,
      0.02707010642,
      0.1206188219,
      0.2817633498,
      0.6248986345,
    ],
  ],
  [
    "sampleBeta(4, 2.5)",
    (random) => sampleBeta(random, 4, 2.5),
    [
      0.1943675877,
      0.3698184749,
      0.4911739151,
      0.6278675688,
      0.7517185432,
      0.8423419445,
      0.942735735,
    ],
  ],
];

for (const [name, draw, quantiles] of continuous) {
  Deno.test(`${name} has the quantiles of its distribution`, () => {
    assertDistribution(name, draw, quantiles, levels);
  });
}

const discrete: [string, (random: Random) => number, number[], number[]][] = [
  [
    "samplePoisson(0.3)",
    (random) => samplePoisson(random, 0.3),
    [0, 1, 2],
    [0.7408182207, 0.9630636869, 0.9964005068],
  ],
  [
    "poissonSampler(0.3)",
    poissonSampler(0.3),
    [0, 1, 2],
    [0.7408182207, 0.9630636869, 0.9964005068],
  ],
  [
    "samplePoisson(5)",
    (random) => samplePoisson(random, 5),
    [1, 2, 3, 5, 6, 8, 11],
    [
      0.04042768199,
      0.1246520195,
      0.2650259153,
      0.6159606548,
      0.762183463,
      0.9319063653,
      0.9945469081,
    ],
  ],
  [
    "poissonSampler(5)",
    poissonSampler(5),
    [1, 2, 3, 5, 6, 8, 11],
    [
      0.04042768199,
      0.1246520195,
      0.2650259153,
      0.6159606548,
      0.762183463,
      0.9319063653,
      0.9945469081,
    ],
  ],
  [
    "samplePoisson(16.5)",
    (random) => samplePoisson(random, 16.5),
    [8, 11, 14, 16, 19, 22, 27],
    [
      0.01669038689,
      0.104073474,
      0.3225420969,
      0.5164805731,
      0.7757220232,
      0.9247812726,
      0.9939030856,
    ],
  ],
  [
    "poissonSampler(16.5)",
    poissonSampler(16.5),
    [8, 11, 14, 16, 19, 22, 27],
    [
      0.01669038689,
      0.104073474,
      0.3225420969,
      0.5164805731,
      0.7757220232,
      0.9247812726,
      0.9939030856,
    ],
  ],
  [
    "samplePoisson(1000)",
    (random) => samplePoisson(random, 1000),
    [927, 960, 979, 1000, 1021, 1041, 1074],
    [
      0.01028215715,
      0.1052567207,
      0.2593950046,
      0.5084093672,
      0.7526104296,
      0.9046746964,
      0.9901686931,
    ],
  ],
  [
    "sampleBinomial(10, 0.3)",
    (random) => sampleBinomial(random, 10, 0.3),
    [0, 1, 2, 3, 4, 5, 7],
    [
      0.0282475249,
      0.1493083459,
      0.3827827864,
      0.6496107184,
      0.8497316674,
      0.9526510126,
      0.9984096136,
    ],
  ],
  [
    "sampleBinomial(33, 0.02)",
    (random) => sampleBinomial(random, 33, 0.02),
    [0, 1, 2, 3],
    [0.5134054775, 0.8591683501, 0.9720705126, 0.9958798122],
  ],
  [
    "sampleBinomial(1000, 0.9)",
    (random) => sampleBinomial(random, 1000, 0.9),
    [877, 888, 894, 900, 906, 912, 921],
    [
      0.01036217149,
      0.1138574427,
      0.277914406,
      0.5154177096,
      0.7510121822,
      0.9080708379,
      0.9901325644,
    ],
  ],
];

for (const [name, draw, points, probabilities] of discrete) {
  Deno.test(`${name} has the distribution function of its distribution`, () => {
    assertDistribution(name, draw, points, probabilities);
  });
}

Deno.test("sampleBinomial and samplePoisson stay within their range at the ends", () => {
  const random = seededRandom(3);
  assertEquals(sampleBinomial(random, 0, 0.4), 0);
  assertEquals(sampleBinomial(random, 500, 0), 0);
  assertEquals(sampleBinomial(random, 500, 1), 500);
  assertEquals(samplePoisson(random, 0), 0);
});

Deno.test("categoricalSampler draws each index in proportion to its weight", () => {
  const weights = [5, 0, 1, 0.25, 3.75, 0];
  let sum = 0;
  const cumulative = weights.map((weight) => (sum += weight) / 10);
  const draw = categoricalSampler(weights);
  assertDistribution("categorical", draw, [0, 2, 3], [
    cumulative[0]!,
    cumulative[2]!,
    cumulative[3]!,
  ]);
});

Deno.test("categoricalSampler never draws a weight of 0", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.constant(0),
          fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
        ),
        {
          minLength: 1,
          maxLength: 40,
        },
      ).filter((weights) => weights.some((weight) => weight > 0)),
      fc.integer(),
      (weights, seed) => {
        const draw = categoricalSampler(weights);
        const random = seededRandom(seed);
        for (let i = 0; i < 200; i++) assert(weights[draw(random)]! > 0);
      },
    ),
  );
});

Deno.test("categoricalSampler refuses weights that are no weights", () => {
  assertThrows(
    () => categoricalSampler([]),
    RangeError,
    "no weight is positive",
  );
  assertThrows(
    () => categoricalSampler([0, 0]),
    RangeError,
    "no weight is positive",
  );
  assertThrows(() => categoricalSampler([1, -1]), RangeError, "weight 1 is -1");
  assertThrows(() => categoricalSampler([NaN]), RangeError, "weight 0 is NaN");
});
