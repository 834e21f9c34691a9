"""Holds requests against botocore's models, and resources against CloudFormation's schemas (cfn-lint).

Reads {"requests": [{where, service, operation, params}], "templates": [{where, template}]} and writes
{"findings": [...], "requests": n, "resources": n, "patterns": n}.
"""
import json
import sys

import botocore.session
import regex
from cfnlint.api import lint

session = botocore.session.get_session()
models = {}
patterns = 0


def model(service):
    if service not in models:
        models[service] = session.get_service_model(service)
    return models[service]


def walk(shape, value, where):
    """Botocore's own validator knows types and lower bounds alone: this looks at all that a model says."""
    global patterns
    kind, rules = shape.type_name, shape.metadata
    types = {"structure": dict, "map": dict, "list": list, "string": str, "boolean": bool}
    numbers = ("integer", "long", "float", "double")
    expected = types.get(kind, (int, float) if kind in numbers else object)
    if not isinstance(value, expected) or (kind in numbers and isinstance(value, bool)):
        yield f"{where} is no {kind}"
        return
    size = value if kind in numbers else len(value) if kind in ("string", "list", "map") else None
    if size is not None and not rules.get("min", size) <= size <= rules.get("max", size):
        yield f"{where} is {size}, not {rules.get('min', '')} to {rules.get('max', '')}"
    if kind == "string":
        if shape.enum and value not in shape.enum:
            yield f"{where} is {value}, not one of {', '.join(shape.enum[:12])}"
        if rules.get("pattern"):
            try:
                found = regex.fullmatch(rules["pattern"], value)
                patterns += 1
            except regex.error:  # One of Java's alone.
                found = True
            if not found:
                yield f"{where} is {value[:80]}, which {rules['pattern']} does not match"
    elif kind == "structure":
        for name in shape.required_members:
            if name not in value:
                yield f"{where} has no {name}"
        for name, one in value.items():
            if name not in shape.members:
                yield f"{where}.{name} is no member"
            else:
                yield from walk(shape.members[name], one, f"{where}.{name}")
        if getattr(shape, "is_tagged_union", False) and len(value) != 1:
            yield f"{where} is one of {', '.join(shape.members)}, and has {len(value)}"
    elif kind == "list":
        for at, one in enumerate(value):
            yield from walk(shape.member, one, f"{where}[{at}]")
    elif kind == "map":
        for name, one in value.items():
            yield from walk(shape.key, name, f"{where} key")
            yield from walk(shape.value, one, f"{where}.{name}")


def in_template(where, template):
    for match in lint(json.dumps(template), None, ["us-east-1"]):
        if not match.rule.id.startswith("E"):  # What is wrong, not what might be nicer.
            continue
        path = ".".join(str(part) for part in match.path) if getattr(match, "path", None) else ""
        yield f"{where}: {path or match.linenumber}: {match.rule.id} {match.message}"


given = json.load(sys.stdin)
findings = []
for one in given["requests"]:
    operation = model(one["service"]).operation_model(one["operation"])
    findings += walk(operation.input_shape, one["params"], f"{one['where']}: {one['operation']}")
for one in given["templates"]:
    findings += in_template(one["where"], one["template"])
resources = sum(len(one["template"]["Resources"]) for one in given["templates"])
print(json.dumps({"findings": findings, "requests": len(given["requests"]), "resources": resources, "patterns": patterns}))
