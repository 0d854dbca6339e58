#!/usr/bin/env python3
"""Runs the benchmarks, prints them as a table and writes results.json into the build folder.

Each line compares ours with a reference in alternating rounds: ratio = ours / reference, median and worst round.
Usage: run.py BUILD_FOLDER
"""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 9


def summary(name, unit, ours, reference, low_is_good):
    ratios = [a / b for a, b in zip(ours, reference)]
    return {
        "name": name,
        "value": statistics.median(ours),
        "unit": unit,
        "reference": statistics.median(reference),
        "ratio": statistics.median(ratios),
        "worstRatio": max(ratios) if low_is_good else min(ratios),
        "rounds": len(ratios),
    }


def registrations(folder):
    """Whole registrations a second against those that the cryptography alone would allow.

    The crypto floor is the processor time that OpenSSL took inside the registrations for the signatures made and
    verified. The second line has a harder one: the same operations and the making of the keys, in a loop of their own
    with warm caches and prepared keys.
    """
    program = folder / "bin" / "bench_register"
    with tempfile.NamedTemporaryFile(suffix=".json") as output:
        subprocess.run(
            [program, f"--benchmark_repetitions={ROUNDS}", "--benchmark_enable_random_interleaving=true",
             "--benchmark_min_time=0.5", "--benchmark_out_format=json", f"--benchmark_out={output.name}"],
            check=True, stdout=subprocess.DEVNULL, cwd=folder)
        report = json.load(open(output.name, encoding="utf-8"))
    rates = {"registration": {}, "cryptoFloor": {}}
    shares = {}
    for run in report["benchmarks"]:
        name = run["name"].split("/")[0]
        if run["run_type"] == "iteration" and name in rates:
            rates[name][run["repetition_index"]] = 1e6 / run["real_time"]
            if "cryptoInPlace" in run:
                shares[run["repetition_index"]] = run["cryptoInPlace"]
    rounds = sorted(rates["registration"])
    operations = {k: v for k, v in report["context"].items() if k.split(" ")[0] in ("keygen", "sign", "verify")}
    print("One registration asks OpenSSL for: " + ", ".join(f"{v} × {k}" for k, v in sorted(operations.items())))
    ours = [rates["registration"][i] for i in rounds]
    lines = []
    for name, reference, floor in (
            ("register", "crypto floor", [rates["registration"][i] / shares[i] for i in rounds]),
            ("register", "crypto, warm loop", [rates["cryptoFloor"][i] for i in rounds])):
        line = summary(name, "registrations/s", ours, floor, low_is_good=False)
        line["reference"], line["referenceValue"] = reference, line["reference"]
        lines.append(line)
    return lines


def google_benchmark(program, environment):
    """Microseconds by name, and the context, of one run of a benchmark program."""
    with tempfile.NamedTemporaryFile(suffix=".json") as output:
        subprocess.run([program, "--benchmark_min_time=0.5", "--benchmark_out_format=json",
                        f"--benchmark_out={output.name}"],
                       check=True, stdout=subprocess.DEVNULL, env={**os.environ, **environment})
        report = json.load(open(output.name, encoding="utf-8"))
    return {run["name"]: run["real_time"] for run in report["benchmarks"]}, report["context"]


def inspection(folder):
    """Decoding and verifying an Android chain against @peculiar/asn1-android and node's crypto."""
    verifiers = folder / "npm"
    install = Path(__file__).parent.parent / "foreign" / "npm" / "install"
    if subprocess.run([install, verifiers], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0:
        print("The verifiers from npm are not at hand: inspection is not compared with them.")
        return []
    with tempfile.TemporaryDirectory() as home:
        chain = Path(home) / "chain.pem"
        ours, theirs = [], []
        for _ in range(ROUNDS // 2):
            figures, context = google_benchmark(folder / "bin" / "bench_inspect", {"DSR_CHAIN": str(chain)})
            ours.append(figures)
            theirs.append(json.loads(subprocess.run(["node", "bench.mjs", chain], check=True, capture_output=True,
                                                    text=True, cwd=verifiers).stdout))
            for result in ("challenge", "certificates"):
                if context[result] != theirs[-1][result]:
                    sys.exit(f"{result}: ours {context[result]}, theirs {theirs[-1][result]}")
    lines = []
    for name, benchmark, reference, member in (
            ("decode leaf", "decode", "asn1-android", "decode"),
            ("verify cold", "verifyCold", "node crypto", "verify"),
            ("verify known", "verifyKnown", "node crypto", "verify")):
        # Rates, so that a high ratio is a good one as for registrations.
        line = summary(name, "1/s", [1e6 / figures[benchmark] for figures in ours],
                       [1e6 / figures[member] for figures in theirs], low_is_good=False)
        line["reference"], line["referenceValue"] = reference, line["reference"]
        lines.append(line)
    return lines


def elapsed(command):
    """Milliseconds of one whole run of a program."""
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return (time.perf_counter() - started) * 1e3


def one_shot(folder):
    """`dsrctl inspect` of a whole registration token against one process of `openssl verify`."""
    with tempfile.TemporaryDirectory() as home:
        data, out = Path(home) / "data", Path(home) / "out"
        program = folder / "bin" / "dsrctl"
        subprocess.run([program, "--data-dir", data, "register", "--virtual-card", "--test-pin", "--local-dms", "--out",
                        out], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        bed = data / "testbed"
        ours = [program, "--data-dir", data, "inspect", out / "token.jws"]
        openssl = ["openssl", "verify", "-CAfile", bed / "egkRoot.crt.pem", "-untrusted", bed / "egkCa.crt.pem",
                   bed / "card.crt.pem"]
        for command in (ours, openssl):
            elapsed(command)
        pairs = [(elapsed(ours), elapsed(openssl)) for _ in range(5 * ROUNDS)]
    line = summary("inspect token", "ms", [a for a, _ in pairs], [b for _, b in pairs], low_is_good=True)
    line["reference"], line["referenceValue"] = "openssl verify", line["reference"]
    return line


def first_paint(command, environment):
    """Milliseconds from the start of the process to its first paint."""
    started = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    text = subprocess.run(command, check=True, capture_output=True, text=True, env=environment, timeout=60).stdout
    return (int(text.split("firstPaint ")[1].split()[0]) - started) / 1e6


def window_start(folder):
    """Cold start of the window to its first paint against an empty QMainWindow, on a display of its own."""
    read, write = os.pipe()
    display = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24"],
                               pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        number = os.fdopen(read).readline().strip()
        with tempfile.TemporaryDirectory() as home:
            environment = {**os.environ, "DISPLAY": ":" + number, "QT_QPA_PLATFORM": "xcb", "HOME": home,
                           "XDG_RUNTIME_DIR": home}
            ours = [folder / "bin" / "dsr-workstation", "--until-painted", "--data-dir", Path(home) / "data"]
            empty = [folder / "bin" / "emptywindow"]
            for command in (ours, empty):  # fonts and libraries are read once
                first_paint(command, environment)
            pairs = [(first_paint(ours, environment), first_paint(empty, environment)) for _ in range(5 * ROUNDS)]
    finally:
        display.terminate()
        display.wait()
    line = summary("window start", "ms", [a for a, _ in pairs], [b for _, b in pairs], low_is_good=True)
    line["reference"], line["referenceValue"] = "empty QMainWindow", line["reference"]
    return line


def main():
    folder = Path(sys.argv[1]).resolve()
    lines = [*registrations(folder), window_start(folder), *inspection(folder), one_shot(folder)]
    (folder / "results.json").write_text(json.dumps(lines, indent=2) + "\n", encoding="utf-8")
    print(f"{'benchmark':14} {'value':>10} {'unit':16} {'reference':18} {'value':>10} {'ratio':>7} {'worst':>7}")
    for line in lines:
        print(f"{line['name']:14} {line['value']:10.1f} {line['unit']:16} {line['reference']:18} "
              f"{line['referenceValue']:10.1f} {line['ratio']:7.2f} {line['worstRatio']:7.2f}")


if __name__ == "__main__":
    main()
