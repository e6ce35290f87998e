#pragma once
#include <QStringList>
#include <QWidget>

namespace coop
{

/// What the window shows while no workspace is open: how to get one.
class WelcomePage : public QWidget
{
    Q_OBJECT
public:
    explicit WelcomePage(const QStringList& recentFiles, QWidget* parent = nullptr);

Q_SIGNALS:
    void openWanted();
    void newWanted();
    void packageWanted();
    void fileWanted(const QString& path);
};

} // namespace coop
