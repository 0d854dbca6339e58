#include "core/base/advice.h"
#include "core/base/error.h"
#include "core/base/language.h"

#include <QFile>
#include <QHash>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>

using namespace dsr;

namespace {

/// One text of a translation file. A counted text has one translation for each form of the number.
struct Message
{
    QString context;
    QString comment;
    QString source;
    QStringList translations;
    bool unfinished = false;

    [[nodiscard]] QString name() const
    {
        const QString note = comment.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(comment);
        return QStringLiteral("%1: “%2”%3").arg(context, source, note);
    }
};

QStringList readTranslations(QXmlStreamReader &xml)
{
    QString text;
    QStringList forms;
    while (!xml.atEnd() && xml.readNext() != QXmlStreamReader::EndElement) {
        if (xml.isStartElement())
            forms.append(xml.readElementText());
        else
            text += xml.text();
    }
    return forms.isEmpty() ? QStringList{text} : forms;
}

Message readMessage(QXmlStreamReader &xml, const QString &context)
{
    Message message;
    message.context = context;
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1StringView("source")) {
            message.source = xml.readElementText();
        } else if (xml.name() == QLatin1StringView("comment")) {
            message.comment = xml.readElementText();
        } else if (xml.name() == QLatin1StringView("translation")) {
            message.unfinished = xml.attributes().hasAttribute(QLatin1StringView("type"));
            message.translations = readTranslations(xml);
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

/// All texts of a file; none if it cannot be read as a whole.
QList<Message> readMessages(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Message> messages;
    QString context;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1StringView("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1StringView("message"))
            messages.append(readMessage(xml, context));
    }
    return xml.hasError() ? QList<Message>() : messages;
}

/// What a text and its translation have in common; a rule gives the same for both where nothing is wrong.
using Rule = QString (*)(const QString &text);

QString isThere(const QString &text)
{
    return text.trimmed().isEmpty() ? QStringLiteral("nothing") : QStringLiteral("a text");
}

QString placeholders(const QString &text)
{
    static const QRegularExpression placeholder(QStringLiteral("%L?(?:[1-9]|n)"));
    QStringList found;
    for (auto match = placeholder.globalMatch(text); match.hasNext();)
        found.append(match.next().captured());
    found.sort();
    found.removeDuplicates();
    return found.isEmpty() ? QStringLiteral("no placeholder") : found.join(QLatin1Char(' '));
}

/// Character references of rich text (&nbsp;) and a doubled & are no mnemonics.
QString mnemonic(const QString &text)
{
    static const QRegularExpression key(
        QStringLiteral("&(?![a-z]+;)\\w"), QRegularExpression::UseUnicodePropertiesOption);
    QString plain = text;
    const auto count = plain.remove(QStringLiteral("&&")).count(key);
    return count == 0 ? QStringLiteral("no mnemonic") : QStringLiteral("mnemonics: %1").arg(count);
}

QString ending(const QString &text)
{
    const bool marked = !text.isEmpty() && QStringLiteral(".:…?!").contains(text.back());
    return marked ? QStringLiteral("“%1” at its end").arg(text.back()) : QStringLiteral("no mark at its end");
}

QString outerSpace(const QString &text)
{
    const bool before = !text.isEmpty() && text.front().isSpace();
    const bool behind = !text.isEmpty() && text.back().isSpace();
    return QStringLiteral("space before: %1, behind: %2").arg(before).arg(behind);
}

QString tags(const QString &text)
{
    static const QRegularExpression tag(QStringLiteral("</?[a-z]+[^>]*>"));
    QStringList found;
    for (auto match = tag.globalMatch(text); match.hasNext();)
        found.append(match.next().captured());
    found.sort();
    return found.isEmpty() ? QStringLiteral("no tags") : found.join(QLatin1Char(' '));
}

QStringList faults(const Message &message, Rule rule)
{
    QStringList found;
    const QString wanted = rule(message.source);
    for (const QString &translation : message.translations) {
        if (const QString has = rule(translation); has != wanted) {
            found.append(QStringLiteral("%1 has %2, its translation “%3” has %4")
                    .arg(message.name(), wanted, translation, has));
        }
    }
    return found;
}

QByteArray listOf(const QStringList &lines)
{
    return '\n' + lines.join(QLatin1Char('\n')).toUtf8();
}

} // namespace

/// The sources say what has to be translated, so lupdate reads them anew; the files of the checkout stay as
/// they are.
class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void translatesEveryText_data();
    void translatesEveryText();
    void holdsNoTextThatIsGone_data();
    void holdsNoTextThatIsGone();
    void namesTheClassOfEveryText();
    void agreesWithTheSource_data();
    void agreesWithTheSource();
    void rulesSeeWhatIsWrong_data();
    void rulesSeeWhatIsWrong();
    void keepsToTheGlossary_data();
    void keepsToTheGlossary();
    void speaksTheChosenLanguage_data();
    void speaksTheChosenLanguage();

private:
    QTemporaryDir m_folder;
    QHash<QString, QList<Message>> m_checkedIn;
    QHash<QString, QList<Message>> m_messages;
};

void TestTranslations::initTestCase()
{
    const QString lupdate = QStringLiteral(DSR_LUPDATE);
    if (!QFile::exists(lupdate))
        QSKIP("lupdate of Qt is not installed (Debian: qt6-l10n-tools), so nothing tells which texts there "
              "are.");
    QVERIFY(m_folder.isValid());
    for (const QString &language : {QStringLiteral("de"), QStringLiteral("en")}) {
        const QString original = QStringLiteral(DSR_SOURCE "/translations/dsr_%1.ts").arg(language);
        const QString copy = m_folder.filePath(QStringLiteral("dsr_%1.ts").arg(language));
        QVERIFY2(QFile::copy(original, copy), qPrintable(original));
        QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner));
        // The same as "./dev i18n".
        QStringList arguments{QStringLiteral("core"), QStringLiteral("widgets"), QStringLiteral("app"),
            QStringLiteral("-I"), QStringLiteral("."), QStringLiteral("-locations"), QStringLiteral("none"),
            QStringLiteral("-no-obsolete"), QStringLiteral("-ts"), copy};
        if (language == QLatin1StringView("en"))
            arguments.prepend(QStringLiteral("-pluralonly"));
        QProcess process;
        process.setWorkingDirectory(QStringLiteral(DSR_SOURCE));
        process.start(lupdate, arguments);
        QVERIFY2(process.waitForFinished(90000), qPrintable(process.errorString()));
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
            process.readAllStandardError().constData());
        m_checkedIn.insert(language, readMessages(original));
        m_messages.insert(language, readMessages(copy));
        QVERIFY2(!m_checkedIn.value(language).isEmpty(), qPrintable(original));
        QVERIFY2(!m_messages.value(language).isEmpty(), qPrintable(copy));
    }
}

void TestTranslations::translatesEveryText_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("German") << QStringLiteral("de");
    QTest::newRow("plural forms of English") << QStringLiteral("en");
}

void TestTranslations::translatesEveryText()
{
    QFETCH(QString, language);
    QStringList open;
    for (const Message &message : m_messages.value(language)) {
        if (message.unfinished)
            open.append(message.name());
    }
    QVERIFY2(open.isEmpty(),
        QByteArray("Run ./dev i18n and translate in dsr_" + language.toUtf8() + ".ts:" + listOf(open))
            .constData());
}

void TestTranslations::holdsNoTextThatIsGone_data()
{
    translatesEveryText_data();
}

void TestTranslations::holdsNoTextThatIsGone()
{
    QFETCH(QString, language);
    QStringList names;
    for (const Message &message : m_messages.value(language))
        names.append(message.name());
    QStringList gone;
    for (const Message &message : m_checkedIn.value(language)) {
        if (!names.contains(message.name()))
            gone.append(message.name());
    }
    QVERIFY2(gone.isEmpty(),
        QByteArray("The sources have this no longer; run ./dev i18n:" + listOf(gone)).constData());
}

/// Where lupdate does not see which class a tr() belongs to, it invents a context that nobody asks for later.
void TestTranslations::namesTheClassOfEveryText()
{
    QStringList lost;
    for (const Message &message : m_messages.value(QStringLiteral("de"))) {
        if (!message.context.startsWith(QLatin1StringView("dsr::")))
            lost.append(message.name());
    }
    QVERIFY2(lost.isEmpty(),
        QByteArray("lupdate does not know the class, so these stay English:" + listOf(lost)).constData());
}

void TestTranslations::agreesWithTheSource_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<Rule>("rule");
    const auto rows = [](const char *name, Rule rule) {
        QTest::addRow("German: %s", name) << QStringLiteral("de") << rule;
        QTest::addRow("plural forms of English: %s", name) << QStringLiteral("en") << rule;
    };
    rows("nothing is empty", isThere);
    rows("the same placeholders", placeholders);
    rows("mnemonics in both or in neither", mnemonic);
    rows("the same mark at the end", ending);
    rows("the same space around", outerSpace);
    rows("the same tags", tags);
}

void TestTranslations::agreesWithTheSource()
{
    QFETCH(QString, language);
    QFETCH(Rule, rule);
    QStringList found;
    for (const Message &message : m_messages.value(language)) {
        if (!message.unfinished)
            found += faults(message, rule);
    }
    QVERIFY2(found.isEmpty(), listOf(found).constData());
}

void TestTranslations::rulesSeeWhatIsWrong_data()
{
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QStringList>("translations");
    QTest::addColumn<int>("faultCount");
    const auto row = [](const char *name, Rule rule, const char *source, const QStringList &translations,
                         int faultCount) {
        QTest::newRow(name) << rule << QString::fromUtf8(source) << translations << faultCount;
    };
    row("a translation is empty", isThere, "Done.", {QString()}, 1);
    row("one of two forms is empty", isThere, "%n tries", {QStringLiteral("%n Versuch"), QString()}, 1);
    row("a placeholder is missing", placeholders, "%1 of %2", {QStringLiteral("%1 von 2")}, 1);
    row("a placeholder is another one", placeholders, "File %1", {QStringLiteral("Datei %2")}, 1);
    row("placeholders change their order", placeholders, "%1 of %2", {QStringLiteral("von %2 %1")}, 0);
    row("a number is missing in one form", placeholders, "%n tries",
        {QStringLiteral("ein Versuch"), QStringLiteral("%n Versuche")}, 1);
    row("a percent sign is no placeholder", placeholders, "100 % done", {QStringLiteral("100 % erledigt")},
        0);
    row("a mnemonic is missing", mnemonic, "&Open", {QStringLiteral("Öffnen")}, 1);
    row("a mnemonic is too much", mnemonic, "Open", {QStringLiteral("&Öffnen")}, 1);
    row("a mnemonic is another letter", mnemonic, "&Open", {QStringLiteral("Ö&ffnen")}, 0);
    row("a mnemonic is an umlaut", mnemonic, "&Open", {QStringLiteral("&Öffnen")}, 0);
    row("a sign for and is no mnemonic", mnemonic, "Search && replace",
        {QStringLiteral("Suchen und ersetzen")}, 0);
    row("a character reference is no mnemonic", mnemonic, "5&nbsp;ms", {QStringLiteral("5 ms")}, 0);
    row("a full stop is missing", ending, "Done.", {QStringLiteral("Erledigt")}, 1);
    row("a full stop is too much", ending, "Done", {QStringLiteral("Erledigt.")}, 1);
    row("a question became a statement", ending, "Delete it?", {QStringLiteral("Es wird gelöscht.")}, 1);
    row("three dots are no ellipsis", ending, "Open…", {QStringLiteral("Öffnen...")}, 1);
    row("a space at the end is missing", outerSpace, "PIN: ", {QStringLiteral("PIN:")}, 1);
    row("a tag is missing", tags, "<b>PIN</b>", {QStringLiteral("<b>PIN")}, 1);
}

void TestTranslations::rulesSeeWhatIsWrong()
{
    QFETCH(Rule, rule);
    QFETCH(QString, source);
    QFETCH(QStringList, translations);
    QFETCH(int, faultCount);
    Message message;
    message.source = source;
    message.translations = translations;
    QCOMPARE(faults(message, rule).size(), faultCount);
}

void TestTranslations::keepsToTheGlossary_data()
{
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("german");
    const auto row = [](const char *name, const char *english, const char *german) {
        QTest::newRow(name) << QString::fromUtf8(english) << QString::fromUtf8(german);
    };
    row("nonce", "\\bnonces?\\b", "einmalwert");
    row("attestation", "\\battestation\\b", "attestierung");
    row("integrity verdict", "integrity verdict", "integritätsurteil");
    row("a boot loader is bolted, not revoked", "boot ?loader is locked", "bootloader ist verriegelt");
    row("revoked", "\\brevoked\\b", "gesperrt");
    row("suspended", "\\bsuspended\\b", "vorläufig gesperrt");
    row("expired", "\\bexpired\\b", "abgelaufen");
    row("card reader", "\\bcard reader", "kartenlesegerät");
    row("health card", "\\bhealth card", "gesundheitskarte");
    row("card access number", "card access number", "kartenzugangsnummer");
    row("tries left", "\\btr(y\\(s\\)|ies) left", "verbleib");
    row("status list", "\\bstatus list", "sperrliste");
    row("trust set", "\\btrust set", "vertrauensliste");
    row("insured person", "insured person", "versicherten? person|versicherter person");
    row("insurer", "\\binsurer", "krankenkasse");
    row("not checked", "\\bnot checked\\b", "nicht geprüft");
    row("simulated", "\\bsimulated\\b", "simuliert|simulated");
    row("client certificate", "\\bclient certificate\\b", "client-zertifikat");
}

void TestTranslations::keepsToTheGlossary()
{
    QFETCH(QString, english);
    QFETCH(QString, german);
    const auto options =
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption;
    const QRegularExpression term(english, options);
    const QRegularExpression word(german, options);
    int seen = 0;
    QStringList others;
    for (const Message &message : m_messages.value(QStringLiteral("de"))) {
        if (message.unfinished || !message.source.contains(term))
            continue;
        ++seen;
        for (const QString &translation : message.translations) {
            if (!translation.contains(word))
                others.append(QStringLiteral("%1 is “%2”").arg(message.name(), translation));
        }
    }
    QVERIFY2(seen > 0, "No text uses this term any more; take the row away.");
    QVERIFY2(others.isEmpty(), listOf(others).constData());
}

void TestTranslations::speaksTheChosenLanguage_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("triesLeft");
    QTest::addColumn<QString>("title");
    const auto row = [](const char *name, const char *language, int triesLeft, const char *title) {
        QTest::newRow(name) << QString::fromLatin1(language) << triesLeft << QString::fromUtf8(title);
    };
    row("German, no number", "de", -1, "Die PIN ist nicht richtig.");
    row("German, one", "de", 1, "Die PIN ist nicht richtig. Noch 1 Versuch verbleibt.");
    row("German, several", "de", 2, "Die PIN ist nicht richtig. Noch 2 Versuche verbleiben.");
    row("English, no number", "en", -1, "The PIN is not correct.");
    row("English, one", "en", 1, "The PIN is not correct. 1 try is left.");
    row("English, several", "en", 2, "The PIN is not correct. 2 tries are left.");
}

void TestTranslations::speaksTheChosenLanguage()
{
    QFETCH(QString, language);
    QFETCH(int, triesLeft);
    QFETCH(QString, title);
    QCOMPARE(useLanguage(language), language);
    Error error;
    error.code = ErrorCode::CardPinWrong;
    error.facts.insert(QStringLiteral("triesLeft"), triesLeft);
    QCOMPARE(adviceFor(error).title, title);
}

QTEST_GUILESS_MAIN(TestTranslations)

#include "tst_translations.moc"
