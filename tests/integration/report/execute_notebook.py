"""Runs a notebook in a real Deno kernel through the Jupyter protocol and prints it with outputs.

usage: execute_notebook.py NOTEBOOK PARAMETERS-AS-JSON
"""
import json
import os
import sys

import nbformat
from nbclient import NotebookClient

path, parameters = sys.argv[1:]
notebook = nbformat.read(path, as_version=4)
injected = nbformat.v4.new_code_cell(
    '(globalThis as Record<symbol, unknown>)[Symbol.for("perdura.report.parameters")] = '
    f"{parameters};\nawait Promise.resolve();"
)
notebook.cells.insert(0, injected)
folder = os.path.dirname(os.path.abspath(path))
NotebookClient(notebook, kernel_name="deno", timeout=300,
               resources={"metadata": {"path": folder}}).execute()
del notebook.cells[0]
nbformat.validate(notebook)
print(json.dumps(notebook))
