#!/usr/bin/env python3
"""Finds runs of PACE in which a coordinate starts with a zero octet and prints them as rows of tst_pace.

Plain integers and hashlib only, so that it shares no line with the program that is tested. The scalars come from
SHA-256 of a label; one of them is then counted up until the wanted coordinate starts with zeros.
Run: python3 pacevectors.py
"""

import hashlib

P = 0xA9FB57DBA1EEA9BC3E660A909D838D726E3BF623D52620282013481D1F6E5377
A = 0x7D5A0975FC2C3057EEF67530417AFFE7FB8055C126DC5C6CE94A4B44F330B5D9
G = (0x8BD2AEB9CB7E57CB2C4B482FFC81B7AFB9DE27E1E3BD23C23A4453BD9ACE3262,
     0x547EF835C3DAC4FD97F8461A14611DC9C27745132DED8E545C1D54C72F046997)
N = 0xA9FB57DBA1EEA9BC3E660A909D838D718C397AA3B561A6F7901E0E82974856A7


def add(a, b):
    if a is None or b is None:
        return a or b
    if a[0] == b[0]:
        if (a[1] + b[1]) % P == 0:
            return None
        slope = (3 * a[0] * a[0] + A) * pow(2 * a[1], -1, P)
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def mul(k, point):
    result = None
    while k:
        if k & 1:
            result = add(result, point)
        point = add(point, point)
        k >>= 1
    return result


def octets(point):
    return "04%064X%064X" % point


def kdf(x, use):
    return hashlib.sha1(x.to_bytes(32, "big") + use.to_bytes(4, "big")).hexdigest()[:32].upper()


def run(s, x1, y1, x2, y2):
    r = {"X1": mul(x1, G), "Y1": mul(y1, G)}
    r["H"] = mul(x1, r["Y1"])
    r["mapped generator"] = add(mul(s, G), r["H"])
    r["X2"] = mul(x2, r["mapped generator"])
    r["Y2"] = mul(y2, r["mapped generator"])
    r["K"] = mul(x2, r["Y2"])
    return r


def find(name, part, coordinate, counted, zeros=1):
    v = {n: int.from_bytes(hashlib.sha256(("%s %d %s" % (part, coordinate, n)).encode()).digest(), "big") % N
         for n in ("x1", "y1", "x2", "y2")}
    v["s"] = int.from_bytes(hashlib.sha256(b"nonce").digest()[:16], "big")
    while True:
        r = run(**v)
        if r[part][coordinate] >> (256 - 8 * zeros) == 0:
            break
        v[counted] += 1
    k = r["K"][0]
    print('    row("%s",\n        "%032X",' % (name, v["s"]))
    for n in ("x1", "y1", "x2", "y2"):
        print('        "%064X",' % v[n])
    for n in ("X1", "Y1", "X2", "Y2"):
        text = octets(r[n])
        print('        "%s"\n        "%s",' % (text[:66], text[66:]))
    print('        "%s", "%s");' % (kdf(k, 1), kdf(k, 2)))


def main():
    for part, counted in (("X1", "x1"), ("Y1", "y1"), ("H", "y1"), ("mapped generator", "s"), ("X2", "x2"),
                          ("Y2", "y2")):
        find("X of %s starts with zeros" % part, part, 0, counted)
        find("Y of %s starts with zeros" % part, part, 1, counted)
    find("the shared secret starts with zeros", "K", 0, "x2")


main()
