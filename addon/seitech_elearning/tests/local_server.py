"""Servers of others, for tests: real HTTP on this machine."""

import threading
from contextlib import contextmanager
from http.server import ThreadingHTTPServer


@contextmanager
def local_server(handler, **attributes):
    """Answer requests in threads of their own until the block ends.

    :param handler: the class that answers; it finds ``attributes`` at ``self.server``
    :return: the server, with ``url``
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.url = f"http://127.0.0.1:{server.server_port}"
    vars(server).update(attributes)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
