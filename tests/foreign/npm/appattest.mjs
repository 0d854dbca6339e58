// Verifies an App Attest statement (stdin: {"attestation", "keyId", "challenge" as base64, "appId", "development", "time",
// "root" as PEM}) with appattest-checker-node and prints {"publicKey"} or {"error"}. The checker takes the present
// time and hashes the challenge itself.
import fs from 'node:fs';
import checker from 'appattest-checker-node';

const input = JSON.parse(fs.readFileSync(0, 'utf8'));
const RealDate = Date;
const now = new RealDate(input.time).getTime();
globalThis.Date = class extends RealDate {
  constructor(...values) { super(...(values.length ? values : [now])); }
  static now() { return now; }
};

try {
  if (input.root) checker.setAppAttestRootCertificate(input.root);
  const result = await checker.verifyAttestation(
    { appId: input.appId, developmentEnv: input.development }, input.keyId,
    Buffer.from(input.challenge, 'base64'), Buffer.from(input.attestation, 'base64'));
  process.stdout.write(JSON.stringify('verifyError' in result
    ? { error: String(result.verifyError) } : { publicKey: result.publicKeyPem }));
} catch (error) {
  process.stdout.write(JSON.stringify({ error: String(error.message ?? error) }));
}
