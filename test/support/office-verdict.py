"""Asks headless LibreOffice, through UNO, what it thinks of the signatures of documents.

usage: office-verdict.py SOFFICE [--trust NSS_FOLDER] FILE...
Prints one JSON object a line: {"file": ..., "signatures": [...], "milliseconds": ..., "processor": ...}
or {"file": ..., "error": ...}. Both times are those of the check alone, the second of processor time.
Runs a throw-away office with a profile of its own, since hostile files make it crash.
"""

import argparse
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

READ_ONLY = 1
START_SECONDS = 60


def property_value(name, value):
    result = PropertyValue()
    result.Name, result.Value = name, value
    return result


class Office:
    def __init__(self, program, trust):
        self.profile = tempfile.mkdtemp(prefix="haizhi-office-")
        pipe = os.path.basename(self.profile)
        environment = dict(os.environ, HOME=self.profile)
        if trust:
            environment["MOZILLA_CERTIFICATE_FOLDER"] = "sql:" + trust
        self.process = subprocess.Popen(
            [program, "--headless", "--norestore", "--nologo", "--nodefault",
             "--nofirststartwizard", "-env:UserInstallation=file://" + self.profile,
             "--accept=pipe,name=%s;urp;" % pipe],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True)
        self.context = self.connect(pipe)
        self.services = self.context.ServiceManager

    def connect(self, pipe):
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local)
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                return resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
            except NoConnectException:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)

    def verdict(self, path):
        url = uno.systemPathToFileUrl(os.path.abspath(path))
        factory = self.services.createInstanceWithContext(
            "com.sun.star.embed.StorageFactory", self.context)
        zip_format = uno.Any("[]com.sun.star.beans.PropertyValue",
                             (property_value("StorageFormat", "ZipFormat"),))
        storage = uno.invoke(
            factory, "createInstanceWithArguments", ((url, READ_ONLY, zip_format),))
        signatures = self.services.createInstanceWithArgumentsAndContext(
            "com.sun.star.security.DocumentDigitalSignatures", ("1.2",), self.context)
        started, used = time.monotonic(), self.processor_time()
        found = signatures.verifyDocumentContentSignatures(storage, None)
        milliseconds = (time.monotonic() - started) * 1000
        return {"signatures": [self.describe(one) for one in found], "milliseconds": milliseconds,
                "processor": self.processor_time() - used}

    def processor_time(self):
        """Milliseconds of processor time that the office's processes have used; 0 where /proc does not tell."""
        ticks = 0
        for stat in glob.glob("/proc/[0-9]*/stat"):
            try:
                with open(stat, encoding="latin-1") as file:
                    fields = file.read().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == self.process.pid:
                ticks += int(fields[11]) + int(fields[12])
        return ticks * 1000 / os.sysconf("SC_CLK_TCK")

    @staticmethod
    def describe(one):
        return {"valid": one.SignatureIsValid, "certificateStatus": one.CertificateStatus,
                "signer": one.Signer.SubjectName if one.Signer else None}

    def close(self):
        try:
            self.services.createInstanceWithContext(
                "com.sun.star.frame.Desktop", self.context).terminate()
        except Exception:
            pass
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, 9)
        shutil.rmtree(self.profile, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--trust")
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    office = Office(options.program, options.trust)
    try:
        for file in options.files:
            try:
                answer = {"file": file, **office.verdict(file)}
            except Exception as problem:
                answer = {"file": file, "error": type(problem).__name__ + " " + str(problem)[:200]}
            print(json.dumps(answer), flush=True)
    finally:
        office.close()


if __name__ == "__main__":
    sys.exit(main())
