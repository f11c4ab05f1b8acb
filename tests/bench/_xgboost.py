"""Trains xgboost on float64 columns in a file, the outcome last, and prints the seconds it took.

    python3 tests/bench/_xgboost.py FILE ROWS TREES DEPTH LEAVES
"""

import sys
import time

import numpy as np
import xgboost as xgb

path, rows, trees, depth, leaves = sys.argv[1], *map(int, sys.argv[2:6])
table = np.fromfile(path, dtype="<f8").reshape(-1, rows)
x, y = np.ascontiguousarray(table[:-1].T), table[-1]
options = dict(
    objective="binary:logistic",
    tree_method="hist",
    grow_policy="lossguide",
    max_depth=depth,
    max_leaves=leaves,
    learning_rate=0.1,
    max_bin=254,
    nthread=1,
)
started = time.perf_counter()
data = xgb.QuantileDMatrix(x, y, max_bin=254, nthread=1)
xgb.train(options, data, trees)
print(time.perf_counter() - started)
