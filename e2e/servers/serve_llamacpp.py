"""Runs llama.cpp's own HTTP server, which xllamacpp embeds: serve_llamacpp.py --port N --model FILE [--key K] [--ctx N]"""

import argparse
import signal
from pathlib import Path

import xllamacpp

arguments = argparse.ArgumentParser()
arguments.add_argument("--port", type=int, required=True)
arguments.add_argument("--model", type=Path, required=True)
arguments.add_argument("--key", default="")
arguments.add_argument("--ctx", type=int, default=1024)
options = arguments.parse_args()

params = xllamacpp.CommonParams()
params.model.path = str(options.model)
params.model_alias = {options.model.stem}
params.hostnames = ["127.0.0.1"]
params.port = options.port
params.n_ctx = options.ctx
# One slot, so that a slot that was not freed shows at once.
params.n_parallel = 1
# Small batches: a request that is given up while its prompt is read is noticed between two of them.
params.n_batch = 64
params.n_ubatch = 64
# An answer that reaches the end of the context goes on instead of ending.
params.ctx_shift = True
# More threads than free cores wait for each other in spin locks, a hundred times slower than one alone.
params.cpuparams.n_threads = 1
params.cpuparams_batch.n_threads = 1
params.use_jinja = True
params.endpoint_slots = True
params.ui = False
if options.key:
    params.api_keys = [options.key]

server = xllamacpp.Server(params)
print("listening", server.listening_address, flush=True)
signal.sigwait([signal.SIGTERM, signal.SIGINT])
