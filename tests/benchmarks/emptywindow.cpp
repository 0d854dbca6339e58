// The least that a window costs: an empty main window, shown. Says on standard output when its first paint
// was done, as nanoseconds of the monotonic clock, and ends; who started it knows when that was.

#include <QApplication>
#include <QMainWindow>
#include <QPaintEvent>

#include <chrono>
#include <cstdio>

namespace {

class Window : public QMainWindow
{
protected:
    void paintEvent(QPaintEvent *event) override
    {
        QMainWindow::paintEvent(event);
        // Told from the event loop, when all of the window is painted and flushed, as dsr-workstation does.
        QMetaObject::invokeMethod(this, &Window::tell, Qt::QueuedConnection);
    }

private:
    void tell()
    {
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        std::printf("firstPaint %lld\n", static_cast<long long>(std::chrono::nanoseconds(now).count()));
        std::fflush(stdout);
        QApplication::quit();
    }
};

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    Window window;
    window.resize(1280, 800); // as dsr-workstation
    window.show();
    return QApplication::exec();
}
