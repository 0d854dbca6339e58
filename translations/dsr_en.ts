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
    <name>dsr::CardCommands</name>
    <message numerus="yes">
        <source>The PIN can be used, %n try(s) left.</source>
        <translation>
            <numerusform>The PIN can be used, %n try left.</numerusform>
            <numerusform>The PIN can be used, %n tries left.</numerusform>
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
    <name>dsr::Report</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
</TS>
