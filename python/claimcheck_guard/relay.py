"""Passes lines between the guard and a test's process: standard input and output, and a socket. Argument: its path."""

import os
import socket
import sys
import threading


def _copy(source, sink):
    while True:
        data = source(1 << 16)
        if not data:
            os._exit(0)
        sink(data)


def main(path):
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(path)

    def write(data):
        while data:
            data = data[os.write(1, data) :]

    threading.Thread(target=_copy, args=(lambda size: os.read(0, size), connection.sendall), daemon=True).start()
    _copy(connection.recv, write)


if __name__ == "__main__":
    main(sys.argv[1])
