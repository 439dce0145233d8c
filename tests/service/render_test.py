#!/usr/bin/env python3
"""Certificates over HTTP: what comes back, what is kept, what is refused, and what is not told to anybody."""
import json
import subprocess
import zlib

from daemon import PERMIT, PERSON, RENDER, Daemon, ServiceTest, body, main, sample
import daemon

JPEG, PNG, PDF = b"\xff\xd8\xff", b"\x89PNG\r\n", b"%PDF-1.7"


def form(*parts):
    """multipart/form-data of (name, file name or None, content)."""
    out = b""
    for name, file, content in parts:
        out += f'--xyz\r\nContent-Disposition: form-data; name="{name}"'.encode()
        out += (f'; filename="{file}"' if file else "").encode() + b"\r\n\r\n" + content + b"\r\n"
    return out + b"--xyz--\r\n", {"Content-Type": "multipart/form-data; boundary=xyz"}


def size_of_png(data):
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


class Templates(ServiceTest):
    def test_they_are_listed_and_described(self):
        listed = {t["id"]: t for t in self.daemon.get("/v1/templates").json()["templates"]}
        self.assertEqual(sorted(listed), [PERSON, PERMIT])
        self.assertEqual(listed[PERMIT]["page"], {"width_mm": 297.0, "height_mm": 210.0})
        self.assertEqual(listed[PERMIT]["samples"], ["rare-name", "standard", "stress"])
        one = self.daemon.get(f"/v1/templates/{PERMIT}").json()
        self.assertEqual(one["title"], listed[PERMIT]["title"])
        holder = [f for f in one["fields"] if f["name"] == "holder_name"][0]
        self.assertEqual((holder["label"], holder["required"]), ("业户名称", True))

    def test_samples_can_be_had_and_sent_back(self):
        for template in (PERMIT, PERSON):
            record = self.daemon.get(f"/v1/templates/{template}/samples/standard.json").json()
            answer = self.daemon.request("POST", f"/v1/templates/{template}/render",
                                         json.dumps({"record": record, "dpi": 60}).encode())
            self.assertEqual(answer.status, 200, answer)
            picture = self.daemon.get(f"/v1/templates/{template}/samples/standard.png?dpi=60")
            self.assertEqual(picture.body, answer.body)

    def test_pictures_of_samples_have_the_size_that_is_asked_for(self):
        answer = self.daemon.get(f"/v1/templates/{PERMIT}/samples/standard.png?width=600")
        self.assertEqual(size_of_png(answer.body)[0], 600)
        for query in ("?width=0", "?width=x", "?dpi=20", "?dpi=20000", "?dpi=nan", "?width=400&dpi=96", "?height=3", "?width=19000", "?width=20001"):
            answer = self.daemon.get(f"/v1/templates/{PERMIT}/samples/standard.png" + query)
            self.assertEqual((answer.status, answer.codes()), (400, ["request/bad-query"]), query)
        answer = self.daemon.get(f"/v1/templates/{PERMIT}/samples/standard.png?width=400")  # less than 50 dpi
        self.assertEqual((answer.status, answer.json()["diagnostics"][0]["pointer"]), (422, "/width"), answer)

    def test_documents_are_compressed_and_compared(self):
        path = f"/v1/templates/{PERMIT}"
        plain, small = self.daemon.get(path), self.daemon.get(path, headers={"Accept-Encoding": "gzip"})
        self.assertEqual(small["Content-Encoding"], "gzip")
        self.assertEqual(zlib.decompress(small.body, 31), plain.body)
        self.assertNotEqual(small["ETag"], plain["ETag"])
        for answer in (plain, small):
            again = self.daemon.get(path, headers={"If-None-Match": answer["ETag"], "Accept-Encoding":
                                                   answer["Content-Encoding"] or "identity"})
            self.assertEqual((again.status, again.body), (304, b""))


class Rendering(ServiceTest):
    def test_the_answer_is_what_the_command_draws(self):
        file, record = daemon.out / "command.png", daemon.out / "record.json"
        record.write_text(json.dumps(sample(), ensure_ascii=False))
        for form_, options in (("png", {"dpi": 72}), ("pdf", {}), ("jpeg", {"dpi": 72, "quality": 50}), ("webp", {"dpi": 72}),
                               ("png", {"width": 600, "layer": "ink"}), ("png", {"layer": "stock"})):
            flags = [f for k, v in options.items() for f in (f"--{k}", str(v))]
            subprocess.run([daemon.command, "render", "-t", PERMIT, "-d", record, "-o", file, "--format", form_, *flags],
                           check=True, stderr=subprocess.DEVNULL)
            answer = self.daemon.render(format=form_, **options)
            self.assertEqual(answer.status, 200, answer)
            self.assertEqual(answer.body, file.read_bytes(), (form_, options))

    def test_accept_chooses_the_format(self):
        for accept, kind, magic in (("application/pdf", "application/pdf", PDF), ("image/*", "image/png", PNG),
                                    ("image/png;q=0.1, image/jpeg", "image/jpeg", JPEG), ("*/*", "image/png", PNG),
                                    ("image/webp", "image/webp", b"RIFF")):
            answer = self.daemon.render({"Accept": accept}, dpi=60)
            self.assertEqual((answer.status, answer["Content-Type"]), (200, kind))
            self.assertTrue(answer.body.startswith(magic))
        answer = self.daemon.render({"Accept": "text/html"})
        self.assertEqual((answer.status, answer.codes()), (406, ["http/not-acceptable"]))

    def test_pictures_are_never_compressed_again(self):
        self.assertIsNone(self.daemon.render({"Accept-Encoding": "gzip"}, dpi=60)["Content-Encoding"])

    def test_files_have_chinese_names(self):
        name = self.daemon.render(format="pdf")["Content-Disposition"]
        self.assertRegex(name, r"""^inline; filename="road-transport-operation-permit\.pdf"; filename\*=UTF-8''%E4%B8%AD""")

    def test_a_photo_may_be_a_part_of_a_form(self):
        photo = (daemon.source / f"templates/{PERSON}/samples/person.jpg").read_bytes()
        path, record = f"/v1/templates/{PERSON}/render", sample(PERSON)
        by_name = self.daemon.request("POST", path, *form(
            ("record", "r.json", json.dumps(record).encode()), ("holder_photo", "person.jpg", photo), ("dpi", None, b"60")))
        self.assertEqual(by_name.status, 200, by_name)
        del record["holder_photo"]
        record = json.dumps(record).encode()
        by_field = self.daemon.request("POST", path, *form(("holder_photo", None, photo), ("record", None, record),
                                                           ("dpi", None, b"60")))
        self.assertEqual(by_field.body, by_name.body)
        for bad, code in (((("record", None, record), ("holder_photo", None, b"GIF89a")), "picture/unsupported"),
                          ((("record", None, record),), "record/missing-field"),
                          ((("record", None, record), ("photo", None, photo)), "request/unknown-member"),
                          ((("record", None, record), ("dpi", None, b"many")), "request/wrong-type")):
            answer = self.daemon.request("POST", path, *form(*bad))
            self.assertEqual(answer.status, 422, answer)
            self.assertIn(code, answer.codes())

    def test_a_large_body_is_read_beside_the_event_loop(self):
        photo = (daemon.source / f"templates/{PERSON}/samples/person.jpg").read_bytes()
        path, record = f"/v1/templates/{PERSON}/render", sample(PERSON)
        padded = json.dumps({"record": record, "dpi": 60}).encode() + b" " * (1 << 20)
        answer = self.daemon.request("POST", path, padded)
        self.assertEqual(answer.codes(), ["record/picture-path-not-allowed"])
        del record["holder_photo"]
        answer = self.daemon.request("POST", path, *form(
            ("record", None, json.dumps(record).encode() + b" " * (1 << 20)), ("holder_photo", None, photo)))
        self.assertEqual(answer.status, 200, answer)

    def test_no_file_and_no_address_of_a_client_is_opened(self):
        for value in ("person.jpg", "/etc/passwd", "../samples/person.jpg", "file:///etc/passwd", "http://127.0.0.1/x"):
            record = {**sample(PERSON), "holder_photo": value}
            answer = self.daemon.request("POST", f"/v1/templates/{PERSON}/render", json.dumps({"record": record}).encode())
            self.assertEqual(answer.status, 422, answer)
            self.assertTrue(answer.codes()[0].startswith("record/"), answer)


class Refusals(ServiceTest):
    def test_everything_is_told_at_once_in_both_languages(self):
        answer = self.daemon.request("POST", RENDER, json.dumps(
            {"record": {"业户名称": "甲", "issue_date": "2023-02-30"}, "colour": 1, "dpi": 7}).encode())
        self.assertEqual((answer.status, answer["Content-Type"]), (422, "application/problem+json"))
        problem = answer.json()
        self.assertEqual(problem["status"], 422)
        self.assertLessEqual({"request/unknown-member", "request/bad-value", "record/missing-field",
                         "record/date-does-not-exist"}, set(answer.codes()))
        for diagnostic in problem["diagnostics"]:
            self.assertTrue(diagnostic["message"]["en"] and diagnostic["message"]["zh"])
        date = [d for d in problem["diagnostics"] if d["code"] == "record/date-does-not-exist"][0]
        self.assertEqual((date["field"], date["pointer"]), ("issue_date", "/record/issue_date"))

    def test_a_member_that_is_wrong_is_refused_and_named(self):
        for name, value in (("format", "gif"), ("format", 1), ("layer", "x"), ("dpi", "9"), ("width", 1.5), ("quality", 0),
                            ("sign", []), ("blank", 1)):
            answer = self.daemon.render(**{name: value})
            self.assertEqual(answer.status, 422, (name, answer))
            self.assertIn(f"/{name}", [d["pointer"] for d in answer.json()["diagnostics"]])

    def test_what_is_no_json_is_malformed(self):
        for content in (b"", b"{", b"[]", b"\xff", b'{"record": {"a": }}', b'{"record": {]}', b'{"record": nothing}'):
            self.assertEqual(self.daemon.request("POST", RENDER, content).status, 400, content)
        for content in (b"{}", b'{"record": 1}', b'{"record": []}', b'{"record": null}', b'{"record": {}, "record": {}}'):
            self.assertEqual(self.daemon.request("POST", RENDER, content).status, 422, content)
        deep = b'{"record": {"a": ' + b"[" * 100000 + b"]" * 100000 + b"}}"
        self.assertEqual(self.daemon.request("POST", RENDER, deep).status, 400)

    def test_a_key_that_is_there_twice_is_seen(self):
        answer = self.daemon.request("POST", RENDER, body().replace(b'"record": {', b'"record": {"holder_name": "x", ', 1))
        self.assertEqual(answer.codes(), ["record/duplicate-key"])

    def test_values_are_told_to_nobody(self):
        secret = "绝密姓名"
        for record in ({**sample(), "holder_name": secret * 40}, {**sample(), secret: 1},
                       {**sample(), "issue_date": secret}):
            for escaped in (True, False):
                answer = self.daemon.request("POST", RENDER, json.dumps({"record": record}, ensure_ascii=escaped).encode())
                self.assertEqual(answer.status, 422, answer)
                self.assertNotIn(secret, json.dumps(answer.json(), ensure_ascii=False))
        self.daemon.render({"X-Request-Id": "the-last"}, dpi=61)
        self.daemon.wait_for("request", request_id="the-last")
        logged = json.dumps(self.daemon.log, ensure_ascii=False)
        for value in (secret, sample()["holder_name"]):
            self.assertNotIn(value, logged)
        self.assertNotIn(secret, self.daemon.get("/metrics", port=self.daemon.metrics_port).body.decode())

    def test_too_many_pixels_are_refused(self):
        answer = self.daemon.render(dpi=1200)
        self.assertEqual((answer.status, answer.codes()), (422, ["request/too-many-pixels"]))


class Keeping(ServiceTest):
    def renders(self):
        return self.daemon.metric("certpress_renders_total")

    def test_what_was_drawn_is_not_drawn_again(self):
        before, hits = self.renders(), self.daemon.metric("certpress_cache_hits_total")
        first, second = self.daemon.render(dpi=63), self.daemon.render(dpi=63)
        self.assertEqual(self.renders(), before + 1)
        self.assertEqual(self.daemon.metric("certpress_cache_hits_total"), hits + 1)
        self.assertEqual((first.body, first["ETag"]), (second.body, second["ETag"]))
        self.assertRegex(first["ETag"], r'^"[0-9a-f]{32}"$')
        self.assertEqual(first["Cache-Control"], "private, no-cache")

    def test_whatever_decides_the_picture_decides_the_tag(self):
        tags = [self.daemon.render(**o)["ETag"] for o in
                ({"dpi": 63}, {"dpi": 64}, {"width": 600}, {"dpi": 63, "layer": "ink"}, {"dpi": 63, "format": "webp"},
                 {"dpi": 63, "format": "jpeg"}, {"dpi": 63, "format": "jpeg", "quality": 20}, {"format": "pdf"})]
        other = json.dumps({"record": {**sample(), "holder_name": "另一样例公司"}, "dpi": 63}).encode()
        tags.append(self.daemon.request("POST", RENDER, other)["ETag"])
        self.assertEqual(len(set(tags)), len(tags))

    def test_what_the_client_has_is_not_drawn_at_all(self):
        tag = self.daemon.render(dpi=65)["ETag"]
        other = Daemon("--render-cache", "0")  # keeps nothing, and knows the tag all the same
        try:
            before = other.metric("certpress_renders_total")
            answer = other.render({"If-None-Match": f'"x", {tag}'}, dpi=65)
            self.assertEqual((answer.status, answer.body, answer["ETag"]), (304, b"", tag))
            self.assertEqual(other.metric("certpress_renders_total"), before)
            self.assertEqual(other.render(dpi=65).status, 200)
        finally:
            self.assertEqual(other.stop(), 0)

    def test_a_refusal_has_no_tag(self):
        for _ in range(2):
            answer = self.daemon.request("POST", RENDER, b'{"record": {}}', {"If-None-Match": "*"})
            self.assertEqual(answer.status, 422)
            self.assertIsNone(answer["ETag"])


if __name__ == "__main__":
    main()
