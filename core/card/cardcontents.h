#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace dsr {

// What an insurer writes on a health card (egk-card 1.8 to 1.10). Values are as the card has them, without
// blanks around them; what the card does not say is empty. None of it is judged here.

/// Where an insured person lives.
struct PostalAddress
{
    QString street;
    QString houseNumber;
    QString supplement;
    QString postOfficeBox;
    QString postalCode;
    QString city;
    QString country; ///< vehicle code: "D"
    friend bool operator==(const PostalAddress &, const PostalAddress &) = default;
};

/// EF.PD: who the insured person is.
struct PersonalData
{
    QString kvnr;
    QString givenNames;
    QString familyName;
    QString title; ///< "Dr."
    QString nameAffix; ///< "Gräfin"; stands before the prefix
    QString namePrefix; ///< "von"
    QString birthday; ///< YYYYMMDD; unknown month and day are 00
    QString sex; ///< M, W, X or D
    PostalAddress address;
    QString schema; ///< version of the data model: "5.2.0"
    friend bool operator==(const PersonalData &, const PersonalData &) = default;

    /// All parts of the name as they are spoken: "Dr. Anna Gräfin von Berg".
    QString name() const;
    /// As ISO 8601 with the precision that the card has: "1971-07-27", "1971-07", "1971"; empty if it is no
    /// date.
    QString birthdayIso() const;
};

/// The open part of EF.VD: how the person is insured.
struct InsuranceData
{
    QString begin; ///< YYYYMMDD
    QString insurerId; ///< 9 digits
    QString insurerName;
    QString insurerCountry; ///< vehicle code: "D"
    QString payerId; ///< of the one who is billed; empty on most cards of the older generation
    QString payerName;
    QString insuredType; ///< 1 member, 3 family, 5 pensioner
    QString schema;
    friend bool operator==(const InsuranceData &, const InsuranceData &) = default;
};

/// EF.StatusVD: the state of the insurance data as a whole.
struct StatusData
{
    char status = 0; ///< '0' on every public card; nothing may depend on it
    QString changed; ///< YYYYMMDDhhmmss
    QString schema; ///< "5.2.0"
    QString storage; ///< version of the storage structure
    friend bool operator==(const StatusData &, const StatusData &) = default;
};

/// Read the content of the file as it comes from the card, trailing filler included. Errors:
/// CardAnswerMalformed with the fact "reason"; nothing of the content stands in an error.
Result<PersonalData> parsePersonalData(QByteArrayView efPd);
Result<InsuranceData> parseInsuranceData(QByteArrayView efVd);
Result<StatusData> parseStatusData(QByteArrayView efStatusVd);

/// The reverse, in schema 5.2: what a card file holds, without filler.
QByteArray personalDataFile(const PersonalData &data);
QByteArray insuranceDataFile(const InsuranceData &data);
QByteArray statusDataFile(const StatusData &data);

} // namespace dsr
