"""Queries and forms → fields by name, as strictly as bodies of JSON are read."""

from odoo import _

from .errors import refusal


def read_query(httprequest):
    """:return: the fields of the address
    :raise ChatError: 400 if one is given twice
    """
    return _once(httprequest.args)


def read_form(httprequest):
    """:return: the fields and the files of a form
    :raise ChatError: 400 if one is given twice
    """
    fields, files = _once(httprequest.form), _once(httprequest.files)
    if fields.keys() & files.keys():
        raise _twice()
    return {**fields, **files}


def _once(multidict):
    fields = multidict.to_dict()
    if len(fields) != len(list(multidict.items(multi=True))):
        raise _twice()
    return fields


def _twice():
    return refusal(400, _("The request has a field twice."))
