#pragma once

#include "core/card/virtual/virtualsource.h"
#include "core/device/androidphone.h"
#include "core/dms/localdms.h"
#include "core/flow/registerdevice.h"
#include "core/flow/run.h"

#include <QTemporaryDir>

#include <atomic>
#include <functional>

/// A clock that tests move.
class FlowClock : public dsr::Clock
{
public:
    QDateTime now() const override { return QDateTime::currentDateTimeUtc().addMSecs(m_ahead); }
    void advance(qint64 seconds) { m_ahead += seconds * 1000; }

private:
    std::atomic<qint64> m_ahead = 0;
};

/// Goes on at every step and types the PINs of a list.
class ScriptedOperator : public dsr::Operator
{
public:
    bool proceed(const dsr::Step &step, std::stop_token stop) override
    {
        return !beforeStep || beforeStep(step, stop);
    }
    dsr::Tempo tempo() const override { return pace; }
    dsr::Result<dsr::Secret> secret(const dsr::SecretQuestion &question, std::stop_token) override
    {
        questions.append(question);
        if (whileAsked)
            whileAsked();
        QList<QByteArray> &answers = question.kind == dsr::SecretKind::Can ? cans : pins;
        if (answers.isEmpty())
            return dsr::fail(dsr::ErrorCode::Cancelled, QStringLiteral("secret"));
        return dsr::Secret(answers.takeFirst());
    }

    QList<QByteArray> pins;
    QList<QByteArray> cans;
    dsr::Tempo pace = dsr::Tempo::Asks;
    QList<dsr::SecretQuestion> questions;
    std::function<bool(const dsr::Step &, std::stop_token)> beforeStep;
    std::function<void()> whileAsked;
};

/// Everything one registration needs, in one process: card, phone, DMS.
class FlowBench
{
public:
    explicit FlowBench(dsr::Mode mode = dsr::Mode::Strict)
        : bed(dsr::openTestBed(folder.path(), clock).value())
        , phone(bed, clock)
        , card(std::make_shared<dsr::VirtualCard>(bed.cardImage()))
        , cards(card)
        , local({.testBed = bed,
              .storePath = folder.filePath(QStringLiteral("dms.sqlite")),
              .tls = {},
              .mtls = {},
              .mode = mode,
              .clock = &clock,
              .randomness = &randomness})
    {
        local.start().value();
        dms = std::make_unique<dsr::DmsClient>(local.address());
        setup.cards = &cards;
        setup.reader = dsr::VirtualSource::readerName();
        setup.device = &phone;
        setup.dms = dms.get();
        setup.dmsFindings = [this](const QString &traceId) { return local.findings(traceId); };
        driver.pins = {pin()};
        QObject::connect(
            &local, &dsr::LocalDms::requestAnswered, &local,
            [this](const dsr::RequestLogEntry &entry) {
                registrationRequests += entry.path == QStringLiteral("/register-device") ? 1 : 0;
            },
            Qt::DirectConnection);
    }

    QByteArray pin() const
    {
        QByteArray digits;
        bed.pin->use([&](QByteArrayView bytes) { digits = bytes.toByteArray(); });
        return digits;
    }

    void insert(dsr::CardImage image)
    {
        card = std::make_shared<dsr::VirtualCard>(std::move(image));
        cards.insert(card);
    }

    dsr::RunRecord run() { return dsr::Run(dsr::registerDevice(setup), driver, clock).runHere(); }

    qsizetype registrations() { return local.store()->registrations().value().size(); }

    QTemporaryDir folder;
    FlowClock clock;
    dsr::SystemRandomness randomness;
    dsr::TestBed bed;
    dsr::AndroidPhone phone;
    std::shared_ptr<dsr::VirtualCard> card;
    dsr::VirtualSource cards;
    dsr::LocalDms local;
    std::unique_ptr<dsr::DmsClient> dms;
    ScriptedOperator driver;
    dsr::RegistrationSetup setup;
    std::atomic<int> registrationRequests = 0;
};
