#!/usr/bin/env python3
"""What pyHanko says about each signed file in a folder, beside what veraPDF said (verapdf.txt): a
table. Started by conformance.sh. Exits with 1 when either objects to anything."""
import asyncio
import logging
import pathlib
import sys
from datetime import datetime, timedelta, timezone

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import ades
from pyhanko.sign.validation.policy_decl import (LocalKnowledge, PdfSignatureValidationSpec,
                                                 RevinfoOnlineFetchingRule,
                                                 RevocationInfoGatheringSpec,
                                                 SignatureValidationSpec)
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager

logging.disable(logging.CRITICAL)  # a traceback for each thing that it merely considered

folder = pathlib.Path(sys.argv[1])
LEVELS = ("b", "t", "lt", "lta")


def specification(revocation, knowledge=LocalKnowledge()):
    root = load_cert_from_pemder(str(folder / "keys/test-root.pem"))
    policy = CertValidationPolicySpec(
        trust_manager=SimpleTrustManager.build(trust_roots=[root]),
        revinfo_policy=CertRevTrustPolicy(RevocationCheckingPolicy.from_legacy(revocation)),
        time_tolerance=timedelta(minutes=1))
    # What the file carries has to suffice.
    offline = RevocationInfoGatheringSpec(
        online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY)
    return PdfSignatureValidationSpec(
        SignatureValidationSpec(policy, revinfo_gathering_policy=offline,
                                local_knowledge=knowledge))


async def validated(signature, level):
    """By the process of ETSI EN 319 102-1 that the level is made for."""
    raw = {"raw_digest": signature.compute_digest()}
    if level == "b":  # 5.3; nothing in the file tells about revocation
        spec = specification("soft-fail").signature_validation_spec
        return await ades.ades_basic_validation(signature.signed_data, spec, **raw)
    if level in ("t", "lt"):  # 5.5; at LT with what the document security store proves
        spec = (specification("soft-fail") if level == "t" else specification(
            "require", ades._dss_to_local_knowledge(signature.reader))).signature_validation_spec
        return await ades.ades_with_time_validation(signature.signed_data, spec, **raw)
    return await ades.ades_lta_validation(signature, specification("require"))  # 5.6.3


async def objections(path, level):
    with open(path, "rb") as file:
        signature = PdfFileReader(file).embedded_regular_signatures[0]
        signature.compute_integrity_info()
        integrity = signature.summarise_integrity_info()
        found = []
        if not integrity["docmdp_ok"]:
            found.append("forbidden change")
        if level != "lta" and integrity["coverage"].name != "ENTIRE_FILE":
            found.append(integrity["coverage"].name)
        result = await validated(signature, level)
        if str(result.ades_subindic) != "AdESPassed.OK":
            found.append(f"{result.ades_subindic} {result.failure_msg or ''}")
        if level in ("lt", "lta"):  # still valid when the signer's certificate has long expired?
            later = datetime.now(timezone.utc) + timedelta(days=6 * 365)
            future = await ades.simulate_future_ades_lta_validation(
                signature, specification("require"), later)
            if str(future.ades_subindic) != "AdESPassed.OK":
                found.append(f"in 6 years: {future.ades_subindic}")
        return found


def main():
    verapdf = {}
    for line in (folder / "verapdf.txt").read_text().splitlines():
        verdict, path, *_ = line.split(" ")
        verapdf[pathlib.Path(path).name] = verdict
    print("| certificate | unsigned | " + " | ".join("B-" + level.upper() for level in LEVELS) + " |")
    print("|---" * (len(LEVELS) + 2) + "|")
    bad = False
    for unsigned in sorted(path for path in folder.glob("*.pdf") if len(path.suffixes) == 1):
        row = [unsigned.stem]
        for level in (None, *LEVELS):
            path = unsigned.with_suffix(f".{level}.pdf") if level else unsigned
            said = [] if verapdf.get(path.name) == "PASS" else ["not PDF/A-3b"]
            if level:
                said += asyncio.run(objections(path, level))
            bad = bad or bool(said)
            row.append("; ".join(said) or "ok")
        print("| " + " | ".join(row) + " |", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
