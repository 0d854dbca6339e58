// Reads the certificate that stands first in a PEM file and prints its Android key description as
// @peculiar/asn1-android understands it: {"version", "level", "keyMintVersion", "keyMintLevel", "challenge",
// "software": {tag: value}, "hardware": {tag: value}}, or {"error"}.
import fs from 'node:fs';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate } from '@peculiar/asn1-x509';
import * as android from '@peculiar/asn1-android';

const hex = value => Buffer.from(value instanceof ArrayBuffer ? new Uint8Array(value) : value).toString('hex');

// Every value as a text that does not depend on how the library names things.
function plain(value) {
  if (value === null || value === undefined) return 'null';
  if (value instanceof android.RootOfTrust)
    return ['root', hex(value.verifiedBootKey.buffer ?? value.verifiedBootKey), value.deviceLocked, value.verifiedBootState,
      value.verifiedBootHash ? hex(value.verifiedBootHash.buffer ?? value.verifiedBootHash) : ''].join(' ');
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return hex(value);
  if (value.buffer) return hex(value.buffer);
  if (typeof value[Symbol.iterator] === 'function' && typeof value !== 'string')
    return [...value].map(Number).sort((a, b) => a - b).join(' ');
  return String(value);
}

// Where the library's name is not that of the published schema.
const names = { trustedUserPresenceRequired: 'trustedUserPresenceReq', unlockedDeviceRequired: 'unlockedDeviceReq',
  trustedConfirmationRequired: 'trustedConfirmationReq' };

function listOf(list) {
  const found = {};
  for (const item of list)
    for (const [name, value] of Object.entries(item))
      if (value !== undefined) found[names[name] ?? name] = plain(value);
  return found;
}

try {
  const pem = fs.readFileSync(process.argv[2], 'utf8');
  const der = Buffer.from(pem.match(/-----BEGIN CERTIFICATE-----([^-]+)-----END/)[1], 'base64');
  const certificate = AsnConvert.parse(der, Certificate);
  const extension = certificate.tbsCertificate.extensions.find(e => e.extnID === android.id_ce_keyDescription);
  const kd = AsnConvert.parse(extension.extnValue.buffer, android.NonStandardKeyMintKeyDescription);
  console.log(JSON.stringify({
    version: Number(kd.attestationVersion), level: Number(kd.attestationSecurityLevel),
    keyMintVersion: Number(kd.keyMintVersion), keyMintLevel: Number(kd.keyMintSecurityLevel),
    challenge: hex(kd.attestationChallenge.buffer), software: listOf(kd.softwareEnforced),
    hardware: listOf(kd.hardwareEnforced)
  }));
} catch (error) {
  console.log(JSON.stringify({ error: String(error.message ?? error) }));
}
