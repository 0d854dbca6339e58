#pragma once

#include "core/flow/runrecord.h"

/// A record with something in every member.
inline dsr::RunRecord sampleRecord()
{
    dsr::RunRecord record;
    record.recipe = QStringLiteral("register-device");
    record.title = QStringLiteral("Register a device");
    record.reader = QStringLiteral("Reader 00 00");
    record.dms = QStringLiteral("https://127.0.0.1:4433");
    record.profile = QStringLiteral("rfc");
    record.startedAt = QDateTime(QDate(2026, 3, 2), QTime(9, 0, 0, 123), Qt::UTC);
    record.finishedAt = record.startedAt.addMSecs(4567);
    record.outcome = dsr::Outcome::Refused;
    record.stoppedAt = QStringLiteral("send-registration");
    record.error = dsr::Error{dsr::ErrorCode::DmsRefused, QStringLiteral("answer of the DMS"),
        {{QStringLiteral("errorCode"), QStringLiteral("NONCE_INVALID")}, {QStringLiteral("status"), 400}}};
    dsr::StepRecord first;
    first.id = QStringLiteral("fetch-nonce");
    first.number = QStringLiteral("01–03");
    first.title = QStringLiteral("Fetch a nonce");
    first.purpose = QStringLiteral("Ümlaut & <angle>");
    first.clause = QStringLiteral("RFC-01 2 [01]-[03]");
    first.status = dsr::StepStatus::Done;
    first.milliseconds = 12;
    first.arrows = {{QStringLiteral("01"), dsr::Participant::TrustClient, dsr::Participant::Dms,
                        QStringLiteral("ask for nonce"), QStringLiteral("nonce.request")},
        {QStringLiteral("02"), dsr::Participant::Dms, dsr::Participant::Dms, QStringLiteral("store"),
            QString()}};
    first.artifacts = {{QStringLiteral("nonce"), dsr::DataKind::Binary, QByteArray("\0\xff\x80", 3), true},
        {QStringLiteral("token.header"), dsr::DataKind::Json, "{}", false}};
    dsr::StepRecord second;
    second.id = QStringLiteral("send-registration");
    second.title = QStringLiteral("Send the registration");
    second.status = dsr::StepStatus::Failed;
    second.arrows = {{QStringLiteral("09"), dsr::Participant::TrustClient, dsr::Participant::Dms,
                         QStringLiteral("register"), QStringLiteral("registration.request")},
        {QStringLiteral("10"), dsr::Participant::Dms, dsr::Participant::Dms, QStringLiteral("verify"),
            QString()},
        {QStringLiteral("18"), dsr::Participant::Dms, dsr::Participant::TrustClient,
            QStringLiteral("certificate"), QStringLiteral("registration.answer")}};
    second.arrow = 2;
    second.arrowsDone = 1;
    second.error = record.error;
    dsr::StepRecord third;
    third.id = QStringLiteral("keep-certificate");
    third.status = dsr::StepStatus::Skipped;
    record.steps = {first, second, third};
    record.clientFindings = {{.check = QStringLiteral("answer.nonce"), .status = dsr::FindingStatus::Pass}};
    record.dmsFindings = {{.check = QStringLiteral("nonce.known"),
                              .status = dsr::FindingStatus::Fail,
                              .path = QStringLiteral("payload.nonce"),
                              .expected = QStringLiteral("a nonce of this service"),
                              .actual = QStringLiteral("AAAA"),
                              .explanation = QStringLiteral("unknown"),
                              .microseconds = 17},
        {.check = QStringLiteral("trust.simulated"), .status = dsr::FindingStatus::Warn},
        {.check = QStringLiteral("store.unique"), .status = dsr::FindingStatus::NotChecked}};
    record.certificatePem = QStringLiteral("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    record.deviceIdentifier = QStringLiteral("sYuGzhOJ5G3oeqSlExzoPBFg+jPAh6sVuGNXTTHY/zw=");
    record.kvnr = QStringLiteral("X110411675");
    return record;
}
