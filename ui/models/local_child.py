"""A process of its own that serves one GGUF file on loopback until its parent goes.

Run as `python -m ui.models.local_child FILE TOKENS`; writes its address to standard output.
"""

import sys

import xllamacpp


def main() -> None:
    """Serve the file; end when standard input does, as it does when the parent dies."""
    path, tokens = sys.argv[1:]
    parameters = xllamacpp.CommonParams()
    parameters.model.path = path
    parameters.n_ctx = int(tokens)
    # One answer at a time: each slot would take the context's memory anew.
    parameters.n_parallel = 1
    parameters.port = 0
    parameters.hostnames = ["127.0.0.1"]
    server = xllamacpp.Server(parameters)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
