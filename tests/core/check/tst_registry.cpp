#include "core/check/registry.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using dsr::CheckInfo;
using dsr::Severity;

namespace {

/// One row of the table in the specification, its cells by the heading of their column.
using SpecRow = QMap<QString, QString>;

QStringList cellsOf(const QString &line)
{
    QStringList cells;
    for (const QString &cell :
        line.mid(1, line.lastIndexOf(QLatin1Char('|')) - 1).split(QStringLiteral(" | ")))
        cells.append(cell.trimmed());
    return cells;
}

QStringList specLines()
{
    QFile file(QStringLiteral(DSR_SAMPLES "/../spec/checks.md"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'))
                                          : QStringList();
}

/// The rows of all tables in section 3.
QList<SpecRow> specRows()
{
    QList<SpecRow> rows;
    QStringList headings;
    bool inside = false;
    for (const QString &line : specLines()) {
        if (line.startsWith(QLatin1StringView("## ")))
            inside = line.startsWith(QLatin1StringView("## 3 "));
        if (!inside || !line.startsWith(QLatin1Char('|')) || line.startsWith(QLatin1StringView("|---")))
            continue;
        const QStringList cells = cellsOf(line);
        if (cells.first() == QLatin1StringView("id")) {
            headings = cells;
            continue;
        }
        SpecRow row;
        for (qsizetype i = 0; i < cells.size(); ++i)
            row.insert(headings.value(i), cells.at(i));
        rows.append(row);
    }
    return rows;
}

QString plain(const QString &cell)
{
    QString text = cell;
    return text.remove(QLatin1Char('`')).remove(QChar(0x2020)); // the dagger marks codes of our own
}

/// The severities that a cell names; several where more than the mode decides.
QSet<int> severitiesIn(const QString &cell)
{
    QSet<int> found;
    const QList<std::pair<const char *, Severity>> words{{"\\bfail\\b", Severity::Fail},
        {"\\bwarn\\b", Severity::Warn}, {"\\boff\\b", Severity::Off}, {"–", Severity::Off},
        {"n/a", Severity::NotApplicable}};
    for (const auto &[word, severity] : words) {
        if (QRegularExpression(QString::fromUtf8(word)).match(cell).hasMatch())
            found.insert(static_cast<int>(severity));
    }
    return found;
}

/// What a cell says of attestations alone, else what holds for all.
QSet<int> attestationSeverities(const QString &cell, Severity otherwise)
{
    const QString mark = QStringLiteral("attestation: ");
    return cell.contains(mark) ? severitiesIn(cell.section(mark, 1, 1))
                               : QSet<int>{static_cast<int>(otherwise)};
}

QString codeIn(const QString &cell)
{
    const auto match = QRegularExpression(QStringLiteral("`([A-Za-z0-9_]+)`")).match(cell);
    return match.hasMatch() ? match.captured(1) : QString();
}

int statusIn(const QString &cell)
{
    const auto match = QRegularExpression(QStringLiteral("[0-9]{3}")).match(cell);
    return match.hasMatch() ? match.captured(0).toInt() : 0;
}

} // namespace

class TestRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreUniqueAndWellFormed();
    void unknownIdsAreNotFound();
    void platformsAreTheThree();
    void orderNamesKnownChecks();
    void equalsTheSpecification();
    void orderEqualsTheSpecification();
    void walletOrderEqualsTheSpecification();
    void attestationOrdersEqualTheSpecification_data();
    void attestationOrdersEqualTheSpecification();
    void ordersOfPartsFollowTheRegistration();

private:
    static QList<QByteArray> idsInSection(const char *heading);
};

void TestRegistry::idsAreUniqueAndWellFormed()
{
    QCOMPARE(dsr::allChecks().size(), 236);
    QSet<QString> seen;
    const QRegularExpression form(QStringLiteral("^[a-z0-9]+(\\.[a-z0-9]+){1,2}$"));
    for (const CheckInfo &check : dsr::allChecks()) {
        const QString id = QString::fromLatin1(check.id);
        QVERIFY2(form.match(id).hasMatch(), check.id);
        QVERIFY2(!seen.contains(id), check.id);
        seen.insert(id);
        QCOMPARE(dsr::findCheck(id), &check);
        QVERIFY2(!dsr::checkTitle(id).isEmpty(), check.id);
    }
}

void TestRegistry::unknownIdsAreNotFound()
{
    QVERIFY(!dsr::findCheck(QStringLiteral("token")));
    QVERIFY(!dsr::findCheck(QString()));
    QCOMPARE(dsr::checkTitle(QStringLiteral("no.such")), QStringLiteral("no.such"));
}

void TestRegistry::platformsAreTheThree()
{
    for (const CheckInfo &check : dsr::allChecks()) {
        const QString platform = dsr::checkPlatform(check);
        QVERIFY2(QStringList({QStringLiteral("android"), QStringLiteral("apple"), QStringLiteral("both")})
                     .contains(platform),
            check.id);
    }
}

void TestRegistry::orderNamesKnownChecks()
{
    QSet<QByteArray> seen;
    for (const QByteArray &id : dsr::androidRegistrationOrder()) {
        const CheckInfo *check = dsr::findCheck(QString::fromLatin1(id));
        QVERIFY2(check, id.constData());
        if (!check)
            continue;
        QVERIFY2(QByteArray(check->appliesTo).contains("registration"), id.constData());
        QVERIFY2(dsr::checkPlatform(*check) != QLatin1StringView("apple"), id.constData());
        QVERIFY2(!seen.contains(id), id.constData());
        seen.insert(id);
    }
}

void TestRegistry::equalsTheSpecification()
{
    const QList<SpecRow> rows = specRows();
    if (rows.isEmpty())
        QSKIP("the specification of the checks is not beside this checkout");
    QCOMPARE(dsr::allChecks().size(), rows.size());
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const CheckInfo &check = dsr::allChecks().at(i);
        const auto cell = [&](const char *heading) { return rows.at(i).value(QString::fromLatin1(heading)); };
        QCOMPARE(QString::fromLatin1(check.id), plain(cell("id")));
        QCOMPARE(QString::fromUtf8(check.title), plain(cell("title")));
        QCOMPARE(QString::fromUtf8(check.appliesTo), cell("applies to"));
        QCOMPARE(QString::fromUtf8(check.clause), plain(cell("rules covered")));
        const QString code = cell("errorCode (strict)");
        const QString strict = cell("strict");
        QCOMPARE(QByteArray(check.id) + ' ' + check.errorCode,
            QByteArray(check.id) + ' ' + codeIn(code).toLatin1());
        QCOMPARE(QByteArray(check.id) + QByteArray::number(check.httpStatus),
            QByteArray(check.id) + QByteArray::number(statusIn(cell("HTTP"))));
        QVERIFY2(severitiesIn(strict).contains(static_cast<int>(check.strict)), check.id);
        QVERIFY2(severitiesIn(cell("lenient")).contains(static_cast<int>(check.lenient)), check.id);
        QCOMPARE(attestationSeverities(cell("strict"), check.strict),
            QSet<int>{static_cast<int>(check.strictAtAttestation.value_or(check.strict))});
        QCOMPARE(attestationSeverities(cell("lenient"), check.lenient),
            QSet<int>{static_cast<int>(check.lenientAtAttestation.value_or(check.lenient))});
    }
}

/// The ids in the table of one section, but for what the client checks.
QList<QByteArray> TestRegistry::idsInSection(const char *heading)
{
    QList<QByteArray> ids;
    bool inside = false;
    const QRegularExpression id(QStringLiteral("`([a-z0-9.]+)`"));
    for (const QString &line : specLines()) {
        if (line.startsWith(QLatin1StringView("### ")))
            inside = line.startsWith(QLatin1StringView(heading));
        if (!inside || !line.startsWith(QLatin1Char('|')) || line.startsWith(QLatin1StringView("| client")))
            continue;
        for (auto match = id.globalMatch(line); match.hasNext();)
            ids.append(match.next().captured(1).toLatin1());
    }
    return ids;
}

void TestRegistry::orderEqualsTheSpecification()
{
    const QList<QByteArray> expected = idsInSection("### 2.1 ");
    if (expected.isEmpty())
        QSKIP("the specification of the checks is not beside this checkout");
    QCOMPARE(dsr::androidRegistrationOrder(), expected);
}

void TestRegistry::walletOrderEqualsTheSpecification()
{
    QList<QByteArray> expected = idsInSection("### 2.6 ");
    if (expected.isEmpty())
        QSKIP("the specification of the checks is not beside this checkout");
    // A chain says nothing about the message around it and about what the issuer remembers.
    expected.removeIf([](const QByteArray &id) {
        return !id.startsWith("android.") && !id.startsWith("wallet.boot.") && !id.startsWith("wallet.app.");
    });
    QCOMPARE(dsr::walletChainOrder(), expected);
}

void TestRegistry::attestationOrdersEqualTheSpecification_data()
{
    QTest::addColumn<QByteArray>("heading");
    QTest::addColumn<QList<QByteArray>>("order");
    QTest::newRow("android") << QByteArray("### 2.3 ") << dsr::androidAttestationOrder();
    QTest::newRow("apple") << QByteArray("### 2.4 ") << dsr::appleAttestationOrder();
}

void TestRegistry::attestationOrdersEqualTheSpecification()
{
    QFETCH(QByteArray, heading);
    QFETCH(QList<QByteArray>, order);
    for (const QByteArray &id : order)
        QVERIFY2(QByteArray(dsr::findCheck(QString::fromLatin1(id))->appliesTo).contains("attestation"),
            id.constData());
    QList<QByteArray> expected = idsInSection(heading.constData());
    if (expected.isEmpty())
        QSKIP("the specification of the checks is not beside this checkout");
    // A token says nothing about the requests around it, the session and the answer.
    expected.removeIf([](const QByteArray &id) {
        return id.startsWith("transport.") || id.startsWith("pkce.") || id.startsWith("session.")
            || id == "mtls.path" || id == "mtls.registered" || id == "store.commit";
    });
    QCOMPARE(order, expected);
}

void TestRegistry::ordersOfPartsFollowTheRegistration()
{
    for (const QList<QByteArray> *part :
        {&dsr::androidChainOrder(), &dsr::playIntegrityOrder(), &dsr::cardCertificateOrder()}) {
        QVERIFY(part->size() > 10);
        qsizetype last = -1;
        for (const QByteArray &id : *part) {
            const qsizetype place = dsr::androidRegistrationOrder().indexOf(id);
            QVERIFY2(place > last, id.constData());
            last = place;
        }
    }
}

QTEST_GUILESS_MAIN(TestRegistry)
#include "tst_registry.moc"
