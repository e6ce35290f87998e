#pragma once
#include <QApplication>

namespace coop
{

/// The program: its names for settings, and the one handler for what should never happen. An exception that
/// reaches it is logged and said; the data are safe, because every edit is a transaction of its own.
class Application : public QApplication
{
    Q_OBJECT
public:
    Application(int& argc, char** argv);

    bool notify(QObject* receiver, QEvent* event) override;
};

} // namespace coop
