<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>dsr::Advice</name>
    <message>
        <source>The PIN is not correct.</source>
        <translation>Die PIN ist nicht richtig.</translation>
    </message>
    <message>
        <source>Check the PIN and enter it again.</source>
        <translation>Prüfen Sie die PIN und geben Sie sie noch einmal ein.</translation>
    </message>
    <message numerus="yes">
        <source>The PIN is not correct. %n try(s) left.</source>
        <translation>
            <numerusform>Die PIN ist nicht richtig. Noch %n Versuch verbleibt.</numerusform>
            <numerusform>Die PIN ist nicht richtig. Noch %n Versuche verbleiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Only one try is left. Enter the PIN again only if you are sure of it.</source>
        <translation>Es verbleibt nur noch ein Versuch. Geben Sie die PIN nur dann noch einmal ein, wenn Sie sich sicher sind.</translation>
    </message>
    <message>
        <source>The card has expired.</source>
        <translation>Die Gesundheitskarte ist abgelaufen.</translation>
    </message>
    <message>
        <source>The insured person needs a new card.</source>
        <translation>Die versicherte Person benötigt eine neue Gesundheitskarte.</translation>
    </message>
    <message>
        <source>The card is not valid yet.</source>
        <translation>Die Gesundheitskarte ist noch nicht gültig.</translation>
    </message>
    <message>
        <source>Check the date of this computer, or use the card later.</source>
        <translation>Prüfen Sie das Datum dieses Rechners oder verwenden Sie die Karte später.</translation>
    </message>
    <message>
        <source>The certificate of the card cannot be used.</source>
        <translation>Das Zertifikat der Gesundheitskarte kann nicht verwendet werden.</translation>
    </message>
    <message>
        <source>Try another card. If this happens again, the insurer can help.</source>
        <translation>Versuchen Sie es mit einer anderen Karte. Wenn der Fehler wieder auftritt, hilft die Krankenkasse weiter.</translation>
    </message>
    <message>
        <source>Start again. If it is refused again, tell the operator of the service.</source>
        <translation>Beginnen Sie noch einmal. Wenn die Registrierung wieder abgelehnt wird, wenden Sie sich an den Betreiber des Dienstes.</translation>
    </message>
    <message>
        <source>Start again. If it is refused again, tell the operator of the service this number: %1</source>
        <translation>Beginnen Sie noch einmal. Wenn die Registrierung wieder abgelehnt wird, nennen Sie dem Betreiber des Dienstes diese Nummer: %1</translation>
    </message>
    <message>
        <source>The card service of this computer is not running.</source>
        <translation>Der Kartendienst dieses Rechners läuft nicht.</translation>
    </message>
    <message>
        <source>Install or start the PC/SC service (pcscd), then try again.</source>
        <translation>Installieren oder starten Sie den PC/SC-Dienst (pcscd) und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The card service of this computer has stopped.</source>
        <translation>Der Kartendienst dieses Rechners wurde beendet.</translation>
    </message>
    <message>
        <source>Start the PC/SC service (pcscd) again, then repeat the registration.</source>
        <translation>Starten Sie den PC/SC-Dienst (pcscd) neu und wiederholen Sie die Registrierung.</translation>
    </message>
    <message>
        <source>No card reader was found.</source>
        <translation>Es wurde kein Kartenlesegerät gefunden.</translation>
    </message>
    <message>
        <source>Connect a card reader, or choose the built-in card.</source>
        <translation>Schließen Sie ein Kartenlesegerät an oder wählen Sie die eingebaute Karte.</translation>
    </message>
    <message>
        <source>There is no card in the reader.</source>
        <translation>Im Kartenlesegerät steckt keine Karte.</translation>
    </message>
    <message>
        <source>Insert the health card.</source>
        <translation>Stecken Sie die Gesundheitskarte ein.</translation>
    </message>
    <message>
        <source>The card does not answer.</source>
        <translation>Die Karte antwortet nicht.</translation>
    </message>
    <message>
        <source>Insert the card with the chip in the right direction.</source>
        <translation>Stecken Sie die Karte mit dem Chip in der richtigen Richtung ein.</translation>
    </message>
    <message>
        <source>Another program is using the card.</source>
        <translation>Ein anderes Programm verwendet die Karte.</translation>
    </message>
    <message>
        <source>Close the other program, then try again.</source>
        <translation>Beenden Sie das andere Programm und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The card was removed too early.</source>
        <translation>Die Karte wurde zu früh entnommen.</translation>
    </message>
    <message>
        <source>Insert the card again and repeat the step. Nothing was registered.</source>
        <translation>Stecken Sie die Karte wieder ein und wiederholen Sie den Schritt. Es wurde nichts registriert.</translation>
    </message>
    <message>
        <source>Another program has interrupted the work with the card.</source>
        <translation>Ein anderes Programm hat die Arbeit mit der Karte unterbrochen.</translation>
    </message>
    <message>
        <source>Close the other program, then repeat the step.</source>
        <translation>Beenden Sie das andere Programm und wiederholen Sie den Schritt.</translation>
    </message>
    <message>
        <source>This is not a health card.</source>
        <translation>Dies ist keine Gesundheitskarte.</translation>
    </message>
    <message>
        <source>Insert the electronic health card (eGK).</source>
        <translation>Stecken Sie die elektronische Gesundheitskarte (eGK) ein.</translation>
    </message>
    <message>
        <source>This health card is too old.</source>
        <translation>Diese Gesundheitskarte ist zu alt.</translation>
    </message>
    <message>
        <source>The PIN of the card is blocked.</source>
        <translation>Die PIN der Gesundheitskarte ist gesperrt.</translation>
    </message>
    <message>
        <source>The PIN can be unblocked with the PUK from the insurer&apos;s letter.</source>
        <translation>Die PIN kann mit der PUK aus dem Brief der Krankenkasse entsperrt werden.</translation>
    </message>
    <message>
        <source>The PIN of this card was never set.</source>
        <translation>Für diese Gesundheitskarte wurde noch keine PIN festgelegt.</translation>
    </message>
    <message>
        <source>A PIN has 6 to 8 digits.</source>
        <translation>Eine PIN hat 6 bis 8 Ziffern.</translation>
    </message>
    <message>
        <source>Enter the PIN again. No try was used.</source>
        <translation>Geben Sie die PIN noch einmal ein. Es wurde kein Versuch verbraucht.</translation>
    </message>
    <message>
        <source>The signature of the card is wrong.</source>
        <translation>Die Signatur der Gesundheitskarte ist falsch.</translation>
    </message>
    <message>
        <source>Try again. If this happens again, the card is defective.</source>
        <translation>Versuchen Sie es noch einmal. Wenn der Fehler wieder auftritt, ist die Karte defekt.</translation>
    </message>
    <message>
        <source>The card refused a command.</source>
        <translation>Die Karte hat einen Befehl abgelehnt.</translation>
    </message>
    <message>
        <source>Remove the card, insert it again and repeat the step.</source>
        <translation>Entnehmen Sie die Karte, stecken Sie sie wieder ein und wiederholen Sie den Schritt.</translation>
    </message>
    <message>
        <source>This cannot be done as asked: %1</source>
        <translation>Dies lässt sich so nicht ausführen: %1</translation>
    </message>
    <message>
        <source>See the help for what is possible.</source>
        <translation>Die Hilfe zeigt, was möglich ist.</translation>
    </message>
    <message>
        <source>The file %1 cannot be read.</source>
        <translation>Die Datei %1 kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Check its name and access rights.</source>
        <translation>Prüfen Sie ihren Namen und die Zugriffsrechte.</translation>
    </message>
    <message>
        <source>Use a copy of it, or record the session again.</source>
        <translation>Verwenden Sie eine Kopie davon oder zeichnen Sie die Sitzung neu auf.</translation>
    </message>
    <message>
        <source>The folder or file %1 cannot be written.</source>
        <translation>Der Ordner oder die Datei %1 kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>Free some space, then try again. Nothing was lost.</source>
        <translation>Schaffen Sie Platz und versuchen Sie es noch einmal. Es ist nichts verloren gegangen.</translation>
    </message>
    <message>
        <source>The test certificates in %1 are damaged.</source>
        <translation>Die Testzertifikate in %1 sind beschädigt.</translation>
    </message>
    <message>
        <source>The registration store %1 is damaged or was made by a newer version.</source>
        <translation>Der Registrierungsspeicher %1 ist beschädigt oder stammt von einer neueren Version.</translation>
    </message>
    <message>
        <source>Restore it from a copy, or move it away to start with an empty one.</source>
        <translation>Stellen Sie ihn aus einer Kopie wieder her oder verschieben Sie ihn, um mit einem leeren zu beginnen.</translation>
    </message>
    <message>
        <source>The registration store could not be changed.</source>
        <translation>Der Registrierungsspeicher konnte nicht geändert werden.</translation>
    </message>
    <message>
        <source>Check disk space and access rights.</source>
        <translation>Prüfen Sie den freien Speicherplatz und die Zugriffsrechte.</translation>
    </message>
    <message>
        <source>The service cannot listen on %1.</source>
        <translation>Der Dienst kann unter %1 keine Verbindungen annehmen.</translation>
    </message>
    <message>
        <source>Another program may use this port. Choose another one, or 0 for any free port.</source>
        <translation>Möglicherweise verwendet ein anderes Programm diesen Port. Wählen Sie einen anderen oder 0 für einen beliebigen freien Port.</translation>
    </message>
    <message>
        <source>The data cannot be understood.</source>
        <translation>Die Daten sind nicht verständlich.</translation>
    </message>
    <message>
        <source>Check what was given.</source>
        <translation>Prüfen Sie, was Sie angegeben haben.</translation>
    </message>
    <message>
        <source>The service at %1 does not answer.</source>
        <translation>Der Dienst unter %1 antwortet nicht.</translation>
    </message>
    <message>
        <source>Check the address and whether the service is running.</source>
        <translation>Prüfen Sie die Adresse und ob der Dienst läuft.</translation>
    </message>
    <message>
        <source>The identity of the service could not be confirmed.</source>
        <translation>Die Identität des Dienstes konnte nicht bestätigt werden.</translation>
    </message>
    <message>
        <source>Nothing was sent. Check the address and the certificate authority of the service.</source>
        <translation>Es wurde nichts gesendet. Prüfen Sie die Adresse und die Zertifizierungsstelle des Dienstes.</translation>
    </message>
    <message>
        <source>The service takes too long to answer.</source>
        <translation>Der Dienst braucht zu lange für eine Antwort.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The answer of the service cannot be used.</source>
        <translation>Die Antwort des Dienstes kann nicht verwendet werden.</translation>
    </message>
    <message>
        <source>Try again. If this happens again, tell the operator of the service.</source>
        <translation>Versuchen Sie es noch einmal. Wenn der Fehler wieder auftritt, wenden Sie sich an den Betreiber des Dienstes.</translation>
    </message>
    <message>
        <source>The work was cancelled.</source>
        <translation>Der Vorgang wurde abgebrochen.</translation>
    </message>
    <message>
        <source>You can start again at any time.</source>
        <translation>Sie können jederzeit neu beginnen.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program.</source>
        <translation>Im Programm ist ein Fehler aufgetreten.</translation>
    </message>
    <message>
        <source>Please report this.</source>
        <translation>Bitte melden Sie diesen Fehler.</translation>
    </message>
    <message>
        <source>This reader is contactless and needs the card access number (CAN).</source>
        <translation>Dieses Kartenlesegerät ist kontaktlos und benötigt die Kartenzugangsnummer (CAN).</translation>
    </message>
    <message>
        <source>The insured person has to choose their own PIN first.</source>
        <translation>Die versicherte Person muss zuerst eine eigene PIN festlegen.</translation>
    </message>
    <message>
        <source>The service does not accept the health card because it has expired.</source>
        <translation>Der Dienst akzeptiert die Gesundheitskarte nicht, weil sie abgelaufen ist.</translation>
    </message>
    <message>
        <source>The service does not accept the health card because it is revoked.</source>
        <translation>Der Dienst akzeptiert die Gesundheitskarte nicht, weil sie gesperrt ist.</translation>
    </message>
    <message>
        <source>The service does not accept the health card.</source>
        <translation>Der Dienst akzeptiert die Gesundheitskarte nicht.</translation>
    </message>
    <message>
        <source>The registration took too long for the service.</source>
        <translation>Die Registrierung hat für den Dienst zu lange gedauert.</translation>
    </message>
    <message>
        <source>The service knows this device already.</source>
        <translation>Der Dienst kennt dieses Gerät schon.</translation>
    </message>
    <message>
        <source>The service cannot check everything at the moment.</source>
        <translation>Der Dienst kann zurzeit nicht alles prüfen.</translation>
    </message>
    <message>
        <source>The service refused the registration.</source>
        <translation>Der Dienst hat die Registrierung abgelehnt.</translation>
    </message>
    <message>
        <source>The answer of the card cannot be understood.</source>
        <translation>Die Antwort der Karte ist nicht verständlich.</translation>
    </message>
    <message>
        <source>The session file %1 is damaged or was made by a newer version.</source>
        <translation>Die Sitzungsdatei %1 ist beschädigt oder stammt von einer neueren Version.</translation>
    </message>
    <message>
        <source>Check the access rights, or choose another folder.</source>
        <translation>Prüfen Sie die Zugriffsrechte oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Move their folder away. New ones are made at the next start.</source>
        <translation>Verschieben Sie ihren Ordner an eine andere Stelle. Beim nächsten Start werden neue angelegt.</translation>
    </message>
    <message>
        <source>Enter the six digits on the front of the card.</source>
        <translation>Geben Sie die sechs Ziffern von der Vorderseite der Karte ein.</translation>
    </message>
    <message>
        <source>This is not the card access number (CAN) of the card.</source>
        <translation>Das ist nicht die Kartenzugangsnummer (CAN) der Karte.</translation>
    </message>
    <message>
        <source>Enter the six digits on the front of the card again. Nothing is blocked by this.</source>
        <translation>Geben Sie die sechs Ziffern von der Vorderseite der Karte noch einmal ein. Dadurch wird nichts gesperrt.</translation>
    </message>
    <message>
        <source>The new PIN was entered in two different ways.</source>
        <translation>Die neue PIN wurde zweimal verschieden eingegeben.</translation>
    </message>
    <message>
        <source>Start again. The PIN of the card is still the old one.</source>
        <translation>Beginnen Sie noch einmal. Auf der Karte gilt weiterhin die alte PIN.</translation>
    </message>
    <message>
        <source>The entry at the reader was cancelled.</source>
        <translation>Die Eingabe am Kartenlesegerät wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Start again when the insured person is ready. No try was used.</source>
        <translation>Beginnen Sie noch einmal, wenn die versicherte Person bereit ist. Es wurde kein Versuch verbraucht.</translation>
    </message>
    <message>
        <source>Nothing was entered at the reader in time.</source>
        <translation>Am Kartenlesegerät wurde nicht rechtzeitig etwas eingegeben.</translation>
    </message>
    <message>
        <source>The reader cannot take the entry of the health card.</source>
        <translation>Das Kartenlesegerät kann die Eingabe für die Gesundheitskarte nicht annehmen.</translation>
    </message>
    <message>
        <source>Use another reader. No try was used.</source>
        <translation>Verwenden Sie ein anderes Kartenlesegerät. Es wurde kein Versuch verbraucht.</translation>
    </message>
    <message>
        <source>Check the PUK and enter it again.</source>
        <translation>Prüfen Sie die PUK und geben Sie sie noch einmal ein.</translation>
    </message>
    <message>
        <source>The PUK is not correct.</source>
        <translation>Die PUK ist nicht richtig.</translation>
    </message>
    <message numerus="yes">
        <source>The PUK is not correct. It can be used %n more time(s).</source>
        <translation>
            <numerusform>Die PUK ist nicht richtig. Sie kann noch %n Mal verwendet werden.</numerusform>
            <numerusform>Die PUK ist nicht richtig. Sie kann noch %n Mal verwendet werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>A card access number (CAN) has 6 digits.</source>
        <translation>Eine Kartenzugangsnummer (CAN) hat 6 Ziffern.</translation>
    </message>
    <message>
        <source>Enter the number from the front of the card again.</source>
        <translation>Geben Sie die Nummer von der Vorderseite der Gesundheitskarte noch einmal ein.</translation>
    </message>
    <message>
        <source>The protected connection to the card was interrupted.</source>
        <translation>Die geschützte Verbindung zur Gesundheitskarte wurde unterbrochen.</translation>
    </message>
    <message>
        <source>Put the card on the reader again and repeat the step.</source>
        <translation>Legen Sie die Gesundheitskarte noch einmal auf und wiederholen Sie den Schritt.</translation>
    </message>
    <message>
        <source>The holder of this card has already chosen a PIN.</source>
        <translation>Für diese Gesundheitskarte wurde schon eine PIN gewählt.</translation>
    </message>
    <message>
        <source>Use this PIN, or change it.</source>
        <translation>Verwenden Sie diese PIN, oder ändern Sie sie.</translation>
    </message>
    <message>
        <source>The PUK of this card cannot be used any more.</source>
        <translation>Die PUK dieser Gesundheitskarte kann nicht mehr verwendet werden.</translation>
    </message>
    <message>
        <source>A PUK has 8 digits.</source>
        <translation>Eine PUK hat 8 Ziffern.</translation>
    </message>
    <message>
        <source>Enter the PUK again. No try was used.</source>
        <translation>Geben Sie die PUK noch einmal ein. Es wurde kein Versuch verbraucht.</translation>
    </message>
    <message>
        <source>It was stopped when the service had already registered the device.</source>
        <translation>Der Abbruch kam, als der Dienst das Gerät schon registriert hatte.</translation>
    </message>
    <message>
        <source>So the certificate was kept, and the device can be used.</source>
        <translation>Darum wurde das Zertifikat noch gespeichert, und das Gerät kann verwendet werden.</translation>
    </message>
    <message>
        <source>The list %1 was not signed by this certificate, or was changed since.</source>
        <translation>Die Liste %1 wurde nicht mit diesem Zertifikat signiert oder seitdem verändert.</translation>
    </message>
    <message>
        <source>Nothing was taken from it. Check the list and the certificate.</source>
        <translation>Es wurde nichts daraus übernommen. Prüfen Sie Liste und Zertifikat.</translation>
    </message>
    <message>
        <source>This needs the program %1, which is not installed.</source>
        <translation>Dafür wird das Programm %1 gebraucht, das nicht installiert ist.</translation>
    </message>
    <message>
        <source>Install it, then try again.</source>
        <translation>Installieren Sie es und versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>dsr::AnchorModel</name>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>test environment</source>
        <translation>Testumgebung</translation>
    </message>
    <message>
        <source>Keys of Android phones</source>
        <translation>Schlüssel von Android-Smartphones</translation>
    </message>
    <message>
        <source>Keys of Apple devices</source>
        <translation>Schlüssel von Apple-Geräten</translation>
    </message>
    <message>
        <source>Receipts of Apple</source>
        <translation>Belege von Apple</translation>
    </message>
    <message>
        <source>Health cards (root)</source>
        <translation>Gesundheitskarten (Wurzel)</translation>
    </message>
    <message>
        <source>Health cards (issuer)</source>
        <translation>Gesundheitskarten (Aussteller)</translation>
    </message>
    <message>
        <source>Status of health cards</source>
        <translation>Status von Gesundheitskarten</translation>
    </message>
    <message>
        <source>Whatever ends at it</source>
        <translation>Alles, was dort endet</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Vouches for</source>
        <translation>Bürgt für</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>Fingerprint (SHA-256)</source>
        <translation>Fingerabdruck (SHA-256)</translation>
    </message>
    <message>
        <source>yyyy-MM-dd</source>
        <comment>a date</comment>
        <translation>dd.MM.yyyy</translation>
    </message>
</context>
<context>
    <name>dsr::AndroidChecks</name>
    <message>
        <source>The signature of this certificate is wrong.</source>
        <translation>Die Signatur dieses Zertifikats ist falsch.</translation>
    </message>
    <message>
        <source>There is no attest key in this dialect.</source>
        <translation>In diesem Dialekt gibt es keinen Attestierungsschlüssel.</translation>
    </message>
    <message>
        <source>The leaf of this chain is an attest key; its purpose has a check of its own.</source>
        <translation>Das Endzertifikat dieser Kette gehört zu einem Attestierungsschlüssel; für dessen Zweck gibt es eine eigene Prüfung.</translation>
    </message>
    <message>
        <source>This dialect has no separate certificate of the mTLS key.</source>
        <translation>Dieser Dialekt kennt kein eigenes Zertifikat für den mTLS-Schlüssel.</translation>
    </message>
    <message>
        <source>The certificate of the mTLS key was not signed by the attest key.</source>
        <translation>Das Zertifikat des mTLS-Schlüssels wurde nicht vom Attestierungsschlüssel signiert.</translation>
    </message>
    <message>
        <source>This element is not one whole certificate in base64.</source>
        <translation>Dieses Element ist nicht genau ein vollständiges Zertifikat in Base64.</translation>
    </message>
    <message>
        <source>The chain must start with the certificate of the key, each followed by its issuer.</source>
        <translation>Die Zertifikatskette muss mit dem Zertifikat des Schlüssels beginnen; auf jedes Zertifikat folgt sein Aussteller.</translation>
    </message>
    <message>
        <source>The chain ends before a root, and no root with the name of the last issuer is known.</source>
        <translation>Die Zertifikatskette endet vor einem Wurzelzertifikat, und es ist keines mit dem Namen des letzten Ausstellers bekannt.</translation>
    </message>
    <message>
        <source>This root is published with its key for phones in software; it proves nothing.</source>
        <translation>Dieses Wurzelzertifikat ist samt Schlüssel für simulierte Smartphones veröffentlicht; es beweist nichts.</translation>
    </message>
    <message>
        <source>The chain ends at a root that is not trusted here.</source>
        <translation>Die Zertifikatskette endet bei einem Wurzelzertifikat, dem hier nicht vertraut wird.</translation>
    </message>
    <message>
        <source>The names are the same, but written in different encodings.</source>
        <translation>Die Namen sind gleich, aber unterschiedlich kodiert.</translation>
    </message>
    <message>
        <source>The keys of this chain were made in the factory; they never expire in the field.</source>
        <translation>Die Schlüssel dieser Zertifikatskette wurden im Werk erzeugt; im Einsatz laufen sie nie ab.</translation>
    </message>
    <message>
        <source>A strict verifier of certificate paths would refuse this issuer.</source>
        <translation>Eine strenge Prüfung des Zertifizierungspfads würde diesen Aussteller ablehnen.</translation>
    </message>
    <message>
        <source>The certificate of the key does not say anything about the key.</source>
        <translation>Das Zertifikat des Schlüssels sagt nichts über den Schlüssel aus.</translation>
    </message>
    <message>
        <source>A key above the leaf is described too; the holder of such a key can forge what is below.</source>
        <translation>Auch ein Schlüssel oberhalb des Endzertifikats ist beschrieben; wer einen solchen Schlüssel besitzt, kann alles darunter fälschen.</translation>
    </message>
    <message>
        <source>The description is about another kind of key than the certificate.</source>
        <translation>Die Beschreibung betrifft eine andere Art von Schlüssel als das Zertifikat.</translation>
    </message>
    <message>
        <source>Key and description must both come from the same secure hardware.</source>
        <translation>Schlüssel und Beschreibung müssen aus derselben sicheren Hardware stammen.</translation>
    </message>
    <message>
        <source>The secure hardware does not say that it made this key itself.</source>
        <translation>Die sichere Hardware bestätigt nicht, dass sie diesen Schlüssel selbst erzeugt hat.</translation>
    </message>
    <message>
        <source>The secure hardware says nothing about how the phone was started.</source>
        <translation>Die sichere Hardware sagt nichts darüber aus, wie das Smartphone gestartet wurde.</translation>
    </message>
    <message>
        <source>The boot loader of the phone is unlocked.</source>
        <translation>Der Bootloader des Smartphones ist nicht verriegelt.</translation>
    </message>
    <message>
        <source>The phone did not start the system of its maker.</source>
        <translation>Das Smartphone hat nicht das System seines Herstellers gestartet.</translation>
    </message>
    <message>
        <source>Every app on the phone may use this key.</source>
        <translation>Jede App auf dem Smartphone darf diesen Schlüssel verwenden.</translation>
    </message>
    <message>
        <source>A key that can sign anything else can forge the certificate of the mTLS key.</source>
        <translation>Mit einem Schlüssel, der auch anderes signieren kann, lässt sich das Zertifikat des mTLS-Schlüssels fälschen.</translation>
    </message>
    <message>
        <source>The two keys name different apps or systems.</source>
        <translation>Die beiden Schlüssel nennen verschiedene Apps oder Systeme.</translation>
    </message>
    <message>
        <source>No certificate of the phone names this key.</source>
        <translation>Kein Zertifikat des Smartphones nennt diesen Schlüssel.</translation>
    </message>
    <message>
        <source>Both keys must come from one phone in the same boot state.</source>
        <translation>Beide Schlüssel müssen von einem Smartphone in demselben Startzustand stammen.</translation>
    </message>
    <message>
        <source>It is not known which apps are enrolled.</source>
        <translation>Es ist nicht bekannt, welche Apps zugelassen sind.</translation>
    </message>
    <message>
        <source>The chain ends at no known root.</source>
        <translation>Die Kette endet bei keiner bekannten Wurzel.</translation>
    </message>
    <message>
        <source>This certificate ends before it begins.</source>
        <translation>Dieses Zertifikat endet, bevor es beginnt.</translation>
    </message>
    <message>
        <source>Keys of this kind are not known here.</source>
        <translation>Schlüssel dieser Art sind hier nicht bekannt.</translation>
    </message>
    <message>
        <source>This is the challenge of the attest key; that of the mTLS key was expected.</source>
        <translation>Das ist die Challenge des Attestierungsschlüssels; erwartet wurde die des mTLS-Schlüssels.</translation>
    </message>
    <message>
        <source>This is the challenge of the mTLS key; that of the attest key was expected.</source>
        <translation>Das ist die Challenge des mTLS-Schlüssels; erwartet wurde die des Attestierungsschlüssels.</translation>
    </message>
    <message>
        <source>This is the nonce itself; a value that is derived from it was expected.</source>
        <translation>Das ist der Einmalwert selbst; erwartet wurde ein daraus abgeleiteter Wert.</translation>
    </message>
    <message>
        <source>The app is not in the list of those that may register phones.</source>
        <translation>Die App steht nicht in der Liste derer, die Telefone registrieren dürfen.</translation>
    </message>
    <message>
        <source>The phone has not been given security updates for too long.</source>
        <translation>Das Telefon hat zu lange keine Sicherheitsaktualisierung bekommen.</translation>
    </message>
    <message>
        <source>The phone does not say of which model it is.</source>
        <translation>Das Telefon sagt nicht, welches Modell es ist.</translation>
    </message>
    <message>
        <source>So many certificates for one phone hint at somebody who collects them.</source>
        <translation>So viele Zertifikate für ein Telefon deuten auf jemanden hin, der sie sammelt.</translation>
    </message>
    <message>
        <source>No certificate says how many were issued to this phone.</source>
        <translation>Kein Zertifikat sagt, wie viele für dieses Telefon ausgestellt wurden.</translation>
    </message>
    <message>
        <source>There is no status list of attestation certificates at hand.</source>
        <translation>Es ist keine Sperrliste der Attestierungszertifikate zur Hand.</translation>
    </message>
    <message>
        <source>The status list of attestation certificates is too old.</source>
        <translation>Die Sperrliste der Attestierungszertifikate ist zu alt.</translation>
    </message>
    <message>
        <source>Google has revoked this certificate.</source>
        <translation>Google hat dieses Zertifikat gesperrt.</translation>
    </message>
    <message>
        <source>Google has suspended this certificate.</source>
        <translation>Google hat dieses Zertifikat vorläufig gesperrt.</translation>
    </message>
    <message>
        <source>This certificate was suspended until that day.</source>
        <translation>Dieses Zertifikat war bis zu diesem Tag vorläufig gesperrt.</translation>
    </message>
    <message>
        <source>The status list has an entry for this certificate that it should not know.</source>
        <translation>Die Sperrliste hat zu diesem Zertifikat einen Eintrag, den es nicht geben sollte.</translation>
    </message>
    <message>
        <source>The status list has a serial number that is too short to be one.</source>
        <translation>Die Sperrliste hat eine Seriennummer, die zu kurz ist, um eine zu sein.</translation>
    </message>
    <message>
        <source>No certificate that this attest key signed stands beside its chain.</source>
        <translation>Neben der Kette steht kein Zertifikat, das dieser Attestierungsschlüssel signiert hat.</translation>
    </message>
    <message>
        <source>Only the service can know the chain that the attest key registered with.</source>
        <translation>Nur der Dienst kann wissen, mit welcher Kette der Attestierungsschlüssel registriert wurde.</translation>
    </message>
    <message>
        <source>This is a challenge for registrations; that for attestations was expected.</source>
        <translation>Das ist eine Challenge für Registrierungen; erwartet wurde die für Attestierungen.</translation>
    </message>
</context>
<context>
    <name>dsr::AndroidPhone</name>
    <message>
        <source>Simulated Android phone</source>
        <translation>Simuliertes Android-Smartphone</translation>
    </message>
</context>
<context>
    <name>dsr::Answers</name>
    <message>
        <source>%1/%2  %3  %4  %5  %6 ms</source>
        <comment>place, RFC number, title, status, duration</comment>
        <translation>%1/%2  %3  %4  %5  %6 ms</translation>
    </message>
    <message>
        <source>The PIN is blocked.</source>
        <translation>Die PIN ist gesperrt.</translation>
    </message>
    <message>
        <source>The PIN was never set.</source>
        <translation>Die PIN wurde noch nicht gesetzt.</translation>
    </message>
    <message>
        <source>The PIN can be used.</source>
        <translation>Die PIN kann verwendet werden.</translation>
    </message>
    <message numerus="yes">
        <source>The PIN can be used, %n try(s) left.</source>
        <translation>
            <numerusform>Die PIN kann verwendet werden, noch %n Versuch verbleibt.</numerusform>
            <numerusform>Die PIN kann verwendet werden, noch %n Versuche verbleiben.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dsr::Apdu</name>
    <message>
        <source>password %1</source>
        <translation>Passwort %1</translation>
    </message>
    <message>
        <source>file %1</source>
        <translation>Datei %1</translation>
    </message>
    <message>
        <source>application %1</source>
        <translation>Anwendung %1</translation>
    </message>
    <message>
        <source>SELECT %1</source>
        <translation>SELECT %1</translation>
    </message>
    <message>
        <source>SELECT the folder above</source>
        <translation>SELECT des übergeordneten Ordners</translation>
    </message>
    <message>
        <source>SELECT file %1</source>
        <translation>SELECT der Datei %1</translation>
    </message>
    <message>
        <source>READ BINARY of %1</source>
        <translation>READ BINARY von %1</translation>
    </message>
    <message>
        <source>READ BINARY from octet %1</source>
        <translation>READ BINARY ab Byte %1</translation>
    </message>
    <message>
        <source>MANAGE SECURITY ENVIRONMENT: choose the signing key</source>
        <translation>MANAGE SECURITY ENVIRONMENT: Signaturschlüssel wählen</translation>
    </message>
    <message>
        <source>MANAGE SECURITY ENVIRONMENT: choose the CAN</source>
        <translation>MANAGE SECURITY ENVIRONMENT: CAN wählen</translation>
    </message>
    <message>
        <source>MANAGE SECURITY ENVIRONMENT</source>
        <translation>MANAGE SECURITY ENVIRONMENT</translation>
    </message>
    <message>
        <source>PSO COMPUTE DIGITAL SIGNATURE</source>
        <translation>PSO COMPUTE DIGITAL SIGNATURE</translation>
    </message>
    <message>
        <source>PERFORM SECURITY OPERATION</source>
        <translation>PERFORM SECURITY OPERATION</translation>
    </message>
    <message>
        <source>The PIN is blocked.</source>
        <translation>Die PIN ist gesperrt.</translation>
    </message>
    <message numerus="yes">
        <source>The PIN is not verified; %n try(s) left.</source>
        <translation>
            <numerusform>Die PIN ist nicht geprüft; noch %n Versuch verbleibt.</numerusform>
            <numerusform>Die PIN ist nicht geprüft; noch %n Versuche verbleiben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The PUK is wrong; it can be used %n more time(s).</source>
        <translation>
            <numerusform>Die PUK ist falsch; sie kann noch %n-mal verwendet werden.</numerusform>
            <numerusform>Die PUK ist falsch; sie kann noch %n-mal verwendet werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>The PIN is wrong and now blocked.</source>
        <translation>Die PIN ist falsch und nun gesperrt.</translation>
    </message>
    <message numerus="yes">
        <source>The PIN is wrong; %n try(s) left.</source>
        <translation>
            <numerusform>Die PIN ist falsch; noch %n Versuch verbleibt.</numerusform>
            <numerusform>Die PIN ist falsch; noch %n Versuche verbleiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>The PIN cannot be used before the holder has set it.</source>
        <translation>Die PIN kann erst verwendet werden, wenn die Person, der die Karte gehört, sie festgelegt hat.</translation>
    </message>
    <message>
        <source>The new PIN has the wrong length.</source>
        <translation>Die neue PIN hat die falsche Länge.</translation>
    </message>
    <message>
        <source>Something that has to come first is missing.</source>
        <translation>Es fehlt etwas, das zuerst kommen muss.</translation>
    </message>
    <message>
        <source>The PIN is verified.</source>
        <translation>Die PIN ist geprüft.</translation>
    </message>
    <message>
        <source>The PUK is used up.</source>
        <translation>Die PUK ist aufgebraucht.</translation>
    </message>
    <message>
        <source>The authentication failed; the CAN is probably wrong.</source>
        <translation>Die Authentisierung ist fehlgeschlagen; wahrscheinlich ist die CAN falsch.</translation>
    </message>
    <message>
        <source>Done; more data can be fetched.</source>
        <translation>Ausgeführt; weitere Daten können abgeholt werden.</translation>
    </message>
    <message>
        <source>Another number of octets has to be asked for.</source>
        <translation>Es muss eine andere Anzahl Bytes angefordert werden.</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Ausgeführt.</translation>
    </message>
    <message>
        <source>The data in the card is damaged.</source>
        <translation>Die Daten in der Karte sind beschädigt.</translation>
    </message>
    <message>
        <source>The end of the file was reached.</source>
        <translation>Das Ende der Datei wurde erreicht.</translation>
    </message>
    <message>
        <source>The application is deactivated.</source>
        <translation>Die Anwendung ist deaktiviert.</translation>
    </message>
    <message>
        <source>The application is terminated.</source>
        <translation>Die Anwendung ist endgültig stillgelegt.</translation>
    </message>
    <message>
        <source>The PIN is a transport PIN that the holder has to change first.</source>
        <translation>Die PIN ist eine Transport-PIN, die zuerst durch eine eigene PIN ersetzt werden muss.</translation>
    </message>
    <message>
        <source>No PIN is set yet.</source>
        <translation>Es ist noch keine PIN festgelegt.</translation>
    </message>
    <message>
        <source>The PIN is switched off.</source>
        <translation>Die PIN ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>The key cannot be used.</source>
        <translation>Der Schlüssel kann nicht verwendet werden.</translation>
    </message>
    <message>
        <source>The memory of the card failed.</source>
        <translation>Der Speicher der Karte hat versagt.</translation>
    </message>
    <message>
        <source>A length is wrong.</source>
        <translation>Eine Länge ist falsch.</translation>
    </message>
    <message>
        <source>Secure messaging is not possible here.</source>
        <translation>Secure Messaging ist hier nicht möglich.</translation>
    </message>
    <message>
        <source>Command chaining is not possible here.</source>
        <translation>Eine Verkettung von Befehlen ist hier nicht möglich.</translation>
    </message>
    <message>
        <source>The file has another structure.</source>
        <translation>Die Datei hat eine andere Struktur.</translation>
    </message>
    <message>
        <source>The card does not allow this before the PIN or the CAN was checked.</source>
        <translation>Die Karte erlaubt dies erst, nachdem die PIN oder die CAN geprüft wurde.</translation>
    </message>
    <message>
        <source>No file is selected.</source>
        <translation>Es ist keine Datei ausgewählt.</translation>
    </message>
    <message>
        <source>A part of the secure message is missing.</source>
        <translation>Ein Teil der gesicherten Nachricht fehlt.</translation>
    </message>
    <message>
        <source>The secure message is wrong, or the password does not exist.</source>
        <translation>Die gesicherte Nachricht ist falsch oder das Passwort ist nicht vorhanden.</translation>
    </message>
    <message>
        <source>The data of the command is wrong.</source>
        <translation>Die Daten des Befehls sind falsch.</translation>
    </message>
    <message>
        <source>The card cannot do this.</source>
        <translation>Die Karte kann dies nicht ausführen.</translation>
    </message>
    <message>
        <source>The file or application does not exist.</source>
        <translation>Die Datei oder Anwendung ist nicht vorhanden.</translation>
    </message>
    <message>
        <source>The record does not exist.</source>
        <translation>Der Datensatz ist nicht vorhanden.</translation>
    </message>
    <message>
        <source>The parameters P1 and P2 are wrong.</source>
        <translation>Die Parameter P1 und P2 sind falsch.</translation>
    </message>
    <message>
        <source>The password or key does not exist.</source>
        <translation>Das Passwort oder der Schlüssel ist nicht vorhanden.</translation>
    </message>
    <message>
        <source>The offset is behind the end of the file.</source>
        <translation>Die Leseposition liegt hinter dem Ende der Datei.</translation>
    </message>
    <message>
        <source>The card does not know this command.</source>
        <translation>Die Karte kennt diesen Befehl nicht.</translation>
    </message>
    <message>
        <source>The card does not know this class of commands.</source>
        <translation>Die Karte kennt diese Klasse von Befehlen nicht.</translation>
    </message>
    <message>
        <source>READ RECORD %1 of %2</source>
        <translation>READ RECORD %1 von %2</translation>
    </message>
    <message>
        <source>GET PIN STATUS of %1</source>
        <translation>GET PIN STATUS von %1</translation>
    </message>
    <message>
        <source>VERIFY %1</source>
        <translation>VERIFY %1</translation>
    </message>
    <message>
        <source>CHANGE REFERENCE DATA of %1</source>
        <translation>CHANGE REFERENCE DATA von %1</translation>
    </message>
    <message>
        <source>RESET RETRY COUNTER of %1</source>
        <translation>RESET RETRY COUNTER von %1</translation>
    </message>
    <message>
        <source>GET RANDOM</source>
        <translation>GET RANDOM</translation>
    </message>
    <message>
        <source>GET CHALLENGE</source>
        <translation>GET CHALLENGE</translation>
    </message>
    <message>
        <source>GENERAL AUTHENTICATE</source>
        <translation>GENERAL AUTHENTICATE</translation>
    </message>
    <message>
        <source>RESET APPLICATION</source>
        <translation>RESET APPLICATION</translation>
    </message>
    <message>
        <source>MANAGE CHANNEL</source>
        <translation>MANAGE CHANNEL</translation>
    </message>
    <message>
        <source>GET RESPONSE</source>
        <translation>GET RESPONSE</translation>
    </message>
    <message>
        <source>Command %1</source>
        <translation>Befehl %1</translation>
    </message>
    <message>
        <source>The card answered %1.</source>
        <translation>Die Karte hat mit %1 geantwortet.</translation>
    </message>
    <message>
        <source>The card had an internal error.</source>
        <translation>In der Karte ist ein interner Fehler aufgetreten.</translation>
    </message>
</context>
<context>
    <name>dsr::AppAttestDecoder</name>
    <message>
        <source>elliptic curve %1</source>
        <translation>elliptische Kurve %1</translation>
    </message>
    <message>
        <source>invalid</source>
        <translation>ungültig</translation>
    </message>
    <message>
        <source>part of the operating system</source>
        <translation>Teil des Betriebssystems</translation>
    </message>
    <message>
        <source>signed for TestFlight</source>
        <translation>signiert für TestFlight</translation>
    </message>
    <message>
        <source>signed for development</source>
        <translation>signiert zur Entwicklung</translation>
    </message>
    <message>
        <source>from the App Store</source>
        <translation>aus dem App Store</translation>
    </message>
    <message>
        <source>signed for an enterprise or ad hoc</source>
        <translation>signiert für ein Unternehmen oder ad hoc</translation>
    </message>
    <message>
        <source>signed with a Developer ID</source>
        <translation>signiert mit einer Developer ID</translation>
    </message>
    <message>
        <source>signed with another identity</source>
        <translation>signiert mit einer anderen Identität</translation>
    </message>
    <message>
        <source>not acceptable</source>
        <translation>nicht zulässig</translation>
    </message>
    <message>
        <source>development (%1)</source>
        <translation>Entwicklung (%1)</translation>
    </message>
    <message>
        <source>production (%1)</source>
        <translation>Produktion (%1)</translation>
    </message>
</context>
<context>
    <name>dsr::AppleAssertionChecks</name>
    <message>
        <source>Only the service where the device is registered knows what to compare with.</source>
        <translation>Womit zu vergleichen ist, weiß nur der Dienst, bei dem das Gerät registriert ist.</translation>
    </message>
    <message>
        <source>The first assertion of a key already counts one.</source>
        <translation>Schon die erste Assertion eines Schlüssels zählt eins.</translation>
    </message>
    <message>
        <source>The key that should have signed is not known.</source>
        <translation>Der Schlüssel, der signiert haben sollte, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Nobody said what the assertion should be about.</source>
        <translation>Niemand hat gesagt, worum es in der Assertion gehen soll.</translation>
    </message>
    <message>
        <source>The key that should have signed is no key on the curve P-256.</source>
        <translation>Der Schlüssel, der signiert haben sollte, liegt nicht auf der Kurve P-256.</translation>
    </message>
    <message>
        <source>The signature is not one of r and s in DER.</source>
        <translation>Die Signatur besteht nicht aus r und s in DER.</translation>
    </message>
    <message>
        <source>The signature is over the single hash; the hash is the message, to be hashed again.</source>
        <translation>Die Signatur geht über den einfachen Hashwert; der Hashwert ist die Nachricht und wird noch einmal gehasht.</translation>
    </message>
    <message>
        <source>The signature does not fit this key and what the assertion should be about.</source>
        <translation>Die Signatur passt nicht zu diesem Schlüssel und dem, worum es in der Assertion gehen soll.</translation>
    </message>
    <message>
        <source>The assertion is not base64 text.</source>
        <translation>Die Assertion ist kein Base64-Text.</translation>
    </message>
</context>
<context>
    <name>dsr::AppleChecks</name>
    <message>
        <source>The statement is not base64 text.</source>
        <translation>Das Statement ist kein Base64-Text.</translation>
    </message>
    <message>
        <source>Members that no signature covers stand in the statement; nothing rests on them.</source>
        <translation>Im Statement stehen Angaben, die keine Signatur schützt; nichts stützt sich auf sie.</translation>
    </message>
    <message>
        <source>This element is not one whole certificate.</source>
        <translation>Dieses Element ist kein vollständiges Zertifikat.</translation>
    </message>
    <message>
        <source>The signature of this certificate does not verify with the next one&apos;s key.</source>
        <translation>Die Signatur dieses Zertifikats passt nicht zum Schlüssel des nächsten.</translation>
    </message>
    <message>
        <source>The chain ends at a simulated root, and simulated roots do not count here.</source>
        <translation>Die Kette endet an einer simulierten Wurzel, und simulierte Wurzeln zählen hier nicht.</translation>
    </message>
    <message>
        <source>The chain ends at the root of receipts, which may not vouch for keys.</source>
        <translation>Die Kette endet an der Wurzel für Belege, die nicht für Schlüssel bürgen darf.</translation>
    </message>
    <message>
        <source>No trusted root issued the last certificate of the chain, whatever its name says.</source>
        <translation>Keine vertraute Wurzel hat das letzte Zertifikat der Kette ausgestellt, was auch immer sein Name sagt.</translation>
    </message>
    <message>
        <source>Certificates of attested keys live for days only. This one was issued at %1; at that time it was valid.</source>
        <translation>Zertifikate attestierter Schlüssel leben nur Tage. Dieses wurde am %1 ausgestellt; zu dieser Zeit war es gültig.</translation>
    </message>
    <message>
        <source>At this time the certificate is not valid: %1.</source>
        <translation>Zu dieser Zeit ist das Zertifikat nicht gültig: %1.</translation>
    </message>
    <message>
        <source>The certificate of the key must not be the one of an issuer.</source>
        <translation>Das Zertifikat des Schlüssels darf kein Zertifikat eines Ausstellers sein.</translation>
    </message>
    <message>
        <source>This certificate may not issue the one before it.</source>
        <translation>Dieses Zertifikat darf das vorige nicht ausstellen.</translation>
    </message>
    <message>
        <source>The certificate of the key carries no nonce, so nothing binds it to a request.</source>
        <translation>Das Zertifikat des Schlüssels trägt keinen Einmalwert; nichts bindet es an eine Anfrage.</translation>
    </message>
    <message>
        <source>The nonce stands in the certificate more than once.</source>
        <translation>Der Einmalwert steht mehr als einmal im Zertifikat.</translation>
    </message>
    <message>
        <source>Nobody said what the statement should be bound to.</source>
        <translation>Niemand hat gesagt, woran das Statement gebunden sein soll.</translation>
    </message>
    <message>
        <source>Nobody said what the statement should be bound to. Its nonce fits the hash in its own receipt, so the two belong together.</source>
        <translation>Niemand hat gesagt, woran das Statement gebunden sein soll. Sein Einmalwert passt zum Hashwert in seinem eigenen Beleg, die beiden gehören also zusammen.</translation>
    </message>
    <message>
        <source>Nobody said what the statement should be bound to. Its nonce does not even fit the hash in its own receipt.</source>
        <translation>Niemand hat gesagt, woran das Statement gebunden sein soll. Sein Einmalwert passt nicht einmal zum Hashwert in seinem eigenen Beleg.</translation>
    </message>
    <message>
        <source>Nobody said which key the statement should be about.</source>
        <translation>Niemand hat gesagt, um welchen Schlüssel es im Statement gehen soll.</translation>
    </message>
    <message>
        <source>This is SHA-256 of the SubjectPublicKeyInfo; that of the point was expected.</source>
        <translation>Das ist SHA-256 der SubjectPublicKeyInfo; erwartet war SHA-256 des Punktes.</translation>
    </message>
    <message>
        <source>This is SHA-256 of the coordinates without the octet 04 before them.</source>
        <translation>Das ist SHA-256 der Koordinaten ohne das Oktett 04 davor.</translation>
    </message>
    <message>
        <source>Nobody said which apps are accepted. By its certificate this is %1, and the hash fits.</source>
        <translation>Niemand hat gesagt, welche Apps zugelassen sind. Nach dem Zertifikat ist es %1, und der Hashwert passt.</translation>
    </message>
    <message>
        <source>Nobody said which apps are accepted.</source>
        <translation>Niemand hat gesagt, welche Apps zugelassen sind.</translation>
    </message>
    <message>
        <source>The hash is that of %1.</source>
        <translation>Es ist der Hashwert von %1.</translation>
    </message>
    <message>
        <source>The hash is that of the bundle alone; the team stands before it.</source>
        <translation>Es ist der Hashwert des Bundles allein; davor gehört das Team.</translation>
    </message>
    <message>
        <source>A key is attested before it signs anything, so nothing can be counted yet.</source>
        <translation>Ein Schlüssel wird attestiert, bevor er etwas signiert; es kann noch nichts gezählt sein.</translation>
    </message>
    <message>
        <source>Apple&apos;s text names this value, but no device is known to send it.</source>
        <translation>Apples Text nennt diesen Wert, aber kein Gerät ist bekannt, das ihn sendet.</translation>
    </message>
    <message>
        <source>A coordinate was sent without its leading zero octets, as some phones do.</source>
        <translation>Eine Koordinate kam ohne ihre führenden Null-Oktette, wie manche Telefone es tun.</translation>
    </message>
    <message>
        <source>What stands behind the key is not one map as Apple describes it.</source>
        <translation>Was hinter dem Schlüssel steht, ist keine Map, wie Apple sie beschreibt.</translation>
    </message>
    <message>
        <source>The flags say that extensions follow, but none do.</source>
        <translation>Die Flags sagen, dass Erweiterungen folgen, aber es folgen keine.</translation>
    </message>
    <message>
        <source>Devices before iOS 27 do not send it.</source>
        <translation>Geräte vor iOS 27 senden es nicht.</translation>
    </message>
    <message>
        <source>Only keys of a Mac are asked for this.</source>
        <translation>Das wird nur bei Schlüsseln eines Macs geprüft.</translation>
    </message>
    <message>
        <source>The key may be used although the Mac does not run in its full security mode.</source>
        <translation>Der Schlüssel ist benutzbar, obwohl der Mac nicht mit voller Sicherheit läuft.</translation>
    </message>
    <message>
        <source>The certificate does not name the app.</source>
        <translation>Das Zertifikat nennt die App nicht.</translation>
    </message>
</context>
<context>
    <name>dsr::AppleJudge</name>
    <message>
        <source>It is bound to the challenge as it is; its hash was expected.</source>
        <translation>Gebunden ist an die Challenge selbst; erwartet war ihr Hashwert.</translation>
    </message>
    <message>
        <source>It is bound to the hash of the right hash: it was hashed once too often.</source>
        <translation>Gebunden ist an den Hashwert des richtigen Hashwerts: Es wurde einmal zu oft gehasht.</translation>
    </message>
    <message>
        <source>It is bound to the base64 text of the challenge; its octets were expected.</source>
        <translation>Gebunden ist an den Base64-Text der Challenge; erwartet waren ihre Oktette.</translation>
    </message>
</context>
<context>
    <name>dsr::AppleReceiptChecks</name>
    <message>
        <source>The statement comes without the receipt that Apple made with it.</source>
        <translation>Das Statement kommt ohne den Beleg, den Apple mit ihm ausgestellt hat.</translation>
    </message>
    <message>
        <source>The receipt is not one whole signed message.</source>
        <translation>Der Beleg ist keine vollständige signierte Nachricht.</translation>
    </message>
    <message>
        <source>The certificate that the signature names is not in the receipt.</source>
        <translation>Das Zertifikat, das die Signatur nennt, ist nicht im Beleg.</translation>
    </message>
    <message>
        <source>The signature does not fit the content and the key of the signer&apos;s certificate.</source>
        <translation>Die Signatur passt nicht zum Inhalt und zum Schlüssel im Zertifikat des Unterzeichners.</translation>
    </message>
    <message>
        <source>At this time the certificate is not valid: %1.</source>
        <translation>Zu dieser Zeit ist das Zertifikat nicht gültig: %1.</translation>
    </message>
    <message>
        <source>This certificate may not issue others.</source>
        <translation>Dieses Zertifikat darf keine anderen ausstellen.</translation>
    </message>
    <message>
        <source>The chain ends at a simulated root, and simulated roots do not count here.</source>
        <translation>Die Kette endet an einer simulierten Wurzel, und simulierte Wurzeln zählen hier nicht.</translation>
    </message>
    <message>
        <source>The chain ends at the root of keys, which may not vouch for receipts.</source>
        <translation>Die Kette endet an der Wurzel für Schlüssel, die nicht für Belege bürgen darf.</translation>
    </message>
    <message>
        <source>No certificate in the receipt and no trusted root issued this one; either its issuer is another, or one of its octets was changed.</source>
        <translation>Kein Zertifikat im Beleg und keine vertraute Wurzel hat dieses ausgestellt; entweder ist sein Aussteller ein anderer, oder eines seiner Oktette wurde verändert.</translation>
    </message>
    <message>
        <source>The chain does not end.</source>
        <translation>Die Kette endet nicht.</translation>
    </message>
    <message>
        <source>The signer&apos;s certificate was not made for receipts.</source>
        <translation>Das Zertifikat des Unterzeichners ist nicht für Belege gemacht.</translation>
    </message>
    <message>
        <source>Fields are missing in the receipt, or hold no time where one belongs.</source>
        <translation>Im Beleg fehlen Felder, oder es steht keine Zeit, wo eine hingehört.</translation>
    </message>
    <message>
        <source>Nobody said which apps are accepted.</source>
        <translation>Niemand hat gesagt, welche Apps zugelassen sind.</translation>
    </message>
    <message>
        <source>Only when a receipt is handed over it can be said whether it is recent.</source>
        <translation>Ob ein Beleg frisch ist, lässt sich nur sagen, wenn er übergeben wird.</translation>
    </message>
    <message>
        <source>The field holds no certificate.</source>
        <translation>Das Feld enthält kein Zertifikat.</translation>
    </message>
    <message>
        <source>Nobody said which key the receipt should be about.</source>
        <translation>Niemand hat gesagt, um welchen Schlüssel es im Beleg gehen soll.</translation>
    </message>
    <message>
        <source>The receipt holds another certificate of the same key.</source>
        <translation>Der Beleg enthält ein anderes Zertifikat desselben Schlüssels.</translation>
    </message>
    <message>
        <source>Only the first receipt of a key carries this hash undamaged.</source>
        <translation>Nur der erste Beleg eines Schlüssels trägt diesen Hashwert unbeschädigt.</translation>
    </message>
    <message>
        <source>Nobody said what the statement should be bound to.</source>
        <translation>Niemand hat gesagt, woran das Statement gebunden sein soll.</translation>
    </message>
    <message>
        <source>The receipt does not name its environment.</source>
        <translation>Der Beleg nennt seine Umgebung nicht.</translation>
    </message>
    <message>
        <source>Nobody said which environment the receipt should be from.</source>
        <translation>Niemand hat gesagt, aus welcher Umgebung der Beleg sein soll.</translation>
    </message>
    <message>
        <source>Apple answers a request for a new receipt only in this time.</source>
        <translation>Apple beantwortet eine Bitte um einen neuen Beleg nur in dieser Zeit.</translation>
    </message>
    <message>
        <source>Only refreshed receipts tell how many keys the device has attested.</source>
        <translation>Nur erneuerte Belege sagen, wie viele Schlüssel das Gerät attestiert hat.</translation>
    </message>
    <message>
        <source>The device attested unusually many keys of this app within thirty days. Installing it again counts too.</source>
        <translation>Das Gerät hat in dreißig Tagen ungewöhnlich viele Schlüssel dieser App attestiert. Auch eine neue Installation zählt.</translation>
    </message>
    <message>
        <source>Only the service that asks Apple for a new receipt can know this.</source>
        <translation>Das kann nur der Dienst wissen, der bei Apple einen neuen Beleg anfordert.</translation>
    </message>
    <message>
        <source>The receipt is on file at the service, not in the token.</source>
        <translation>Der Beleg liegt beim Dienst und steht nicht im Token.</translation>
    </message>
</context>
<context>
    <name>dsr::AppleShape</name>
    <message>
        <source>%1 (not documented by Apple)</source>
        <translation>%1 (von Apple nicht dokumentiert)</translation>
    </message>
</context>
<context>
    <name>dsr::Application</name>
    <message>
        <source>Registers a phone with the health card and shows every step of it.</source>
        <translation>Registriert ein Smartphone mit der Gesundheitskarte und zeigt dabei jeden Schritt.</translation>
    </message>
    <message>
        <source>Folder of test certificates, registrations and identities.</source>
        <translation>Ordner für Testzertifikate, Registrierungen und Identitäten.</translation>
    </message>
    <message>
        <source>Language: de or en.</source>
        <translation>Sprache: de oder en.</translation>
    </message>
    <message>
        <source>Colours: light or dark.</source>
        <translation>Farben: light (hell) oder dark (dunkel).</translation>
    </message>
    <message>
        <source>Performs one registration with the built-in card and its test PIN in the window, writes pictures, session, report and identity to DIR, and ends.</source>
        <translation>Führt im Fenster eine Registrierung mit der eingebauten Karte und ihrer Test-PIN aus, schreibt Bilder, Sitzung, Bericht und Identität nach DIR und beendet sich.</translation>
    </message>
    <message>
        <source>Says when the window was painted first, in nanoseconds of the monotonic clock, and ends.</source>
        <translation>Gibt aus, wann das Fenster zum ersten Mal gezeichnet wurde, in Nanosekunden der monotonen Uhr, und beendet sich.</translation>
    </message>
    <message>
        <source>Recorded session to open.</source>
        <translation>Aufgezeichnete Sitzung, die geöffnet wird.</translation>
    </message>
    <message>
        <source>Only one session can be opened.</source>
        <translation>Es kann nur eine Sitzung geöffnet werden.</translation>
    </message>
    <message>
        <source>“%1” is not possible for --%2. Possible values: %3.</source>
        <translation>„%1“ ist für --%2 nicht möglich. Möglich sind: %3.</translation>
    </message>
</context>
<context>
    <name>dsr::Artifact</name>
    <message>
        <source>Public key of the phone</source>
        <translation>Öffentlicher Schlüssel des Smartphones</translation>
    </message>
    <message>
        <source>Request for the nonce</source>
        <translation>Anfrage nach dem Einmalwert</translation>
    </message>
    <message>
        <source>Answer with the nonce</source>
        <translation>Antwort mit dem Einmalwert</translation>
    </message>
    <message>
        <source>Nonce</source>
        <translation>Einmalwert (Nonce)</translation>
    </message>
    <message>
        <source>Derived nonces</source>
        <translation>Abgeleitete Einmalwerte</translation>
    </message>
    <message>
        <source>Certificate of the attest key</source>
        <translation>Zertifikat des Attestierungsschlüssels</translation>
    </message>
    <message>
        <source>Certificate of the mTLS key</source>
        <translation>Zertifikat des mTLS-Schlüssels</translation>
    </message>
    <message>
        <source>Attestation of the phone</source>
        <translation>Attestierung des Smartphones</translation>
    </message>
    <message>
        <source>Certificate request (CSR)</source>
        <translation>Zertifikatsantrag (CSR)</translation>
    </message>
    <message>
        <source>Data of the card</source>
        <translation>Daten der Karte</translation>
    </message>
    <message>
        <source>Commands: which card is it</source>
        <translation>Befehle: Karte erkennen</translation>
    </message>
    <message>
        <source>Commands: read the certificate</source>
        <translation>Befehle: Zertifikat lesen</translation>
    </message>
    <message>
        <source>Commands: state of the PIN</source>
        <translation>Befehle: Zustand der PIN</translation>
    </message>
    <message>
        <source>Commands: check the PIN and sign</source>
        <translation>Befehle: PIN prüfen und signieren</translation>
    </message>
    <message>
        <source>Certificate of the card</source>
        <translation>Zertifikat der Karte</translation>
    </message>
    <message>
        <source>Header of the token</source>
        <translation>Header des Tokens</translation>
    </message>
    <message>
        <source>Claims of the token</source>
        <translation>Claims des Tokens</translation>
    </message>
    <message>
        <source>Hash that the card signs</source>
        <translation>Hashwert, den die Karte signiert</translation>
    </message>
    <message>
        <source>Signed device registration token</source>
        <translation>Signiertes Token zur Geräteregistrierung</translation>
    </message>
    <message>
        <source>Registration request</source>
        <translation>Registrierungsanfrage</translation>
    </message>
    <message>
        <source>Answer of the service</source>
        <translation>Antwort des Dienstes</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>Client-Zertifikat</translation>
    </message>
</context>
<context>
    <name>dsr::AttestationChecks</name>
    <message>
        <source>Only the service sees the certificate of the connection.</source>
        <translation>Nur der Dienst sieht das Zertifikat der Verbindung.</translation>
    </message>
    <message>
        <source>This is the key of the certificate in the token; whether the client connected with it, only the service sees.</source>
        <translation>Das ist der Schlüssel des Zertifikats im Token; ob sich der Client damit verbunden hat, sieht nur der Dienst.</translation>
    </message>
    <message>
        <source>The token is about another key than that of its certificate.</source>
        <translation>Das Token handelt von einem anderen Schlüssel als dem seines Zertifikats.</translation>
    </message>
    <message>
        <source>The token has no chain for the fresh key.</source>
        <translation>Das Token enthält keine Kette für den neuen Schlüssel.</translation>
    </message>
    <message>
        <source>Two claims hold a chain, and their chains differ.</source>
        <translation>Zwei Claims enthalten eine Kette, und diese Ketten unterscheiden sich.</translation>
    </message>
    <message>
        <source>Only the service can know which devices are registered.</source>
        <translation>Nur der Dienst kann wissen, welche Geräte registriert sind.</translation>
    </message>
    <message>
        <source>Only the service can know as what the device was registered.</source>
        <translation>Nur der Dienst kann wissen, als was das Gerät registriert wurde.</translation>
    </message>
</context>
<context>
    <name>dsr::Card</name>
    <message>
        <source>Octets that are no command</source>
        <translation>Bytes, die kein Befehl sind</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The card gave no answer.</source>
        <translation>Die Karte hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>The answer was not protected as it has to be.</source>
        <translation>Die Antwort war nicht so geschützt, wie sie es sein muss.</translation>
    </message>
</context>
<context>
    <name>dsr::CardCertificateChecks</name>
    <message>
        <source>The certificate was not issued under any CA that is trusted here.</source>
        <translation>Das Zertifikat wurde von keiner Zertifizierungsstelle ausgestellt, der hier vertraut wird.</translation>
    </message>
    <message>
        <source>This is a test card; only cards of insured persons count here.</source>
        <translation>Dies ist eine Testkarte; hier gelten nur Karten versicherter Personen.</translation>
    </message>
    <message>
        <source>This is not the certificate with which a health card proves who its holder is.</source>
        <translation>Dies ist nicht das Zertifikat, mit dem eine Gesundheitskarte nachweist, wem sie gehört.</translation>
    </message>
    <message>
        <source>The key must be meant for digital signatures and nothing else, marked as critical.</source>
        <translation>Der Schlüssel darf nur für digitale Signaturen bestimmt sein, als kritisch gekennzeichnet.</translation>
    </message>
    <message>
        <source>The certificate names purposes, but not the authentication of a client.</source>
        <translation>Das Zertifikat nennt Verwendungszwecke, aber nicht die Authentisierung eines Clients.</translation>
    </message>
    <message>
        <source>The certificate must say that its holder is no certification authority.</source>
        <translation>Das Zertifikat muss angeben, dass sein Inhaber keine Zertifizierungsstelle ist.</translation>
    </message>
    <message>
        <source>A critical extension that is not understood makes the certificate unusable.</source>
        <translation>Eine kritische Erweiterung, die nicht verstanden wird, macht das Zertifikat unbrauchbar.</translation>
    </message>
    <message>
        <source>The holder of this card is not named as an insured person.</source>
        <translation>Im Zertifikat steht nicht, dass diese Karte einer versicherten Person gehört.</translation>
    </message>
    <message>
        <source>The certificate names no insurance number of a person.</source>
        <translation>Das Zertifikat nennt keine Versichertennummer einer Person.</translation>
    </message>
    <message>
        <source>The last digit of the insurance number does not fit the others.</source>
        <translation>Die letzte Ziffer der Versichertennummer passt nicht zu den übrigen.</translation>
    </message>
    <message>
        <source>The certificate is of another insured person.</source>
        <translation>Das Zertifikat gehört einer anderen versicherten Person.</translation>
    </message>
</context>
<context>
    <name>dsr::CardCommands</name>
    <message>
        <source>in use by another program</source>
        <translation>von einem anderen Programm verwendet</translation>
    </message>
    <message>
        <source>the card does not answer</source>
        <translation>die Karte antwortet nicht</translation>
    </message>
    <message>
        <source>card inserted</source>
        <translation>Karte eingesteckt</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>Kartenlesegerät</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>Versicherte Person</translation>
    </message>
    <message>
        <source>Card number</source>
        <translation>Kartennummer</translation>
    </message>
    <message>
        <source>Card version</source>
        <translation>Kartenversion</translation>
    </message>
    <message>
        <source>Certificate issued by</source>
        <translation>Zertifikat von</translation>
    </message>
    <message>
        <source>Certificate valid until</source>
        <translation>Zertifikat gültig bis</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>“%1” is not an address like 127.0.0.1:35963.</source>
        <translation>„%1“ ist keine Adresse wie 127.0.0.1:35963.</translation>
    </message>
    <message>
        <source>The card %1 of %2 is in the reader.</source>
        <translation>Die Karte %1 von %2 steckt im Kartenlesegerät.</translation>
    </message>
    <message>
        <source>Lists card readers, the built-in one too.</source>
        <translation>Listet die Kartenlesegeräte auf, auch das eingebaute.</translation>
    </message>
    <message>
        <source>Shows what a card tells without a PIN.</source>
        <translation>Zeigt, was eine Karte ohne PIN preisgibt.</translation>
    </message>
    <message>
        <source>Sends command APDUs and tells each answer in words.</source>
        <translation>Sendet Befehle (APDUs) und erklärt jede Antwort in Worten.</translation>
    </message>
    <message>
        <source>One command a line, in hex; lines that begin with # are skipped. The commands go to the card as they are: a wrong PIN costs a try. PINs are masked in the output.</source>
        <translation>Ein Befehl je Zeile, hexadezimal; Zeilen, die mit # beginnen, werden übersprungen. Die Befehle gehen unverändert an die Karte: Eine falsche PIN kostet einen Versuch. PINs werden in der Ausgabe unkenntlich gemacht.</translation>
    </message>
    <message>
        <source>Goes on until it is stopped or the reader goes away.</source>
        <translation>Läuft, bis der Befehl beendet wird oder das Kartenlesegerät verschwindet.</translation>
    </message>
    <message>
        <source>Where vpcd listens; 127.0.0.1:35963 if not given.</source>
        <translation>Adresse, unter der vpcd wartet; ohne Angabe 127.0.0.1:35963.</translation>
    </message>
    <message>
        <source>Insurance number</source>
        <translation>Versichertennummer</translation>
    </message>
    <message>
        <source>--image and --card exclude each other.</source>
        <translation>--image und --card schließen einander aus.</translation>
    </message>
    <message>
        <source>Puts a virtual card into the vpcd reader of a running pcscd.</source>
        <translation>Steckt eine virtuelle Karte in das vpcd-Kartenlesegerät eines laufenden pcscd.</translation>
    </message>
    <message>
        <source>A card image instead of the built-in card.</source>
        <translation>Ein Kartenabbild anstelle der eingebauten Karte.</translation>
    </message>
    <message>
        <source>Another test card: %1.</source>
        <translation>Eine andere Testkarte: %1.</translation>
    </message>
    <message>
        <source>The card lies on an antenna and wants its CAN first.</source>
        <translation>Die Karte liegt auf einer Antenne und verlangt zuerst ihre CAN.</translation>
    </message>
    <message>
        <source>UNIX socket for commands of one line each: status, insert, remove, reset, interface, pin, faults. Each answer is one line of JSON.</source>
        <translation>UNIX-Socket für Befehle von je einer Zeile: status, insert, remove, reset, interface, pin, faults. Jede Antwort ist eine Zeile JSON.</translation>
    </message>
    <message>
        <source>Keeps retry counters and a changed PIN in this file; without it they last as long as the command.</source>
        <translation>Bewahrt Fehlbedienungszähler und eine geänderte PIN in dieser Datei auf; ohne sie gelten beide, solange der Befehl läuft.</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>Geburtsdatum</translation>
    </message>
    <message>
        <source>%1 – the check digit is wrong</source>
        <translation>%1 – die Prüfziffer ist falsch</translation>
    </message>
    <message>
        <source>Insurer</source>
        <translation>Krankenkasse</translation>
    </message>
    <message>
        <source>Version of the data</source>
        <translation>Version der Daten</translation>
    </message>
    <message>
        <source>What the insurer wrote on the card cannot be read completely.</source>
        <translation>Was die Krankenkasse auf die Karte geschrieben hat, kann nicht vollständig gelesen werden.</translation>
    </message>
    <message>
        <source>Personal data are masked. Use --personal to see them.</source>
        <translation>Personendaten sind verdeckt. Mit --personal werden sie gezeigt.</translation>
    </message>
    <message>
        <source>Personal data are masked in the text, and complete in JSON.</source>
        <translation>Personendaten sind im Text verdeckt und in JSON vollständig.</translation>
    </message>
    <message>
        <source>Shows name, birthday and insurance number.</source>
        <translation>Zeigt Name, Geburtsdatum und Versichertennummer.</translation>
    </message>
    <message>
        <source>Reads the CAN of a contactless card from the first line of a file.</source>
        <translation>Liest die CAN einer kontaktlosen Karte aus der ersten Zeile einer Datei.</translation>
    </message>
</context>
<context>
    <name>dsr::CardPanel</name>
    <message>
        <source>&amp;Use the card there</source>
        <translation>Karte dort &amp;verwenden</translation>
    </message>
    <message>
        <source>Choose another &amp;reader</source>
        <translation>Anderes &amp;Lesegerät wählen</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>&amp;Noch einmal prüfen</translation>
    </message>
    <message>
        <source>Set up the P&amp;IN…</source>
        <translation>P&amp;IN einrichten …</translation>
    </message>
</context>
<context>
    <name>dsr::CardState</name>
    <message>
        <source>MMMM d, yyyy</source>
        <comment>date</comment>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>This is a bank card.</source>
        <translation>Das ist eine Bankkarte.</translation>
    </message>
    <message>
        <source>This is an identity card.</source>
        <translation>Das ist ein Personalausweis.</translation>
    </message>
    <message>
        <source>This is the card of a health professional (HBA).</source>
        <translation>Das ist ein Heilberufsausweis (HBA).</translation>
    </message>
    <message>
        <source>This is the card of a practice or institution (SMC-B).</source>
        <translation>Das ist die Karte einer Praxis oder Einrichtung (SMC-B).</translation>
    </message>
    <message>
        <source>This is not a health card.</source>
        <translation>Das ist keine Gesundheitskarte.</translation>
    </message>
    <message>
        <source>The insured person needs a new card from the health insurer.</source>
        <translation>Die versicherte Person benötigt eine neue Karte von ihrer Krankenkasse.</translation>
    </message>
    <message>
        <source>The card service is not installed on this computer.</source>
        <translation>Der Kartendienst ist auf diesem Rechner nicht installiert.</translation>
    </message>
    <message>
        <source>Have the card service installed.</source>
        <translation>Lassen Sie den Kartendienst installieren.</translation>
    </message>
    <message>
        <source>The card service of this computer is not running.</source>
        <translation>Der Kartendienst dieses Rechners läuft nicht.</translation>
    </message>
    <message>
        <source>Start the card service.</source>
        <translation>Starten Sie den Kartendienst.</translation>
    </message>
    <message>
        <source>No card reader is connected.</source>
        <translation>Es ist kein Kartenlesegerät angeschlossen.</translation>
    </message>
    <message>
        <source>Connect a card reader.</source>
        <translation>Schließen Sie ein Kartenlesegerät an.</translation>
    </message>
    <message>
        <source>The card reader %1 is not connected.</source>
        <translation>Das Kartenlesegerät %1 ist nicht angeschlossen.</translation>
    </message>
    <message>
        <source>Connect it, or choose another reader.</source>
        <translation>Schließen Sie es an oder wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>There is no card in the reader.</source>
        <translation>Im Kartenlesegerät steckt keine Karte.</translation>
    </message>
    <message>
        <source>Insert the health card.</source>
        <translation>Stecken Sie die Gesundheitskarte ein.</translation>
    </message>
    <message>
        <source>The card is in another reader.</source>
        <translation>Die Karte steckt in einem anderen Kartenlesegerät.</translation>
    </message>
    <message>
        <source>Put it into the chosen reader, or use %1.</source>
        <translation>Stecken Sie sie in das gewählte Kartenlesegerät oder verwenden Sie %1.</translation>
    </message>
    <message>
        <source>The card was removed during the work.</source>
        <translation>Die Karte wurde während der Arbeit entfernt.</translation>
    </message>
    <message>
        <source>Nothing was registered. Insert the card and start again; the PIN is asked for once more.</source>
        <translation>Es wurde nichts registriert. Stecken Sie die Karte ein und beginnen Sie von vorn; die PIN wird noch einmal abgefragt.</translation>
    </message>
    <message>
        <source>Nothing was registered and no try of the PIN was used. Insert the card and start again.</source>
        <translation>Es wurde nichts registriert und kein PIN-Versuch verbraucht. Stecken Sie die Karte ein und beginnen Sie von vorn.</translation>
    </message>
    <message>
        <source>The card cannot be read.</source>
        <translation>Die Karte kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Take it out, wipe the chip clean and insert it again.</source>
        <translation>Nehmen Sie sie heraus, wischen Sie den Chip ab und stecken Sie sie wieder ein.</translation>
    </message>
    <message>
        <source>The card does not answer.</source>
        <translation>Die Karte antwortet nicht.</translation>
    </message>
    <message>
        <source>Turn it round and insert it chip first.</source>
        <translation>Drehen Sie sie um und stecken Sie sie mit dem Chip voran ein.</translation>
    </message>
    <message>
        <source>The card is not valid before %1.</source>
        <translation>Die Karte ist erst ab dem %1 gültig.</translation>
    </message>
    <message>
        <source>Check the date of this computer, or use the card later.</source>
        <translation>Prüfen Sie das Datum dieses Rechners oder verwenden Sie die Karte später.</translation>
    </message>
    <message>
        <source>The card expired on %1.</source>
        <translation>Die Karte ist am %1 abgelaufen.</translation>
    </message>
    <message>
        <source>The health card is there and asks for its PIN.</source>
        <translation>Die Gesundheitskarte ist da und fragt nach ihrer PIN.</translation>
    </message>
    <message numerus="yes">
        <source>The health card is there; %n try(s) are left for its PIN.</source>
        <translation>
            <numerusform>Die Gesundheitskarte ist da; für ihre PIN bleibt noch %n Versuch.</numerusform>
            <numerusform>Die Gesundheitskarte ist da; für ihre PIN bleiben noch %n Versuche.</numerusform>
        </translation>
    </message>
    <message>
        <source>Start the registration.</source>
        <translation>Starten Sie die Registrierung.</translation>
    </message>
    <message>
        <source>Looking for card readers.</source>
        <translation>Kartenlesegeräte werden gesucht.</translation>
    </message>
    <message>
        <source>This takes a moment.</source>
        <translation>Das dauert einen Augenblick.</translation>
    </message>
    <message>
        <source>The card is being read.</source>
        <translation>Die Karte wird gelesen.</translation>
    </message>
    <message>
        <source>Leave it in the reader.</source>
        <translation>Lassen Sie sie im Kartenlesegerät.</translation>
    </message>
    <message>
        <source>The card reader was unplugged.</source>
        <translation>Das Kartenlesegerät wurde abgezogen.</translation>
    </message>
    <message>
        <source>Connect the card reader again.</source>
        <translation>Schließen Sie das Kartenlesegerät wieder an.</translation>
    </message>
    <message>
        <source>Another program is using the card reader.</source>
        <translation>Ein anderes Programm verwendet das Kartenlesegerät.</translation>
    </message>
    <message>
        <source>Close the other program.</source>
        <translation>Schließen Sie das andere Programm.</translation>
    </message>
    <message>
        <source>There are cards in several readers.</source>
        <translation>In mehreren Kartenlesegeräten stecken Karten.</translation>
    </message>
    <message>
        <source>Choose the reader with the right card.</source>
        <translation>Wählen Sie das Kartenlesegerät mit der richtigen Karte.</translation>
    </message>
    <message>
        <source>This health card is too old.</source>
        <translation>Diese Gesundheitskarte ist zu alt.</translation>
    </message>
    <message>
        <source>The card needs its access number (CAN).</source>
        <translation>Die Karte benötigt ihre Kartenzugangsnummer (CAN).</translation>
    </message>
    <message>
        <source>Start the registration and enter the six digits from the front of the card.</source>
        <translation>Starten Sie die Registrierung und geben Sie die sechs Ziffern von der Vorderseite der Karte ein.</translation>
    </message>
    <message>
        <source>The access number (CAN) is not correct.</source>
        <translation>Die Kartenzugangsnummer (CAN) ist nicht richtig.</translation>
    </message>
    <message>
        <source>Compare it with the front of the card and enter it again.</source>
        <translation>Vergleichen Sie sie mit der Vorderseite der Karte und geben Sie sie noch einmal ein.</translation>
    </message>
    <message>
        <source>This is a test card; only real cards count here.</source>
        <translation>Das ist eine Testkarte; hier gelten nur echte Karten.</translation>
    </message>
    <message>
        <source>Insert the card of the insured person.</source>
        <translation>Stecken Sie die Karte der versicherten Person ein.</translation>
    </message>
    <message>
        <source>This is a real card; only test cards count here.</source>
        <translation>Das ist eine echte Karte; hier gelten nur Testkarten.</translation>
    </message>
    <message>
        <source>Insert a test card.</source>
        <translation>Stecken Sie eine Testkarte ein.</translation>
    </message>
    <message>
        <source>The insured person has not chosen a PIN yet.</source>
        <translation>Die versicherte Person hat noch keine eigene PIN gewählt.</translation>
    </message>
    <message>
        <source>Choose a PIN with the help of the insurer&apos;s letter.</source>
        <translation>Wählen Sie mit Hilfe des PIN-Briefs der Krankenkasse eine eigene PIN.</translation>
    </message>
    <message>
        <source>The PIN of the card is blocked.</source>
        <translation>Die PIN der Karte ist gesperrt.</translation>
    </message>
    <message>
        <source>Unblock it with the PUK from the insurer&apos;s letter.</source>
        <translation>Entsperren Sie sie mit der PUK aus dem Brief der Krankenkasse.</translation>
    </message>
    <message>
        <source>There is only one try left for the PIN.</source>
        <translation>Für die PIN bleibt nur noch ein Versuch.</translation>
    </message>
    <message>
        <source>Go on only if the insured person is sure of the PIN.</source>
        <translation>Fahren Sie nur fort, wenn die versicherte Person sich der PIN sicher ist.</translation>
    </message>
    <message>
        <source>The health card is ready.</source>
        <translation>Die Gesundheitskarte ist bereit.</translation>
    </message>
</context>
<context>
    <name>dsr::Check</name>
    <message>
        <source>Request came over TLS</source>
        <translation>Anfrage kam über TLS</translation>
    </message>
    <message>
        <source>Method and path are known</source>
        <translation>Methode und Pfad sind bekannt</translation>
    </message>
    <message>
        <source>Content-Type fits the endpoint</source>
        <translation>Content-Type passt zum Endpunkt</translation>
    </message>
    <message>
        <source>Body is not too large</source>
        <translation>Body ist nicht zu groß</translation>
    </message>
    <message>
        <source>Body is complete</source>
        <translation>Body ist vollständig</translation>
    </message>
    <message>
        <source>Client certificate comes from the DMS CA</source>
        <translation>Client-Zertifikat stammt von der Zertifizierungsstelle des DMS</translation>
    </message>
    <message>
        <source>Registration of the client key still exists</source>
        <translation>Registrierung des Client-Schlüssels besteht noch</translation>
    </message>
    <message>
        <source>x5c is the client certificate</source>
        <translation>x5c ist das Client-Zertifikat</translation>
    </message>
    <message>
        <source>sub is the client key</source>
        <translation>sub ist der Client-Schlüssel</translation>
    </message>
    <message>
        <source>Token is a compact JWS</source>
        <translation>Token ist ein kompaktes JWS</translation>
    </message>
    <message>
        <source>Algorithm is allowed</source>
        <translation>Algorithmus ist zulässig</translation>
    </message>
    <message>
        <source>No critical header member</source>
        <translation>Kein kritisches Feld im Header</translation>
    </message>
    <message>
        <source>Certificate is in the header</source>
        <translation>Zertifikat steht im Header</translation>
    </message>
    <message>
        <source>x5c[0] is an X.509 certificate</source>
        <translation>x5c[0] ist ein X.509-Zertifikat</translation>
    </message>
    <message>
        <source>Key fits the algorithm</source>
        <translation>Schlüssel passt zum Algorithmus</translation>
    </message>
    <message>
        <source>Signature is R and S of 32 octets each</source>
        <translation>Signatur besteht aus R und S zu je 32 Bytes</translation>
    </message>
    <message>
        <source>Signature verifies</source>
        <translation>Signatur ist gültig</translation>
    </message>
    <message>
        <source>Payload is a JSON object</source>
        <translation>Payload ist ein JSON-Objekt</translation>
    </message>
    <message>
        <source>Device type is known</source>
        <translation>Gerätetyp ist bekannt</translation>
    </message>
    <message>
        <source>Required claims are there</source>
        <translation>Erforderliche Claims sind vorhanden</translation>
    </message>
    <message>
        <source>One attestation chain claim</source>
        <translation>Genau ein Claim mit der Attestierungskette</translation>
    </message>
    <message>
        <source>exp, if sent, is not past</source>
        <translation>exp, falls gesendet, liegt nicht in der Vergangenheit</translation>
    </message>
    <message>
        <source>Token is not too old</source>
        <translation>Token ist nicht zu alt</translation>
    </message>
    <message>
        <source>Token is not from the future</source>
        <translation>Token stammt nicht aus der Zukunft</translation>
    </message>
    <message>
        <source>Issuer is a Trust SDK</source>
        <translation>Aussteller ist ein Trust SDK</translation>
    </message>
    <message>
        <source>SDK version is trusted</source>
        <translation>SDK-Version ist vertrauenswürdig</translation>
    </message>
    <message>
        <source>Type equals the registered type</source>
        <translation>Typ stimmt mit dem registrierten Typ überein</translation>
    </message>
    <message>
        <source>Nonce is echoed as it was issued</source>
        <translation>Einmalwert kommt so zurück, wie er ausgegeben wurde</translation>
    </message>
    <message>
        <source>Nonce was issued here</source>
        <translation>Einmalwert wurde hier ausgegeben</translation>
    </message>
    <message>
        <source>Nonce is used once</source>
        <translation>Einmalwert wird nur einmal verwendet</translation>
    </message>
    <message>
        <source>Nonce is not expired</source>
        <translation>Einmalwert ist nicht abgelaufen</translation>
    </message>
    <message>
        <source>Card nonce is in the signed header</source>
        <translation>Einmalwert der Karte steht im signierten Header</translation>
    </message>
    <message>
        <source>Key is on brainpoolP256r1</source>
        <translation>Schlüssel liegt auf brainpoolP256r1</translation>
    </message>
    <message>
        <source>Path to a configured eGK CA</source>
        <translation>Pfad führt zu einer eingerichteten eGK-CA</translation>
    </message>
    <message>
        <source>No test certificate under the production trust set</source>
        <translation>Kein Testzertifikat bei produktiver Vertrauensliste</translation>
    </message>
    <message>
        <source>Certificate is in its validity</source>
        <translation>Zertifikat ist zeitlich gültig</translation>
    </message>
    <message>
        <source>Certificate type is oid_egk_aut</source>
        <translation>Zertifikatstyp ist oid_egk_aut</translation>
    </message>
    <message>
        <source>Key usage is digitalSignature</source>
        <translation>Schlüsselverwendung ist digitalSignature</translation>
    </message>
    <message>
        <source>Extended key usage, if there, fits</source>
        <translation>Erweiterte Schlüsselverwendung, falls vorhanden, passt</translation>
    </message>
    <message>
        <source>Certificate is no CA</source>
        <translation>Zertifikat ist keine CA</translation>
    </message>
    <message>
        <source>No unknown critical extension</source>
        <translation>Keine unbekannte kritische Erweiterung</translation>
    </message>
    <message>
        <source>Holder is an insured person</source>
        <translation>Inhaber ist eine versicherte Person</translation>
    </message>
    <message>
        <source>Further x5c entries are the issuers</source>
        <translation>Weitere Einträge in x5c sind die Aussteller</translation>
    </message>
    <message>
        <source>Rest of the profile</source>
        <translation>Übrige Vorgaben des Profils</translation>
    </message>
    <message>
        <source>Responder answers</source>
        <translation>OCSP-Responder antwortet</translation>
    </message>
    <message>
        <source>Response is successful</source>
        <translation>Sperrauskunft ist erfolgreich</translation>
    </message>
    <message>
        <source>Response signature verifies</source>
        <translation>Signatur der Sperrauskunft ist gültig</translation>
    </message>
    <message>
        <source>Responder is authorised</source>
        <translation>OCSP-Responder ist berechtigt</translation>
    </message>
    <message>
        <source>Certificate is not revoked</source>
        <translation>Zertifikat ist nicht gesperrt</translation>
    </message>
    <message>
        <source>Responder knows this certificate</source>
        <translation>OCSP-Responder kennt dieses Zertifikat</translation>
    </message>
    <message>
        <source>thisUpdate is not in the future</source>
        <translation>thisUpdate liegt nicht in der Zukunft</translation>
    </message>
    <message>
        <source>Response is fresh</source>
        <translation>Sperrauskunft ist aktuell</translation>
    </message>
    <message>
        <source>nextUpdate is not past</source>
        <translation>nextUpdate liegt nicht in der Vergangenheit</translation>
    </message>
    <message>
        <source>Response is about this certificate</source>
        <translation>Sperrauskunft betrifft dieses Zertifikat</translation>
    </message>
    <message>
        <source>Certificate names a KVNR</source>
        <translation>Zertifikat nennt eine KVNR</translation>
    </message>
    <message>
        <source>Only one KVNR</source>
        <translation>Nur eine KVNR</translation>
    </message>
    <message>
        <source>KVNR check digit is right</source>
        <translation>Prüfziffer der KVNR stimmt</translation>
    </message>
    <message>
        <source>Chain is readable</source>
        <translation>Zertifikatskette ist lesbar</translation>
    </message>
    <message>
        <source>Leaf comes first</source>
        <translation>Endzertifikat steht an erster Stelle</translation>
    </message>
    <message>
        <source>Chain ends at a root</source>
        <translation>Zertifikatskette endet bei einem Wurzelzertifikat</translation>
    </message>
    <message>
        <source>Root is trusted</source>
        <translation>Wurzelzertifikat ist vertrauenswürdig</translation>
    </message>
    <message>
        <source>Names chain</source>
        <translation>Namen von Aussteller und Inhaber greifen ineinander</translation>
    </message>
    <message>
        <source>Signatures verify</source>
        <translation>Signaturen sind gültig</translation>
    </message>
    <message>
        <source>No issuer is not yet valid</source>
        <translation>Jeder Aussteller ist bereits gültig</translation>
    </message>
    <message>
        <source>No issuer is expired</source>
        <translation>Kein Aussteller ist abgelaufen</translation>
    </message>
    <message>
        <source>CA flags as RFC 5280 wants them</source>
        <translation>CA-Kennzeichen entsprechen RFC 5280</translation>
    </message>
    <message>
        <source>Attest key chain is the registered one</source>
        <translation>Zertifikatskette des Attestierungsschlüssels ist die registrierte</translation>
    </message>
    <message>
        <source>Leaf carries the attestation extension</source>
        <translation>Endzertifikat enthält die Attestierungserweiterung</translation>
    </message>
    <message>
        <source>Key description is readable</source>
        <translation>Schlüsselbeschreibung ist lesbar</translation>
    </message>
    <message>
        <source>No attestation extension above the leaf</source>
        <translation>Keine Attestierungserweiterung oberhalb des Endzertifikats</translation>
    </message>
    <message>
        <source>Provisioning map is directly above</source>
        <translation>Angaben zur Bereitstellung stehen direkt darüber</translation>
    </message>
    <message>
        <source>Key fits its description</source>
        <translation>Schlüssel passt zu seiner Beschreibung</translation>
    </message>
    <message>
        <source>Key is EC P-256</source>
        <translation>Schlüssel ist EC P-256</translation>
    </message>
    <message>
        <source>Key lives in secure hardware</source>
        <translation>Schlüssel liegt in sicherer Hardware</translation>
    </message>
    <message>
        <source>Challenge is the expected one</source>
        <translation>Challenge ist die erwartete</translation>
    </message>
    <message>
        <source>Key was generated in hardware</source>
        <translation>Schlüssel wurde in Hardware erzeugt</translation>
    </message>
    <message>
        <source>rootOfTrust is in the hardware list</source>
        <translation>rootOfTrust steht in der Hardwareliste</translation>
    </message>
    <message>
        <source>Boot loader is locked</source>
        <translation>Bootloader ist verriegelt</translation>
    </message>
    <message>
        <source>Boot state is Verified</source>
        <translation>Startzustand ist Verified</translation>
    </message>
    <message>
        <source>Key belongs to one app</source>
        <translation>Schlüssel gehört zu genau einer App</translation>
    </message>
    <message>
        <source>Key signs and does nothing else</source>
        <translation>Schlüssel signiert und tut sonst nichts</translation>
    </message>
    <message>
        <source>Attest key attests only</source>
        <translation>Attestierungsschlüssel attestiert und tut sonst nichts</translation>
    </message>
    <message>
        <source>Claim names the attest key</source>
        <translation>Claim nennt den Attestierungsschlüssel</translation>
    </message>
    <message>
        <source>Package is enrolled</source>
        <translation>Paket ist zugelassen</translation>
    </message>
    <message>
        <source>App version is enrolled</source>
        <translation>App-Version ist zugelassen</translation>
    </message>
    <message>
        <source>App signer is enrolled</source>
        <translation>Signaturzertifikat der App ist zugelassen</translation>
    </message>
    <message>
        <source>Patch levels are recent</source>
        <translation>Patchstände sind aktuell</translation>
    </message>
    <message>
        <source>Device ids fit</source>
        <translation>Gerätekennungen passen</translation>
    </message>
    <message>
        <source>Not unusually many certificates</source>
        <translation>Nicht ungewöhnlich viele Zertifikate</translation>
    </message>
    <message>
        <source>Encoding is regular</source>
        <translation>Kodierung ist regelgerecht</translation>
    </message>
    <message>
        <source>subjectCert is readable</source>
        <translation>subjectCert ist lesbar</translation>
    </message>
    <message>
        <source>It carries a key description</source>
        <translation>subjectCert enthält eine Schlüsselbeschreibung</translation>
    </message>
    <message>
        <source>Its challenge is the expected one</source>
        <translation>Challenge in subjectCert ist die erwartete</translation>
    </message>
    <message>
        <source>Same security levels as the attest key</source>
        <translation>Sicherheitsstufen gleichen denen des Attestierungsschlüssels</translation>
    </message>
    <message>
        <source>Same boot state as the attest key</source>
        <translation>Startzustand gleicht dem des Attestierungsschlüssels</translation>
    </message>
    <message>
        <source>Its key was generated in hardware</source>
        <translation>Schlüssel in subjectCert wurde in Hardware erzeugt</translation>
    </message>
    <message>
        <source>Its key is EC P-256 as described</source>
        <translation>Schlüssel in subjectCert ist EC P-256 wie beschrieben</translation>
    </message>
    <message>
        <source>Its key signs and does nothing else</source>
        <translation>Schlüssel in subjectCert signiert und tut sonst nichts</translation>
    </message>
    <message>
        <source>Same app and system as the attest key</source>
        <translation>App und System gleichen denen des Attestierungsschlüssels</translation>
    </message>
    <message>
        <source>Its issuer name is the attest key</source>
        <translation>Ausstellername in subjectCert nennt den Attestierungsschlüssel</translation>
    </message>
    <message>
        <source>It was signed by the attest key</source>
        <translation>subjectCert wurde vom Attestierungsschlüssel signiert</translation>
    </message>
    <message>
        <source>sub is the attested mTLS key</source>
        <translation>sub ist der attestierte mTLS-Schlüssel</translation>
    </message>
    <message>
        <source>Status list is at hand</source>
        <translation>Sperrliste liegt vor</translation>
    </message>
    <message>
        <source>No certificate is revoked or suspended</source>
        <translation>Kein Zertifikat ist gesperrt oder vorläufig gesperrt</translation>
    </message>
    <message>
        <source>No other entry</source>
        <translation>Kein anderer Eintrag</translation>
    </message>
    <message>
        <source>Decoding service answers</source>
        <translation>Dekodierdienst antwortet</translation>
    </message>
    <message>
        <source>Token decodes</source>
        <translation>Token lässt sich dekodieren</translation>
    </message>
    <message>
        <source>Verdict is no test answer</source>
        <translation>Integritätsurteil ist keine Testantwort</translation>
    </message>
    <message>
        <source>Request details are there</source>
        <translation>Angaben zur Anfrage sind vorhanden</translation>
    </message>
    <message>
        <source>Request is bound to the nonce</source>
        <translation>Anfrage ist an den Einmalwert gebunden</translation>
    </message>
    <message>
        <source>Request is recent</source>
        <translation>Anfrage ist aktuell</translation>
    </message>
    <message>
        <source>Request is not from the future</source>
        <translation>Anfrage stammt nicht aus der Zukunft</translation>
    </message>
    <message>
        <source>Requesting package is the announced one</source>
        <translation>Anfragendes Paket ist das angekündigte</translation>
    </message>
    <message>
        <source>Play recognises the app</source>
        <translation>Google Play erkennt die App</translation>
    </message>
    <message>
        <source>App package is enrolled</source>
        <translation>Paket der App ist zugelassen</translation>
    </message>
    <message>
        <source>Device has integrity</source>
        <translation>Gerät ist integer</translation>
    </message>
    <message>
        <source>App is licensed</source>
        <translation>App ist lizenziert</translation>
    </message>
    <message>
        <source>Device has strong integrity</source>
        <translation>Gerät erfüllt die starke Integritätsstufe</translation>
    </message>
    <message>
        <source>Environment is clean</source>
        <translation>Umgebung ist unauffällig</translation>
    </message>
    <message>
        <source>Verdict and key attestation agree</source>
        <translation>Integritätsurteil und Schlüsselattestierung stimmen überein</translation>
    </message>
    <message>
        <source>Statement is CBOR as Apple writes it</source>
        <translation>Statement ist CBOR, wie Apple es schreibt</translation>
    </message>
    <message>
        <source>Format is apple-appattest</source>
        <translation>Format ist apple-appattest</translation>
    </message>
    <message>
        <source>x5c is readable</source>
        <translation>x5c ist lesbar</translation>
    </message>
    <message>
        <source>Root is the pinned one</source>
        <translation>Wurzelzertifikat ist das festgelegte</translation>
    </message>
    <message>
        <source>Certificates are valid now</source>
        <translation>Zertifikate sind jetzt gültig</translation>
    </message>
    <message>
        <source>Leaf is no CA, issuers are</source>
        <translation>Endzertifikat ist keine CA, die Aussteller sind es</translation>
    </message>
    <message>
        <source>Nonce extension is well-formed</source>
        <translation>Erweiterung mit dem Einmalwert ist wohlgeformt</translation>
    </message>
    <message>
        <source>Statement is bound to nonce and mTLS key</source>
        <translation>Statement ist an Einmalwert und mTLS-Schlüssel gebunden</translation>
    </message>
    <message>
        <source>Authenticator data has its layout</source>
        <translation>Authenticator Data hat den vorgesehenen Aufbau</translation>
    </message>
    <message>
        <source>App ID is known</source>
        <translation>App ID ist bekannt</translation>
    </message>
    <message>
        <source>Counter is zero</source>
        <translation>Zähler steht auf null</translation>
    </message>
    <message>
        <source>Flag AT is set</source>
        <translation>Flag AT ist gesetzt</translation>
    </message>
    <message>
        <source>credentialId is the attested key</source>
        <translation>credentialId ist der attestierte Schlüssel</translation>
    </message>
    <message>
        <source>AAGUID is known</source>
        <translation>AAGUID ist bekannt</translation>
    </message>
    <message>
        <source>Environment is accepted</source>
        <translation>Umgebung ist zulässig</translation>
    </message>
    <message>
        <source>COSE key is the leaf key</source>
        <translation>COSE-Schlüssel ist der Schlüssel des Endzertifikats</translation>
    </message>
    <message>
        <source>keyId is the leaf key</source>
        <translation>keyId ist der Schlüssel des Endzertifikats</translation>
    </message>
    <message>
        <source>Extensions map is well-formed</source>
        <translation>Liste der Erweiterungen ist wohlgeformt</translation>
    </message>
    <message>
        <source>Signing category is accepted</source>
        <translation>Signaturkategorie ist zulässig</translation>
    </message>
    <message>
        <source>Bundle version is accepted</source>
        <translation>Bundle-Version ist zulässig</translation>
    </message>
    <message>
        <source>macOS access control is the secure one</source>
        <translation>Zugriffskontrolle von macOS ist die sichere</translation>
    </message>
    <message>
        <source>Leaf subject names the key</source>
        <translation>Inhabername des Endzertifikats nennt den Schlüssel</translation>
    </message>
    <message>
        <source>Leaf extension names the App ID</source>
        <translation>Erweiterung des Endzertifikats nennt die App ID</translation>
    </message>
    <message>
        <source>Receipt is there</source>
        <translation>Beleg (Receipt) ist vorhanden</translation>
    </message>
    <message>
        <source>Receipt is CMS with a readable payload</source>
        <translation>Beleg ist CMS mit lesbarem Inhalt</translation>
    </message>
    <message>
        <source>Signer certificate is in the receipt</source>
        <translation>Signaturzertifikat steht im Beleg</translation>
    </message>
    <message>
        <source>Receipt signature verifies</source>
        <translation>Signatur des Belegs ist gültig</translation>
    </message>
    <message>
        <source>Receipt chain ends at Apple Root CA - G3</source>
        <translation>Zertifikatskette des Belegs endet bei Apple Root CA - G3</translation>
    </message>
    <message>
        <source>Signer is the receipt service</source>
        <translation>Unterzeichner ist der Belegdienst</translation>
    </message>
    <message>
        <source>Receipt fields are complete</source>
        <translation>Felder des Belegs sind vollständig</translation>
    </message>
    <message>
        <source>Receipt is of the right kind</source>
        <translation>Beleg ist von der richtigen Art</translation>
    </message>
    <message>
        <source>Receipt is of this app</source>
        <translation>Beleg gehört zu dieser App</translation>
    </message>
    <message>
        <source>Receipt is recent</source>
        <translation>Beleg ist aktuell</translation>
    </message>
    <message>
        <source>Receipt is not from the future</source>
        <translation>Beleg stammt nicht aus der Zukunft</translation>
    </message>
    <message>
        <source>Receipt is about the attested key</source>
        <translation>Beleg betrifft den attestierten Schlüssel</translation>
    </message>
    <message>
        <source>Receipt carries the client hash</source>
        <translation>Beleg enthält den Hashwert des Clients</translation>
    </message>
    <message>
        <source>Receipt environment fits</source>
        <translation>Umgebung des Belegs passt</translation>
    </message>
    <message>
        <source>Receipt times are in order</source>
        <translation>Zeitangaben des Belegs sind in Ordnung</translation>
    </message>
    <message>
        <source>Assertion is CBOR as Apple writes it</source>
        <translation>Assertion ist CBOR, wie Apple es schreibt</translation>
    </message>
    <message>
        <source>App ID is the registered one</source>
        <translation>App ID ist die registrierte</translation>
    </message>
    <message>
        <source>Counter grows</source>
        <translation>Zähler steigt</translation>
    </message>
    <message>
        <source>Assertion signature verifies</source>
        <translation>Signatur der Assertion ist gültig</translation>
    </message>
    <message>
        <source>Category and version are the attested ones</source>
        <translation>Kategorie und Version sind die attestierten</translation>
    </message>
    <message>
        <source>A receipt is on file</source>
        <translation>Ein Beleg ist hinterlegt</translation>
    </message>
    <message>
        <source>Receipt may be refreshed now</source>
        <translation>Beleg darf jetzt erneuert werden</translation>
    </message>
    <message>
        <source>Refresh answer is usable</source>
        <translation>Antwort auf die Erneuerung ist verwendbar</translation>
    </message>
    <message>
        <source>Risk metric is low</source>
        <translation>Risikowert ist niedrig</translation>
    </message>
    <message>
        <source>csr is base64</source>
        <translation>csr ist Base64</translation>
    </message>
    <message>
        <source>CSR is PKCS#10</source>
        <translation>Zertifikatsantrag ist PKCS#10</translation>
    </message>
    <message>
        <source>CSR key is EC P-256</source>
        <translation>Schlüssel des Zertifikatsantrags ist EC P-256</translation>
    </message>
    <message>
        <source>CSR key is sub</source>
        <translation>Schlüssel des Zertifikatsantrags ist sub</translation>
    </message>
    <message>
        <source>CSR carries a nonce</source>
        <translation>Zertifikatsantrag enthält einen Einmalwert</translation>
    </message>
    <message>
        <source>Both CSR nonces are the same</source>
        <translation>Beide Einmalwerte des Zertifikatsantrags sind gleich</translation>
    </message>
    <message>
        <source>CSR nonce is the expected one</source>
        <translation>Einmalwert des Zertifikatsantrags ist der erwartete</translation>
    </message>
    <message>
        <source>CSR has its attributes element</source>
        <translation>Zertifikatsantrag hat das Element für Attribute</translation>
    </message>
    <message>
        <source>CSR proves possession</source>
        <translation>Zertifikatsantrag beweist den Besitz des Schlüssels</translation>
    </message>
    <message>
        <source>CSR subject is the agreed one</source>
        <translation>Antragstellername im Zertifikatsantrag ist der vereinbarte</translation>
    </message>
    <message>
        <source>App Attest key is free</source>
        <translation>App-Attest-Schlüssel ist noch nicht vergeben</translation>
    </message>
    <message>
        <source>Device is not registered yet</source>
        <translation>Gerät ist noch nicht registriert</translation>
    </message>
    <message>
        <source>Registration exists</source>
        <translation>Registrierung ist vorhanden</translation>
    </message>
    <message>
        <source>cert_mTLS has its profile</source>
        <translation>cert_mTLS entspricht seinem Profil</translation>
    </message>
    <message>
        <source>Change is stored whole</source>
        <translation>Änderung ist vollständig gespeichert</translation>
    </message>
    <message>
        <source>Nonce answer is usable</source>
        <translation>Antwort mit dem Einmalwert ist verwendbar</translation>
    </message>
    <message>
        <source>Certificate answer is usable</source>
        <translation>Antwort mit dem Zertifikat ist verwendbar</translation>
    </message>
    <message>
        <source>Code answer is usable</source>
        <translation>Antwort mit dem Code ist verwendbar</translation>
    </message>
    <message>
        <source>Code challenge is well-formed</source>
        <translation>Code-Challenge ist wohlgeformt</translation>
    </message>
    <message>
        <source>Code verifier is usable</source>
        <translation>Code-Verifier ist verwendbar</translation>
    </message>
    <message>
        <source>Code and verifier belong together</source>
        <translation>Code und Verifier gehören zusammen</translation>
    </message>
    <message>
        <source>Session is asked by its client</source>
        <translation>Sitzung wird von ihrem Client abgefragt</translation>
    </message>
    <message>
        <source>Session is not expired</source>
        <translation>Sitzung ist nicht abgelaufen</translation>
    </message>
    <message>
        <source>Token is fetched once</source>
        <translation>Token wird nur einmal abgeholt</translation>
    </message>
    <message>
        <source>Platform check has passed</source>
        <translation>Plattformprüfung ist bestanden</translation>
    </message>
    <message>
        <source>device_token signature verifies</source>
        <translation>Signatur von device_token ist gültig</translation>
    </message>
    <message>
        <source>device_token is complete</source>
        <translation>device_token ist vollständig</translation>
    </message>
    <message>
        <source>device_token is valid now</source>
        <translation>device_token ist jetzt gültig</translation>
    </message>
    <message>
        <source>device_token is bound to the client</source>
        <translation>device_token ist an den Client gebunden</translation>
    </message>
    <message>
        <source>Caller asks about himself</source>
        <translation>Aufrufer fragt nach der eigenen Registrierung</translation>
    </message>
    <message>
        <source>Device identifier is readable</source>
        <translation>Gerätekennung ist lesbar</translation>
    </message>
    <message>
        <source>Caller is Google</source>
        <translation>Aufrufer ist Google</translation>
    </message>
    <message>
        <source>Required members are there</source>
        <translation>Erforderliche Felder sind vorhanden</translation>
    </message>
    <message>
        <source>API version fits</source>
        <translation>API-Version passt</translation>
    </message>
    <message>
        <source>Issuer is ours</source>
        <translation>Aussteller ist der eigene</translation>
    </message>
    <message>
        <source>deviceReferenceId is well-formed</source>
        <translation>deviceReferenceId ist wohlgeformt</translation>
    </message>
    <message>
        <source>Not too many nonces</source>
        <translation>Nicht zu viele Einmalwerte</translation>
    </message>
    <message>
        <source>A nonce was issued for this reference</source>
        <translation>Für diese Referenz wurde ein Einmalwert ausgegeben</translation>
    </message>
    <message>
        <source>Chain comes in the new field</source>
        <translation>Zertifikatskette kommt im neuen Feld</translation>
    </message>
    <message>
        <source>App is Google&apos;s</source>
        <translation>App stammt von Google</translation>
    </message>
    <message>
        <source>App signer is Google&apos;s</source>
        <translation>Signaturzertifikat der App stammt von Google</translation>
    </message>
    <message>
        <source>Identity key is new</source>
        <translation>Identitätsschlüssel ist neu</translation>
    </message>
    <message>
        <source>Answer carries the request id</source>
        <translation>Antwort enthält die Anfragekennung</translation>
    </message>
    <message>
        <source>Card is an eGK</source>
        <translation>Karte ist eine Gesundheitskarte (eGK)</translation>
    </message>
    <message>
        <source>Card is generation 2.1</source>
        <translation>Karte ist von der Generation 2.1</translation>
    </message>
    <message>
        <source>ICCSN is readable</source>
        <translation>Kartennummer (ICCSN) ist lesbar</translation>
    </message>
    <message>
        <source>PACE parameters are known</source>
        <translation>PACE-Parameter sind bekannt</translation>
    </message>
    <message>
        <source>Received points are valid</source>
        <translation>Empfangene Punkte sind gültig</translation>
    </message>
    <message>
        <source>Card knows the CAN</source>
        <translation>Karte kennt die CAN</translation>
    </message>
    <message>
        <source>Answer is authentic</source>
        <translation>Antwort ist authentisch</translation>
    </message>
    <message>
        <source>Status word is the protected one</source>
        <translation>Statuswort ist das geschützte</translation>
    </message>
    <message>
        <source>Answer is complete</source>
        <translation>Antwort ist vollständig</translation>
    </message>
    <message>
        <source>PIN can be used</source>
        <translation>PIN kann verwendet werden</translation>
    </message>
    <message>
        <source>PIN, CAN, PUK have their length</source>
        <translation>PIN, CAN und PUK haben die richtige Länge</translation>
    </message>
    <message>
        <source>Certificate file is complete</source>
        <translation>Zertifikatsdatei ist vollständig</translation>
    </message>
    <message>
        <source>Private key belongs to the certificate</source>
        <translation>Privater Schlüssel gehört zum Zertifikat</translation>
    </message>
    <message>
        <source>Card signature is R and S</source>
        <translation>Signatur der Karte besteht aus R und S</translation>
    </message>
    <message>
        <source>Card signature verifies</source>
        <translation>Signatur der Karte ist gültig</translation>
    </message>
    <message>
        <source>EF.PD is readable</source>
        <translation>EF.PD ist lesbar</translation>
    </message>
    <message>
        <source>EF.VD is readable</source>
        <translation>EF.VD ist lesbar</translation>
    </message>
    <message>
        <source>Evidence is real</source>
        <translation>Nachweise sind echt</translation>
    </message>
</context>
<context>
    <name>dsr::ChecksCommand</name>
    <message>
        <source>Lists every check that the program knows.</source>
        <translation>Listet alle Prüfungen auf, die das Programm kennt.</translation>
    </message>
</context>
<context>
    <name>dsr::CommandTable</name>
    <message>
        <source>Shows this help.</source>
        <translation>Zeigt diese Hilfe.</translation>
    </message>
    <message>
        <source>Answers with one JSON document; commands that go on, with one object per line.</source>
        <translation>Antwortet mit einem JSON-Dokument; Befehle, die weiterlaufen, mit einem Objekt je Zeile.</translation>
    </message>
    <message>
        <source>Language of all texts.</source>
        <translation>Sprache aller Texte.</translation>
    </message>
    <message>
        <source>Folder of test certificates and registration store.</source>
        <translation>Ordner für Testzertifikate und Registrierungsspeicher.</translation>
    </message>
    <message>
        <source>The time that counts (ISO 8601, UTC unless it says otherwise).</source>
        <translation>Maßgebliche Zeit (ISO 8601, UTC, sofern nicht anders angegeben).</translation>
    </message>
    <message>
        <source>Makes nonces and identifiers repeatable; keys stay random.</source>
        <translation>Macht Einmalwerte und Kennungen wiederholbar; Schlüssel bleiben zufällig.</translation>
    </message>
    <message>
        <source>Also tells technical facts.</source>
        <translation>Nennt auch technische Angaben.</translation>
    </message>
    <message>
        <source>Shows the version.</source>
        <translation>Zeigt die Version.</translation>
    </message>
    <message>
        <source>Card reader, by the name that “readers” shows.</source>
        <translation>Kartenlesegerät mit dem Namen, den „readers“ zeigt.</translation>
    </message>
    <message>
        <source>“%1” is no value for --%2; possible values: %3.</source>
        <translation>„%1“ ist kein Wert für --%2; möglich sind: %3.</translation>
    </message>
    <message>
        <source>--reader and --virtual-card exclude each other.</source>
        <translation>--reader und --virtual-card schließen einander aus.</translation>
    </message>
    <message>
        <source>The built-in card; with a file name behind it, the card in that card image.</source>
        <translation>Die eingebaute Karte; mit einem Dateinamen dahinter die Karte in diesem Kartenabbild.</translation>
    </message>
</context>
<context>
    <name>dsr::ComparisonView</name>
    <message>
        <source>What differs in meaning</source>
        <translation>Was sich in der Bedeutung unterscheidet</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen …</translation>
    </message>
    <message>
        <source>The two mean the same.</source>
        <translation>Beide bedeuten dasselbe.</translation>
    </message>
    <message numerus="yes">
        <source>%n difference(s). Enter leads to the place.</source>
        <translation>
            <numerusform>%n Unterschied. Die Eingabetaste führt zur Stelle.</numerusform>
            <numerusform>%n Unterschiede. Die Eingabetaste führt zur Stelle.</numerusform>
        </translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
</context>
<context>
    <name>dsr::Decoding</name>
    <message numerus="yes">
        <source>%1… (%n octets)</source>
        <translation>
            <numerusform>%1… (%n Byte)</numerusform>
            <numerusform>%1… (%n Bytes)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dsr::Deviation</name>
    <message>
        <source>A truth value is written as an octet that DER does not know.</source>
        <translation>Ein Wahrheitswert steht als Oktett da, das DER nicht kennt.</translation>
    </message>
    <message>
        <source>The tags do not stand in ascending order.</source>
        <translation>Die Tags stehen nicht in aufsteigender Reihenfolge.</translation>
    </message>
    <message>
        <source>This tag stands there more than once.</source>
        <translation>Dieses Tag steht mehr als einmal da.</translation>
    </message>
    <message>
        <source>The elements of the set are not in the order of DER.</source>
        <translation>Die Elemente der Menge stehen nicht in der Reihenfolge von DER.</translation>
    </message>
    <message>
        <source>A number has octets that it does not need.</source>
        <translation>Eine Zahl hat Oktette, die sie nicht braucht.</translation>
    </message>
    <message>
        <source>A length is not in its shortest form.</source>
        <translation>Eine Länge steht nicht in ihrer kürzesten Form.</translation>
    </message>
    <message>
        <source>A length is indefinite, which DER does not allow.</source>
        <translation>Eine Länge ist unbestimmt, was DER nicht erlaubt.</translation>
    </message>
    <message>
        <source>A flag is not written as an empty NULL.</source>
        <translation>Ein Schalter ist nicht als leeres NULL geschrieben.</translation>
    </message>
    <message>
        <source>The value has another type than this tag has; it does not count.</source>
        <translation>Der Wert hat einen anderen Typ als dieses Tag; er zählt nicht.</translation>
    </message>
    <message>
        <source>There is no value in this tag.</source>
        <translation>In diesem Tag steht kein Wert.</translation>
    </message>
    <message>
        <source>No published version has this tag.</source>
        <translation>Keine veröffentlichte Version hat dieses Tag.</translation>
    </message>
    <message>
        <source>The key service never writes this tag into an attestation.</source>
        <translation>Der Schlüsseldienst schreibt dieses Tag nie in eine Attestierung.</translation>
    </message>
    <message>
        <source>There are octets behind the end.</source>
        <translation>Hinter dem Ende stehen noch Oktette.</translation>
    </message>
    <message>
        <source>An enumerated value is written as a plain number.</source>
        <translation>Ein Aufzählungswert ist als einfache Zahl geschrieben.</translation>
    </message>
    <message>
        <source>A plain number is written as an enumerated value.</source>
        <translation>Eine einfache Zahl ist als Aufzählungswert geschrieben.</translation>
    </message>
    <message>
        <source>This version of attestation is not published.</source>
        <translation>Diese Version der Attestierung ist nicht veröffentlicht.</translation>
    </message>
    <message>
        <source>Versions of attestation and key service do not belong together.</source>
        <translation>Die Versionen von Attestierung und Schlüsseldienst gehören nicht zusammen.</translation>
    </message>
    <message>
        <source>A challenge has 1 to 128 octets.</source>
        <translation>Eine Challenge hat 1 bis 128 Oktette.</translation>
    </message>
    <message>
        <source>A patch level that should have a day names only year and month.</source>
        <translation>Ein Patch-Stand, der einen Tag haben sollte, nennt nur Jahr und Monat.</translation>
    </message>
    <message>
        <source>A patch level names the day 00.</source>
        <translation>Ein Patch-Stand nennt den Tag 00.</translation>
    </message>
    <message>
        <source>The system has version 0, as builds of developers do.</source>
        <translation>Das System hat die Version 0 wie bei Entwicklern.</translation>
    </message>
    <message>
        <source>The curve of the elliptic key is not named.</source>
        <translation>Die Kurve des elliptischen Schlüssels ist nicht genannt.</translation>
    </message>
    <message>
        <source>No padding is named for the RSA key.</source>
        <translation>Für den RSA-Schlüssel ist kein Padding genannt.</translation>
    </message>
    <message>
        <source>The key that verified the system is left empty.</source>
        <translation>Der Schlüssel, der das System geprüft hat, ist leer gelassen.</translation>
    </message>
    <message>
        <source>The key that verified the system is all zero.</source>
        <translation>Der Schlüssel, der das System geprüft hat, besteht nur aus Nullen.</translation>
    </message>
    <message>
        <source>The digest of the key that verified the system has not 32 octets.</source>
        <translation>Der Hash des Schlüssels, der das System geprüft hat, hat nicht 32 Oktette.</translation>
    </message>
    <message>
        <source>Nothing is said about how the phone was started.</source>
        <translation>Es steht nichts darüber da, wie das Telefon gestartet wurde.</translation>
    </message>
    <message>
        <source>How the phone was started is told by software, which proves nothing.</source>
        <translation>Wie das Telefon gestartet wurde, sagt nur die Software; das beweist nichts.</translation>
    </message>
    <message>
        <source>The app is named without those who signed it.</source>
        <translation>Die App ist ohne ihre Unterzeichner genannt.</translation>
    </message>
    <message>
        <source>Several apps share the identity that made the key.</source>
        <translation>Mehrere Apps teilen sich die Identität, die den Schlüssel erzeugt hat.</translation>
    </message>
    <message>
        <source>The time at which the key was made cannot be right.</source>
        <translation>Die Zeit, zu der der Schlüssel erzeugt wurde, kann nicht stimmen.</translation>
    </message>
    <message>
        <source>An RSA key of 1024 bits is too short today.</source>
        <translation>Ein RSA-Schlüssel mit 1024 Bit ist heute zu kurz.</translation>
    </message>
    <message>
        <source>The cryptographic library does not know keys of this kind.</source>
        <translation>Die kryptographische Bibliothek kennt Schlüssel dieser Art nicht.</translation>
    </message>
    <message>
        <source>The key usage has bits that it does not need.</source>
        <translation>Die Schlüsselverwendung hat Bits, die sie nicht braucht.</translation>
    </message>
    <message>
        <source>The key usage names no usage.</source>
        <translation>Die Schlüsselverwendung nennt keine Verwendung.</translation>
    </message>
    <message>
        <source>The key usage is not marked as critical.</source>
        <translation>Die Schlüsselverwendung ist nicht als kritisch gekennzeichnet.</translation>
    </message>
    <message>
        <source>The certificate of the key names the key of its issuer.</source>
        <translation>Das Zertifikat des Schlüssels nennt den Schlüssel seines Ausstellers.</translation>
    </message>
    <message>
        <source>The app chose the subject of the certificate.</source>
        <translation>Die App hat den Inhabernamen des Zertifikats gewählt.</translation>
    </message>
    <message>
        <source>The app chose the serial number of the certificate.</source>
        <translation>Die App hat die Seriennummer des Zertifikats gewählt.</translation>
    </message>
    <message>
        <source>The certificate ends before it begins.</source>
        <translation>Das Zertifikat endet, bevor es beginnt.</translation>
    </message>
    <message>
        <source>Issuer and subject of the key&apos;s certificate are the same name, but it did not sign itself: an attest key did.</source>
        <translation>Aussteller und Inhaber im Zertifikat des Schlüssels haben denselben Namen, aber es hat sich nicht selbst signiert: Das war ein Attestierungsschlüssel.</translation>
    </message>
    <message>
        <source>The provisioning information cannot be read.</source>
        <translation>Die Angaben zur Bereitstellung sind nicht lesbar.</translation>
    </message>
</context>
<context>
    <name>dsr::DeviceTokenChecks</name>
    <message>
        <source>This certificate came with the token; whether it is one of the service, has to be known by other means.</source>
        <translation>Dieses Zertifikat kam mit dem Token; ob es eines des Dienstes ist, muss auf anderem Weg bekannt sein.</translation>
    </message>
    <message>
        <source>A device token lives for one hour.</source>
        <translation>Ein Gerätetoken gilt eine Stunde.</translation>
    </message>
    <message>
        <source>The token has expired.</source>
        <translation>Das Token ist abgelaufen.</translation>
    </message>
    <message>
        <source>This is not the hash of a certificate in base64url.</source>
        <translation>Das ist kein Hashwert eines Zertifikats in base64url.</translation>
    </message>
    <message>
        <source>The token is bound to the certificate of the service that signed it, not to the one of the client.</source>
        <translation>Das Token ist an das Zertifikat des Dienstes gebunden, der es unterschrieben hat, und nicht an das des Clients.</translation>
    </message>
    <message>
        <source>Nobody said which certificate the client has.</source>
        <translation>Niemand hat gesagt, welches Zertifikat der Client hat.</translation>
    </message>
</context>
<context>
    <name>dsr::DifferenceModel</name>
    <message>
        <source>added</source>
        <translation>hinzugekommen</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>weggefallen</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>(the whole)</source>
        <translation>(das Ganze)</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
</context>
<context>
    <name>dsr::DmsCommands</name>
    <message>
        <source>The service is running.</source>
        <translation>Der Dienst läuft.</translation>
    </message>
    <message>
        <source>Registration:       %1</source>
        <translation>Registrierung:           %1</translation>
    </message>
    <message>
        <source>Device management:  %1</source>
        <translation>Geräteverwaltung:        %1</translation>
    </message>
    <message>
        <source>Card status (OCSP): %1</source>
        <translation>Sperrauskunft (OCSP):    %1</translation>
    </message>
    <message>
        <source>Authorities:        %1</source>
        <translation>Zertifizierungsstellen:  %1</translation>
    </message>
    <message>
        <source>No device is registered.</source>
        <translation>Es ist kein Gerät registriert.</translation>
    </message>
    <message>
        <source>Several persons have registered this device; say with --kvnr whose registration ends.</source>
        <translation>Mehrere Personen haben dieses Gerät registriert; geben Sie mit --kvnr an, wessen Registrierung endet.</translation>
    </message>
    <message>
        <source>The registration was deleted and its certificate revoked.</source>
        <translation>Die Registrierung wurde gelöscht und ihr Zertifikat gesperrt.</translation>
    </message>
    <message>
        <source>There is no registration with this identifier.</source>
        <translation>Es gibt keine Registrierung mit dieser Kennung.</translation>
    </message>
    <message>
        <source>Registration store; dms.sqlite in the data folder if not given.</source>
        <translation>Registrierungsspeicher; ohne Angabe dms.sqlite im Datenordner.</translation>
    </message>
    <message>
        <source>Runs the local DMS with its simulated surroundings.</source>
        <translation>Startet den lokalen DMS mit seiner simulierten Umgebung.</translation>
    </message>
    <message>
        <source>Listens on this computer only. Goes on until it is stopped; what was begun is still answered.</source>
        <translation>Nur von diesem Rechner aus erreichbar. Läuft, bis der Befehl beendet wird; begonnene Anfragen werden noch beantwortet.</translation>
    </message>
    <message>
        <source>Address for registrations; port 0 means any.</source>
        <translation>Adresse für Registrierungen; Port 0 bedeutet irgendein freier.</translation>
    </message>
    <message>
        <source>Address for registered devices, with client certificates.</source>
        <translation>Adresse für registrierte Geräte, mit Client-Zertifikaten.</translation>
    </message>
    <message>
        <source>How strictly registrations are judged.</source>
        <translation>Wie streng Registrierungen bewertet werden.</translation>
    </message>
    <message>
        <source>Lists the registered devices of a store.</source>
        <translation>Listet die registrierten Geräte eines Speichers auf.</translation>
    </message>
    <message>
        <source>Ends a registration and revokes its certificate.</source>
        <translation>Beendet eine Registrierung und sperrt ihr Zertifikat.</translation>
    </message>
    <message>
        <source>ID is the device identifier or the UUID that “dms devices --json” shows.</source>
        <translation>ID ist die Gerätekennung oder die UUID, die „dms devices --json“ zeigt.</translation>
    </message>
    <message>
        <source>Only registrations of this insurance number.</source>
        <translation>Nur Registrierungen mit dieser Versichertennummer.</translation>
    </message>
</context>
<context>
    <name>dsr::ExchangeModel</name>
    <message>
        <source>Protected by the channel; shown as the card understood it</source>
        <translation>Durch den Kanal geschützt; gezeigt, wie die Karte es verstanden hat</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>What was asked, and what came of it</source>
        <translation>Was verlangt wurde und was daraus wurde</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Duration (ms)</source>
        <translation>Dauer (ms)</translation>
    </message>
</context>
<context>
    <name>dsr::ExchangeView</name>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>Inside the channel:</source>
        <translation>Im Kanal:</translation>
    </message>
    <message>
        <source>Save exchange with the card</source>
        <translation>Austausch mit der Karte speichern</translation>
    </message>
    <message>
        <source>Commands (*.apdu);;All files (*)</source>
        <translation>Kommandos (*.apdu);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Gespeichert als %1.</translation>
    </message>
    <message>
        <source>Copy a&amp;ll</source>
        <translation>A&amp;lles kopieren</translation>
    </message>
    <message>
        <source>Sa&amp;ve…</source>
        <translation>Speic&amp;hern …</translation>
    </message>
    <message>
        <source>Exchange with the card</source>
        <translation>Austausch mit der Karte</translation>
    </message>
    <message>
        <source>Bytes of the chosen command</source>
        <translation>Bytes des gewählten Kommandos</translation>
    </message>
</context>
<context>
    <name>dsr::FindingList</name>
    <message>
        <source>%1 %2</source>
        <comment>number and result of checks</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>nothing came out differently</source>
        <translation>nichts fiel anders aus</translation>
    </message>
    <message numerus="yes">
        <source>%n came out differently</source>
        <translation>
            <numerusform>%n fiel anders aus</numerusform>
            <numerusform>%n fielen anders aus</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing here that a rule judges.</source>
        <translation>Hier ist nichts, worüber eine Regel urteilt.</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Show results</source>
        <translation>Ergebnisse anzeigen</translation>
    </message>
    <message>
        <source>all results</source>
        <translation>alle Ergebnisse</translation>
    </message>
    <message>
        <source>Words to look for in the checks</source>
        <translation>Wörter, nach denen in den Prüfungen gesucht wird</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Only &amp;different</source>
        <translation>Nur &amp;Abweichendes</translation>
    </message>
</context>
<context>
    <name>dsr::FindingModel</name>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Checked by</source>
        <translation>Geprüft von</translation>
    </message>
    <message>
        <source>%1 (before: %2)</source>
        <comment>results of a check</comment>
        <translation>%1 (vorher: %2)</translation>
    </message>
</context>
<context>
    <name>dsr::Flaw</name>
    <message>
        <source>length field and size disagree</source>
        <translation>Längenfeld und Größe stimmen nicht überein</translation>
    </message>
    <message>
        <source>shorter than a command header</source>
        <translation>kürzer als der Kopf eines Befehls</translation>
    </message>
    <message>
        <source>shorter than a status word</source>
        <translation>kürzer als ein Statuswort</translation>
    </message>
    <message>
        <source>not base64url without padding</source>
        <translation>kein Base64url ohne Füllzeichen</translation>
    </message>
    <message>
        <source>not base64</source>
        <translation>kein Base64</translation>
    </message>
    <message>
        <source>too many fields, the rest is not taken apart</source>
        <translation>zu viele Felder, der Rest wird nicht zerlegt</translation>
    </message>
    <message>
        <source>nested too deeply</source>
        <translation>zu tief verschachtelt</translation>
    </message>
    <message>
        <source>no element</source>
        <translation>kein Element</translation>
    </message>
    <message>
        <source>tag is cut off</source>
        <translation>Tag ist abgeschnitten</translation>
    </message>
    <message>
        <source>tag number is too large</source>
        <translation>Nummer des Tags ist zu groß</translation>
    </message>
    <message>
        <source>length is missing</source>
        <translation>Länge fehlt</translation>
    </message>
    <message>
        <source>indefinite length</source>
        <translation>unbestimmte Länge</translation>
    </message>
    <message>
        <source>length is too large</source>
        <translation>Länge ist zu groß</translation>
    </message>
    <message>
        <source>length is cut off</source>
        <translation>Länge ist abgeschnitten</translation>
    </message>
    <message>
        <source>content is cut off</source>
        <translation>Inhalt ist abgeschnitten</translation>
    </message>
    <message>
        <source>more behind the end of the element</source>
        <translation>weitere Daten nach dem Ende des Elements</translation>
    </message>
    <message>
        <source>a number without octets</source>
        <translation>eine Zahl ohne Bytes</translation>
    </message>
    <message>
        <source>a number with needless octets</source>
        <translation>eine Zahl mit überflüssigen Bytes</translation>
    </message>
    <message>
        <source>not a truth value as DER writes it</source>
        <translation>kein Wahrheitswert, wie DER ihn schreibt</translation>
    </message>
    <message>
        <source>not an object identifier</source>
        <translation>keine Objektkennung</translation>
    </message>
    <message>
        <source>octets that are no characters</source>
        <translation>Bytes, die keine Zeichen sind</translation>
    </message>
    <message>
        <source>not a date as certificates write it</source>
        <translation>kein Datum, wie Zertifikate es schreiben</translation>
    </message>
    <message>
        <source>NULL has no content</source>
        <translation>NULL hat keinen Inhalt</translation>
    </message>
    <message>
        <source>length is not in its shortest form</source>
        <translation>Länge hat nicht die kürzeste Form</translation>
    </message>
    <message>
        <source>not UTF-8</source>
        <translation>kein UTF-8</translation>
    </message>
    <message>
        <source>unknown escape</source>
        <translation>unbekannte Escape-Folge</translation>
    </message>
    <message>
        <source>control character in a text</source>
        <translation>Steuerzeichen in einem Text</translation>
    </message>
    <message>
        <source>text without closing quote</source>
        <translation>Text ohne schließendes Anführungszeichen</translation>
    </message>
    <message>
        <source>half of a surrogate pair</source>
        <translation>Hälfte eines Surrogatpaars</translation>
    </message>
    <message>
        <source>more behind the end of the JSON text</source>
        <translation>weitere Daten nach dem Ende des JSON-Texts</translation>
    </message>
    <message>
        <source>a member is missing before this</source>
        <translation>davor fehlt ein Feld</translation>
    </message>
    <message>
        <source>a name is missing before this</source>
        <translation>davor fehlt ein Name</translation>
    </message>
    <message>
        <source>this name stands here more than once</source>
        <translation>dieser Name steht hier mehrmals</translation>
    </message>
    <message>
        <source>a separator is missing before this</source>
        <translation>davor fehlt ein Trennzeichen</translation>
    </message>
    <message>
        <source>not closed</source>
        <translation>nicht geschlossen</translation>
    </message>
    <message>
        <source>not a JSON value</source>
        <translation>kein JSON-Wert</translation>
    </message>
    <message>
        <source>a signature of this algorithm has 64 octets</source>
        <translation>eine Signatur dieses Algorithmus hat 64 Bytes</translation>
    </message>
    <message>
        <source>not three segments with dots between them</source>
        <translation>nicht drei durch Punkte getrennte Abschnitte</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>more segments</source>
        <translation>weitere Abschnitte</translation>
    </message>
    <message>
        <source>no end line</source>
        <translation>keine Endezeile</translation>
    </message>
    <message>
        <source>an item is missing</source>
        <translation>ein Element fehlt</translation>
    </message>
    <message>
        <source>a first octet that CBOR reserves</source>
        <translation>ein erstes Oktett, das CBOR sich vorbehält</translation>
    </message>
    <message>
        <source>an end where nothing was open</source>
        <translation>ein Ende, wo nichts offen war</translation>
    </message>
    <message>
        <source>a chunk of another kind</source>
        <translation>ein Teilstück anderer Art</translation>
    </message>
    <message>
        <source>more behind the end of the item</source>
        <translation>mehr hinter dem Ende des Elements</translation>
    </message>
    <message>
        <source>neither four octets nor a number</source>
        <translation>weder vier Oktette noch eine Zahl</translation>
    </message>
    <message>
        <source>says that extensions follow, but none do</source>
        <translation>sagt, dass Erweiterungen folgen, aber es folgen keine</translation>
    </message>
    <message>
        <source>more behind the end of the authenticator data</source>
        <translation>mehr hinter dem Ende der Authenticator-Daten</translation>
    </message>
    <message>
        <source>not a date as receipts write it</source>
        <translation>kein Datum, wie Belege es schreiben</translation>
    </message>
    <message>
        <source>not hex</source>
        <translation>nicht hexadezimal</translation>
    </message>
    <message>
        <source>not an uncompressed point of a curve of 256 bits</source>
        <translation>kein unkomprimierter Punkt einer Kurve mit 256 Bit</translation>
    </message>
    <message>
        <source>not the SEQUENCE of eight that a key description is</source>
        <translation>nicht die SEQUENCE aus acht Teilen, die eine Schlüsselbeschreibung ist</translation>
    </message>
    <message>
        <source>not a serial number as status lists write it</source>
        <translation>keine Seriennummer, wie Sperrlisten sie schreiben</translation>
    </message>
    <message>
        <source>an entry without a status</source>
        <translation>ein Eintrag ohne Status</translation>
    </message>
    <message>
        <source>a status that is not published</source>
        <translation>ein Status, der nicht veröffentlicht ist</translation>
    </message>
    <message>
        <source>a status list without entries</source>
        <translation>eine Sperrliste ohne Einträge</translation>
    </message>
    <message>
        <source>offsets that lead nowhere</source>
        <translation>Positionen, die ins Leere führen</translation>
    </message>
    <message>
        <source>not packed digits</source>
        <translation>keine gepackten Ziffern</translation>
    </message>
    <message>
        <source>compressed data that is damaged or too large</source>
        <translation>komprimierte Daten, die beschädigt oder zu groß sind</translation>
    </message>
    <message>
        <source>shorter than its length field</source>
        <translation>kürzer als das Längenfeld</translation>
    </message>
    <message>
        <source>not a date</source>
        <translation>kein Datum</translation>
    </message>
    <message>
        <source>a tag that is damaged</source>
        <translation>ein beschädigtes Element</translation>
    </message>
</context>
<context>
    <name>dsr::Help</name>
    <message>
        <source>Options of every command:</source>
        <translation>Optionen aller Befehle:</translation>
    </message>
    <message>
        <source>done, nothing wrong</source>
        <translation>ausgeführt, alles in Ordnung</translation>
    </message>
    <message>
        <source>done, but something was refused or a check failed</source>
        <translation>ausgeführt, aber etwas wurde abgelehnt oder eine Prüfung nicht bestanden</translation>
    </message>
    <message>
        <source>wrong usage</source>
        <translation>falscher Aufruf</translation>
    </message>
    <message>
        <source>unreadable input</source>
        <translation>nicht lesbare Eingabe</translation>
    </message>
    <message>
        <source>this computer lacks something: card service, reader, card, free port, folder, space</source>
        <translation>diesem Rechner fehlt etwas: Kartendienst, Kartenlesegerät, Karte, freier Port, Ordner, Platz</translation>
    </message>
    <message>
        <source>the card refused</source>
        <translation>die Karte hat abgelehnt</translation>
    </message>
    <message>
        <source>network or TLS</source>
        <translation>Netzwerk oder TLS</translation>
    </message>
    <message>
        <source>internal error</source>
        <translation>interner Fehler</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>Usage: dsrctl COMMAND [OPTION…]</source>
        <translation>Aufruf: dsrctl COMMAND [OPTION…]</translation>
    </message>
    <message>
        <source>Registers devices with the health card, and serves and inspects what belongs to it.</source>
        <translation>Registriert Geräte mit der Gesundheitskarte, stellt den zugehörigen Dienst bereit und zeigt, was dabei entsteht.</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>Befehle:</translation>
    </message>
    <message>
        <source>Exit codes:</source>
        <translation>Rückgabewerte:</translation>
    </message>
    <message>
        <source>“dsrctl COMMAND --help” tells more about one command.</source>
        <translation>„dsrctl COMMAND --help“ sagt mehr über einen einzelnen Befehl.</translation>
    </message>
    <message>
        <source>Usage: dsrctl %1 [OPTION…]</source>
        <translation>Aufruf: dsrctl %1 [OPTION…]</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>Optionen:</translation>
    </message>
</context>
<context>
    <name>dsr::HexPane</name>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n Byte</numerusform>
            <numerusform>%n Bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>Bytes %1 to %2 of %3 are marked.</source>
        <translation>Die Bytes %1 bis %2 von %3 sind markiert.</translation>
    </message>
</context>
<context>
    <name>dsr::InspectCommands</name>
    <message>
        <source>“%1” is no kind of data; possible kinds: %2.</source>
        <translation>„%1“ ist keine Art von Daten; mögliche Arten: %2.</translation>
    </message>
    <message>
        <source>--expect needs NAME=VALUE, not “%1”.</source>
        <translation>--expect braucht NAME=WERT, nicht „%1“.</translation>
    </message>
    <message>
        <source>A page can hold one file only.</source>
        <translation>Eine Seite kann nur eine Datei enthalten.</translation>
    </message>
    <message>
        <source>(the whole)</source>
        <translation>(das Ganze)</translation>
    </message>
    <message>
        <source>The two mean the same.</source>
        <translation>Beide bedeuten dasselbe.</translation>
    </message>
    <message>
        <source>What the bytes are, if it shall not be guessed.</source>
        <translation>Was die Bytes sind, wenn es nicht erraten werden soll.</translation>
    </message>
    <message>
        <source>Takes anything apart to the last byte and judges it.</source>
        <translation>Zerlegt alles bis zum letzten Byte und beurteilt es.</translation>
    </message>
    <message>
        <source>Trust anchors: a name that “trust list” shows, or a file; may be given several times. Without it, all known snapshots count.</source>
        <translation>Vertrauensanker: ein Name, den „trust list“ zeigt, oder eine Datei; kann mehrmals angegeben werden. Ohne diese Angabe zählen alle bekannten Stände.</translation>
    </message>
    <message>
        <source>By which rules: strict ones, those of the reference service, those of Google Wallet.</source>
        <translation>Nach welchen Regeln: den strengen, denen des Referenzdienstes oder denen von Google Wallet.</translation>
    </message>
    <message>
        <source>Form of the answer.</source>
        <translation>Form der Antwort.</translation>
    </message>
    <message>
        <source>Shows personal data in texts and pages.</source>
        <translation>Zeigt persönliche Daten in Texten und Seiten.</translation>
    </message>
    <message>
        <source>Shows where two files differ in meaning.</source>
        <translation>Zeigt, wo sich zwei Dateien in ihrer Bedeutung unterscheiden.</translation>
    </message>
    <message>
        <source>White space, the order of members and other mere form are no difference.</source>
        <translation>Leerraum, die Reihenfolge von Mitgliedern und andere bloße Form sind kein Unterschied.</translation>
    </message>
    <message>
        <source>What the evidence must hold; bytes as base64. Names: %1.</source>
        <translation>Was die Nachweise enthalten müssen; Bytes als Base64. Namen: %1.</translation>
    </message>
    <message>
        <source>A Play Integrity token needs both keys.</source>
        <translation>Ein Play-Integrity-Token braucht beide Schlüssel.</translation>
    </message>
    <message>
        <source>Opens Play Integrity tokens: the decryption key, base64.</source>
        <translation>Öffnet Play-Integrity-Token: der Schlüssel zum Entschlüsseln, Base64.</translation>
    </message>
    <message>
        <source>The verification key to it, base64.</source>
        <translation>Der Prüfschlüssel dazu, Base64.</translation>
    </message>
    <message>
        <source>Judged as one chain: %1</source>
        <translation>Als eine Kette beurteilt: %1</translation>
    </message>
    <message>
        <source>Tokens, certificates and chains, requests, attestations, card data. The exit code is 1 if a check failed; checks whose input is missing are not checked. Certificates of one attestation chain may come in several files, in any order.</source>
        <translation>Token, Zertifikate und Ketten, Anträge, Attestierungen, Kartendaten. Das Programm endet mit 1, wenn eine Prüfung nicht bestanden wurde; Prüfungen, deren Eingabe fehlt, gelten als nicht geprüft. Die Zertifikate einer Attestierungskette dürfen in mehreren Dateien stehen, in beliebiger Reihenfolge.</translation>
    </message>
</context>
<context>
    <name>dsr::InspectDocument</name>
    <message>
        <source>Judged as one chain: %1</source>
        <translation>Als eine Kette beurteilt: %1</translation>
    </message>
</context>
<context>
    <name>dsr::InspectPane</name>
    <message>
        <source>Content as a tree</source>
        <translation>Inhalt als Baum</translation>
    </message>
    <message>
        <source>Sources of bytes</source>
        <translation>Herkunft der Bytes</translation>
    </message>
    <message>
        <source>Show &amp;encoding</source>
        <translation>&amp;Kodierung anzeigen</translation>
    </message>
    <message>
        <source>Show &amp;personal data</source>
        <translation>&amp;Persönliche Daten anzeigen</translation>
    </message>
</context>
<context>
    <name>dsr::InspectPlace</name>
    <message>
        <source>There is nothing to inspect in the clipboard.</source>
        <translation>In der Zwischenablage ist nichts, was sich prüfen lässt.</translation>
    </message>
    <message>
        <source>Pasted text</source>
        <translation>Eingefügter Text</translation>
    </message>
    <message>
        <source>Inspect a file</source>
        <translation>Datei prüfen</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Recen&amp;t</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>P&amp;aste</source>
        <translation>Ein&amp;fügen</translation>
    </message>
    <message>
        <source>Drop or paste anything here: a token, a certificate, an attestation, a card file, a recorded session.</source>
        <translation>Legen Sie hier etwas ab oder fügen Sie es ein: ein Token, ein Zertifikat, eine Attestierung, eine Datei der Karte, eine aufgezeichnete Sitzung.</translation>
    </message>
    <message>
        <source>It is taken apart to the last byte, explained and judged. Nothing leaves this computer.</source>
        <translation>Es wird bis zum letzten Byte zerlegt, erklärt und beurteilt. Nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Open documents</source>
        <translation>Offene Dokumente</translation>
    </message>
    <message>
        <source>Web pages (*.html)</source>
        <translation>Webseiten (*.html)</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF-Dateien (*.pdf)</translation>
    </message>
    <message>
        <source>%1 ↔ %2</source>
        <comment>names</comment>
        <translation>%1 ↔ %2</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Gespeichert unter %1.</translation>
    </message>
    <message>
        <source>Co&amp;mpare with</source>
        <translation>Ver&amp;gleichen mit</translation>
    </message>
    <message>
        <source>Re&amp;port</source>
        <translation>Be&amp;richt</translation>
    </message>
    <message>
        <source>As &amp;web page…</source>
        <translation>Als &amp;Webseite …</translation>
    </message>
    <message>
        <source>As P&amp;DF…</source>
        <translation>Als P&amp;DF …</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>name of a document, number</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>dsr::InspectionReport</name>
    <message>
        <source>at: %1</source>
        <translation>bei: %1</translation>
    </message>
    <message>
        <source>expected: %1</source>
        <translation>erwartet: %1</translation>
    </message>
    <message>
        <source>computed as: %1</source>
        <translation>berechnet als: %1</translation>
    </message>
    <message>
        <source>found: %1</source>
        <translation>gefunden: %1</translation>
    </message>
    <message>
        <source>Checks: %1 passed, %2 failed, %3 warnings, %4 not checked.</source>
        <translation>Prüfungen: %1 bestanden, %2 nicht bestanden, %3 Warnungen, %4 nicht geprüft.</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n Byte</numerusform>
            <numerusform>%n Bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Inspection</source>
        <translation>Untersuchung</translation>
    </message>
</context>
<context>
    <name>dsr::InspectionTerms</name>
    <message>
        <source>The value expected for “%1” is not base64.</source>
        <translation>Der für „%1“ erwartete Wert ist kein Base64.</translation>
    </message>
    <message>
        <source>Nothing called “%1” can be expected; possible names: %2.</source>
        <translation>Nichts mit dem Namen „%1“ kann erwartet werden; mögliche Namen: %2.</translation>
    </message>
</context>
<context>
    <name>dsr::JsonDecoder</name>
    <message>
        <source>not shown</source>
        <translation>nicht gezeigt</translation>
    </message>
</context>
<context>
    <name>dsr::KeyDecoder</name>
    <message>
        <source>not shown</source>
        <translation>nicht gezeigt</translation>
    </message>
    <message>
        <source>private key</source>
        <translation>privater Schlüssel</translation>
    </message>
    <message>
        <source>private key, %1</source>
        <translation>privater Schlüssel, %1</translation>
    </message>
</context>
<context>
    <name>dsr::ListenAddress</name>
    <message>
        <source>“%1” is not an address like 127.0.0.1:4433.</source>
        <translation>„%1“ ist keine Adresse wie 127.0.0.1:4433.</translation>
    </message>
    <message>
        <source>The service listens on this computer only, for example on 127.0.0.1:0, not on %1.</source>
        <translation>Der Dienst ist nur auf diesem Rechner erreichbar, zum Beispiel unter 127.0.0.1:0, nicht unter %1.</translation>
    </message>
</context>
<context>
    <name>dsr::MainWindow</name>
    <message>
        <source>DSR Workstation</source>
        <translation>DSR Workstation</translation>
    </message>
    <message>
        <source>Re&amp;gister</source>
        <translation>Re&amp;gistrieren</translation>
    </message>
    <message>
        <source>Ser&amp;vice</source>
        <translation>&amp;Dienst</translation>
    </message>
    <message>
        <source>&amp;Inspect</source>
        <translation>&amp;Prüfen</translation>
    </message>
</context>
<context>
    <name>dsr::ManagePin</name>
    <message>
        <source>Change the PIN</source>
        <translation>PIN ändern</translation>
    </message>
    <message>
        <source>Set the new PIN</source>
        <translation>Neue PIN setzen</translation>
    </message>
    <message>
        <source>The card compares the old PIN and takes the new one.</source>
        <translation>Die Karte vergleicht die alte PIN und übernimmt die neue.</translation>
    </message>
    <message>
        <source>Choose the first PIN</source>
        <translation>Erste PIN wählen</translation>
    </message>
    <message>
        <source>Set the first PIN</source>
        <translation>Erste PIN setzen</translation>
    </message>
    <message>
        <source>The PIN from the letter is replaced by one that only the insured person knows.</source>
        <translation>Die PIN aus dem Brief wird durch eine ersetzt, die nur die versicherte Person kennt.</translation>
    </message>
    <message>
        <source>Unblock the PIN</source>
        <translation>PIN entsperren</translation>
    </message>
    <message>
        <source>Unblock with the PUK</source>
        <translation>Mit der PUK entsperren</translation>
    </message>
    <message>
        <source>The card compares the PUK, which it counts, and lets the PIN be used again.</source>
        <translation>Die Karte vergleicht die PUK, zählt die Benutzung mit und gibt die PIN wieder frei.</translation>
    </message>
    <message>
        <source>Look at the PIN</source>
        <translation>PIN ansehen</translation>
    </message>
    <message>
        <source>Find the health card</source>
        <translation>Gesundheitskarte finden</translation>
    </message>
    <message>
        <source>The card in the reader is recognised; nothing personal is read.</source>
        <translation>Die Karte im Kartenlesegerät wird erkannt; Persönliches wird nicht gelesen.</translation>
    </message>
    <message>
        <source>which card is it</source>
        <translation>welche Karte ist es</translation>
    </message>
    <message>
        <source>Look at the state of the PIN</source>
        <translation>Zustand der PIN ansehen</translation>
    </message>
    <message>
        <source>The tries left are known before anybody enters a PIN. No try is used.</source>
        <translation>Die verbleibenden Versuche sind bekannt, bevor jemand eine PIN eingibt. Es wird kein Versuch verbraucht.</translation>
    </message>
    <message>
        <source>state of the PIN</source>
        <translation>Zustand der PIN</translation>
    </message>
    <message>
        <source>old and new secret</source>
        <translation>altes und neues Geheimnis</translation>
    </message>
    <message>
        <source>set PIN</source>
        <translation>PIN setzen</translation>
    </message>
</context>
<context>
    <name>dsr::Mark</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>a check</comment>
        <translation>nicht bestanden</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>registered</source>
        <translation>registriert</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>not completed</source>
        <translation>nicht abgeschlossen</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>dsr::Member</name>
    <message>
        <source>fingerprint of the mTLS key</source>
        <translation>Fingerabdruck des mTLS-Schlüssels</translation>
    </message>
    <message>
        <source>fingerprint of the attest key</source>
        <translation>Fingerabdruck des Attestierungsschlüssels</translation>
    </message>
    <message>
        <source>fingerprint of the App Attest key</source>
        <translation>Fingerabdruck des App-Attest-Schlüssels</translation>
    </message>
    <message>
        <source>fingerprint of the certificate</source>
        <translation>Fingerabdruck des Zertifikats</translation>
    </message>
</context>
<context>
    <name>dsr::NodeActions</name>
    <message numerus="yes">
        <source>Copied %n character(s).</source>
        <translation>
            <numerusform>%n Zeichen kopiert.</numerusform>
            <numerusform>%n Zeichen kopiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save bytes</source>
        <translation>Bytes speichern</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Gespeichert unter %1.</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>&amp;Vorwärts</translation>
    </message>
    <message>
        <source>&amp;Copy value</source>
        <translation>Wert &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;path</source>
        <translation>&amp;Pfad kopieren</translation>
    </message>
    <message>
        <source>Copy bytes as &amp;hex</source>
        <translation>Bytes als &amp;Hex kopieren</translation>
    </message>
    <message>
        <source>Copy bytes as b&amp;ase64</source>
        <translation>Bytes als &amp;Base64 kopieren</translation>
    </message>
    <message>
        <source>Copy as PE&amp;M</source>
        <translation>Als PE&amp;M kopieren</translation>
    </message>
    <message>
        <source>&amp;Save bytes…</source>
        <translation>Bytes &amp;speichern …</translation>
    </message>
</context>
<context>
    <name>dsr::NodeDetail</name>
    <message>
        <source>Details of the selected node</source>
        <translation>Einzelheiten zum gewählten Knoten</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Damage</source>
        <translation>Schaden</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Personal data, hidden</source>
        <translation>Personendaten, verdeckt</translation>
    </message>
    <message>
        <source>(input)</source>
        <translation>(Eingabe)</translation>
    </message>
    <message>
        <source>%1, at byte %2, empty</source>
        <translation>%1, bei Byte %2, leer</translation>
    </message>
    <message numerus="yes">
        <source>%1, bytes %2 to %3 (%n byte(s), from 0x%4)</source>
        <translation>
            <numerusform>%1, Byte %2 bis %3 (%n Byte, ab 0x%4)</numerusform>
            <numerusform>%1, Bytes %2 bis %3 (%n Bytes, ab 0x%4)</numerusform>
        </translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Computed as</source>
        <translation>Berechnet als</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
</context>
<context>
    <name>dsr::NodeModel</name>
    <message>
        <source>••••••</source>
        <translation>••••••</translation>
    </message>
    <message>
        <source>%1 (damaged: %2)</source>
        <translation>%1 (beschädigt: %2)</translation>
    </message>
    <message>
        <source>Personal data, hidden</source>
        <translation>Persönliche Daten, ausgeblendet</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name and value</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>name and value, result of a check</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>dsr::OcspChecks</name>
    <message>
        <source>The status of the card certificate is not asked for in this mode.</source>
        <translation>In diesem Modus wird keine Sperrauskunft zum Zertifikat der Karte eingeholt.</translation>
    </message>
    <message>
        <source>There is no answer of a responder here.</source>
        <translation>Hier liegt keine Antwort eines OCSP-Responders vor.</translation>
    </message>
    <message>
        <source>The signature of the answer is wrong.</source>
        <translation>Die Signatur der Antwort ist falsch.</translation>
    </message>
    <message>
        <source>The responder says that it cannot answer now.</source>
        <translation>Der OCSP-Responder meldet, dass er jetzt nicht antworten kann.</translation>
    </message>
    <message>
        <source>The responder did not tell the status of this one certificate.</source>
        <translation>Der OCSP-Responder hat nicht genau den Status dieses einen Zertifikats genannt.</translation>
    </message>
    <message>
        <source>The responder that signed the answer is not trusted for this certificate.</source>
        <translation>Dem OCSP-Responder, der die Antwort signiert hat, wird für dieses Zertifikat nicht vertraut.</translation>
    </message>
    <message>
        <source>The certificate of the card was revoked.</source>
        <translation>Das Zertifikat der Karte wurde gesperrt.</translation>
    </message>
    <message>
        <source>The responder does not know this certificate.</source>
        <translation>Der OCSP-Responder kennt dieses Zertifikat nicht.</translation>
    </message>
    <message>
        <source>The answer does not prove that the responder knows this very certificate.</source>
        <translation>Die Antwort beweist nicht, dass der OCSP-Responder genau dieses Zertifikat kennt.</translation>
    </message>
    <message>
        <source>The status is said to hold from a time in the future.</source>
        <translation>Der Status gilt nach eigener Angabe erst ab einem Zeitpunkt in der Zukunft.</translation>
    </message>
    <message>
        <source>The answer was not made just now.</source>
        <translation>Die Antwort wurde nicht eben erst erzeugt.</translation>
    </message>
    <message>
        <source>Newer information than this answer must exist by now.</source>
        <translation>Inzwischen muss es neuere Angaben als diese Antwort geben.</translation>
    </message>
    <message>
        <source>The answer is about another certificate.</source>
        <translation>Die Antwort betrifft ein anderes Zertifikat.</translation>
    </message>
</context>
<context>
    <name>dsr::Operators</name>
    <message>
        <source>That was not the PIN of the card.</source>
        <translation>Das war nicht die PIN der Karte.</translation>
    </message>
    <message numerus="yes">
        <source>%n try(s) left.</source>
        <translation>
            <numerusform>Noch %n Versuch verbleibt.</numerusform>
            <numerusform>Noch %n Versuche verbleiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>PIN of the card in “%1”: </source>
        <translation>PIN der Karte in „%1“: </translation>
    </message>
    <message>
        <source>--test-pin is for the built-in card, and the card in the reader is another one.</source>
        <translation>--test-pin gilt für die eingebaute Karte, im Kartenlesegerät steckt aber eine andere.</translation>
    </message>
    <message>
        <source>If this try is wrong, the PIN will be blocked. Write “yes” to go on: </source>
        <translation>Wenn dieser Versuch falsch ist, wird die PIN gesperrt. Geben Sie „ja“ ein, um fortzufahren: </translation>
    </message>
    <message>
        <source>Only one try is left, and a wrong one would block the PIN; --use-last-try takes the risk.</source>
        <translation>Es verbleibt nur noch ein Versuch, und ein falscher würde die PIN sperren; mit --use-last-try gehen Sie dieses Risiko ein.</translation>
    </message>
    <message>
        <source>Six digits on the front of the card in “%1” (CAN): </source>
        <translation>Sechs Ziffern auf der Vorderseite der Karte in „%1“ (CAN): </translation>
    </message>
    <message>
        <source>Transport PIN from the insurer&apos;s letter: </source>
        <translation>Transport-PIN aus dem Brief der Krankenkasse: </translation>
    </message>
    <message>
        <source>New PIN, 6 to 8 digits: </source>
        <translation>Neue PIN, 6 bis 8 Ziffern: </translation>
    </message>
    <message>
        <source>PUK from the insurer&apos;s letter, 8 digits: </source>
        <translation>PUK aus dem Brief der Krankenkasse, 8 Ziffern: </translation>
    </message>
    <message>
        <source>the access number (CAN) of a contactless card</source>
        <translation>die Kartenzugangsnummer (CAN) einer kontaktlosen Karte</translation>
    </message>
    <message>
        <source>the new PIN</source>
        <translation>die neue PIN</translation>
    </message>
    <message>
        <source>the PUK</source>
        <translation>die PUK</translation>
    </message>
    <message>
        <source>the PIN</source>
        <translation>die PIN</translation>
    </message>
    <message>
        <source>That was not the access number of the card.</source>
        <translation>Das war nicht die Zugangsnummer der Karte.</translation>
    </message>
    <message>
        <source>That was not twice the same PIN of 6 to 8 digits.</source>
        <translation>Das war nicht zweimal dieselbe PIN aus 6 bis 8 Ziffern.</translation>
    </message>
    <message>
        <source>That was not the PUK of the card.</source>
        <translation>Das war nicht die PUK der Karte.</translation>
    </message>
    <message>
        <source>If this try is wrong, the card can never be unblocked. Write “yes” to go on: </source>
        <translation>Wenn dieser Versuch falsch ist, lässt sich die Karte nie mehr entsperren. Schreiben Sie „ja“, um fortzufahren: </translation>
    </message>
    <message>
        <source>Enter the PIN on the keys of the reader “%1”.</source>
        <translation>Geben Sie die PIN auf den Tasten des Kartenlesegeräts „%1“ ein.</translation>
    </message>
    <message>
        <source>The new PIN once more: </source>
        <translation>Die neue PIN noch einmal: </translation>
    </message>
    <message>
        <source>The card needs a secret that was not given; use --%1.</source>
        <translation>Die Karte braucht ein Geheimnis, das nicht angegeben wurde; verwenden Sie --%1.</translation>
    </message>
    <message>
        <source>Reads it from the first line of a file: %1.</source>
        <translation>Liest aus der ersten Zeile einer Datei: %1.</translation>
    </message>
    <message>
        <source>Lets a secret from a file use the last try of the card.</source>
        <translation>Lässt ein Geheimnis aus einer Datei den letzten Versuch der Karte verbrauchen.</translation>
    </message>
</context>
<context>
    <name>dsr::Participant</name>
    <message>
        <source>Insured person</source>
        <translation>Versicherte Person</translation>
    </message>
    <message>
        <source>TrustClient</source>
        <translation>TrustClient</translation>
    </message>
    <message>
        <source>Health card</source>
        <translation>Gesundheitskarte</translation>
    </message>
    <message>
        <source>DMS</source>
        <translation>DMS</translation>
    </message>
    <message>
        <source>Google</source>
        <translation>Google</translation>
    </message>
    <message>
        <source>OCSP</source>
        <translation>OCSP</translation>
    </message>
</context>
<context>
    <name>dsr::PinCommands</name>
    <message>
        <source>The PIN was changed.</source>
        <translation>Die PIN wurde geändert.</translation>
    </message>
    <message>
        <source>The PIN was set. The PIN from the letter is no longer valid.</source>
        <translation>Die PIN wurde gesetzt. Die PIN aus dem Brief gilt nicht mehr.</translation>
    </message>
    <message>
        <source>The PIN can be used again.</source>
        <translation>Die PIN kann wieder verwendet werden.</translation>
    </message>
    <message>
        <source>Shows the state of the PIN; costs no try.</source>
        <translation>Zeigt den Zustand der PIN; kostet keinen Versuch.</translation>
    </message>
    <message>
        <source>Changes the PIN.</source>
        <translation>Ändert die PIN.</translation>
    </message>
    <message>
        <source>The tries left are told first. What is not in a file is asked for on the terminal, or at the reader if it has keys.</source>
        <translation>Zuerst werden die verbleibenden Versuche genannt. Was nicht in einer Datei steht, wird am Terminal erfragt, oder am Kartenlesegerät, wenn es Tasten hat.</translation>
    </message>
    <message>
        <source>Sets the first PIN of the holder.</source>
        <translation>Setzt die erste PIN der versicherten Person.</translation>
    </message>
    <message>
        <source>--pin-file then gives the transport PIN from the insurer&apos;s letter; a wrong one costs a try.</source>
        <translation>--pin-file nennt dann die Transport-PIN aus dem Brief der Krankenkasse; eine falsche kostet einen Versuch.</translation>
    </message>
    <message>
        <source>Unblocks the PIN with the PUK and sets a new one.</source>
        <translation>Entsperrt die PIN mit der PUK und setzt eine neue.</translation>
    </message>
    <message>
        <source>Every use of the PUK counts, a right one too; the card allows ten.</source>
        <translation>Jede Benutzung der PUK zählt, auch eine richtige; die Karte erlaubt zehn.</translation>
    </message>
</context>
<context>
    <name>dsr::PinDialog</name>
    <message>
        <source>PIN of the health card</source>
        <translation>PIN der Gesundheitskarte</translation>
    </message>
    <message>
        <source>Ch&amp;ange PIN</source>
        <translation>PIN &amp;ändern</translation>
    </message>
    <message>
        <source>Choose &amp;first PIN</source>
        <translation>&amp;Erste PIN wählen</translation>
    </message>
    <message>
        <source>&amp;Unblock PIN with the PUK</source>
        <translation>PIN mit der PUK e&amp;ntsperren</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>Sch&amp;ließen</translation>
    </message>
    <message>
        <source>State of the PIN</source>
        <translation>Zustand der PIN</translation>
    </message>
    <message>
        <source>Looking at the card…</source>
        <translation>Die Karte wird angesehen …</translation>
    </message>
    <message>
        <source>The insured person has not chosen a PIN yet.</source>
        <translation>Die versicherte Person hat noch keine PIN gewählt.</translation>
    </message>
    <message>
        <source>The PIN is blocked. It can be unblocked with the PUK.</source>
        <translation>Die PIN ist gesperrt. Sie kann mit der PUK entsperrt werden.</translation>
    </message>
    <message numerus="yes">
        <source>The PIN can be used, %n try(s) left.</source>
        <translation>
            <numerusform>Die PIN kann verwendet werden, noch %n Versuch verbleibt.</numerusform>
            <numerusform>Die PIN kann verwendet werden, noch %n Versuche verbleiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>The PIN can be used.</source>
        <translation>Die PIN kann verwendet werden.</translation>
    </message>
    <message>
        <source>Done. %1</source>
        <translation>Erledigt. %1</translation>
    </message>
</context>
<context>
    <name>dsr::PinPanel</name>
    <message>
        <source>The &amp;PIN was not correct. Enter it again.</source>
        <translation>Die P&amp;IN war nicht richtig. Geben Sie sie noch einmal ein.</translation>
    </message>
    <message>
        <source>Enter the &amp;PIN of the health card</source>
        <translation>Geben Sie die P&amp;IN der Gesundheitskarte ein</translation>
    </message>
    <message>
        <source>The card does not say how many tries are left.</source>
        <translation>Die Karte gibt nicht an, wie viele Versuche verbleiben.</translation>
    </message>
    <message numerus="yes">
        <source>%n try(s) left</source>
        <translation>
            <numerusform>Noch %n Versuch verbleibt</numerusform>
            <numerusform>Noch %n Versuche verbleiben</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Confirm PIN</source>
        <translation>PIN &amp;bestätigen</translation>
    </message>
    <message>
        <source>Use &amp;test PIN</source>
        <translation>&amp;Test-PIN verwenden</translation>
    </message>
    <message>
        <source>Card in the reader %1</source>
        <translation>Karte im Kartenlesegerät %1</translation>
    </message>
    <message>
        <source>PIN of the health card</source>
        <translation>PIN der Gesundheitskarte</translation>
    </message>
    <message>
        <source>6 to 8 digits</source>
        <translation>6 bis 8 Ziffern</translation>
    </message>
    <message>
        <source>I am &amp;sure of the PIN. If it is wrong, it will be blocked.</source>
        <translation>Ich bin mir der PIN &amp;sicher. Wenn sie falsch ist, wird sie gesperrt.</translation>
    </message>
    <message>
        <source>Please enter the PIN on the keys of the card reader now.</source>
        <translation>Bitte geben Sie die PIN jetzt auf den Tasten des Kartenlesegeräts ein.</translation>
    </message>
    <message>
        <source>The PIN will be entered on the keys of the card reader.</source>
        <translation>Die PIN wird auf den Tasten des Kartenlesegeräts eingegeben.</translation>
    </message>
    <message>
        <source>Start the &amp;entry at the reader</source>
        <translation>&amp;Eingabe am Lesegerät starten</translation>
    </message>
    <message>
        <source>The access &amp;number was not correct. Enter it again.</source>
        <translation>Die Zugangs&amp;nummer war nicht richtig. Geben Sie sie noch einmal ein.</translation>
    </message>
    <message>
        <source>Enter the access &amp;number (CAN) of the health card</source>
        <translation>Geben Sie die Zugangs&amp;nummer (CAN) der Gesundheitskarte ein</translation>
    </message>
    <message>
        <source>Six digits on the front of the card</source>
        <translation>Sechs Ziffern auf der Vorderseite der Karte</translation>
    </message>
    <message>
        <source>&amp;Confirm access number</source>
        <translation>&amp;Zugangsnummer bestätigen</translation>
    </message>
    <message>
        <source>Use number of the &amp;test card</source>
        <translation>Nummer der &amp;Testkarte verwenden</translation>
    </message>
    <message>
        <source>Card access number (CAN)</source>
        <translation>Kartenzugangsnummer (CAN)</translation>
    </message>
    <message>
        <source>6 digits</source>
        <translation>6 Ziffern</translation>
    </message>
    <message>
        <source>I am &amp;sure of the PUK. If it is wrong, the card can never be unblocked.</source>
        <translation>Ich bin &amp;sicher, dass die PUK stimmt. Ist sie falsch, lässt sich die Karte nie mehr entsperren.</translation>
    </message>
    <message>
        <source>This is the built-in card for training. Its secrets are known.</source>
        <translation>Das ist die eingebaute Karte zum Üben. Ihre Geheimnisse sind bekannt.</translation>
    </message>
    <message>
        <source>once more</source>
        <translation>noch einmal</translation>
    </message>
    <message>
        <source>New PIN once more</source>
        <translation>Neue PIN noch einmal</translation>
    </message>
    <message>
        <source>&amp;Confirm</source>
        <translation>&amp;Bestätigen</translation>
    </message>
    <message>
        <source>The transport &amp;PIN was not correct. Enter it again.</source>
        <translation>Die Transport-&amp;PIN war nicht richtig. Geben Sie sie noch einmal ein.</translation>
    </message>
    <message>
        <source>Enter the transport &amp;PIN from the insurer&apos;s letter</source>
        <translation>Geben Sie die Transport-&amp;PIN aus dem Brief der Krankenkasse ein</translation>
    </message>
    <message>
        <source>Transport PIN</source>
        <translation>Transport-PIN</translation>
    </message>
    <message>
        <source>5 or 6 digits</source>
        <translation>5 oder 6 Ziffern</translation>
    </message>
    <message>
        <source>Let the insured person choose a new &amp;PIN and enter it twice</source>
        <translation>Lassen Sie die versicherte Person eine neue &amp;PIN wählen und zweimal eingeben</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>Neue PIN</translation>
    </message>
    <message>
        <source>The &amp;PUK was not correct. Enter it again.</source>
        <translation>Die &amp;PUK war nicht richtig. Geben Sie sie noch einmal ein.</translation>
    </message>
    <message>
        <source>Enter the &amp;PUK from the insurer&apos;s letter</source>
        <translation>Geben Sie die &amp;PUK aus dem Brief der Krankenkasse ein</translation>
    </message>
    <message>
        <source>PUK</source>
        <translation>PUK</translation>
    </message>
    <message>
        <source>8 digits</source>
        <translation>8 Ziffern</translation>
    </message>
</context>
<context>
    <name>dsr::PlayIntegrityChecks</name>
    <message>
        <source>The verdict was decoded already.</source>
        <translation>Das Urteil war schon entschlüsselt.</translation>
    </message>
    <message>
        <source>The token is opened with keys of our own; nobody is asked.</source>
        <translation>Das Token wird mit eigenen Schlüsseln geöffnet; niemand wird gefragt.</translation>
    </message>
    <message>
        <source>Neither keys nor a service are at hand to decode the token.</source>
        <translation>Weder Schlüssel noch ein Dienst sind zur Hand, um das Token zu entschlüsseln.</translation>
    </message>
    <message>
        <source>The token is not encrypted for this key, or it is damaged.</source>
        <translation>Das Token ist nicht für diesen Schlüssel verschlüsselt oder beschädigt.</translation>
    </message>
    <message>
        <source>The verdict inside the token is not signed by Google Play.</source>
        <translation>Das Urteil im Token ist nicht von Google Play signiert.</translation>
    </message>
    <message>
        <source>The token has no verdict inside.</source>
        <translation>Im Token steht kein Urteil.</translation>
    </message>
    <message>
        <source>The verdict is not a JSON object.</source>
        <translation>Das Urteil ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>This is a test answer, which counts while simulation is on.</source>
        <translation>Das ist eine Testantwort; sie zählt, solange die Simulation an ist.</translation>
    </message>
    <message>
        <source>Google made this answer for tests.</source>
        <translation>Google hat diese Antwort für Tests gemacht.</translation>
    </message>
    <message>
        <source>A verdict is bound to exactly one of the two.</source>
        <translation>Ein Urteil ist an genau eines von beiden gebunden.</translation>
    </message>
    <message>
        <source>This is not base64.</source>
        <translation>Das ist kein Base64.</translation>
    </message>
    <message>
        <source>The verdict does not say when it was asked for.</source>
        <translation>Das Urteil sagt nicht, wann es angefordert wurde.</translation>
    </message>
    <message>
        <source>It is not known which apps are enrolled.</source>
        <translation>Es ist nicht bekannt, welche Apps zugelassen sind.</translation>
    </message>
    <message>
        <source>Play does not vouch for a genuine phone with a locked boot loader.</source>
        <translation>Play bürgt nicht für ein echtes Telefon mit verriegeltem Bootloader.</translation>
    </message>
    <message>
        <source>The verdict says nothing about what else is on the phone.</source>
        <translation>Das Urteil sagt nichts darüber, was sonst auf dem Telefon ist.</translation>
    </message>
    <message>
        <source>Play Protect knows of dangerous apps on the phone.</source>
        <translation>Play Protect weiß von gefährlichen Apps auf dem Telefon.</translation>
    </message>
    <message>
        <source>Another app could watch or operate the phone while it was used.</source>
        <translation>Eine andere App konnte das Telefon bei der Benutzung beobachten oder bedienen.</translation>
    </message>
    <message>
        <source>Play vouches for a phone whose own hardware says that it was not started as it should be.</source>
        <translation>Play bürgt für ein Telefon, dessen eigene Hardware sagt, dass es nicht so gestartet wurde, wie es sein sollte.</translation>
    </message>
    <message>
        <source>Play and the key attestation name different versions of Android.</source>
        <translation>Play und die Schlüsselattestierung nennen verschiedene Versionen von Android.</translation>
    </message>
</context>
<context>
    <name>dsr::Program</name>
    <message>
        <source>“%1” is not a time like 2026-08-01T12:00:00Z.</source>
        <translation>„%1“ ist keine Zeitangabe wie 2026-08-01T12:00:00Z.</translation>
    </message>
    <message>
        <source>“%1” is not a number for --seed.</source>
        <translation>„%1“ ist keine Zahl für --seed.</translation>
    </message>
    <message>
        <source>The command “%1” needs: %2.</source>
        <translation>Der Befehl „%1“ benötigt: %2.</translation>
    </message>
    <message>
        <source>“%1” is too much for the command “%2”.</source>
        <translation>„%1“ ist zu viel für den Befehl „%2“.</translation>
    </message>
    <message>
        <source>There is no command “%1”.</source>
        <translation>Den Befehl „%1“ gibt es nicht.</translation>
    </message>
</context>
<context>
    <name>dsr::ReaderChoice</name>
    <message>
        <source>Built-in card</source>
        <translation>Eingebaute Karte</translation>
    </message>
    <message>
        <source>for training and tests</source>
        <translation>zum Üben und Testen</translation>
    </message>
    <message>
        <source>The card service of this computer is not running. Card readers appear here when it runs.</source>
        <translation>Der Kartendienst dieses Rechners läuft nicht. Kartenlesegeräte erscheinen hier, sobald er läuft.</translation>
    </message>
    <message>
        <source>Card readers appear here when they are connected.</source>
        <translation>Kartenlesegeräte erscheinen hier, sobald sie angeschlossen sind.</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>reader – state of its card</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>the card does not answer</source>
        <translation>die Karte antwortet nicht</translation>
    </message>
    <message>
        <source>used by another program</source>
        <translation>von einem anderen Programm verwendet</translation>
    </message>
    <message>
        <source>no card</source>
        <translation>keine Karte</translation>
    </message>
    <message>
        <source>card inserted</source>
        <translation>Karte eingesteckt</translation>
    </message>
    <message>
        <source>contactless card</source>
        <translation>Karte kontaktlos aufgelegt</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>nicht angeschlossen</translation>
    </message>
</context>
<context>
    <name>dsr::RegisterCommand</name>
    <message>
        <source>--dms-ca goes with --dms; the local DMS is trusted by itself.</source>
        <translation>--dms-ca gehört zu --dms; dem lokalen DMS wird ohnehin vertraut.</translation>
    </message>
    <message>
        <source>Device: %1</source>
        <translation>Gerät: %1</translation>
    </message>
    <message>
        <source>Registers a device with the health card: one whole registration.</source>
        <translation>Registriert ein Gerät mit der Gesundheitskarte: eine vollständige Registrierung.</translation>
    </message>
    <message>
        <source>Kind of the simulated phone.</source>
        <translation>Art des simulierten Smartphones.</translation>
    </message>
    <message>
        <source>Address of another DMS, like https://host:port.</source>
        <translation>Adresse eines anderen DMS wie https://host:port.</translation>
    </message>
    <message>
        <source>The built-in DMS, started for this registration.</source>
        <translation>Der eingebaute DMS, für diese Registrierung gestartet.</translation>
    </message>
    <message>
        <source>PEM file with the authorities that the DMS is trusted by; without it no other DMS is trusted.</source>
        <translation>PEM-Datei mit den Zertifizierungsstellen, durch die dem DMS vertraut wird; ohne sie wird keinem anderen DMS vertraut.</translation>
    </message>
    <message>
        <source>Dialect of the token.</source>
        <translation>Dialekt des Tokens.</translation>
    </message>
    <message>
        <source>Uses the PIN of the built-in card, for that card only.</source>
        <translation>Verwendet die PIN der eingebauten Karte, nur für diese Karte.</translation>
    </message>
    <message>
        <source>Folder for token.jws, certificate.pem, key.pem, session.dsrsession and report.html.</source>
        <translation>Ordner für token.jws, certificate.pem, key.pem, session.dsrsession und report.html.</translation>
    </message>
    <message>
        <source>--dms and --local-dms exclude each other.</source>
        <translation>--dms und --local-dms schließen einander aus.</translation>
    </message>
    <message>
        <source>--test-pin and --pin-file exclude each other.</source>
        <translation>--test-pin und --pin-file schließen einander aus.</translation>
    </message>
    <message>
        <source>Insurance number: %1</source>
        <translation>Versichertennummer: %1</translation>
    </message>
    <message>
        <source>There is no terminal to ask for the PIN; use --pin-file, or --test-pin for the built-in card.</source>
        <translation>Es gibt kein Terminal, um nach der PIN zu fragen; verwenden Sie --pin-file, oder --test-pin für die eingebaute Karte.</translation>
    </message>
    <message>
        <source>If nothing else is said: built-in card, simulated Android phone, local DMS. The PIN is asked for on the terminal after the tries left were told, or comes from a file. From a file it is tried once, and never as the last try unless --use-last-try says so. An interrupted registration leaves no files, unless the service had registered the device by then.</source>
        <translation>Ohne weitere Angaben: eingebaute Karte, simuliertes Android-Smartphone, lokaler DMS. Nach der PIN wird auf dem Terminal gefragt, nachdem die verbleibenden Versuche genannt wurden, oder sie kommt aus einer Datei. Aus einer Datei wird sie nur einmal versucht und ohne --use-last-try nie als letzter Versuch. Eine unterbrochene Registrierung hinterlässt keine Dateien, es sei denn, der Dienst hatte das Gerät bis dahin schon registriert.</translation>
    </message>
</context>
<context>
    <name>dsr::RegisterDevice</name>
    <message>
        <source>Register a device</source>
        <translation>Gerät registrieren</translation>
    </message>
    <message>
        <source>Prepare the phone</source>
        <translation>Smartphone vorbereiten</translation>
    </message>
    <message>
        <source>The phone makes the key pair that its client certificate will be issued for.</source>
        <translation>Das Smartphone erzeugt das Schlüsselpaar, für das sein Client-Zertifikat ausgestellt wird.</translation>
    </message>
    <message>
        <source>make key pair</source>
        <translation>Schlüsselpaar erzeugen</translation>
    </message>
    <message>
        <source>Fetch a nonce</source>
        <translation>Einmalwert (Nonce) holen</translation>
    </message>
    <message>
        <source>The service hands out a value that can be used once and makes everything that follows fresh.</source>
        <translation>Der Dienst gibt einen Wert aus, der nur einmal verwendet werden kann und alles Weitere an diesen Zeitpunkt bindet.</translation>
    </message>
    <message>
        <source>ask for nonce</source>
        <translation>Einmalwert anfragen</translation>
    </message>
    <message>
        <source>create and store nonce</source>
        <translation>Einmalwert erzeugen und speichern</translation>
    </message>
    <message>
        <source>nonce</source>
        <translation>Einmalwert</translation>
    </message>
    <message>
        <source>Derive the nonces</source>
        <translation>Einmalwerte ableiten</translation>
    </message>
    <message>
        <source>Each part of the evidence gets a value of its own, so that none can stand in for another.</source>
        <translation>Jeder Teil des Nachweises erhält einen eigenen Wert, damit keiner für einen anderen stehen kann.</translation>
    </message>
    <message>
        <source>derive nonces</source>
        <translation>Einmalwerte ableiten</translation>
    </message>
    <message>
        <source>Attest the phone</source>
        <translation>Smartphone attestieren</translation>
    </message>
    <message>
        <source>The platform confirms that the keys live in the phone and that phone and app are genuine.</source>
        <translation>Die Plattform bestätigt, dass die Schlüssel im Smartphone liegen und dass Smartphone und App echt sind.</translation>
    </message>
    <message>
        <source>attest the keys</source>
        <translation>Schlüssel attestieren</translation>
    </message>
    <message>
        <source>ask for integrity verdict</source>
        <translation>Integritätsurteil anfragen</translation>
    </message>
    <message>
        <source>integrity verdict</source>
        <translation>Integritätsurteil</translation>
    </message>
    <message>
        <source>Write the certificate request</source>
        <translation>Zertifikatsantrag schreiben</translation>
    </message>
    <message>
        <source>The request names the key and proves that the phone holds its private part.</source>
        <translation>Der Antrag nennt den Schlüssel und beweist, dass das Smartphone dessen privaten Teil besitzt.</translation>
    </message>
    <message>
        <source>sign CSR</source>
        <translation>CSR signieren</translation>
    </message>
    <message>
        <source>Find the health card</source>
        <translation>Gesundheitskarte finden</translation>
    </message>
    <message>
        <source>The card in the reader is recognised; nothing personal is read yet.</source>
        <translation>Die Karte im Kartenlesegerät wird erkannt; persönliche Daten werden noch nicht gelesen.</translation>
    </message>
    <message>
        <source>which card is it</source>
        <translation>Karte erkennen</translation>
    </message>
    <message>
        <source>type and version</source>
        <translation>Typ und Version</translation>
    </message>
    <message>
        <source>Read the card&apos;s certificate</source>
        <translation>Zertifikat der Karte lesen</translation>
    </message>
    <message>
        <source>It names the insured person and lets the service check the signature.</source>
        <translation>Es nennt die versicherte Person und ermöglicht dem Dienst, die Signatur zu prüfen.</translation>
    </message>
    <message>
        <source>read certificate</source>
        <translation>Zertifikat lesen</translation>
    </message>
    <message>
        <source>certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Look at the state of the PIN</source>
        <translation>Zustand der PIN ansehen</translation>
    </message>
    <message>
        <source>state of the PIN</source>
        <translation>Zustand der PIN</translation>
    </message>
    <message>
        <source>Sign the token with the card</source>
        <translation>Token mit der Karte signieren</translation>
    </message>
    <message>
        <source>With the PIN the insured person agrees, and the card signs the device registration token.</source>
        <translation>Mit der PIN stimmt die versicherte Person zu, und die Gesundheitskarte signiert das Token zur Geräteregistrierung.</translation>
    </message>
    <message>
        <source>sign (PIN)</source>
        <translation>signieren (PIN)</translation>
    </message>
    <message>
        <source>signed token</source>
        <translation>signiertes Token</translation>
    </message>
    <message>
        <source>Send the registration</source>
        <translation>Registrierung senden</translation>
    </message>
    <message>
        <source>The service checks everything, issues the client certificate and stores the registration.</source>
        <translation>Der Dienst prüft alles, stellt das Client-Zertifikat aus und speichert die Registrierung.</translation>
    </message>
    <message>
        <source>register device</source>
        <translation>Gerät registrieren</translation>
    </message>
    <message>
        <source>verify token</source>
        <translation>Token prüfen</translation>
    </message>
    <message>
        <source>status of the card certificate</source>
        <translation>Sperrauskunft zum Zertifikat der Karte</translation>
    </message>
    <message>
        <source>verify attestation</source>
        <translation>Attestierung prüfen</translation>
    </message>
    <message>
        <source>extract KVNR</source>
        <translation>KVNR entnehmen</translation>
    </message>
    <message>
        <source>issue certificate</source>
        <translation>Zertifikat ausstellen</translation>
    </message>
    <message>
        <source>store registration</source>
        <translation>Registrierung speichern</translation>
    </message>
    <message>
        <source>Keep the certificate</source>
        <translation>Zertifikat aufbewahren</translation>
    </message>
    <message>
        <source>The certificate is compared with its key and its issuer before it is kept.</source>
        <translation>Das Zertifikat wird mit seinem Schlüssel und seinem Aussteller verglichen, bevor es aufbewahrt wird.</translation>
    </message>
    <message>
        <source>store certificate</source>
        <translation>Zertifikat speichern</translation>
    </message>
    <message>
        <source>The tries left are known before anybody enters a PIN. No try is used.</source>
        <translation>Die verbleibenden Versuche sind bekannt, bevor jemand eine PIN eingibt. Es wird kein Versuch verbraucht.</translation>
    </message>
</context>
<context>
    <name>dsr::RegisterPlace</name>
    <message>
        <source>Open session</source>
        <translation>Sitzung öffnen</translation>
    </message>
    <message>
        <source>Sessions (*.dsrsession);;All files (*)</source>
        <translation>Sitzungen (*.dsrsession);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>Sitzung speichern</translation>
    </message>
    <message>
        <source>Sessions (*.dsrsession)</source>
        <translation>Sitzungen (*.dsrsession)</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Web pages (*.html)</source>
        <translation>Webseiten (*.html)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Gespeichert als %1.</translation>
    </message>
    <message>
        <source>%1 of %2 steps</source>
        <comment>done, all</comment>
        <translation>%1 von %2 Schritten</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>Registrierung</translation>
    </message>
    <message>
        <source>Recorded session</source>
        <translation>Aufgezeichnete Sitzung</translation>
    </message>
    <message>
        <source>&amp;Next step</source>
        <translation>&amp;Nächster Schritt</translation>
    </message>
    <message>
        <source>Run the &amp;rest</source>
        <translation>Den &amp;Rest ausführen</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>&amp;Save session…</source>
        <translation>Sitzung &amp;speichern…</translation>
    </message>
    <message>
        <source>Save &amp;report…</source>
        <translation>&amp;Bericht speichern…</translation>
    </message>
    <message>
        <source>&amp;Open session…</source>
        <translation>Sitzung ö&amp;ffnen…</translation>
    </message>
</context>
<context>
    <name>dsr::RegistrationJudge</name>
    <message>
        <source>SIMULATED: this evidence rests on a root of the local test PKI.</source>
        <translation>SIMULATED: Dieser Nachweis beruht auf einem Wurzelzertifikat der lokalen Test-PKI.</translation>
    </message>
    <message>
        <source>An earlier check already found the input of this one unusable.</source>
        <translation>Eine frühere Prüfung hat die Eingabe dieser Prüfung bereits als unbrauchbar erkannt.</translation>
    </message>
    <message>
        <source>This version does not judge this rule yet.</source>
        <translation>Diese Version bewertet diese Regel noch nicht.</translation>
    </message>
    <message>
        <source>This rule is a policy that is switched off.</source>
        <translation>Diese Regel ist eine Vorgabe, die ausgeschaltet ist.</translation>
    </message>
    <message>
        <source>Nobody said what is expected here.</source>
        <translation>Niemand hat gesagt, was hier erwartet wird.</translation>
    </message>
</context>
<context>
    <name>dsr::RegistrationModel</name>
    <message>
        <source>Insured person</source>
        <translation>Versicherte Person</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Registriert am</translation>
    </message>
    <message>
        <source>yyyy-MM-dd HH:mm</source>
        <comment>date and time</comment>
        <translation>dd.MM.yyyy HH:mm</translation>
    </message>
</context>
<context>
    <name>dsr::Report</name>
    <message>
        <source>The registration is not finished.</source>
        <translation>Die Registrierung ist nicht abgeschlossen.</translation>
    </message>
    <message>
        <source>The device is registered.</source>
        <translation>Das Gerät ist registriert.</translation>
    </message>
    <message>
        <source>The service refused the registration.</source>
        <translation>Der Dienst hat die Registrierung abgelehnt.</translation>
    </message>
    <message>
        <source>The registration could not be completed.</source>
        <translation>Die Registrierung konnte nicht abgeschlossen werden.</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>fail</source>
        <translation>nicht bestanden</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>nicht geprüft</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n Byte</numerusform>
            <numerusform>%n Bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Card reader</source>
        <translation>Kartenlesegerät</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Insured person</source>
        <translation>Versicherte Person</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>Client-Zertifikat</translation>
    </message>
    <message>
        <source>Expected is: %1</source>
        <translation>Erwartet wird: %1</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
</context>
<context>
    <name>dsr::RequestChecks</name>
    <message>
        <source>The request is not signed with its own key, so possession of the key is not proven.</source>
        <translation>Der Zertifikatsantrag ist nicht mit seinem eigenen Schlüssel signiert; der Besitz des Schlüssels ist daher nicht bewiesen.</translation>
    </message>
    <message>
        <source>Only the service can know which devices are registered.</source>
        <translation>Nur der Dienst kann wissen, welche Geräte registriert sind.</translation>
    </message>
    <message>
        <source>This device is already registered for this person.</source>
        <translation>Dieses Gerät ist für diese Person bereits registriert.</translation>
    </message>
    <message>
        <source>The request carries no nonce, neither in its subject nor as an attribute.</source>
        <translation>Der Zertifikatsantrag enthält keinen Einmalwert, weder im Antragstellernamen noch als Attribut.</translation>
    </message>
    <message>
        <source>The element for attributes must be there, even if it is empty.</source>
        <translation>Das Element für Attribute muss vorhanden sein, auch wenn es leer ist.</translation>
    </message>
    <message>
        <source>Only the service can know which keys are registered.</source>
        <translation>Welche Schlüssel registriert sind, kann nur der Dienst wissen.</translation>
    </message>
    <message>
        <source>This key is already bound to another person or another device.</source>
        <translation>Dieser Schlüssel ist schon an eine andere Person oder ein anderes Gerät gebunden.</translation>
    </message>
</context>
<context>
    <name>dsr::RequestModel</name>
    <message>
        <source>Trace id: %1</source>
        <translation>Vorgangsnummer: %1</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Error code</source>
        <translation>Fehlercode</translation>
    </message>
    <message>
        <source>Duration (ms)</source>
        <translation>Dauer (ms)</translation>
    </message>
</context>
<context>
    <name>dsr::ResultCard</name>
    <message>
        <source>The device is registered.</source>
        <translation>Das Gerät ist registriert.</translation>
    </message>
    <message>
        <source>The registration was not finished.</source>
        <translation>Die Registrierung wurde nicht abgeschlossen.</translation>
    </message>
    <message>
        <source>Insured person</source>
        <translation>Versicherte Person</translation>
    </message>
    <message>
        <source>&amp;Hide</source>
        <translation>&amp;Ausblenden</translation>
    </message>
    <message>
        <source>S&amp;how</source>
        <translation>An&amp;zeigen</translation>
    </message>
    <message>
        <source>Certificate valid</source>
        <translation>Zertifikat gültig</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>a date</comment>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <comment>dates</comment>
        <translation>vom %1 bis zum %2</translation>
    </message>
    <message>
        <source>&amp;Prove certificate</source>
        <translation>Zertifikat ausprobi&amp;eren</translation>
    </message>
    <message>
        <source>Asks the service for the devices of this person, with the new certificate.</source>
        <translation>Fragt den Dienst mit dem neuen Zertifikat nach den Geräten dieser Person.</translation>
    </message>
    <message>
        <source>Register &amp;another device</source>
        <translation>&amp;Weiteres Gerät registrieren</translation>
    </message>
    <message>
        <source>Register &amp;a device</source>
        <translation>Gerät reg&amp;istrieren</translation>
    </message>
    <message>
        <source>▾  &amp;Technical details</source>
        <translation>▾  &amp;Technische Angaben</translation>
    </message>
    <message>
        <source>▸  &amp;Technical details</source>
        <translation>▸  &amp;Technische Angaben</translation>
    </message>
    <message numerus="yes">
        <source>The service accepts the certificate. It knows %n device(s) of this person.</source>
        <translation>
            <numerusform>Der Dienst akzeptiert das Zertifikat. Er kennt %n Gerät dieser Person.</numerusform>
            <numerusform>Der Dienst akzeptiert das Zertifikat. Er kennt %n Geräte dieser Person.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dsr::ResultDetails</name>
    <message>
        <source>Step: %1</source>
        <translation>Schritt: %1</translation>
    </message>
    <message>
        <source>Check: %1</source>
        <translation>Prüfung: %1</translation>
    </message>
    <message>
        <source>Error code: %1</source>
        <translation>Fehlercode: %1</translation>
    </message>
    <message>
        <source>Trace id: %1</source>
        <translation>Vorgangsnummer: %1</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
</context>
<context>
    <name>dsr::RevocationDecoder</name>
    <message>
        <source>unspecified</source>
        <translation>ohne Angabe</translation>
    </message>
    <message>
        <source>the key was compromised</source>
        <translation>der Schlüssel wurde kompromittiert</translation>
    </message>
    <message>
        <source>the key of the CA was compromised</source>
        <translation>der Schlüssel der CA wurde kompromittiert</translation>
    </message>
    <message>
        <source>affiliation changed</source>
        <translation>Zugehörigkeit geändert</translation>
    </message>
    <message>
        <source>superseded</source>
        <translation>ersetzt</translation>
    </message>
    <message>
        <source>no longer in use</source>
        <translation>nicht mehr in Gebrauch</translation>
    </message>
    <message>
        <source>on hold</source>
        <translation>ausgesetzt</translation>
    </message>
    <message>
        <source>removed from the list</source>
        <translation>von der Liste genommen</translation>
    </message>
    <message>
        <source>a privilege was withdrawn</source>
        <translation>eine Berechtigung wurde entzogen</translation>
    </message>
    <message>
        <source>the key of the attribute authority was compromised</source>
        <translation>der Schlüssel der Attributstelle wurde kompromittiert</translation>
    </message>
    <message>
        <source>successful</source>
        <translation>erfolgreich</translation>
    </message>
    <message>
        <source>the request was malformed</source>
        <translation>die Anfrage war fehlerhaft</translation>
    </message>
    <message>
        <source>internal error of the responder</source>
        <translation>interner Fehler des Auskunftsdienstes</translation>
    </message>
    <message>
        <source>try again later</source>
        <translation>später erneut versuchen</translation>
    </message>
    <message>
        <source>the request has to be signed</source>
        <translation>die Anfrage muss signiert sein</translation>
    </message>
    <message>
        <source>the responder may not answer this</source>
        <translation>der Auskunftsdienst darf dies nicht beantworten</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>revoked since %1</source>
        <translation>gesperrt seit %1</translation>
    </message>
    <message>
        <source>revoked since %1: %2</source>
        <translation>gesperrt seit %1: %2</translation>
    </message>
    <message>
        <source>not known to the responder</source>
        <translation>dem Auskunftsdienst nicht bekannt</translation>
    </message>
</context>
<context>
    <name>dsr::SearchBar</name>
    <message>
        <source>This cannot be looked for.</source>
        <translation>Danach lässt sich nicht suchen.</translation>
    </message>
    <message>
        <source>Not found.</source>
        <translation>Nicht gefunden.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>hits</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>What to look for</source>
        <translation>Wonach gesucht wird</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Bytes (hex)</source>
        <translation>Bytes (hex)</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>Hashwert</translation>
    </message>
    <message>
        <source>OID</source>
        <translation>OID</translation>
    </message>
    <message>
        <source>Go to offset</source>
        <translation>Zum Offset gehen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Vorheriger Treffer</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nächster Treffer</translation>
    </message>
</context>
<context>
    <name>dsr::SequenceView</name>
    <message>
        <source>Sequence diagram</source>
        <translation>Ablaufdiagramm</translation>
    </message>
    <message>
        <source>%1: %2 to %3, %4, %5</source>
        <comment>number, sender, receiver, message, state</comment>
        <translation>%1: %2 an %3, %4, %5</translation>
    </message>
</context>
<context>
    <name>dsr::ServicePlace</name>
    <message>
        <source>%1 was copied.</source>
        <translation>%1 wurde kopiert.</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Select a request to see what was checked.</source>
        <translation>Wählen Sie eine Anfrage aus, um zu sehen, was geprüft wurde.</translation>
    </message>
    <message>
        <source>Nothing had to be checked for this request.</source>
        <translation>Für diese Anfrage musste nichts geprüft werden.</translation>
    </message>
    <message>
        <source>What was checked for this request:</source>
        <translation>Das wurde für diese Anfrage geprüft:</translation>
    </message>
    <message>
        <source>Delete this device of %1? Its certificate is revoked.</source>
        <translation>Dieses Gerät von %1 löschen? Sein Zertifikat wird gesperrt.</translation>
    </message>
    <message>
        <source>Export certificate authority</source>
        <translation>Zertifizierungsstelle exportieren</translation>
    </message>
    <message>
        <source>Certificates (*.pem)</source>
        <translation>Zertifikate (*.pem)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Gespeichert als %1.</translation>
    </message>
    <message>
        <source>Service of this computer</source>
        <translation>Dienst dieses Rechners</translation>
    </message>
    <message>
        <source>C&amp;hecks</source>
        <translation>&amp;Prüfungen</translation>
    </message>
    <message>
        <source>strict</source>
        <translation>streng</translation>
    </message>
    <message>
        <source>lenient</source>
        <translation>nachsichtig</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>Registrierung</translation>
    </message>
    <message>
        <source>With client certificate</source>
        <translation>Mit Client-Zertifikat</translation>
    </message>
    <message>
        <source>Status of card certificates</source>
        <translation>Sperrauskunft zu Kartenzertifikaten</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>&amp;Export certificate authority…</source>
        <translation>Zertifizierungsstelle &amp;exportieren…</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Registrations</source>
        <translation>Registrierungen</translation>
    </message>
    <message>
        <source>Checks of the request</source>
        <translation>Prüfungen der Anfrage</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>&amp;Delete device</source>
        <translation>Gerät lös&amp;chen</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>Open re&amp;quest in Inspect</source>
        <translation>&amp;Anfrage in „Prüfen“ öffnen</translation>
    </message>
    <message>
        <source>Open a&amp;nswer in Inspect</source>
        <translation>An&amp;twort in „Prüfen“ öffnen</translation>
    </message>
</context>
<context>
    <name>dsr::SessionCommands</name>
    <message>
        <source>expected: %1, found: %2</source>
        <translation>erwartet: %1, gefunden: %2</translation>
    </message>
    <message>
        <source>Shows a recorded session.</source>
        <translation>Zeigt eine aufgezeichnete Sitzung.</translation>
    </message>
    <message>
        <source>Judges the token of a recorded session again.</source>
        <translation>Bewertet das Token einer aufgezeichneten Sitzung neu.</translation>
    </message>
    <message>
        <source>At the time of the session and with the test certificates of this computer. What only a running service knows is reported as not checked.</source>
        <translation>Zum Zeitpunkt der Sitzung und mit den Testzertifikaten dieses Rechners. Was nur ein laufender Dienst weiß, wird als nicht geprüft gemeldet.</translation>
    </message>
</context>
<context>
    <name>dsr::SetupCard</name>
    <message>
        <source>Certificate of the service</source>
        <translation>Zertifikat des Dienstes</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt *.cer);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Register a device</source>
        <translation>Gerät registrieren</translation>
    </message>
    <message>
        <source>The insured person confirms with the health card and its PIN that the phone is theirs. The service then issues a certificate for the phone.</source>
        <translation>Die versicherte Person bestätigt mit der Gesundheitskarte und ihrer PIN, dass ihr das Smartphone gehört. Danach stellt der Dienst ein Zertifikat für das Smartphone aus.</translation>
    </message>
    <message>
        <source>Health card</source>
        <translation>Gesundheitskarte</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Simulated Android phone</source>
        <translation>Simuliertes Android-Smartphone</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>&amp;Built-in service of this computer</source>
        <translation>&amp;Eingebauter Dienst dieses Rechners</translation>
    </message>
    <message>
        <source>&amp;Another service</source>
        <translation>&amp;Anderer Dienst</translation>
    </message>
    <message>
        <source>A&amp;ddress</source>
        <translation>Ad&amp;resse</translation>
    </message>
    <message>
        <source>Certificate a&amp;uthority</source>
        <translation>&amp;Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>File with its certificate (PEM)</source>
        <translation>Datei mit ihrem Zertifikat (PEM)</translation>
    </message>
    <message>
        <source>B&amp;rowse…</source>
        <translation>D&amp;urchsuchen…</translation>
    </message>
    <message>
        <source>▾  &amp;For developers</source>
        <translation>▾  Für die En&amp;twicklung</translation>
    </message>
    <message>
        <source>▸  &amp;For developers</source>
        <translation>▸  Für die En&amp;twicklung</translation>
    </message>
    <message>
        <source>&amp;Profile of the messages</source>
        <translation>&amp;Profil der Nachrichten</translation>
    </message>
    <message>
        <source>RFC – as specified</source>
        <translation>RFC – wie spezifiziert</translation>
    </message>
    <message>
        <source>GMS – as the reference server expects</source>
        <translation>GMS – wie der Referenzserver es erwartet</translation>
    </message>
    <message>
        <source>&amp;Run all</source>
        <translation>Alle&amp;s ausführen</translation>
    </message>
    <message>
        <source>&amp;Step by step</source>
        <translation>S&amp;chritt für Schritt</translation>
    </message>
    <message>
        <source>&amp;Open session…</source>
        <translation>Sitzung ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Only real health &amp;cards count there</source>
        <translation>Dort gelten nur echte Gesundheits&amp;karten</translation>
    </message>
    <message>
        <source>&amp;PIN…</source>
        <translation>&amp;PIN …</translation>
    </message>
    <message>
        <source>&amp;Training card…</source>
        <translation>Ü&amp;bungskarte …</translation>
    </message>
</context>
<context>
    <name>dsr::StatusStrip</name>
    <message>
        <source>Service is starting…</source>
        <translation>Dienst startet…</translation>
    </message>
    <message>
        <source>Service on port %1</source>
        <translation>Dienst an Port %1</translation>
    </message>
    <message>
        <source>Service is stopped</source>
        <translation>Dienst ist angehalten</translation>
    </message>
    <message>
        <source>yyyy-MM-dd  HH:mm:ss</source>
        <comment>date and time</comment>
        <translation>dd.MM.yyyy  HH:mm:ss</translation>
    </message>
    <message>
        <source>Time of this computer</source>
        <translation>Uhrzeit dieses Rechners</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
</context>
<context>
    <name>dsr::StepDetail</name>
    <message>
        <source>What went in and out</source>
        <translation>Eingaben und Ergebnisse</translation>
    </message>
    <message>
        <source>This step has nothing to look at yet.</source>
        <translation>In diesem Schritt gibt es noch nichts anzusehen.</translation>
    </message>
    <message>
        <source>Select a step to look into it.</source>
        <translation>Wählen Sie einen Schritt aus, um ihn genauer anzusehen.</translation>
    </message>
    <message numerus="yes">
        <source>Came in, %n byte(s)</source>
        <translation>
            <numerusform>Empfangen, %n Byte</numerusform>
            <numerusform>Empfangen, %n Bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Made here, %n byte(s)</source>
        <translation>
            <numerusform>Hier erzeugt, %n Byte</numerusform>
            <numerusform>Hier erzeugt, %n Bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Open in Inspect</source>
        <translation>&amp;In „Prüfen“ öffnen</translation>
    </message>
</context>
<context>
    <name>dsr::StepModel</name>
    <message>
        <source>Step %1: %2, %3, %4</source>
        <comment>number, title, state, duration</comment>
        <translation>Schritt %1: %2, %3, %4</translation>
    </message>
    <message>
        <source>Step %1: %2, %3</source>
        <comment>number, title, state</comment>
        <translation>Schritt %1: %2, %3</translation>
    </message>
</context>
<context>
    <name>dsr::StepView</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
</context>
<context>
    <name>dsr::TermsBar</name>
    <message>
        <source>Nonce of the service</source>
        <translation>Einmalwert (Nonce) des Dienstes</translation>
    </message>
    <message>
        <source>Challenge</source>
        <translation>Challenge</translation>
    </message>
    <message>
        <source>Hash of the client data</source>
        <translation>Hash der Client-Daten</translation>
    </message>
    <message>
        <source>App ID</source>
        <translation>App-ID</translation>
    </message>
    <message>
        <source>Key ID</source>
        <translation>Schlüssel-ID</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Paketname</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>Öffentlicher Schlüssel</translation>
    </message>
    <message>
        <source>Insurance number</source>
        <translation>Versichertennummer</translation>
    </message>
    <message>
        <source>Device reference</source>
        <translation>Gerätereferenz</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>name and date</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>&amp;Zeitpunkt</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>of the evidence</source>
        <translation>des Nachweises</translation>
    </message>
    <message>
        <source>at</source>
        <translation>am</translation>
    </message>
    <message>
        <source>Date and time to judge for</source>
        <translation>Datum und Uhrzeit, für die geurteilt wird</translation>
    </message>
    <message>
        <source>&amp;Rules</source>
        <translation>&amp;Regeln</translation>
    </message>
    <message>
        <source>strict</source>
        <translation>streng</translation>
    </message>
    <message>
        <source>lenient</source>
        <translation>nachsichtig</translation>
    </message>
    <message>
        <source>Google Wallet</source>
        <translation>Google Wallet</translation>
    </message>
    <message>
        <source>Tr&amp;ust</source>
        <translation>&amp;Vertrauen</translation>
    </message>
    <message>
        <source>all that is known</source>
        <translation>alles Bekannte</translation>
    </message>
    <message>
        <source>E&amp;xpected values</source>
        <translation>Erwartete &amp;Werte</translation>
    </message>
    <message>
        <source>Show what is trusted, and import</source>
        <translation>Zeigen, wem vertraut wird, und importieren</translation>
    </message>
</context>
<context>
    <name>dsr::TestBedCommands</name>
    <message>
        <source>Test certificates made %1 in %2</source>
        <translation>Testzertifikate, erzeugt %1 in %2</translation>
    </message>
    <message>
        <source>valid until %1</source>
        <translation>gültig bis %1</translation>
    </message>
    <message>
        <source>Shows the roots of this computer&apos;s test certificates.</source>
        <translation>Zeigt die Wurzelzertifikate der Testzertifikate dieses Rechners.</translation>
    </message>
    <message>
        <source>Writes the test certificates as PEM files into a folder.</source>
        <translation>Schreibt die Testzertifikate als PEM-Dateien in einen Ordner.</translation>
    </message>
    <message>
        <source>Also writes their private keys, readable by you alone.</source>
        <translation>Schreibt auch ihre privaten Schlüssel, nur für Sie lesbar.</translation>
    </message>
    <message>
        <source>Throws the test certificates away and makes new ones.</source>
        <translation>Verwirft die Testzertifikate und erzeugt neue.</translation>
    </message>
    <message>
        <source>Everything issued with the old ones becomes worthless: client certificates of registered devices, too. The registration store is not touched.</source>
        <translation>Alles, was mit den alten ausgestellt wurde, wird wertlos, auch die Client-Zertifikate registrierter Geräte. Der Registrierungsspeicher bleibt unberührt.</translation>
    </message>
</context>
<context>
    <name>dsr::TestCards</name>
    <message>
        <source>The built-in card</source>
        <translation>Die eingebaute Karte</translation>
    </message>
    <message>
        <source>A card of somebody else</source>
        <translation>Die Karte einer anderen Person</translation>
    </message>
    <message>
        <source>Only one try is left for the PIN</source>
        <translation>Für die PIN ist nur noch ein Versuch übrig</translation>
    </message>
    <message>
        <source>The PIN is blocked</source>
        <translation>Die PIN ist gesperrt</translation>
    </message>
    <message>
        <source>PIN and PUK are used up</source>
        <translation>PIN und PUK sind verbraucht</translation>
    </message>
    <message>
        <source>The holder has not set a PIN yet</source>
        <translation>Die Person hat noch keine eigene PIN vergeben</translation>
    </message>
    <message>
        <source>There is no PIN yet</source>
        <translation>Es gibt noch keine PIN</translation>
    </message>
    <message>
        <source>The certificate has expired</source>
        <translation>Das Zertifikat ist abgelaufen</translation>
    </message>
    <message>
        <source>The certificate is not valid yet</source>
        <translation>Das Zertifikat ist noch nicht gültig</translation>
    </message>
    <message>
        <source>The certificate does not belong to the key</source>
        <translation>Das Zertifikat gehört nicht zum Schlüssel</translation>
    </message>
    <message>
        <source>The numbers in the certificate are in another order</source>
        <translation>Die Nummern im Zertifikat stehen in anderer Reihenfolge</translation>
    </message>
    <message>
        <source>A card of the generation before</source>
        <translation>Eine Karte der vorigen Generation</translation>
    </message>
    <message>
        <source>A health professional card</source>
        <translation>Ein Heilberufsausweis</translation>
    </message>
    <message>
        <source>A card of a practice or hospital</source>
        <translation>Die Karte einer Praxis oder eines Krankenhauses</translation>
    </message>
    <message>
        <source>No card of the health system at all</source>
        <translation>Gar keine Karte des Gesundheitswesens</translation>
    </message>
    <message>
        <source>A card with small buffers</source>
        <translation>Eine Karte mit kleinen Puffern</translation>
    </message>
    <message>
        <source>A card with an unknown kind of access protection</source>
        <translation>Eine Karte mit unbekanntem Zugangsschutz</translation>
    </message>
    <message>
        <source>The personal data on the card is damaged</source>
        <translation>Die persönlichen Daten auf der Karte sind beschädigt</translation>
    </message>
    <message>
        <source>“%1” is no test card; there are: %2.</source>
        <translation>„%1“ ist keine Testkarte; es gibt: %2.</translation>
    </message>
</context>
<context>
    <name>dsr::TlvDecoder</name>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>file without structure</source>
        <translation>Datei ohne Struktur</translation>
    </message>
    <message>
        <source>file with records of one size</source>
        <translation>Datei mit Sätzen gleicher Länge</translation>
    </message>
    <message>
        <source>file with records of different sizes</source>
        <translation>Datei mit Sätzen verschiedener Länge</translation>
    </message>
    <message>
        <source>file that overwrites its oldest record</source>
        <translation>Datei, die ihren ältesten Satz überschreibt</translation>
    </message>
    <message>
        <source>being created</source>
        <translation>wird angelegt</translation>
    </message>
    <message>
        <source>being initialised</source>
        <translation>wird initialisiert</translation>
    </message>
    <message>
        <source>deactivated</source>
        <translation>deaktiviert</translation>
    </message>
    <message>
        <source>activated</source>
        <translation>aktiviert</translation>
    </message>
    <message>
        <source>terminated</source>
        <translation>stillgelegt</translation>
    </message>
</context>
<context>
    <name>dsr::TokenChecks</name>
    <message>
        <source>Only the service that issued the nonce can know this.</source>
        <translation>Dies kann nur der Dienst wissen, der den Einmalwert ausgegeben hat.</translation>
    </message>
    <message>
        <source>The nonce was used before.</source>
        <translation>Der Einmalwert wurde bereits verwendet.</translation>
    </message>
    <message>
        <source>The token must be three parts of base64url text without padding, the first of them a JSON object.</source>
        <translation>Das Token muss aus drei Teilen Base64url ohne Füllzeichen bestehen, der erste davon ein JSON-Objekt.</translation>
    </message>
    <message>
        <source>The header demands that extensions are understood; this protocol has none.</source>
        <translation>Der Header verlangt, dass Erweiterungen verstanden werden; dieses Protokoll kennt keine.</translation>
    </message>
    <message>
        <source>The first entry is not one whole certificate in base64.</source>
        <translation>Der erste Eintrag ist nicht genau ein vollständiges Zertifikat in Base64.</translation>
    </message>
    <message>
        <source>The signed content is not a JSON object.</source>
        <translation>Der signierte Inhalt ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>This claim is missing, of the wrong type or of the wrong length.</source>
        <translation>Dieser Claim fehlt, hat den falschen Typ oder die falsche Länge.</translation>
    </message>
    <message>
        <source>The time of expiry must be whole seconds since 1970.</source>
        <translation>Der Ablaufzeitpunkt muss in ganzen Sekunden seit 1970 angegeben sein.</translation>
    </message>
    <message>
        <source>The nonce must be sent back in the very text in which it was issued.</source>
        <translation>Der Einmalwert muss in genau dem Text zurückkommen, in dem er ausgegeben wurde.</translation>
    </message>
    <message>
        <source>This service did not issue the nonce, or forgot it after it had expired.</source>
        <translation>Dieser Dienst hat den Einmalwert nicht ausgegeben oder ihn vergessen, nachdem er abgelaufen war.</translation>
    </message>
    <message>
        <source>Only a token whose signature is right may use up a nonce.</source>
        <translation>Nur ein Token mit richtiger Signatur darf einen Einmalwert verbrauchen.</translation>
    </message>
    <message>
        <source>The token carries no nonce for the card.</source>
        <translation>Das Token enthält keinen Einmalwert für die Karte.</translation>
    </message>
    <message>
        <source>The header must carry a list of certificates that starts with the one of the key that signed.</source>
        <translation>Der Header muss eine Liste von Zertifikaten enthalten, die mit dem des signierenden Schlüssels beginnt.</translation>
    </message>
    <message>
        <source>The signature does not fit the signed bytes and the key of the first certificate.</source>
        <translation>Die Signatur passt nicht zu den signierten Bytes und dem Schlüssel aus dem ersten Zertifikat.</translation>
    </message>
    <message>
        <source>This is not the nonce that was expected.</source>
        <translation>Das ist nicht der erwartete Einmalwert.</translation>
    </message>
    <message>
        <source>It is bound to the hash of the right hash: it was hashed once too often.</source>
        <translation>Gebunden ist an den Hashwert des richtigen Hashwerts: Es wurde einmal zu oft gehasht.</translation>
    </message>
    <message>
        <source>It is bound to nonce and key as they are; their hash was expected.</source>
        <translation>Gebunden ist an Einmalwert und Schlüssel selbst; erwartet war ihr Hashwert.</translation>
    </message>
    <message>
        <source>It is bound to the base64 text of nonce and key; their octets were expected.</source>
        <translation>Gebunden ist an den Base64-Text von Einmalwert und Schlüssel; erwartet waren ihre Oktette.</translation>
    </message>
    <message>
        <source>It is bound to the nonce itself; a value that is derived from it was expected.</source>
        <translation>Gebunden ist an den Einmalwert selbst; erwartet war ein daraus abgeleiteter Wert.</translation>
    </message>
    <message>
        <source>It is bound to the nonce alone; the fingerprint of the key is missing.</source>
        <translation>Gebunden ist allein an den Einmalwert; der Fingerabdruck des Schlüssels fehlt.</translation>
    </message>
    <message>
        <source>It is bound to a value that is derived from the nonce for something else (%1).</source>
        <translation>Gebunden ist an einen Wert, der für etwas anderes aus dem Einmalwert abgeleitet wird (%1).</translation>
    </message>
</context>
<context>
    <name>dsr::TrainingDialog</name>
    <message>
        <source>The reader is empty.</source>
        <translation>Das Kartenlesegerät ist leer.</translation>
    </message>
    <message>
        <source>In the reader: %1</source>
        <translation>Im Kartenlesegerät: %1</translation>
    </message>
    <message>
        <source>There is no card in the reader.</source>
        <translation>Im Kartenlesegerät ist keine Karte.</translation>
    </message>
    <message>
        <source>The PIN of the card is blocked now.</source>
        <translation>Die PIN der Karte ist jetzt gesperrt.</translation>
    </message>
    <message numerus="yes">
        <source>The card will be pulled after %n command(s).</source>
        <translation>
            <numerusform>Die Karte wird nach %n Kommando gezogen.</numerusform>
            <numerusform>Die Karte wird nach %n Kommandos gezogen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Training card</source>
        <translation>Übungskarte</translation>
    </message>
    <message>
        <source>Play the card in the built-in reader, also while a registration is running.</source>
        <translation>Steuern Sie die Karte im eingebauten Kartenlesegerät, auch während eine Registrierung läuft.</translation>
    </message>
    <message>
        <source>&amp;Card</source>
        <translation>&amp;Karte</translation>
    </message>
    <message>
        <source>R&amp;eader</source>
        <translation>L&amp;esegerät</translation>
    </message>
    <message>
        <source>With contacts</source>
        <translation>Mit Kontakten</translation>
    </message>
    <message>
        <source>Contactless</source>
        <translation>Kontaktlos</translation>
    </message>
    <message>
        <source>&amp;Insert</source>
        <translation>E&amp;instecken</translation>
    </message>
    <message>
        <source>Remo&amp;ve</source>
        <translation>&amp;Herausziehen</translation>
    </message>
    <message>
        <source>&amp;Block PIN</source>
        <translation>&amp;PIN sperren</translation>
    </message>
    <message>
        <source>P&amp;ull after commands</source>
        <translation>Ziehen &amp;nach Kommandos</translation>
    </message>
    <message>
        <source>Commands that are still answered</source>
        <translation>Kommandos, die noch beantwortet werden</translation>
    </message>
    <message>
        <source>in the &amp;middle of the last one</source>
        <translation>&amp;mitten im letzten</translation>
    </message>
    <message>
        <source>&amp;Pull then</source>
        <translation>&amp;Dann ziehen</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschehen ist</translation>
    </message>
</context>
<context>
    <name>dsr::TrustCommands</name>
    <message>
        <source>with a status list</source>
        <translation>mit einer Sperrliste</translation>
    </message>
    <message>
        <source>“%1” is no role of a trust anchor.</source>
        <translation>„%1“ ist keine Rolle eines Vertrauensankers.</translation>
    </message>
    <message>
        <source>Lists the trust snapshots with their anchors.</source>
        <translation>Listet die Vertrauensstände mit ihren Ankern auf.</translation>
    </message>
    <message>
        <source>Keeps trust anchors or a status list as a dated snapshot.</source>
        <translation>Bewahrt Vertrauensanker oder eine Sperrliste als datierten Stand auf.</translation>
    </message>
    <message>
        <source>Name of the snapshot; otherwise that of the file.</source>
        <translation>Name des Vertrauensstands; sonst der der Datei.</translation>
    </message>
    <message>
        <source>What the certificates may vouch for: android, appleAttestation, appleReceipt, egkRoot, egkIssuer, ocspSigner, any.</source>
        <translation>Wofür die Zertifikate bürgen dürfen: android, appleAttestation, appleReceipt, egkRoot, egkIssuer, ocspSigner, any.</translation>
    </message>
    <message>
        <source>Shows in what two trust snapshots differ.</source>
        <translation>Zeigt, worin sich zwei Vertrauensstände unterscheiden.</translation>
    </message>
    <message>
        <source>A and B are names or files.</source>
        <translation>A und B sind Namen oder Dateien.</translation>
    </message>
    <message>
        <source>Also shows which checks of this file come out differently.</source>
        <translation>Zeigt auch, welche Prüfungen dieser Datei anders ausfallen.</translation>
    </message>
    <message>
        <source>Takes a snapshot file, PEM certificates, a JSON list of root certificates, a status list, or a trust list of the telematics infrastructure (TSL) with its signer.</source>
        <translation>Nimmt eine Datei mit einem Vertrauensstand, PEM-Zertifikate, eine JSON-Liste von Wurzelzertifikaten, eine Sperrliste oder eine Vertrauensliste der Telematikinfrastruktur (TSL) mit ihrem Signierer.</translation>
    </message>
    <message>
        <source>Certificate (PEM) that must have signed the trust list.</source>
        <translation>Zertifikat (PEM), mit dem die Vertrauensliste signiert sein muss.</translation>
    </message>
</context>
<context>
    <name>dsr::TrustDialog</name>
    <message>
        <source>%1 is no certificate in the form PEM.</source>
        <translation>%1 ist kein Zertifikat in der Form PEM.</translation>
    </message>
    <message>
        <source>Import a file to be trusted</source>
        <translation>Datei importieren, der vertraut werden soll</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Certificate of the signer</source>
        <translation>Zertifikat des Signierers</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt *.cer);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>name and date</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>%n certificate(s) that are trusted.</source>
        <translation>
            <numerusform>%n Zertifikat, dem vertraut wird.</numerusform>
            <numerusform>%n Zertifikate, denen vertraut wird.</numerusform>
        </translation>
    </message>
    <message>
        <source>With a list of revoked keys of %1.</source>
        <translation>Mit einer Liste gesperrter Schlüssel von %1.</translation>
    </message>
    <message>
        <source>From %1.</source>
        <translation>Aus %1.</translation>
    </message>
    <message>
        <source>%1 holds nothing that could be trusted: no certificate, no trust snapshot, no list. Or it is damaged.</source>
        <translation>%1 enthält nichts, dem vertraut werden könnte: kein Zertifikat, keinen Vertrauensstand, keine Liste. Oder die Datei ist beschädigt.</translation>
    </message>
    <message>
        <source>%1: a trust list of the telematics infrastructure</source>
        <translation>%1: eine Vertrauensliste der Telematikinfrastruktur</translation>
    </message>
    <message numerus="yes">
        <source>%1: a list of revoked keys, %n certificate(s)</source>
        <translation>
            <numerusform>%1: eine Liste gesperrter Schlüssel, %n Zertifikat</numerusform>
            <numerusform>%1: eine Liste gesperrter Schlüssel, %n Zertifikate</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n certificate(s)</source>
        <translation>
            <numerusform>%1: %n Zertifikat</numerusform>
            <numerusform>%1: %n Zertifikate</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>Aus&amp;wählen …</translation>
    </message>
    <message>
        <source>by its number</source>
        <translation>nach ihrer Nummer</translation>
    </message>
    <message>
        <source>Replaces the one of this name.</source>
        <translation>Ersetzt den Stand dieses Namens.</translation>
    </message>
    <message>
        <source>“%1” is trusted from now on.</source>
        <translation>„%1“ wird ab jetzt vertraut.</translation>
    </message>
    <message>
        <source>What is trusted</source>
        <translation>Wem vertraut wird</translation>
    </message>
    <message>
        <source>Evidence counts if it leads back to one of these certificates. Choose in the document by which of them it is judged.</source>
        <translation>Nachweise zählen, wenn sie auf eines dieser Zertifikate zurückführen. Nach welchem Stand geurteilt wird, wählen Sie im Dokument.</translation>
    </message>
    <message>
        <source>Trust snapshots</source>
        <translation>Vertrauensstände</translation>
    </message>
    <message>
        <source>Certificates of the snapshot</source>
        <translation>Zertifikate des Vertrauensstands</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren …</translation>
    </message>
    <message>
        <source>&amp;Open in Inspect</source>
        <translation>In „Prüfen“ ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Vouches for</source>
        <translation>&amp;Bürgt für</translation>
    </message>
    <message>
        <source>&amp;Signed by</source>
        <translation>Si&amp;gniert von</translation>
    </message>
    <message>
        <source>I&amp;mport</source>
        <translation>I&amp;mportieren</translation>
    </message>
    <message>
        <source>C&amp;ancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschehen ist</translation>
    </message>
</context>
<context>
    <name>dsr::TrustStore</name>
    <message>
        <source>“%1” cannot be the name of an imported trust snapshot.</source>
        <translation>„%1“ kann nicht der Name eines importierten Vertrauensstands sein.</translation>
    </message>
    <message>
        <source>A trust list needs the certificate that must have signed it.</source>
        <translation>Eine Vertrauensliste braucht das Zertifikat, mit dem sie signiert sein muss.</translation>
    </message>
</context>
<context>
    <name>dsr::Verdict</name>
    <message>
        <source>app and signer are as Play distributes them</source>
        <translation>App und Unterzeichner sind so, wie Play sie verteilt</translation>
    </message>
    <message>
        <source>app or signer are not those that Play knows</source>
        <translation>App oder Unterzeichner sind nicht die, die Play kennt</translation>
    </message>
    <message>
        <source>the app was not judged, because the phone is not trusted enough</source>
        <translation>die App wurde nicht beurteilt, weil dem Telefon nicht genug vertraut wird</translation>
    </message>
    <message>
        <source>a phone with a key attestation; its boot loader may be open</source>
        <translation>ein Telefon mit Schlüsselattestierung; sein Bootloader kann offen sein</translation>
    </message>
    <message>
        <source>a genuine phone with a locked boot loader and a certified system</source>
        <translation>ein echtes Telefon mit verriegeltem Bootloader und zertifiziertem System</translation>
    </message>
    <message>
        <source>the same, with security updates of the last year everywhere</source>
        <translation>dasselbe, mit Sicherheitsaktualisierungen des letzten Jahres überall</translation>
    </message>
    <message>
        <source>an emulator that Google knows</source>
        <translation>ein Emulator, den Google kennt</translation>
    </message>
    <message>
        <source>basic integrity in its meaning before May 2025</source>
        <translation>einfache Integrität in ihrer Bedeutung vor Mai 2025</translation>
    </message>
    <message>
        <source>device integrity in its meaning before May 2025</source>
        <translation>Integrität des Geräts in ihrer Bedeutung vor Mai 2025</translation>
    </message>
    <message>
        <source>strong integrity in its meaning before May 2025</source>
        <translation>starke Integrität in ihrer Bedeutung vor Mai 2025</translation>
    </message>
    <message>
        <source>few requests of this phone in the last hour</source>
        <translation>wenige Anfragen dieses Telefons in der letzten Stunde</translation>
    </message>
    <message>
        <source>some requests of this phone in the last hour</source>
        <translation>einige Anfragen dieses Telefons in der letzten Stunde</translation>
    </message>
    <message>
        <source>more requests of this phone in the last hour than are usual</source>
        <translation>mehr Anfragen dieses Telefons in der letzten Stunde als üblich</translation>
    </message>
    <message>
        <source>many requests of this phone in the last hour</source>
        <translation>viele Anfragen dieses Telefons in der letzten Stunde</translation>
    </message>
    <message>
        <source>the activity of the phone was not judged</source>
        <translation>die Aktivität des Telefons wurde nicht beurteilt</translation>
    </message>
    <message>
        <source>the user got the app from Play</source>
        <translation>der Benutzer hat die App von Play</translation>
    </message>
    <message>
        <source>the user did not get the app from Play</source>
        <translation>der Benutzer hat die App nicht von Play</translation>
    </message>
    <message>
        <source>where the app comes from was not judged</source>
        <translation>woher die App kommt, wurde nicht beurteilt</translation>
    </message>
    <message>
        <source>the activity of the account was not judged</source>
        <translation>die Aktivität des Kontos wurde nicht beurteilt</translation>
    </message>
    <message>
        <source>the account behaves unusually</source>
        <translation>das Konto verhält sich ungewöhnlich</translation>
    </message>
    <message>
        <source>too little is known about the account</source>
        <translation>über das Konto ist zu wenig bekannt</translation>
    </message>
    <message>
        <source>the account behaves as usual</source>
        <translation>das Konto verhält sich wie üblich</translation>
    </message>
    <message>
        <source>the account behaves as usual, and it is hard to imitate that</source>
        <translation>das Konto verhält sich wie üblich, und das ist schwer nachzuahmen</translation>
    </message>
    <message>
        <source>apps from Play or of the system are installed</source>
        <translation>Apps von Play oder des Systems sind installiert</translation>
    </message>
    <message>
        <source>an app from Play or of the system can record the screen</source>
        <translation>eine App von Play oder des Systems kann den Bildschirm aufzeichnen</translation>
    </message>
    <message>
        <source>an app from Play or of the system can draw over others</source>
        <translation>eine App von Play oder des Systems kann andere überdecken</translation>
    </message>
    <message>
        <source>an app from Play or of the system can operate the phone</source>
        <translation>eine App von Play oder des Systems kann das Telefon bedienen</translation>
    </message>
    <message>
        <source>apps from elsewhere are installed</source>
        <translation>Apps aus anderer Quelle sind installiert</translation>
    </message>
    <message>
        <source>an app from elsewhere can record the screen</source>
        <translation>eine App aus anderer Quelle kann den Bildschirm aufzeichnen</translation>
    </message>
    <message>
        <source>an app from elsewhere can draw over others</source>
        <translation>eine App aus anderer Quelle kann andere überdecken</translation>
    </message>
    <message>
        <source>an app from elsewhere can operate the phone</source>
        <translation>eine App aus anderer Quelle kann das Telefon bedienen</translation>
    </message>
    <message>
        <source>Play Protect is on and found nothing</source>
        <translation>Play Protect ist an und hat nichts gefunden</translation>
    </message>
    <message>
        <source>Play Protect is on and has not looked yet</source>
        <translation>Play Protect ist an und hat noch nicht nachgesehen</translation>
    </message>
    <message>
        <source>Play Protect is off</source>
        <translation>Play Protect ist aus</translation>
    </message>
    <message>
        <source>Play Protect found apps that may be harmful</source>
        <translation>Play Protect hat Apps gefunden, die schädlich sein können</translation>
    </message>
    <message>
        <source>Play Protect found harmful apps</source>
        <translation>Play Protect hat schädliche Apps gefunden</translation>
    </message>
    <message>
        <source>Play Protect was not asked</source>
        <translation>Play Protect wurde nicht gefragt</translation>
    </message>
    <message>
        <source>a value that is not published</source>
        <translation>ein Wert, der nicht veröffentlicht ist</translation>
    </message>
</context>
<context>
    <name>dsr::WalletChecks</name>
    <message>
        <source>The secure hardware says nothing about how the phone was started.</source>
        <translation>Die sichere Hardware sagt nichts darüber, wie das Telefon gestartet wurde.</translation>
    </message>
</context>
<context>
    <name>dsr::Workbench</name>
    <message>
        <source>“%1” is not the address of a service, like https://host:port.</source>
        <translation>„%1“ ist keine Adresse eines Dienstes wie https://host:port.</translation>
    </message>
</context>
<context>
    <name>dsr::X509Shape</name>
    <message>
        <source>elliptic curve %1</source>
        <translation>elliptische Kurve %1</translation>
    </message>
    <message>
        <source>RSA, %1 bits</source>
        <translation>RSA, %1 Bit</translation>
    </message>
</context>
</TS>
