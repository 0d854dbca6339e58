#pragma once

#include "core/testbed/testbed.h"

namespace dsr {

/// A card to try things out with.
struct TestCard
{
    QString id; ///< "otherHolder", "expired" …
    QString title; ///< what is special about it, translated
};

/// The built-in card first, then what else may come over a counter: other people's cards, cards that expired,
/// cards of other kinds, damaged ones.
QList<TestCard> testCards();
/// The card with this id, made by the test bed. UsageInvalid (fact "reason") for an unknown one.
Result<CardImage> testCardImage(const TestBed &bed, const QString &id, const Clock &clock);

} // namespace dsr
