#pragma once

#include "core/flow/runrecord.h"

#include <QObject>
#include <QString>

namespace dsr {

class MainWindow;

/// Performs one whole registration in the real window without a person (option --register-to): the built-in
/// card with its test PIN, against the built-in service. Prints every step, keeps pictures, session, report
/// and identity in a folder, proves the certificate, and ends the program: 0 if the device is registered and
/// everything was written.
class RegistrationJob : public QObject
{
    Q_OBJECT
public:
    /// Begins when the window was painted for the first time.
    RegistrationJob(MainWindow &window, const QString &folder);

private:
    void begin();
    void printStep(int index, const StepRecord &step);
    void answerPin();
    void keep(const RunRecord &record);
    void end(bool proved);
    void giveUp(const Error &error);
    bool savePicture(const QString &name);
    bool write(const QString &name, const QByteArray &bytes);

    MainWindow &m_window;
    QString m_folder;
    bool m_good = true; ///< everything was written so far
};

} // namespace dsr
