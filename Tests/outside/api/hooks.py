"""Gives schemathesis places and matters that exist, so that it comes past 404."""
import os
import re

import schemathesis

PLACES = os.environ["LIFANG_PLACES"].split(",")
MATTERS = os.environ["LIFANG_MATTERS"].split(",")
IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def existing(identifier, known):
    """Three of four identifiers that have the right form become one that exists; which one follows from it."""
    if not isinstance(identifier, str) or not IDENTIFIER.fullmatch(identifier):
        return identifier
    number = int(identifier[-4:], 16)
    return identifier if number % 4 == 0 else known[number // 4 % len(known)]


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    if path_parameters and "id" in path_parameters:
        known = MATTERS if "/matters/{id}" in context.operation.path else PLACES
        path_parameters["id"] = existing(path_parameters["id"], known)
    return path_parameters


@schemathesis.hook
def map_body(context, body):
    if isinstance(body, dict) and "place" in body:
        body["place"] = existing(body["place"], PLACES)
    return body
