#pragma once
#include <QStringList>
#include <QWidget>

class QLayout;

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
    void practiceWanted();
    void practiceAnewWanted();
    void reportWanted(); ///< 生成问题报告
    void fileWanted(const QString& path);

private:
    QLayout* practiceRow();
    QLayout* lastRunRow();
};

} // namespace coop
