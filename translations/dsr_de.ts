<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Text</name>
    <message>
        <source>Simulated Android phone</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>dsr::Advice</name>
    <message>
        <source>The PIN is not correct.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the PIN and enter it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The PIN is not correct. %n try(s) left.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Only one try is left. Enter the PIN again only if you are sure of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card has expired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The insured person needs a new card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card is not valid yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the date of this computer, or use the card later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of the card cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try another card. If this happens again, the insurer can help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service refused the registration (%1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start again. If it is refused again, tell the operator of the service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start again. If it is refused again, tell the operator of the service this number: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card service of this computer is not running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install or start the PC/SC service (pcscd), then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card service of this computer has stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the PC/SC service (pcscd) again, then repeat the registration.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No card reader was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect a card reader, or choose the built-in card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no card in the reader.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert the health card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert the card with the chip in the right direction.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is using the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the other program, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card was removed too early.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert the card again and repeat the step. Nothing was registered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program has interrupted the work with the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the other program, then repeat the step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a health card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert the electronic health card (eGK).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This health card is too old.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This reader works without contact, which needs the card access number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a reader with a slot for the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PIN of the card is blocked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PIN can be unblocked with the PUK from the insurer&apos;s letter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PIN of this card was never set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The insured person has to choose an own PIN first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A PIN has 6 to 8 digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the PIN again. No try was used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The signature of the card is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again. If this happens again, the card is defective.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card refused a command.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the card, insert it again and repeat the step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be done as asked: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See the help for what is possible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check its name and access rights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session file %1 is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a copy of it, or record the session again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder or file %1 cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the access rights, or choose another folder with --data-dir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space, then try again. Nothing was lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The test certificates in %1 are damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make new ones with: dsrctl testbed reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The registration store %1 is damaged or was made by a newer version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore it from a copy, or move it away to start with an empty one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The registration store could not be changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check disk space and access rights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service cannot listen on %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program may use this port. Choose another one, or 0 for any free port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data cannot be understood.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check what was given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service at %1 does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the address and whether the service is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The identity of the service could not be confirmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent. Check the address and the certificate authority of the service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service takes too long to answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer of the service cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again. If this happens again, tell the operator of the service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The work was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can start again at any time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please report this.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>dsr::AndroidChecks</name>
    <message>
        <source>leaf first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a root</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a trusted root</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The signature of this certificate is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>factory chain, whose end dates are not judged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CA flag and keyCertSign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>absent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the leaf only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no provisioning information</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only keys on the curve P-256 are compared with their description.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the description of an EC key on P-256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TEE or StrongBox, both the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rootOfTrust in the hardware list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no attest key in this dialect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The leaf of this chain is an attest key; its purpose has a check of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This dialect has no separate certificate of the mTLS key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of the mTLS key was not signed by the attest key.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>dsr::Artifact</name>
    <message>
        <source>Public key of the phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request for the nonce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer with the nonce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nonce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Derived nonces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate of the attest key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate of the mTLS key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attestation of the phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate request (CSR)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data of the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands: which card is it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands: read the certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands: state of the PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands: check the PIN and sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate of the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Header of the token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claims of the token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hash that the card signs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed device registration token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registration request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer of the service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>dsr::CardCertificateChecks</name>
    <message>
        <source>an issuing CA of the trust set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a production certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no policies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>digitalSignature only, critical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no key usage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CA false, critical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>absent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one letter and nine digits</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>dsr::Check</name>
    <message>
        <source>Request came over TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method and path are known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Content-Type fits the endpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Body is not too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Body is complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client certificate comes from the DMS CA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registration of the client key still exists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>x5c is the client certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sub is the client key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token is a compact JWS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Algorithm is allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No critical header member</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate is in the header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>x5c[0] is an X.509 certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key fits the algorithm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signature is R and S of 32 octets each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signature verifies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payload is a JSON object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device type is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Required claims are there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One attestation chain claim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exp, if sent, is not past</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token is not too old</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token is not from the future</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issuer is a Trust SDK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SDK version is trusted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type equals the registered type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nonce is echoed as it was issued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nonce was issued here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nonce is used once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nonce is not expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card nonce is in the signed header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key is on brainpoolP256r1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path to a configured eGK CA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No test certificate under the production trust set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate is in its validity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate type is oid_egk_aut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key usage is digitalSignature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extended key usage, if there, fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate is no CA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No unknown critical extension</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holder is an insured person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further x5c entries are the issuers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rest of the profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Responder answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response is successful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response signature verifies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Responder is authorised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate is not revoked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Responder knows this certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>thisUpdate is not in the future</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response is fresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nextUpdate is not past</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response is about this certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate names a KVNR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only one KVNR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KVNR check digit is right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chain is readable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaf comes first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chain ends at a root</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Root is trusted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names chain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signatures verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No issuer is not yet valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No issuer is expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CA flags as RFC 5280 wants them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attest key chain is the registered one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaf carries the attestation extension</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key description is readable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No attestation extension above the leaf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provisioning map is directly above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key fits its description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key is EC P-256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key lives in secure hardware</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Challenge is the expected one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key was generated in hardware</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rootOfTrust is in the hardware list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boot loader is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boot state is Verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key belongs to one app</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key signs and does nothing else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attest key attests only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claim names the attest key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Package is enrolled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>App version is enrolled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>App signer is enrolled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patch levels are recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device ids fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not unusually many certificates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoding is regular</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>subjectCert is readable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It carries a key description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its challenge is the expected one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same security levels as the attest key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same boot state as the attest key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its key was generated in hardware</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its key is EC P-256 as described</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its key signs and does nothing else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same app and system as the attest key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its issuer name is the attest key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was signed by the attest key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sub is the attested mTLS key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status list is at hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No certificate is revoked or suspended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No other entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decoding service answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token decodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict is no test answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request details are there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request is bound to the nonce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request is recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request is not from the future</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requesting package is the announced one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play recognises the app</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>App package is enrolled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device has integrity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>App is licensed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device has strong integrity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment is clean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict and key attestation agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statement is CBOR as Apple writes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format is apple-appattest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>x5c is readable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Root is the pinned one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificates are valid now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaf is no CA, issuers are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nonce extension is well-formed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statement is bound to nonce and mTLS key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authenticator data has its layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>App ID is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counter is zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flag AT is set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>credentialId is the attested key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AAGUID is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment is accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>COSE key is the leaf key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keyId is the leaf key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extensions map is well-formed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing category is accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bundle version is accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>macOS access control is the secure one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaf subject names the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaf extension names the App ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt is there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt is CMS with a readable payload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signer certificate is in the receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt signature verifies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt chain ends at Apple Root CA - G3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signer is the receipt service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt fields are complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt is of the right kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt is of this app</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt is recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt is not from the future</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt is about the attested key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt carries the client hash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt environment fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt times are in order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assertion is CBOR as Apple writes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>App ID is the registered one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counter grows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assertion signature verifies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category and version are the attested ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A receipt is on file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt may be refreshed now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh answer is usable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Risk metric is low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>csr is base64</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSR is PKCS#10</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSR key is EC P-256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSR key is sub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSR carries a nonce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both CSR nonces are the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSR nonce is the expected one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSR has its attributes element</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSR proves possession</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSR subject is the agreed one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>App Attest key is free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device is not registered yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registration exists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cert_mTLS has its profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change is stored whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nonce answer is usable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate answer is usable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code answer is usable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code challenge is well-formed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code verifier is usable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code and verifier belong together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session is asked by its client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session is not expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token is fetched once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Platform check has passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>device_token signature verifies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>device_token is complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>device_token is valid now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>device_token is bound to the client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caller asks about himself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device identifier is readable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caller is Google</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Required members are there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API version fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issuer is ours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deviceReferenceId is well-formed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not too many nonces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A nonce was issued for this reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chain comes in the new field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>App is Google&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>App signer is Google&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity key is new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer carries the request id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card is an eGK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card is generation 2.1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ICCSN is readable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PACE parameters are known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Received points are valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card knows the CAN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer is authentic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status word is the protected one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer is complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PIN can be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PIN, CAN, PUK have their length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate file is complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Private key belongs to the certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card signature is R and S</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card signature verifies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EF.PD is readable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EF.VD is readable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence is real</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>dsr::OcspChecks</name>
    <message>
        <source>an answer of the responder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The status of the card certificate is not asked for in this mode.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no answer of a responder here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The signature of the answer is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a responder of the trust set</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>dsr::Participant</name>
    <message>
        <source>Insured person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TrustClient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DMS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Google</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OCSP</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>dsr::RegisterDevice</name>
    <message>
        <source>Register a device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prepare the phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The phone makes the key pair that its client certificate will be issued for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>make key pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch a nonce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service hands out a value that can be used once and makes everything that follows fresh.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ask for nonce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>create and store nonce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nonce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Derive the nonces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each part of the evidence gets a value of its own, so that none can stand in for another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>derive nonces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attest the phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The platform confirms that the keys live in the phone and that phone and app are genuine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attest the keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ask for integrity verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>integrity verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the certificate request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request names the key and proves that the phone holds its private part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sign CSR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find the health card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card in the reader is recognised; nothing personal is read yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>which card is it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>type and version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the card&apos;s certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It names the insured person and lets the service check the signature.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the state of the PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tries left are known before anybody types a PIN. No try is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>state of the PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign the token with the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the PIN the insured person agrees, and the card signs the device registration token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sign (PIN)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the registration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service checks everything, issues the client certificate and stores the registration.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>register device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verify token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>status of the card certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verify attestation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>extract KVNR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>issue certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>store registration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate is compared with its key and its issuer before it is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>store certificate</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>dsr::RegistrationJudge</name>
    <message>
        <source>SIMULATED: this evidence rests on a root of the local test PKI.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An earlier check already found the input of this one unusable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version does not judge this rule yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>dsr::Report</name>
    <message>
        <source>The registration is not finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The device is registered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service refused the registration.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The registration could not be completed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card reader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insured person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>dsr::RequestChecks</name>
    <message>
        <source>base64 text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a nonce in the subject or in an attribute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the attributes element, even if empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request is not signed with its own key, so possession of the key is not proven.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the service can know which devices are registered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This device is already registered for this person.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>dsr::TokenChecks</name>
    <message>
        <source>an array of at least one text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The signature does not fit the signed bytes and the key of the card certificate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a JSON object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version of the service registers devices of the Android type only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a claim of the right type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>canonical base64 of 64 octets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a nonce of this service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the service that issued the nonce can know this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The nonce was used before.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
