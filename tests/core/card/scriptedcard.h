#pragma once

#include "core/card/card.h"

namespace dsr {

/// Expects these commands in this order and gives these answers; everything in hex.
class ScriptedCard : public Card
{
public:
    using Script = QList<std::pair<QByteArray, QByteArray>>;
    explicit ScriptedCard(Script script)
        : m_script(std::move(script))
    {
    }
    QByteArray atr() const override { return {}; }
    bool passesExtendedLength() const override { return m_passesExtendedLength; }
    void setPassesExtendedLength(bool passes) { m_passesExtendedLength = passes; }
    bool isDone() const { return m_script.isEmpty(); }

protected:
    Result<QByteArray> exchange(const QByteArray &command) override
    {
        if (m_script.isEmpty() || command != QByteArray::fromHex(m_script.first().first))
            return fail(ErrorCode::Internal, QString::fromLatin1(command.toHex()));
        return QByteArray::fromHex(m_script.takeFirst().second);
    }

private:
    Script m_script;
    bool m_passesExtendedLength = true;
};

} // namespace dsr
