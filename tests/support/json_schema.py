#!/usr/bin/env python3
"""Judges records by JSON Schemas with another implementation than ours: reads
[{"schema": ..., "records": [...]}, ...] and prints, for each of these and each record, an array of the
places that the schema has something against ([] when none)."""
import json
import sys

from jsonschema import Draft202012Validator


def places(validator, record):
    return ["/".join(map(str, error.path)) or error.validator for error in validator.iter_errors(record)]


def judged(schema, records):
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    return [places(validator, record) for record in records]


json.dump([judged(**given) for given in json.load(sys.stdin)], sys.stdout)
