#pragma once

#include <QObject>

namespace dsr {

/// The one selected thing of a run: a step and, within it, an artifact. List, diagram and detail follow it
/// and none of them talks to another.
class Selection : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    int step() const { return m_step; } ///< -1 = none
    const QString &artifact() const { return m_artifact; } ///< empty = the step as such

    /// Tells listeners if anything differs.
    void select(int step, const QString &artifact = {});

Q_SIGNALS:
    void changed(int step, const QString &artifact);

private:
    int m_step = -1;
    QString m_artifact;
};

} // namespace dsr
