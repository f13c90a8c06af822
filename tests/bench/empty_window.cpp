// SPDX-License-Identifier: GPL-3.0-or-later
// The reference of bench_first_paint: an empty QMainWindow; says when it was painted first, and ends.
#include <QApplication>
#include <QMainWindow>

#include <cstdio>

class EmptyWindow : public QMainWindow
{
protected:
    void paintEvent(QPaintEvent *event) override
    {
        QMainWindow::paintEvent(event);
        QMetaObject::invokeMethod(qApp, [] {
            std::puts("first paint");
            std::fflush(stdout);
            QCoreApplication::quit();
        }, Qt::QueuedConnection);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    EmptyWindow window;
    window.resize(1440, 900);
    window.show();
    return QApplication::exec();
}
