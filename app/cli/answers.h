#pragma once

#include "core/card/healthcard.h"
#include "core/flow/runrecord.h"

#include <QJsonObject>

namespace dsr {

// JSON that several commands answer with; the members are those of the contract.

/// The text, or null for an empty one.
QJsonValue orNull(const QString &text);
/// `error` of all answers: code, title and action for people, where and facts for developers.
QJsonObject toJson(const Error &error);
/// A whole run: answer of `register` and `session show`.
QJsonObject toJson(const RunRecord &record);
/// `{state, triesLeft}`
QJsonObject toJson(const PinStatus &pin);
/// State of a PIN for people, from `{state, triesLeft}`.
QString pinSentence(const QJsonObject &pin);

/// "04  Derive the nonces  done  12 ms" with its place in the run.
QString stepLine(int index, qsizetype count, const StepRecord &step, const QString &status);

} // namespace dsr
