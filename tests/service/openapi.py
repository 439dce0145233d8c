"""The API's description, and whether an answer is as it says."""
import json
import re

import jsonschema


class Description:
    def __init__(self, text):
        self.document = json.loads(text)
        self.paths = {path: re.compile(re.sub(r"\{\w+\}", "[^/]+", path) + "$") for path in self.document["paths"]}
        self.seen = set()  # (path, method, status, media type)

    def resolve(self, node):
        while "$ref" in node:
            target = node["$ref"]
            node = self.document
            for part in target.removeprefix("#/").split("/"):
                node = node[part]
        return node

    def promises(self):
        """Everything that the document says may be answered."""
        return {(path, method, int(status), media)
                for path, operations in self.document["paths"].items()
                for method, operation in operations.items() if method != "parameters"
                for status, response in operation["responses"].items()
                for media in self.resolve(response).get("content", {"": None})}

    def check(self, method, target, answer):
        """Raises when the answer is not described. Methods and paths that are not there are not."""
        target = target.split("?")[0]
        path = next((p for p, pattern in self.paths.items() if pattern.match(target)), None)
        operation = self.document["paths"].get(path, {}).get(method.lower())
        if operation is None:
            return
        where = f"{method} {path} {answer.status}"
        if str(answer.status) not in operation["responses"]:
            # The rules of HTTP itself are described once, for the list of templates.
            assert answer.status >= 400 and answer.codes()[0].startswith("http/"), f"{where} is not described: {answer}"
            return
        response = self.resolve(operation["responses"][str(answer.status)])
        for name, header in response.get("headers", {}).items():
            if name not in ("Certpress-Remarks",):
                assert answer[name] is not None, f"{where} lacks {name}"
        media = answer["Content-Type"] or ""
        self.seen.add((path, method.lower(), answer.status, media))
        content = response.get("content", {"": None})
        assert media in content, f"{where} is of type {media!r}"
        if media.endswith("json"):
            schema = {**content[media]["schema"], "components": self.document["components"]}
            jsonschema.Draft202012Validator(schema).validate(answer.json())
