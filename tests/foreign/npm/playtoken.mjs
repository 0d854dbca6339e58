// Opens a Play Integrity token (stdin: {"token", "decryptionKey", "verificationKey"}, both keys base64) with jose and
// prints the payload, or {"error"}.
import fs from 'node:fs';
import * as jose from 'jose';

try {
  const input = JSON.parse(fs.readFileSync(0, 'utf8'));
  const { plaintext } = await jose.compactDecrypt(input.token, Buffer.from(input.decryptionKey, 'base64'));
  const pem = `-----BEGIN PUBLIC KEY-----\n${input.verificationKey}\n-----END PUBLIC KEY-----`;
  const key = await jose.importSPKI(pem, 'ES256');
  const { payload } = await jose.compactVerify(new TextDecoder().decode(plaintext), key);
  process.stdout.write(new TextDecoder().decode(payload));
} catch (error) {
  process.stdout.write(JSON.stringify({ error: String(error.message ?? error) }));
}
