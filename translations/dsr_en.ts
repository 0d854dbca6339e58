<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>dsr::Advice</name>
    <message numerus="yes">
        <source>The PIN is not correct. %n try(s) left.</source>
        <translation>
            <numerusform>The PIN is not correct. %n try is left.</numerusform>
            <numerusform>The PIN is not correct. %n tries are left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The PUK is not correct. It can be used %n more time(s).</source>
        <translation>
            <numerusform>The PUK is not correct. It can be used %n more time.</numerusform>
            <numerusform>The PUK is not correct. It can be used %n more times.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dsr::Answers</name>
    <message numerus="yes">
        <source>The PIN can be used, %n try(s) left.</source>
        <translation>
            <numerusform>The PIN can be used, %n try left.</numerusform>
            <numerusform>The PIN can be used, %n tries left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dsr::Apdu</name>
    <message numerus="yes">
        <source>The PIN is not verified; %n try(s) left.</source>
        <translation>
            <numerusform>The PIN is not verified; %n try is left.</numerusform>
            <numerusform>The PIN is not verified; %n tries are left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The PUK is wrong; it can be used %n more time(s).</source>
        <translation>
            <numerusform>The PUK is wrong; it can be used %n more time.</numerusform>
            <numerusform>The PUK is wrong; it can be used %n more times.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The PIN is wrong; %n try(s) left.</source>
        <translation>
            <numerusform>The PIN is wrong; %n try is left.</numerusform>
            <numerusform>The PIN is wrong; %n tries are left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dsr::CardState</name>
    <message numerus="yes">
        <source>The health card is there; %n try(s) are left for its PIN.</source>
        <translation>
            <numerusform>The health card is there; %n try is left for its PIN.</numerusform>
            <numerusform>The health card is there; %n tries are left for its PIN.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dsr::ComparisonView</name>
    <message numerus="yes">
        <source>%n difference(s). Enter leads to the place.</source>
        <translation>
            <numerusform>%n difference. Enter leads to the place.</numerusform>
            <numerusform>%n differences. Enter leads to the place.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dsr::Decoding</name>
    <message numerus="yes">
        <source>%1… (%n octets)</source>
        <translation>
            <numerusform>%1… (%n octet)</numerusform>
            <numerusform>%1… (%n octets)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dsr::FindingList</name>
    <message numerus="yes">
        <source>%n came out differently</source>
        <translation>
            <numerusform>%n came out differently</numerusform>
            <numerusform>%n came out differently</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dsr::HexPane</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dsr::InspectionReport</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dsr::NodeActions</name>
    <message numerus="yes">
        <source>Copied %n character(s).</source>
        <translation>
            <numerusform>Copied %n character.</numerusform>
            <numerusform>Copied %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dsr::NodeDetail</name>
    <message numerus="yes">
        <source>%1, bytes %2 to %3 (%n byte(s), from 0x%4)</source>
        <translation>
            <numerusform>%1, bytes %2 to %3 (%n byte, from 0x%4)</numerusform>
            <numerusform>%1, bytes %2 to %3 (%n bytes, from 0x%4)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dsr::Operators</name>
    <message numerus="yes">
        <source>%n try(s) left.</source>
        <translation>
            <numerusform>%n try is left.</numerusform>
            <numerusform>%n tries are left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dsr::PinDialog</name>
    <message numerus="yes">
        <source>The PIN can be used, %n try(s) left.</source>
        <translation>
            <numerusform>The PIN can be used, %n try left.</numerusform>
            <numerusform>The PIN can be used, %n tries left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dsr::PinPanel</name>
    <message numerus="yes">
        <source>%n try(s) left</source>
        <translation>
            <numerusform>%n try left</numerusform>
            <numerusform>%n tries left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dsr::Report</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dsr::ResultCard</name>
    <message numerus="yes">
        <source>The service accepts the certificate. It knows %n device(s) of this person.</source>
        <translation>
            <numerusform>The service accepts the certificate. It knows %n device of this person.</numerusform>
            <numerusform>The service accepts the certificate. It knows %n devices of this person.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dsr::StepDetail</name>
    <message numerus="yes">
        <source>Came in, %n byte(s)</source>
        <translation>
            <numerusform>Came in, %n byte</numerusform>
            <numerusform>Came in, %n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Made here, %n byte(s)</source>
        <translation>
            <numerusform>Made here, %n byte</numerusform>
            <numerusform>Made here, %n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dsr::TrainingDialog</name>
    <message numerus="yes">
        <source>The card will be pulled after %n command(s).</source>
        <translation>
            <numerusform>The card will be pulled after %n command.</numerusform>
            <numerusform>The card will be pulled after %n commands.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dsr::TrustDialog</name>
    <message numerus="yes">
        <source>%n certificate(s) that are trusted.</source>
        <translation>
            <numerusform>%n certificate that is trusted.</numerusform>
            <numerusform>%n certificates that are trusted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: a list of revoked keys, %n certificate(s)</source>
        <translation>
            <numerusform>%1: a list of revoked keys, %n certificate</numerusform>
            <numerusform>%1: a list of revoked keys, %n certificates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n certificate(s)</source>
        <translation>
            <numerusform>%1: %n certificate</numerusform>
            <numerusform>%1: %n certificates</numerusform>
        </translation>
    </message>
</context>
</TS>
