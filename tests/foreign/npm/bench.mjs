// Time of the work that bench_inspect does, by others: leaf and key description with @peculiar/asn1-android, and the
// chain with node's crypto. Usage: bench.mjs CHAIN.pem; prints {"challenge", "certificates", "decode", "verify"} in µs.
import fs from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate } from '@peculiar/asn1-x509';
import * as android from '@peculiar/asn1-android';

const chain = [...fs.readFileSync(process.argv[2], 'utf8').matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g)]
  .map(match => Buffer.from(match[1], 'base64'));

function decode() {
  const certificate = AsnConvert.parse(chain[0], Certificate);
  const extension = certificate.tbsCertificate.extensions.find(e => e.extnID === android.id_ce_keyDescription);
  return AsnConvert.parse(extension.extnValue.buffer, android.NonStandardKeyMintKeyDescription);
}

function verify() {
  const certificates = chain.map(der => new X509Certificate(der));
  return certificates.every((certificate, i) =>
    certificate.verify(certificates[Math.min(i + 1, certificates.length - 1)].publicKey));
}

// Microseconds for one call, after the machine has warmed up to it.
function time(work) {
  for (let i = 0; i < 50; ++i) work();
  const start = process.hrtime.bigint();
  let count = 0;
  while (process.hrtime.bigint() - start < 500_000_000n) { work(); ++count; }
  return Number(process.hrtime.bigint() - start) / 1000 / count;
}

if (!verify()) throw new Error('the chain does not verify');
console.log(JSON.stringify({
  challenge: Buffer.from(decode().attestationChallenge.buffer).toString('hex'), certificates: String(chain.length),
  decode: time(decode), verify: time(verify)
}));
