"""Asks xmlsec1 to verify the package signature of an OOXML file, with its manifest.

usage: xmlsec-verdict.py XMLSEC1 FILE TRUSTED_PEM TIME     (TIME as '2026-11-23 10:00:00', for the certificate)
Prints one JSON object: {"status", "signedInfo": [ok, all], "manifest": [ok, all], "octets": [...], "error",
"milliseconds", "processor"}, the times of xmlsec1 alone, the second of processor time.
The exit code of xmlsec1 ignores manifest references that fail, so its counts are what decides. "octets" are the
canonical bytes that xmlsec1 digested for each reference of SignedInfo, and for SignedInfo itself at the end.
"""

import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile

SIGNATURE = "_xmlsignatures/sig1.xml"
IDS = ["http://www.w3.org/2000/09/xmldsig#:Object",
       "http://www.w3.org/2000/09/xmldsig#:Signature",
       "http://uri.etsi.org/01903/v1.3.2#:SignedProperties"]


def command(program, folder, trusted, at):
    result = [program, "--verify", "--enabled-key-data", "x509", "--trusted-pem", trusted,
              "--verification-time", at, "--print-debug", "--store-references",
              "--store-signatures"]
    for name in IDS:
        result += ["--id-attr:Id", name]
    with open(os.path.join(folder, SIGNATURE), encoding="utf-8") as signature:
        for uri in re.findall(r'URI="(/[^"]+)"', signature.read()):
            uri = html.unescape(uri)
            result += ["--url-map:" + uri, os.path.join(folder, uri[1:].split("?")[0])]
    return result + [os.path.join(folder, SIGNATURE)]


def counts(kind, output):
    found = re.search(kind + r" References \(ok/all\): (\d+)/(\d+)", output)
    return [int(found[1]), int(found[2])] if found else [0, 0]


def octets(output):
    pattern = r"== Pre(?:Digest|Signed) data - start buffer:\n(.*?)\n== Pre(?:Digest|Signed) data - end buffer"
    return [part for part in re.findall(pattern, output, re.S) if part.startswith("<")]


def verdict(program, file, trusted, at):
    folder = tempfile.mkdtemp(prefix="haizhi-xmlsec-")
    try:
        with zipfile.ZipFile(file) as package:
            package.extractall(folder)
        line = command(program, folder, trusted, at)
        started, before = time.monotonic(), os.times()
        run = subprocess.run(line, capture_output=True)
        milliseconds, after = (time.monotonic() - started) * 1000, os.times()
        processor = sum(after[2:4]) - sum(before[2:4])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    output, errors = run.stdout.decode("utf-8"), run.stderr.decode("utf-8")
    return {"status": run.returncode, "signedInfo": counts("SignedInfo", errors),
            "manifest": counts("Manifests", errors), "octets": octets(output),
            "milliseconds": milliseconds, "processor": processor * 1000, "error": errors[:2000]}


if __name__ == "__main__":
    print(json.dumps(verdict(*sys.argv[1:5])))
