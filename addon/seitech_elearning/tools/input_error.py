"""What is wrong with something a person typed or uploaded."""


class InputError(ValueError):
    """Refuses a value that came from outside.

    :param code: the code on the wire: ``invalid_type``, ``invalid_value``, ``too_large`` or
        ``unsupported_media_type``
    :param reason: a finer name of what is wrong, for tests and logs
    :param message: a sentence for people; a lazy translation
    """

    def __init__(self, code, reason, message):
        super().__init__(code, reason, message)
        self.code = code
        self.reason = reason
        self.message = message

    def __str__(self):
        return str(self.message)
