#include "core/base/language.h"
#include "core/crypto/certificatebuilder.h"
#include "core/flow/cardstate.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace dsr;

namespace {

const QString desk = QStringLiteral("Desk Reader");
const QString pad = QStringLiteral("Pad Reader");
constexpr quint8 utf8 = 12;

QDateTime today()
{
    return QDateTime(QDate(2026, 11, 25), QTime(12, 0), Qt::UTC);
}

Certificate certificateWith(const char *insurer, const QDateTime &from, const QDateTime &to)
{
    static const PrivateKey key = PrivateKey::generate(Curve::BrainpoolP256r1).value();
    CertificateContent content;
    content.serial = randomSerial();
    content.subject = nameDer({{"2.5.4.10", QString::fromLatin1(insurer), utf8}});
    content.notBefore = from;
    content.notAfter = to;
    content.publicKey = key.publicKey();
    return signCertificate(content, content.subject, key).value();
}

const Certificate &realCertificate()
{
    static const Certificate made = certificateWith("Kasse", today().addDays(-1), today().addYears(5));
    return made;
}

const Certificate &testCertificate()
{
    static const Certificate made =
        certificateWith("Kasse NOT-VALID", today().addDays(-1), today().addYears(5));
    return made;
}

ReaderInfo reader(const QString &name, bool card)
{
    ReaderInfo info;
    info.name = name;
    info.cardPresent = card;
    return info;
}

CardProbe found(PinStatus pin, const Certificate &certificate = realCertificate())
{
    CardProbe probe;
    probe.certificate = certificate;
    probe.pin = pin;
    return probe;
}

CardProbe ended(ErrorCode code, const QVariantMap &facts = {})
{
    CardProbe probe;
    probe.error = Error{code, QStringLiteral("probe"), facts};
    return probe;
}

/// A health card in the chosen reader with which nothing is wrong; each row spoils something.
CardFacts goodFacts()
{
    CardFacts facts;
    facts.service = CardServiceState::Running;
    facts.readers = {reader(desk, true)};
    facts.chosen = desk;
    facts.chosenSeen = true;
    facts.probe = found({PinState::NotVerified, 3});
    facts.now = today();
    return facts;
}

/// One situation for each state and for each of their kinds.
QList<CardSituation> allSituations()
{
    QList<CardSituation> all;
    for (int i = 0; i < cardStateCount; ++i) {
        CardSituation situation{.state = static_cast<CardState>(i), .reader = desk, .triesLeft = 2};
        if (situation.state == CardState::NotValidNow)
            situation.validUntil = today();
        all.append(situation);
    }
    all.append({.state = CardState::Reading});
    all.append({.state = CardState::NoService, .serviceInstalled = false});
    all.append({.state = CardState::NoReader});
    all.append({.state = CardState::NoCard, .reader = desk, .otherReader = pad});
    all.append({.state = CardState::CardMute, .reader = desk, .damaged = true});
    for (const char *kind : {"bank", "eid", "hba", "smcb", "unknown"}) {
        all.append({.state = CardState::OtherCard, .reader = desk, .cardKind = QString::fromLatin1(kind)});
    }
    all.append({.state = CardState::NotValidNow, .reader = desk, .validFrom = today()});
    all.append({.state = CardState::PinNeeded, .reader = desk, .triesLeft = -1});
    for (const auto how : {Interruption::BeforePin, Interruption::AfterPin})
        all.append({.state = CardState::CardRemoved, .reader = desk, .interruption = how});
    return all;
}

} // namespace

class TestCardState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreStable();
    void factsMeanOneState_data();
    void factsMeanOneState();
    void carriesTheFactsOfItsSentence();
    void findsTheReaderThatCounts_data();
    void findsTheReaderThatCounts();
    void speaksInWholeSentences_data();
    void speaksInWholeSentences();
    void saysSomethingElseInEveryState_data();
    void saysSomethingElseInEveryState();
    void namesWhatItKnows();
    void findsOutHowFarARunWas_data();
    void findsOutHowFarARunWas();
};

void TestCardState::idsAreStable()
{
    QStringList ids;
    for (int i = 0; i < cardStateCount; ++i)
        ids.append(cardStateId(static_cast<CardState>(i)));
    const QString expected = QStringLiteral(
        "reading noService noReader readerUnplugged readerInUse noCard severalCards cardRemoved "
        "cardMute otherCard cardTooOld canNeeded canWrong testCard realCard notValidNow "
        "transportPin pinBlocked lastTry pinNeeded ready");
    QCOMPARE(ids.join(QLatin1Char(' ')), expected);
}

void TestCardState::factsMeanOneState_data()
{
    QTest::addColumn<CardFacts>("facts");
    QTest::addColumn<QString>("state");
    const auto row = [](const char *name, CardState state, const std::function<void(CardFacts &)> &spoil) {
        CardFacts facts = goodFacts();
        spoil(facts);
        QTest::newRow(name) << facts << cardStateId(state);
    };
    using F = CardFacts;
    const auto probe = [](const CardProbe &seen) { return [seen](F &f) { f.probe = seen; }; };
    const auto pin = [&](PinState state, int tries) { return probe(found({state, tries})); };
    const auto error = [&](ErrorCode code) { return probe(ended(code)); };

    // one row for each state
    row("nothing known yet", CardState::Reading, [](F &f) { f.service = CardServiceState::Unknown; });
    row("card not read yet", CardState::Reading, [](F &f) { f.probe.reset(); });
    row("service not running", CardState::NoService, [](F &f) { f.service = CardServiceState::Missing; });
    row("service not installed", CardState::NoService, [](F &f) {
        f.service = CardServiceState::Missing;
        f.serviceInstalled = false;
    });
    row("no reader at all", CardState::NoReader, [](F &f) {
        f.readers.clear();
        f.chosen.clear();
    });
    row("chosen reader never seen", CardState::NoReader, [](F &f) {
        f.readers.clear();
        f.chosenSeen = false;
    });
    row("chosen reader went away", CardState::ReaderUnplugged, [](F &f) { f.readers.clear(); });
    row("reader in use", CardState::ReaderInUse, [](F &f) { f.readers[0].inUse = true; });
    row("card in use", CardState::ReaderInUse, error(ErrorCode::CardInUse));
    row("card reset by somebody else", CardState::ReaderInUse, error(ErrorCode::CardReset));
    row("no card", CardState::NoCard, [](F &f) { f.readers = {reader(desk, false)}; });
    row("no card anywhere, nobody chose", CardState::NoCard, [](F &f) {
        f.readers = {reader(desk, false), reader(pad, false)};
        f.chosen.clear();
    });
    row("several cards, nobody chose", CardState::SeveralCards, [](F &f) {
        f.readers = {reader(desk, true), reader(pad, true)};
        f.chosen.clear();
    });
    row("card pulled during work", CardState::CardRemoved, [](F &f) {
        f.readers = {reader(desk, false)};
        f.interruption = Interruption::BeforePin;
    });
    row("mute card", CardState::CardMute, [](F &f) { f.readers[0].mute = true; });
    row("card mute when opened", CardState::CardMute, error(ErrorCode::CardMute));
    row("card that answers nonsense", CardState::CardMute, error(ErrorCode::CardAnswerMalformed));
    row("card that refuses", CardState::CardMute, error(ErrorCode::CardRefused));
    row("other card", CardState::OtherCard, error(ErrorCode::CardNotHealthCard));
    row("old card", CardState::CardTooOld, error(ErrorCode::CardTooOld));
    row("card without the certificate", CardState::CardTooOld,
        probe(ended(
            ErrorCode::CardCertificateUnusable, {{QStringLiteral("reason"), QStringLiteral("absent")}})));
    row("card with a damaged certificate", CardState::CardMute,
        probe(ended(
            ErrorCode::CardCertificateUnusable, {{QStringLiteral("reason"), QStringLiteral("malformed")}})));
    row("CAN needed", CardState::CanNeeded, error(ErrorCode::CardNeedsCan));
    row("CAN wrong", CardState::CanWrong, error(ErrorCode::CardCanWrong));
    row("CAN that is none", CardState::CanWrong, error(ErrorCode::CardCanFormat));
    row("test card in production", CardState::TestCard, [](F &f) {
        f.probe->certificate = testCertificate();
        f.purpose = CardPurpose::Production;
    });
    row("real card in tests", CardState::RealCard, [](F &f) { f.purpose = CardPurpose::Tests; });
    row("expired", CardState::NotValidNow, [](F &f) { f.now = today().addYears(6); });
    row("not yet valid", CardState::NotValidNow, [](F &f) { f.now = today().addYears(-1); });
    row("transport PIN", CardState::TransportPin, pin(PinState::Transport, -1));
    row("no PIN", CardState::TransportPin, pin(PinState::Empty, -1));
    row("PIN blocked", CardState::PinBlocked, pin(PinState::Blocked, 0));
    row("no try left", CardState::PinBlocked, pin(PinState::NotVerified, 0));
    row("last try", CardState::LastTry, pin(PinState::NotVerified, 1));
    row("two tries", CardState::PinNeeded, pin(PinState::NotVerified, 2));
    row("three tries", CardState::PinNeeded, pin(PinState::NotVerified, 3));
    row("tries unknown", CardState::PinNeeded, pin(PinState::NotVerified, -1));
    row("PIN verified", CardState::Ready, pin(PinState::Verified, -1));
    row("PIN switched off", CardState::Ready, pin(PinState::Off, -1));

    // and no state where its reason is not enough
    row("real card in production", CardState::PinNeeded, [](F &f) { f.purpose = CardPurpose::Production; });
    row("test card in tests", CardState::PinNeeded, [](F &f) {
        f.probe->certificate = testCertificate();
        f.purpose = CardPurpose::Tests;
    });
    row("test card anywhere", CardState::PinNeeded, [](F &f) { f.probe->certificate = testCertificate(); });
    row("last second of the certificate", CardState::PinNeeded,
        [](F &f) { f.now = realCertificate().notAfter(); });
    row("second card beside the chosen one", CardState::PinNeeded,
        [](F &f) { f.readers.append(reader(pad, true)); });
    row("only card counts, nobody chose", CardState::PinNeeded, [](F &f) {
        f.readers.prepend(reader(pad, false));
        f.chosen.clear();
    });

    // conflicts: the first is what hides the second
    row("service before reader", CardState::NoService, [](F &f) {
        f.service = CardServiceState::Missing;
        f.readers.clear();
    });
    row("unknown service before reader", CardState::Reading, [](F &f) {
        f.service = CardServiceState::Unknown;
        f.readers.clear();
    });
    row("service before interruption", CardState::NoService, [](F &f) {
        f.service = CardServiceState::Missing;
        f.interruption = Interruption::AfterPin;
    });
    row("service lost while the card is read", CardState::NoService, error(ErrorCode::CardServiceStopped));
    row("unplugged before several cards", CardState::ReaderUnplugged,
        [](F &f) { f.readers = {reader(pad, true), reader(QStringLiteral("third"), true)}; });
    row("unplugged before interruption", CardState::ReaderUnplugged, [](F &f) {
        f.readers.clear();
        f.interruption = Interruption::BeforePin;
    });
    row("reader lost while the card is read", CardState::ReaderUnplugged, error(ErrorCode::CardNoReader));
    row("in use before mute", CardState::ReaderInUse, [](F &f) {
        f.readers[0].inUse = true;
        f.readers[0].mute = true;
    });
    row("in use before empty", CardState::ReaderInUse, [](F &f) {
        f.readers = {reader(desk, false)};
        f.readers[0].inUse = true;
    });
    row("in use before what was found", CardState::ReaderInUse, [](F &f) {
        f.readers[0].inUse = true;
        f.probe = found({PinState::Blocked, 0});
    });
    row("mute before empty", CardState::CardMute, [](F &f) {
        f.readers = {reader(desk, false)};
        f.readers[0].mute = true;
    });
    row("interruption before several cards", CardState::CardRemoved, [](F &f) {
        f.readers = {reader(desk, false), reader(pad, true), reader(QStringLiteral("third"), true)};
        f.interruption = Interruption::BeforePin;
    });
    row("interruption before card elsewhere", CardState::CardRemoved, [](F &f) {
        f.readers = {reader(desk, false), reader(pad, true)};
        f.interruption = Interruption::BeforePin;
    });
    row("interruption where nobody chose", CardState::CardRemoved, [](F &f) {
        f.readers = {reader(desk, false), reader(pad, false)};
        f.chosen.clear();
        f.interruption = Interruption::AfterPin;
    });
    row("several cards elsewhere before no card", CardState::SeveralCards, [](F &f) {
        f.readers = {reader(desk, false), reader(pad, true), reader(QStringLiteral("third"), true)};
    });
    row("card there before interruption", CardState::PinNeeded,
        [](F &f) { f.interruption = Interruption::AfterPin; });
    row("card gone while it is read, after interruption", CardState::CardRemoved, [](F &f) {
        f.probe = ended(ErrorCode::CardRemoved);
        f.interruption = Interruption::AfterPin;
    });
    row("card gone while it is read", CardState::NoCard, error(ErrorCode::CardRemoved));
    row("purpose before dates", CardState::RealCard, [](F &f) {
        f.purpose = CardPurpose::Tests;
        f.now = today().addYears(6);
    });
    row("test card before dates", CardState::TestCard, [](F &f) {
        f.probe->certificate = testCertificate();
        f.purpose = CardPurpose::Production;
        f.now = today().addYears(6);
    });
    row("purpose before PIN", CardState::RealCard, [](F &f) {
        f.purpose = CardPurpose::Tests;
        f.probe->pin = {PinState::Blocked, 0};
    });
    row("dates before blocked PIN", CardState::NotValidNow, [](F &f) {
        f.now = today().addYears(6);
        f.probe->pin = {PinState::Blocked, 0};
    });
    row("dates before transport PIN", CardState::NotValidNow, [](F &f) {
        f.now = today().addYears(-1);
        f.probe->pin = {PinState::Transport, -1};
    });
}

void TestCardState::factsMeanOneState()
{
    QFETCH(CardFacts, facts);
    QFETCH(QString, state);
    QCOMPARE(cardStateId(cardSituation(facts).state), state);
}

void TestCardState::carriesTheFactsOfItsSentence()
{
    CardFacts facts = goodFacts();
    QCOMPARE(cardSituation(facts).reader, desk);
    QCOMPARE(cardSituation(facts).triesLeft, 3);
    facts.now = today().addYears(6);
    QCOMPARE(cardSituation(facts).validUntil, realCertificate().notAfter());
    QVERIFY(!cardSituation(facts).validFrom.isValid());
    facts.now = today().addYears(-1);
    QCOMPARE(cardSituation(facts).validFrom, realCertificate().notBefore());
    facts.probe = ended(ErrorCode::CardNotHealthCard, {{QStringLiteral("kind"), QStringLiteral("hba")}});
    QCOMPARE(cardSituation(facts).cardKind, QStringLiteral("hba"));
    facts.probe = ended(ErrorCode::CardRefused);
    QVERIFY(cardSituation(facts).damaged);
    facts.probe = ended(ErrorCode::CardMute);
    QVERIFY(!cardSituation(facts).damaged);
    facts.readers = {reader(desk, false), reader(pad, true)};
    QCOMPARE(cardSituation(facts).otherReader, pad);
    facts.interruption = Interruption::AfterPin;
    QCOMPARE(cardSituation(facts).interruption, facts.interruption);
    facts.service = CardServiceState::Missing;
    facts.serviceInstalled = false;
    QVERIFY(!cardSituation(facts).serviceInstalled);
}

void TestCardState::findsTheReaderThatCounts_data()
{
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<QList<ReaderInfo>>("readers");
    QTest::addColumn<QString>("counts");
    ReaderInfo mute = reader(pad, false);
    mute.mute = true;
    const auto row = [](const char *name, const QString &chosen, const QList<ReaderInfo> &readers,
                         const QString &counts) { QTest::newRow(name) << chosen << readers << counts; };
    row("chosen and there", desk, {reader(desk, false), reader(pad, true)}, desk);
    row("chosen and away", desk, {reader(pad, true)}, {});
    row("nobody chose, one card", {}, {reader(desk, false), reader(pad, true)}, pad);
    row("nobody chose, one mute card", {}, {reader(desk, false), mute}, pad);
    row("nobody chose, two cards", {}, {reader(desk, true), reader(pad, true)}, {});
    row("nobody chose, one empty reader", {}, {reader(desk, false)}, desk);
    row("nobody chose, two empty readers", {}, {reader(desk, false), reader(pad, false)}, {});
    row("nobody chose, no reader", {}, {}, {});
}

void TestCardState::findsTheReaderThatCounts()
{
    QFETCH(QString, chosen);
    QFETCH(QList<ReaderInfo>, readers);
    QFETCH(QString, counts);
    CardFacts facts;
    facts.chosen = chosen;
    facts.readers = readers;
    QCOMPARE(readerThatCounts(facts), counts);
}

void TestCardState::speaksInWholeSentences_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("German") << QStringLiteral("de");
    QTest::newRow("English") << QStringLiteral("en");
}

void TestCardState::speaksInWholeSentences()
{
    QFETCH(QString, language);
    QCOMPARE(useLanguage(language), language);
    for (const CardSituation &situation : allSituations()) {
        const Advice advice = cardStateAdvice(situation);
        for (const QString &text : {advice.title, advice.action}) {
            QVERIFY2(text.endsWith(QLatin1Char('.')), qPrintable(text));
            QVERIFY2(text.front().isUpper(), qPrintable(text));
            // Left-over placeholders, codes, names of programs and files: nothing for a counter.
            static const QRegularExpression raw(
                QStringLiteral("%[0-9n]|pcsc|PC/SC|E256|EF\\.|[0-9A-F]{4}\\b(?<!20[0-9]{2})|\\(s\\)"));
            QVERIFY2(!raw.match(text).hasMatch(), qPrintable(text));
        }
    }
    useLanguage(QStringLiteral("en"));
}

void TestCardState::saysSomethingElseInEveryState_data()
{
    speaksInWholeSentences_data();
}

void TestCardState::saysSomethingElseInEveryState()
{
    QFETCH(QString, language);
    useLanguage(language);
    QSet<QString> titles;
    for (int i = 0; i < cardStateCount; ++i)
        titles.insert(cardStateAdvice({.state = static_cast<CardState>(i), .reader = desk}).title);
    QCOMPARE(titles.size(), cardStateCount);
    QSet<QString> both;
    for (const CardSituation &situation : allSituations()) {
        const Advice advice = cardStateAdvice(situation);
        both.insert(advice.title + advice.action);
    }
    // The kinds "unknown" and none at all are one, and so are removal before the PIN and at an unknown time.
    QCOMPARE(both.size(), allSituations().size() - 2);
    useLanguage(QStringLiteral("en"));
}

void TestCardState::namesWhatItKnows()
{
    useLanguage(QStringLiteral("de"));
    const auto title = [](const CardSituation &situation) { return cardStateAdvice(situation).title; };
    QVERIFY(title({.state = CardState::PinNeeded, .triesLeft = 2}).contains(QLatin1Char('2')));
    QVERIFY(title({.state = CardState::NotValidNow, .validUntil = today()})
            .contains(QStringLiteral("25. November 2026")));
    QVERIFY(title({.state = CardState::NoReader, .reader = desk}).contains(desk));
    QVERIFY(cardStateAdvice({.state = CardState::NoCard, .otherReader = pad}).action.contains(pad));
    useLanguage(QStringLiteral("en"));
}

void TestCardState::findsOutHowFarARunWas_data()
{
    QTest::addColumn<QString>("error"); ///< empty: the run went through
    QTest::addColumn<QString>("stoppedAt");
    QTest::addColumn<int>("interruption"); ///< -1: none
    const auto row = [](const char *name, const char *error, const char *stoppedAt, int interruption) {
        QTest::newRow(name) << QString::fromLatin1(error) << QString::fromLatin1(stoppedAt) << interruption;
    };
    const int before = static_cast<int>(Interruption::BeforePin);
    const int after = static_cast<int>(Interruption::AfterPin);
    row("went through", "", "", -1);
    row("no card at the start", "card.noCard", "connect-card", -1);
    row("pulled at the start", "card.removed", "connect-card", before);
    row("pulled while the certificate is read", "card.removed", "read-certificate", before);
    row("pulled between two steps", "card.removed", "verify-pin", before);
    row("pulled while the PIN is asked for or it signs", "card.removed", "sign-token", after);
    row("wrong PIN", "card.pinWrong", "sign-token", -1);
    row("refused by the service", "dms.refused", "send-registration", -1);
}

void TestCardState::findsOutHowFarARunWas()
{
    QFETCH(QString, error);
    QFETCH(QString, stoppedAt);
    QFETCH(int, interruption);
    RunRecord record;
    record.stoppedAt = stoppedAt;
    if (!error.isEmpty())
        record.error = Error{errorCodeFromId(error), {}, {}};
    const auto found = interruptionOf(record);
    QCOMPARE(found ? static_cast<int>(*found) : -1, interruption);
}

QTEST_GUILESS_MAIN(TestCardState)
#include "tst_cardstate.moc"
