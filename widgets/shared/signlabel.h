#pragma once

#include "widgets/shared/mark.h"

#include <QWidget>

class QLabel;

namespace dsr {

/// A sign with words beside it, for states in strips and cards. Its accessible name is the words.
class SignLabel : public QWidget
{
    Q_OBJECT
public:
    explicit SignLabel(QWidget *parent = nullptr);
    void setMark(const Mark &mark);
    QString words() const;
    /// For a heading: a larger sign, and the look of the style sheet for the words.
    void setLarge();

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintIcon();
    QLabel *m_icon;
    QLabel *m_words;
    Mark m_mark;
    int m_size = 16;
};

} // namespace dsr
