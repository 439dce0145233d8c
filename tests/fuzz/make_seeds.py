#!/usr/bin/env python3
"""Writes what the fuzz targets begin with, made of the repository's own files by the program itself.

make_seeds.py PROGRAM FOLDER    FOLDER/<target>/..., and FOLDER/<target>.dict with the words of its language"""
import base64
import json
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import zlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TEMPLATES = sorted([*ROOT.glob("templates/*/template.yaml"), *ROOT.glob("tests/data/*/template.yaml")],
                   key=lambda path: path.parent.name)
PERSON = ROOT / "tests/data/names/person"


class Seeds:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.written = {}

    def add(self, target, content):
        content = content.encode() if isinstance(content, str) else content
        written = self.written.setdefault(target, set())
        if content not in written:
            written.add(content)
            folder = self.folder / target
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"seed-{len(written):03}").write_bytes(content)

    def words(self, target, words):
        lines = []
        for word in sorted({word for word in words if 0 < len(word.encode()) <= 64}):
            text = "".join(chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\x{b:02X}" for b in word.encode())
            lines.append(f'"{text}"\n')
        (self.folder / f"{target}.dict").write_text("".join(lines))

    def run(self, *arguments):
        made = subprocess.run([self.program, *map(str, arguments)], capture_output=True, check=False)
        if made.returncode not in (0, 4):
            raise SystemExit(f"{arguments}: {made.stderr.decode()}")
        return made.stdout


def words_of_schema(schema):
    """Every key and every fixed value of the template language."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "properties":
                yield from value
            if key in ("enum", "const"):
                yield from (word for word in (value if isinstance(value, list) else [value]) if isinstance(word, str))
            yield from words_of_schema(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from words_of_schema(value)


def templates(seeds):
    for path in TEMPLATES:
        text = re.sub(r"^id: .*$", "id: fuzz", path.read_text(), flags=re.M)
        seeds.add("template_loader", text)
        for name in re.findall(r"(?:extends|asset|codes): ([\w./-]+)", text):
            file = path.parent / name
            if file.is_file():
                seeds.add("template_loader", text.encode() + b"\0" + file.read_bytes())
    schema = json.loads(seeds.run("schema"))
    seeds.words("template_loader", [*words_of_schema(schema), "extends: ", "&a ", "*a", "<<: *a", "!!str ", "- {", "}",
                                    "[", "]", ": ", "\n  ", "'#23507E'", "{", "1e999", "-0", "0.0001", "M0 8 C2 0 8 0 10 8 Z"])


def with_pictures(record):
    """The record with its pictures inside, as the service gets them."""
    for key, value in record.items():
        if isinstance(value, str) and value.endswith(".jpg"):
            data = (ROOT / "tests/data/tour/person.jpg").read_bytes()
            record[key] = "data:image/jpeg;base64," + base64.b64encode(data).decode()
    return record


def records(seeds):
    words = {"长期", "from", "until", "true", "null", "1e5", "data:image/png;base64,", "\\u0000", "\\ud83d"}
    for index, path in enumerate(TEMPLATES):
        samples = sorted([*path.parent.glob("samples/*.json"), *path.parent.glob("sample.json")])
        for sample in samples:
            record = with_pictures(json.loads(sample.read_text()))
            seeds.add("record_loader", bytes([index]) + json.dumps(record, ensure_ascii=False).encode())
            seeds.add("text_table", b"\1\0\0" + (json.dumps(record, ensure_ascii=False) + "\n").encode() * 3)
            words |= {key for key in record if isinstance(key, str)}
        words |= set(re.findall(r"label: ([^,}\s]+)", path.read_text()))
    seeds.words("record_loader", words)


def tables(seeds):
    text = "﻿姓名,证号,备注\n张三,晋A12345,\"有,\"\"引号\"\"\n和换行\"\n\n李四㑇,2,\n"
    for index, codec in enumerate(("utf-8", "utf-8", "gbk", "gb18030", "utf-16-le", "utf-16-be")):
        for number in (index, 0):
            body = text if codec == "utf-8" else text[1:].replace("㑇", "四") if codec == "gbk" else text
            seeds.add("text_table", bytes([0, number, 0]) + body.encode(codec))
    seeds.add("text_table", b"\0\0\1title\r\na;b\tc;d\r\n1;\"2\r\n")
    seeds.words("text_table", ['""', '"', ",", ";", "\t", "\r\n", "{", "}", "[", "]", "\ufeff", "null", "\\u0041"])
    seeds.add("workbook", (ROOT / "tests/data/tables/libreoffice.xlsx").read_bytes())
    shared = "<si><t>姓名</t></si><si><r><t>张</t></r><r><t>三</t></r><rPh sb='0' eb='1'><t>zhang</t></rPh></si>"
    styles = ("<numFmts count='1'><numFmt numFmtId='164' formatCode='yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;'/>"
              "<numFmt numFmtId='165' formatCode='[Red]#,##0.00;-0.0%;\"无\"'/></numFmts>"
              "<cellXfs count='3'><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='165'/></cellXfs>")
    rows = ("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='inlineStr'><is><t>日期_x000D_</t></is></c></row>"
            "<row r='2'><c r='A2' t='s'><v>1</v></c><c r='B2' s='1'><v>45000.5</v></c><c r='C2' s='2'><v>-12.5</v></c></row>"
            "<row r='9'><c r='A9' t='b'><v>1</v></c><c r='B9' t='e'><v>#N/A</v></c><c r='D9' t='str'><f>1+1</f><v>x</v></c></row>")
    seeds.add("workbook", "\0".join([rows, shared, styles, ""]))
    seeds.add("workbook", "\0".join([rows, shared, styles, "<workbookPr date1904='1'/>"]))
    seeds.words("workbook", ["<row r='1'>", "<c r='A1' t='s'>", "<v>", "</v>", "</c>", "</row>", "<mergeCell ref='A1:B2'/>",
                             "t='inlineStr'", "t='str'", "t='d'", "_x000D_", "<rPh>", "xml:space='preserve'", "yyyy", "h:mm AM/PM",
                             "General", "0.00E+00", "# ?/?", "[h]:mm", "&#x10FFFF;", "1E+308", "2958466"])


def png(depth, color, samples, extra=b""):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[color]
    row = b"\0" + samples * ((8 * channels * depth + 7) // 8)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 4, depth, color, 0, 0, 0)) + extra +
            (chunk(b"PLTE", bytes(range(48)) * (2 if depth > 4 else 1)) if color == 3 else b"") +
            chunk(b"IDAT", zlib.compress(row * 4)) + chunk(b"IEND", b""))


def pictures(seeds):
    for number, jpeg in enumerate([*ROOT.glob("templates/*/samples/*.jpg"), ROOT / "tests/data/tour/person.jpg"]):
        seeds.add("picture", bytes([number % 4]) + jpeg.read_bytes())
    for color, depths in {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 4, 8), 4: (8, 16), 6: (8, 16)}.items():
        for depth in depths:
            seeds.add("picture", b"\0" + png(depth, color, b"\x5a"))
    seeds.words("picture", ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "iCCP", "acTL", "Exif", "Adobe", "JFIF"])


def papers(seeds):
    """PDFs of every level, their objects and their evidence; dumps; journals."""
    work = seeds.folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    record = work / "record.json"
    record.write_text('{"holder_name": "样例"}')
    seeds.run("keys", "demo", work / "keys")
    seeds.run("render", "-t", PERSON, "-d", record, "-o", work / "plain.pdf")
    seeds.add("pdf_verify", (work / "plain.pdf").read_bytes())
    for profile in sorted((work / "keys").glob("*.yaml")):
        signed = work / f"{profile.stem}.pdf"
        seeds.run("sign", work / "plain.pdf", "-o", signed, "--profile", profile)
        content = signed.read_bytes()
        seeds.add("pdf_verify", content)
        for body in re.findall(rb"\d+ 0 obj\s(.*?)\s*(?:endobj|stream)", content, re.S):
            if len(body) < 2000:
                seeds.add("cos_object", body)
                seeds.add("signed_pdf", b"\1\7" + body)
                seeds.add("signed_pdf", b"\2\7" + body)
    for kind, pattern in ((0, "*.pem"), (2, "*.crl")):
        for file in sorted((work / "keys").glob(pattern)):
            content = file.read_bytes()
            for pem in re.findall(rb"-----BEGIN CERTIFICATE-----(.*?)-----END", content, re.S):
                seeds.add("signed_pdf", bytes([0, kind]) + base64.b64decode(pem))
            if not content.startswith(b"-----"):
                seeds.add("signed_pdf", bytes([0, kind]) + content)
    names = [*re.findall(r"/[A-Z][A-Za-z]+", "".join(map(str, sorted({m for m in re.findall(rb"/[A-Z][A-Za-z]+", content)})))),
             "<<", ">>", " 0 R", "[", "]", "(", ")", "obj", "endobj", "stream", "xref", "trailer", "startxref", "%%EOF", "null"]
    for target in ("pdf_verify", "cos_object", "signed_pdf"):
        seeds.words(target, names)
    for path in TEMPLATES:
        dump = seeds.run("inspect", "-t", path.parent)
        if len(dump) < 40_000:
            seeds.add("sheet_dump", dump + b"\0" + dump.replace(b"1", b"2", 3))
    seeds.add("sheet_dump", seeds.run("inspect", "-t", PERSON, "-d", record) + b"\0" + seeds.run("inspect", "-t", PERSON))
    seeds.words("sheet_dump", ["static", "variable", "stock", "ink", "both", "path", "fill", "stroke", "group", "image", "text",
                               "#FF0010@0.500", "M1.000,2.000", "L4.000,2.000", "Z", "C", "grid", "\n  ", "\n    "])
    table = work / "table.csv"
    table.write_text("holder_name\n样例一\n" + "很长" * 60 + "\n样例二\n")
    seeds.run("batch", "-d", table, "-t", PERSON, "-o", work / "out")
    seeds.add("journal", (work / "out/journal.jsonl").read_bytes())
    header = (work / "out/journal.jsonl").read_bytes().split(b"\n")[0]
    for event in ('{"retried":"00"}', '{"serials":"1-5"}', '{"spoiled":"3","reason":"jam","time":1}',
                  '{"reprinted":2,"serial":"4","reason":"jam","time":1}',
                  '{"row":2,"refused":[{"column":"c","field":"f","code":"x/y","en":"e","zh":"z","hint":["",""]}]}'):
        seeds.add("journal", header + b"\n" + event.encode() + b"\n" + event.encode())
    seeds.words("journal", ['"row":', '"record":', '"file":', '"sha256":', '"page":', '"refused":', '"retried":', "\n", "-1",
                            "2147483647", "1e9", '"serial":', '"reprinted":', "{}", "[]", "null"])
    shutil.rmtree(work)


def requests(seeds):
    def post(body, path="/v1/templates/person/render", kind="application/json", *headers):
        return ("\r\n".join([f"POST {path} HTTP/1.1", "Host: localhost", f"Content-Type: {kind}",
                             f"Content-Length: {len(body)}", *headers]) + "\r\n\r\n").encode() + body
    paths = json.loads((ROOT / "service/openapi.json").read_text())["paths"]
    for path in paths:
        path = path.replace("{id}", "person")
        for method in ("GET", "OPTIONS"):
            seeds.add("http_request", f"{method} {path}?dpi=60&width=3 HTTP/1.1\r\nHost: localhost\r\nAccept: a/b;q=0.5, */*\r\n"
                                      'If-None-Match: W/"a", "b"\r\nAccept-Encoding: gzip\r\n\r\n')
    for options in ({}, {"dpi": 60}, {"format": "jpeg", "quality": 1, "width": 90}, {"format": "webp", "layer": "ink", "dpi": 50},
                    {"format": "pdf"}, {"sign": "seal"}, {"dpi": 1e99, "colour": 1}):
        seeds.add("http_request", post(json.dumps({"record": {"holder_name": "样例"}, **options}).encode()))
    seeds.add("http_request", post(b'{"blank": true, "dpi": 50}'))
    form = b"".join(b'--b\r\nContent-Disposition: form-data; name="%s"; filename="x"\r\n\r\n%s\r\n' % part for part in
                    ((b"record", b'{"holder_name": "x"}'), (b"dpi", b"50")))
    seeds.add("http_request", post(form + b"--b--\r\n", kind="multipart/form-data; boundary=b"))
    seeds.add("http_request", post((PERSON / "template.yaml").read_bytes(), "/v1/verify?require=T", "application/pdf"))
    body = b'{"record": {"holder_name": "x"}, "dpi": 50}'
    seeds.add("http_request", b"POST /v1/templates/person/render HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                              b"Transfer-Encoding: chunked\r\n\r\n%x;a=b\r\n%s\r\n0\r\n\r\n" % (len(body), body))
    seeds.words("http_request", ["GET ", "POST ", " HTTP/1.1\r\n", "Host: localhost\r\n", "Accept: ", "Content-Type: ", "Origin: ",
                                 "Authorization: Bearer ", "multipart/form-data; boundary=b", "--b\r\n", "--b--\r\n", "%2F", "%00",
                                 'name="record"', '"record": {', '"format": "pdf"', '"layer": "proof"', '"sign": "', '"width": ',
                                 "If-None-Match: *\r\n", "q=0.001", "application/problem+json", "\r\n\r\n", *paths])


def choices(seeds):
    """Targets whose bytes are choices."""
    for number in range(8):
        seeds.add("png_splicer", zlib.compress(bytes([number]) * 9)[2:] * (3 * number + 1))
        seeds.add("cache_entry", bytes([number % 2, 0, 10 * number, number]))
        seeds.add("text_fit", bytes([number, 0, 100, 5, number, number, 0, 20, 5, 4, 30 * number, 1, 44]) +
                  "山西省太原市，（样例）运输有限公司 Transport Co. Ltd\n第二行·𠮷".encode())
    seeds.words("text_fit", ["，", "。", "（", "）", "·", "\n", " ", "\u200b", "\u3000", "\u0301", "\ufe00", "\U000e0100", "𠮷", "㐀",
                             "ﷺ", "한국", "עברית", "👨‍👩‍👧", "ABCDEFGHIJKLMNOP"])


def main():
    seeds = Seeds(sys.argv[1], pathlib.Path(sys.argv[2]))
    shutil.rmtree(seeds.folder, ignore_errors=True)
    seeds.folder.mkdir(parents=True)
    for make in (templates, records, tables, pictures, papers, requests, choices):
        make(seeds)


main()
